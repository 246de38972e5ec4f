"""A crawler walks the four trees of the demo, as a search engine does: link by link from the home pages."""

import json
import re
from urllib.parse import urldefrag, urlsplit
from urllib.robotparser import RobotFileParser
from xml.etree import ElementTree as Xml

import pytest
from babel.messages.pofile import read_po
from django.conf import settings
from django.test import Client, override_settings
from pytest_django import DjangoDbBlocker

from tests.cms.seo.read import CODES, HOST, SITE, STARTS, Seen, read
from tests.cms.structured_data.read import VALIDATOR

pytestmark = [pytest.mark.usefixtures("demo_full"), pytest.mark.django_db, pytest.mark.once]


@pytest.fixture(scope="module")
def crawled(demo_full: None, django_db_blocker: DjangoDbBlocker) -> dict[str, Seen]:
    """Every page that links lead to, by its address; what `robots.txt` forbids is left alone, as it asks."""
    found: dict[str, Seen] = {}
    with django_db_blocker.unblock(), override_settings(SALON_URL=SITE, ALLOWED_HOSTS=["salon.example"]):
        robots = RobotFileParser()
        robots.parse(Client().get("/robots.txt", headers=HOST).content.decode().splitlines())
        waiting = [f"{SITE}/{code}/" for code in CODES]
        while waiting:
            address = waiting.pop()
            if address in found:
                continue
            # Each visitor gets a booking of their own, at the first question.
            if address in STARTS:
                waiting.append(f"{address}services/")
                continue
            # Crawlers bring no cookie along. Nothing is moved, nothing is gone: not even one step away.
            page = found[address] = read(Client(), address)
            for link in page.links:
                target = urldefrag(link).url
                # Python's parser knows no wildcard: what has a query is a draft of a booking, and closed.
                is_open = "?" not in target and robots.can_fetch("*", target)
                if urlsplit(target).netloc == "salon.example" and is_open:
                    waiting.append(target)
    return found


@pytest.fixture(scope="module")
def listed(crawled: dict[str, Seen]) -> dict[str, Seen]:
    return {address: page for address, page in crawled.items() if page.is_listed}


def code_of(address: str) -> str:
    return urlsplit(address).path.split("/")[1]


def test_each_page_has_one_heading_one_language_and_no_name_twice(crawled: dict[str, Seen]) -> None:
    for address, page in crawled.items():
        assert page.h1 == 1, address
        assert page.lang == code_of(address), address
        assert [name for name, n in page.ids.items() if n > 1] == [], address


def test_each_page_has_one_address_and_its_translations_lead_back(listed: dict[str, Seen]) -> None:
    for address, page in listed.items():
        assert page.canonical == [address]
        assert set(page.alternates) == {*CODES, "x-default"}, address
        assert page.alternates["x-default"] == page.alternates["de"]
        for code in CODES:
            other = listed[page.alternates[code]]
            assert code_of(other.address) == code
            assert other.alternates == page.alternates


def test_the_map_names_what_links_lead_to(listed: dict[str, Seen], client: Client) -> None:
    mapped: set[str] = set()
    for code in CODES:
        answer = client.get(f"/sitemap-{code}.xml", headers=HOST)
        mapped |= {loc.text or "" for loc in Xml.fromstring(answer.content).iter() if loc.tag.endswith("}loc")}  # noqa: S314
    assert mapped == set(listed)


def test_places_within_pages_are_there(crawled: dict[str, Seen]) -> None:
    for page in crawled.values():
        for link in page.links:
            target, place = urldefrag(link)
            if place and target in crawled:
                assert place in crawled[target].ids, f"{page.address} -> {link}"


def test_what_every_page_says_to_machines_is_valid(listed: dict[str, Seen]) -> None:
    for address, page in listed.items():
        if "services/" in address and not page.graphs:
            continue  # the way into the booking is no page of the CMS
        (graph,) = page.graphs
        assert [problem.message[:200] for problem in VALIDATOR.iter_errors(json.loads(graph))] == [], address


@pytest.fixture(scope="module")
def said() -> dict[str, set[str]]:
    """Every word of the interface by language, as the catalogues have it."""
    words = {}
    for code in CODES:
        with (settings.BASE_DIR / "locale" / code / "LC_MESSAGES" / "django.po").open("rb") as file:
            strings = [message.string or message.id for message in read_po(file) if message.id]
        words[code] = {form for string in strings for form in ([string] if isinstance(string, str) else string)}
    return words


@pytest.mark.parametrize("code", CODES)
def test_no_word_of_another_language_stands_around_pages_or_in_the_booking(
    code: str, crawled: dict[str, Seen], said: dict[str, set[str]]
) -> None:
    foreign = {word for other in CODES if other != code for word in said[other]} - said[code]
    foreign = {word for word in foreign if re.search(r"\w{3}", word)}
    for address, page in crawled.items():
        if code_of(address) == code:
            assert page.frame & foreign == set(), address
