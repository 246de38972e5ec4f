"""`/` chooses a language once, the switcher stays where the visitor is, and what was chosen is remembered."""

import copy
import json
import re

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation
from pytest_django import Settings

from booking.models import MasterText, ServiceText
from booking.selectors.catalog import load_catalog
from home.models import ContactPage, ContentPage, HomePage, ServicePage, ServicesPage
from salon.cms.page_cache import begin_generation
from tests.demo import demo_full

__all__ = ["demo_full"]
pytestmark = [pytest.mark.usefixtures("demo_full"), pytest.mark.django_db, pytest.mark.once]

GOOGLE = "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"
BALAYAGE = {"de": "/de/leistungen/haare/balayage/", "en": "/en/services/hair/balayage/"}
LANGUAGES = ("de", "ru", "uk", "en")
OURS = "http://testserver"


def lead(client: Client, **headers: str) -> str:
    return client.get("/", headers={name.replace("_", "-"): value for name, value in headers.items()})["Location"]


def switcher(html: str) -> dict[str, str]:
    """Where the switcher leads, by language; head and menu of a page agree."""
    links = re.findall(r'<a href="([^"]+)" lang="(\w+)" hreflang="\2"', html)
    found = dict.fromkeys(code for _url, code in links)
    for url, code in links:
        assert found[code] in (None, url)
        found[code] = url
    return found


def test_the_door_without_a_language_asks_the_browser_and_then_the_visitor(client: Client) -> None:
    assert lead(client, accept_language="uk,ru;q=0.8") == "/uk/"
    assert lead(client, accept_language="fr") == "/de/"
    client.get(BALAYAGE["en"], headers={"referer": f"{OURS}{BALAYAGE['de']}"})
    assert lead(client, accept_language="uk,ru;q=0.8") == "/en/"


def test_crawlers_are_always_led_to_the_default_language(client: Client) -> None:
    assert lead(client, accept_language="ru", user_agent=GOOGLE) == "/de/"
    client.cookies["django_language"] = "en"
    assert lead(client, user_agent=GOOGLE) == "/de/"


@pytest.mark.parametrize(
    "referer", ["", "https://example.org/de/", f"{OURS}/en/", f"{OURS}/admin/", f"{OURS}/", "http://[", "/de/"]
)
def test_who_did_not_switch_has_chosen_nothing(client: Client, referer: str) -> None:
    answer = client.get(BALAYAGE["en"], headers={"referer": referer})
    assert "django_language" not in answer.cookies


def test_a_kept_page_remembers_the_choice_of_whoever_switched_and_nobody_elses(settings: Settings) -> None:
    settings.WAGTAIL_CACHE = True
    settings.SALON_URL = OURS
    begin_generation()
    switched = {"referer": f"{OURS}{BALAYAGE['de']}"}
    made, kept = (Client().get(BALAYAGE["en"], headers=switched) for _ in range(2))
    assert made.cookies["django_language"].value == kept.cookies["django_language"].value == "en"
    assert kept.content == made.content
    other = Client().get(BALAYAGE["en"])
    assert other.content == made.content
    assert not other.cookies


@pytest.mark.parametrize("view", ["booking:start", "booking:day", "booking:account", "search:results"])
def test_the_switcher_stays_at_the_same_step_with_what_was_asked(client: Client, view: str) -> None:
    addresses = {}
    for code in LANGUAGES:
        with translation.override(code):
            addresses[code] = f"{reverse(view)}?q=haare&amp;page=2" if view.startswith("search") else reverse(view)
    html = client.get(addresses["de"].replace("&amp;", "&"), follow=True).content.decode()
    found = switcher(html)
    assert set(found) == set(LANGUAGES)
    for code, url in found.items():
        assert url.split("?")[0].startswith(addresses[code].split("?")[0])
        assert client.get(url.replace("&amp;", "&"), follow=True).status_code == 200
    if view.startswith("search"):
        assert found == addresses


def test_a_draft_of_the_wizard_is_the_same_in_the_other_language(client: Client) -> None:
    with translation.override("de"):
        start = reverse("booking:start")
    answer = client.get(f"{start}?service=balayage", follow=True)
    found = switcher(answer.content.decode())
    here = answer.redirect_chain[-1][0]
    there = client.get(found["uk"].replace("&amp;", "&"), follow=True)
    assert there.status_code == 200
    assert here.split("?")[1] in found["uk"].replace("&amp;", "&")
    assert '<html lang="uk"' in there.content.decode()


def test_where_a_page_is_not_translated_the_switcher_leads_to_the_nearest_one_which_says_so(client: Client) -> None:
    ServicePage.objects.get(url_path__endswith="/balayage/", locale__language_code="en").unpublish()
    found = switcher(client.get(BALAYAGE["de"]).content.decode())
    assert found["en"] == "/en/services/hair/#not-translated"
    assert found["ru"] == "/ru/uslugi/volosy/balayazh/"
    ServicesPage.objects.get(locale__language_code="en").unpublish()
    html = client.get("/en/").content.decode()
    assert html.count('id="not-translated"') == 1


def test_where_not_even_its_parents_are_translated_the_home_page_says_so(client: Client) -> None:
    for page in ContactPage.objects.filter(locale__language_code="uk"):
        page.unpublish()
    german = ContactPage.objects.get(locale__language_code="de")
    assert switcher(client.get(german.get_url()).content.decode())["uk"] == "/uk/#not-translated"


@pytest.mark.parametrize("end", ["unpublish", "delete"])
def test_a_language_without_a_home_page_is_led_to_by_nobody(client: Client, end: str) -> None:
    getattr(HomePage.objects.get(locale__language_code="ru"), end)()
    assert lead(client, accept_language="ru") == "/de/"
    client.cookies["django_language"] = "ru"
    assert lead(client) == "/de/"
    del client.cookies["django_language"]
    german = ContactPage.objects.get(locale__language_code="de").get_url()
    for address in ("/de/", german, BALAYAGE["de"], "/de/gibt-es-nicht/"):
        found = switcher(client.get(address).content.decode())
        assert set(found) == {"de", "uk", "en"}, address
        for url in found.values():
            assert client.get(url, follow=True).status_code == 200


def test_an_unknown_address_is_led_into_a_language_and_what_a_view_does_not_find_is_not(admin_client: Client) -> None:
    assert admin_client.get("/gibt-es-nicht/")["Location"] == "/de/gibt-es-nicht/"
    for address in ("/admin/gibt-es-nicht/", "/admin/pages/999999/edit/", "/calendar/nobody.ics"):
        assert admin_client.get(address).status_code == 404, address


def test_the_switcher_knows_where_one_is_on_a_mirror(client: Client) -> None:
    page = ContentPage.objects.get(slug="haeufige-fragen")
    page.create_alias(parent=page.get_parent(), update_slug="kopie")
    html = client.get("/de/kopie/").content.decode()
    assert switcher(html)["de"] == "/de/kopie/"
    assert '"@id":"http://127.0.0.1:8000/de/haeufige-fragen/#page"' in html
    assert "/kopie/#" not in html


def test_every_language_is_named_in_itself(client: Client) -> None:
    html = client.get("/en/").content.decode()
    for code, name in (("de", "Deutsch"), ("ru", "Русский"), ("uk", "Українська")):
        assert re.search(rf'<a [^>]*lang="{code}"[^>]*>.*{name}', html)
    assert HomePage.objects.live().count() == len(LANGUAGES)


def test_words_that_are_shown_in_another_language_say_in_which(client: Client) -> None:
    ServiceText.objects.filter(service__slug="balayage", locale__language_code="en").update(live=False)
    MasterText.objects.filter(locale__language_code="en").update(live=False)
    german = ServiceText.objects.get(service__slug="balayage", locale__language_code="de")
    begin_generation()
    for address in ("/en/services/", "/en/services/hair/", "/en/prices/", "/en/services/hair/balayage/", "/en/team/"):
        html = client.get(address).content.decode()
        assert '<span lang="de">' in html, address
        assert "\x1f" not in html, address
        # Never in an attribute.
        assert not re.search(r"""=\s*"[^"<>]*<span""", html), address
    html = client.get("/en/services/").content.decode()
    assert f'<span lang="de">{german.name}</span>' in html
    for address in ("/en/services/hair/balayage/", "/en/team/anna-lindner/"):
        assert '<h1><span lang="de">' in client.get(address).content.decode(), address
    assert '<span lang="de">' not in client.get("/ru/uslugi/").content.decode()
    assert '<span lang="de">' not in client.get("/de/leistungen/").content.decode()


def test_words_of_another_language_are_still_words() -> None:
    ServiceText.objects.filter(service__slug="balayage", locale__language_code="en").update(live=False)
    name = load_catalog("en").services["balayage"].name
    assert (name.language, copy.deepcopy(name).language) == ("de", "de")
    assert json.dumps(name) == json.dumps(str(name))
    assert ServiceText.objects.filter(name=name).exists()
