"""The map of the site for search engines, and what they shall leave alone."""

from collections.abc import Callable
from datetime import datetime, timedelta
from decimal import Decimal
from itertools import count
from urllib.parse import urlsplit
from xml.etree import ElementTree as Xml

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings
from wagtail.models import Page, PageViewRestriction

from booking.models import Master, Service, ServiceText
from home.models import CategoryPage, ContentPage, HomePage, PricesPage, ServicePage, ServicesPage
from salon.cms.page_cache import begin_generation
from team.models import MasterPage
from tests.cms.seo.read import CODES, DOORS, HOST, SITE, read
from tests.counting import queries

pytestmark = [pytest.mark.usefixtures("demo_full"), pytest.mark.django_db, pytest.mark.once]
NAMES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}


def get(client: Client, path: str) -> bytes:
    answer = client.get(path, headers=HOST)
    assert answer.status_code == 200, path
    return answer.content


def parsed(client: Client, path: str) -> Xml.Element:
    return Xml.fromstring(get(client, path))  # noqa: S314 - our own


def entries(client: Client, code: str) -> dict[str, Xml.Element]:
    root = parsed(client, f"/sitemap-{code}.xml")
    found = [(entry.find("s:loc", NAMES).text, entry) for entry in root.findall("s:url", NAMES)]
    assert len(found) == len(dict(found))
    return dict(found)


def everything(client: Client) -> dict[str, Xml.Element]:
    return {address: entry for code in CODES for address, entry in entries(client, code).items()}


def alternates(entry: Xml.Element) -> dict[str, str]:
    return {link.get("hreflang"): link.get("href") for link in entry.findall("x:link", NAMES)}


def changed_text(entry: Xml.Element) -> str:
    return entry.find("s:lastmod", NAMES).text


def changed(entry: Xml.Element) -> datetime:
    return datetime.fromisoformat(changed_text(entry))


def test_the_index_names_one_map_a_language(client: Client) -> None:
    root = parsed(client, "/sitemap.xml")
    assert [found.text for found in root.findall("s:sitemap/s:loc", NAMES)] == [
        f"{SITE}/sitemap-{code}.xml" for code in CODES
    ]
    assert client.get("/sitemap-fr.xml").status_code == 404


def test_it_lists_exactly_the_live_public_pages_and_the_way_into_the_booking(client: Client) -> None:
    home = HomePage.objects.get(locale__language_code="de")
    home.add_child(instance=ContentPage(title="Entwurf", slug="entwurf", live=False))
    secret = home.add_child(instance=ContentPage(title="Geheim", slug="geheim"))
    secret.add_child(instance=ContentPage(title="Geheimer", slug="geheimer"))
    PageViewRestriction.objects.create(page=secret, restriction_type="password", password="linde")
    mirror = ServicePage.objects.get(service__slug="balayage", locale__language_code="en")
    Page.objects.filter(pk=mirror.pk).update(alias_of=home)
    live = Page.objects.live().public().filter(depth__gt=1, alias_of=None)
    wanted = {SITE + page.get_url() for page in live} | DOORS
    assert len(wanted) > 150
    assert {*everything(client)} == wanted


def test_what_is_below_a_home_that_is_not_open_is_not_listed(client: Client) -> None:
    HomePage.objects.get(locale__language_code="uk").unpublish()
    assert {*entries(client, "uk")} == {f"{SITE}/uk/zapys/services/"}
    pages = (entry for address, entry in entries(client, "de").items() if address not in DOORS)
    assert all("uk" not in alternates(entry) for entry in pages)


def test_who_is_not_shown_by_name_is_not_listed_by_name(client: Client) -> None:
    assert f"{SITE}/de/team/anna-lindner/" in entries(client, "de")
    Master.objects.filter(slug="anna-lindner").update(is_visible=False)
    assert f"{SITE}/de/team/anna-lindner/" not in entries(client, "de")


def test_it_says_of_each_page_what_its_head_says(client: Client) -> None:
    found = everything(client)
    for address, entry in found.items():
        assert {"x-default", urlsplit(address).path.split("/")[1]} <= {*alternates(entry)}
        assert all(alternates(found[other]) == alternates(entry) for other in alternates(entry).values())
    for path in ("/de/", "/uk/", "/de/leistungen/haare/balayage/", "/en/booking/services/"):
        assert read(client, path).alternates == alternates(found[SITE + path])


def test_a_page_changed_when_it_was_published_or_its_facts_words_were(client: Client) -> None:
    page = ServicePage.objects.get(service__slug="balayage", locale__language_code="de")
    later = timezone.now().replace(microsecond=0) + timedelta(days=3)
    before = entries(client, "de")
    assert changed(before[SITE + page.get_url()]) >= page.last_published_at.replace(microsecond=0)
    ServiceText.objects.filter(service=page.service, locale=page.locale).update(last_published_at=later)
    after = entries(client, "de")
    prices = PricesPage.objects.get(locale__language_code="de")
    moved = {address for address, entry in after.items() if address not in DOORS and changed(entry) == later}
    assert moved == {SITE + page.get_url(), SITE + prices.get_url(), f"{SITE}/de/leistungen/", f"{SITE}/de/"}
    assert all(changed(entry) != later for address, entry in entries(client, "ru").items() if address not in DOORS)


def test_a_price_that_changes_changes_the_pages_that_show_it_in_every_language(client: Client) -> None:
    everywhere = [model.objects.get(locale__language_code="uk") for model in (HomePage, ServicesPage, PricesPage)]
    service = Service.objects.get(slug="balayage")
    own = ServicePage.objects.get(service=service, locale__language_code="uk")
    category = CategoryPage.objects.get(category=service.category, locale__language_code="uk")
    skill = service.skills.order_by("master__order").first()
    masters = MasterPage.objects.filter(master__skills__service=service, locale__language_code="uk")
    showing = {SITE + page.get_url() for page in [*everywhere, own, category, *masters]}

    def moved(change: Callable[[], object]) -> set[str]:
        before = {address: entry.find("s:lastmod", NAMES) for address, entry in entries(client, "uk").items()}
        with time_machine.travel(timezone.now() + timedelta(hours=next(hours))):
            change()
        after = entries(client, "uk")
        return {url for url, was in before.items() if was is not None and was.text != changed_text(after[url])}

    hours = count(1)
    service.price += 5
    assert moved(service.save) == showing
    assert moved(service.save) == set()
    service.horizon_days = 30
    assert moved(service.save) == set()
    skill.price = Decimal(199)
    assert moved(skill.save) == showing
    assert moved(skill.master.save) == set()
    hers = SITE + masters.get(master=skill.master).get_url()
    assert moved(skill.delete) | {hers} == showing


@pytest.mark.parametrize("path", ["/sitemap.xml", "/sitemap-de.xml", "/de/llms.txt", "/llms.txt"])
def test_a_page_more_costs_no_query(client: Client, path: str) -> None:
    def look() -> bytes:
        return get(client, path)

    look()
    before = queries(look)
    home = HomePage.objects.get(locale__language_code="de")
    for number in range(5):
        home.add_child(instance=ContentPage(title=f"Seite {number}", slug=f"seite-{number}"))
    look()
    assert queries(look) == before
    assert before <= 16


def test_maps_are_kept_and_forgotten_with_the_pages(
    client: Client, settings: Settings, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    settings.WAGTAIL_CACHE = True
    begin_generation()
    paths = ("/sitemap.xml", "/sitemap-de.xml", "/de/llms.txt", "/llms.txt", "/robots.txt")
    for path in paths:
        get(client, path)
    with CaptureQueriesContext(connection) as seen:
        for path in paths:
            get(client, path)
    assert len(seen) == 0
    with django_capture_on_commit_callbacks(execute=True):
        ServicePage.objects.get(service__slug="balayage", locale__language_code="de").unpublish()
    assert f"{SITE}/de/leistungen/haare/balayage/" not in entries(client, "de")
    assert "leistungen/haare/balayage/" not in get(client, "/de/llms.txt").decode()
