"""The search of the demo salon: what is found, in which language, and what it costs. Alike on every database."""

import re
from collections.abc import Callable
from html import unescape

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page, PageViewRestriction

from booking.models import Master, MasterText, Service, Skill
from home.models import ContactPage, ContentPage, HomePage, ServicePage

pytestmark = [pytest.mark.usefixtures("demo_full"), pytest.mark.django_db]
HTMX = {"HX-Request": "true"}


def page(client: Client, question: str, language: str = "de") -> str:
    answer = client.get(f"/{language}/search/", {"q": question})
    assert answer.status_code == 200
    return answer.content.decode().replace("\xa0", " ")


def found(client: Client, question: str, language: str = "de") -> list[str]:
    """The addresses of the results, in their order."""
    listed = re.search(r'<ol class="found".*?</ol>', page(client, question, language), re.DOTALL)
    return re.findall(r'<h2><a href="([^"]+)"', listed.group()) if listed else []


@pytest.mark.parametrize(
    ("language", "question", "first"),
    [
        ("de", "Haarschnitte", "Damenhaarschnitt"),
        ("de", "Damenschnitt", "Damenhaarschnitt"),
        ("de", "manikuere", "Maniküre"),
        ("de", "Shellac", "Maniküre mit Gellack"),
        ("de", "Nägel", "Nägel"),
        ("de", "lindner", "Anna Lindner"),
        ("de", "Parken", "Kontakt"),
        ("ru", "балаяжа", "Балаяж"),
        ("ru", "маникюру", "Маникюр без покрытия"),
        ("ru", "женских стрижек", "Женская стрижка"),
        ("uk", "вії", "Ламінування вій"),
        ("uk", "стрижок", "Жіноча стрижка"),
        ("en", "colouring", "Root colour"),
        ("en", "colors", "Root colour"),
    ],
)
def test_a_guest_finds_it_in_her_own_words(client: Client, language: str, question: str, first: str) -> None:
    name = re.search(r'<h2><a href="[^"]+">(.*?)</a></h2>', page(client, question, language))
    assert re.sub("</?mark>", "", name.group(1)) == first


def test_a_question_inside_a_page_is_found_as_its_page_with_the_words_in_sight(client: Client) -> None:
    asking = ServicePage.objects.filter(locale__language_code="de").exclude(faq=[]).first()
    asking.faq = [("question", {"question": "Geht das auch mit Schnurrhaaren?", "answer": "<p>Ja.</p>"})]
    asking.save_revision().publish()
    assert found(client, "schnurrhaare") == [asking.get_url()]
    assert "Geht das auch mit <mark>Schnurrhaaren</mark>?" in page(client, "schnurrhaare")


def test_a_service_and_its_page_are_one_result_with_the_catalogues_minutes_and_price(client: Client) -> None:
    Skill.objects.filter(service__slug="balayage").update(price=222, price_kind="from", minutes=230)
    assert found(client, "Balayage").count("/de/leistungen/haare/balayage/") == 1
    html = page(client, "Balayage")
    assert "ab 222 €" in html
    assert "3 Std. 50 Min." in html
    assert "/de/termin/?service=balayage" not in found(client, "Balayage")


def test_without_a_page_a_service_leads_to_the_booking_with_it_chosen(client: Client) -> None:
    ServicePage.objects.get(service__slug="balayage", locale__language_code="de").delete()
    assert found(client, "Balayage")[0] == "/de/termin/?service=balayage"
    Service.objects.filter(slug="balayage").update(is_active=False)
    cache.clear()
    assert "/de/termin/?service=balayage" not in found(client, "Balayage")


def test_an_editors_words_lead_to_a_page(client: Client) -> None:
    contact = ContactPage.objects.get(locale__language_code="de")
    assert contact.get_url() not in found(client, "Wegbeschreibung")
    contact.search_keywords = "Wegbeschreibung, Stadtplan"
    contact.save_revision().publish()
    cache.clear()
    assert found(client, "wegbeschreibungen") == [contact.get_url()]


@pytest.mark.parametrize("other", ["ru", "uk", "en"])
def test_german_is_found_only_in_german(client: Client, other: str) -> None:
    assert found(client, "Damenhaarschnitt", other) == []
    german = page(client, "Salon Lindenhof", other)
    assert re.findall(r'<h2><a href="/(\w+)/', german)
    assert set(re.findall(r'<h2><a href="/(\w+)/', german)) == {other}


def draft(contact: ContactPage) -> None:
    contact.unpublish()


def behind_a_password(contact: ContactPage) -> None:
    PageViewRestriction.objects.create(page=contact, restriction_type="password", password="geheim")


def below_a_private_page(contact: ContactPage) -> None:
    home = HomePage.objects.get(locale=contact.locale)
    PageViewRestriction.objects.create(page=home, restriction_type="login")


def a_mirror(contact: ContactPage) -> None:
    Page.objects.filter(pk=contact.pk).update(alias_of=contact.get_parent())


@pytest.mark.parametrize("hide", [draft, behind_a_password, below_a_private_page, a_mirror])
def test_what_not_everybody_may_see_is_not_found(client: Client, hide: Callable[[ContactPage], None]) -> None:
    contact = ContactPage.objects.get(locale__language_code="de")
    assert contact.get_url() in found(client, "Kontakt")
    hide(contact)
    cache.clear()
    assert contact.get_url() not in found(client, "Kontakt")


def test_a_master_who_is_not_shown_by_name_is_not_found(client: Client) -> None:
    assert found(client, "Iryna") != []
    Master.objects.filter(slug="iryna-melnyk").update(is_visible=False)
    cache.clear()
    assert "/de/team/iryna-melnyk/" not in found(client, "Iryna Melnyk")
    assert "/de/termin/?master=iryna-melnyk" not in found(client, "Iryna Melnyk")


@pytest.mark.parametrize("language", ["de", "uk"])
def test_suggestions_cost_four_queries_for_any_number_of_pages_and_then_none(client: Client, language: str) -> None:
    def asked(question: str) -> int:
        with CaptureQueriesContext(connection) as seen:
            answer = client.get(f"/{language}/search/suggest/", {"q": question}, headers=HTMX)
            assert answer.status_code == 200
        return len(seen)

    assert asked("sa") == 4
    assert asked("sal") == 0
    Page.objects.filter(content_type__model="servicepage").update(live=False)
    cache.clear()
    assert asked("sa") == 4


def test_a_change_is_found_at_once(client: Client, django_capture_on_commit_callbacks) -> None:
    assert found(client, "Haarspektakel") == []
    with django_capture_on_commit_callbacks(execute=True):
        text = MasterText.objects.get(master__slug="anna-lindner", locale__language_code="de")
        text.role = "Haarspektakel"
        text.save()
    assert found(client, "Haarspektakel") == ["/de/team/anna-lindner/"]
    with django_capture_on_commit_callbacks(execute=True):
        Page.objects.get(title="Anna Lindner", locale__language_code="de").delete()
    assert found(client, "Haarspektakel") == ["/de/termin/?master=anna-lindner"]


def test_a_moved_page_is_found_at_its_new_address(client: Client, django_capture_on_commit_callbacks) -> None:
    contact = ContactPage.objects.get(locale__language_code="de")
    below = contact.get_parent().add_child(instance=ContentPage(title="Wegweiser", slug="wegweiser"))
    cache.clear()
    assert found(client, "Wegweiser") == ["/de/wegweiser/"]
    with django_capture_on_commit_callbacks(execute=True):
        below.move(contact, pos="last-child")
    assert found(client, "Wegweiser") == ["/de/kontakt/wegweiser/"]


def test_a_slip_is_forgiven_and_the_right_word_offered(client: Client) -> None:
    html = page(client, "Balyage")
    assert '<a href="/de/search/?q=Balayage">Balayage</a>' in html
    assert "<mark>Balayage</mark>" in html


@pytest.mark.parametrize("question", ["Quantenphysik", "…?!", "🙂🙂", "---", "'\"\\%_"])
def test_where_nothing_is_found_there_are_other_ways(client: Client, question: str) -> None:
    html = page(client, question)
    assert found(client, question) == []
    assert 'href="/de/termin/"' in html
    assert 'href="/de/leistungen/haare/"' in html
    assert 'href="tel:+49' in html


def test_an_empty_question_shows_what_we_do(client: Client) -> None:
    for address in ("/de/search/", "/de/search/?q=", "/de/search/?q=%20%00"):
        html = client.get(address).content.decode()
        assert 'href="/de/leistungen/haare/"' in html
        assert 'class="more" href="tel:' not in html


@pytest.mark.parametrize(
    "question",
    ["\x00Haare", "Haare " * 500, "x" * 5000, "<script>alert(1)</script>", "a", "%", "\ud83d", "\u202eHaare"],
)
@pytest.mark.parametrize("path", ["", "suggest/"])
def test_odd_questions_are_answered_calmly(client: Client, question: str, path: str) -> None:
    sent = question.encode("utf-8", "surrogatepass").decode("latin-1") if "\ud83d" in question else question
    answer = client.get(f"/de/search/{path}", {"q": sent}, headers=HTMX if path else {})
    html = answer.content.decode()
    assert answer.status_code == 200
    assert "alert(1)<" not in html
    assert f'value="{"x" * 81}' not in html


def test_what_is_marked_is_escaped(client: Client) -> None:
    text = MasterText.objects.get(master__slug="anna-lindner", locale__language_code="de")
    text.short = "<b>Zopfkunst</b> & <mark>mehr</mark>"
    text.save()
    html = page(client, "zopfkunst")
    assert "&lt;b&gt;<mark>Zopfkunst</mark>&lt;/b&gt; &amp; &lt;mark&gt;mehr&lt;/mark&gt;" in html
    assert 'value="&quot;&gt;&lt;b&gt;"' in page(client, '"><b>')


def test_the_page_is_a_plain_form_that_is_not_listed_and_tells_no_other_site(client: Client) -> None:
    answer = client.get("/uk/search/", {"q": "вії"})
    html = answer.content.decode()
    assert '<meta name="robots" content="noindex">' in html
    assert answer["Referrer-Policy"] == "same-origin"
    assert re.search(r'<form[^>]* method="get" action="/uk/search/"', html)
    assert "csrfmiddlewaretoken" not in html
    assert client.post("/uk/search/", {"q": "вії"}).status_code == 405


def test_suggestions_are_links_with_their_number_said(client: Client) -> None:
    html = client.get("/de/search/suggest/", {"q": "wimp"}, headers=HTMX).content.decode()
    assert "<html" not in html
    assert len(re.findall(r'<a href="/de/', html)) == 6
    assert '<a class="all" href="/de/search/?q=wimp">' in html
    assert re.search(r'id="suggested" role="status" hx-swap-oob="innerHTML">6\b', html)


def test_who_opens_the_suggestions_without_htmx_gets_the_page(client: Client) -> None:
    answer = client.get("/ru/search/suggest/", {"q": "гель & лак"})
    assert answer.status_code == 302
    assert client.get(answer["Location"]).context["question"] == "гель & лак"


@pytest.mark.parametrize("address", ["/de/", "/uk/posluhy/", "/en/search/", "/ru/nicht-da/"])
def test_every_page_leads_to_the_search(client: Client, address: str) -> None:
    html = unescape(client.get(address).content.decode())
    assert f'class="menu__search" href="/{address[1:3]}/search/"' in html


def test_the_language_switcher_keeps_the_question(client: Client) -> None:
    assert 'href="/uk/search/?q=Balayage"' in page(client, "Balayage")
