"""A crawler walks the four trees of the demo, as a search engine does: link by link from the home pages."""

import json
import re
from collections import Counter
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urldefrag, urljoin, urlsplit
from urllib.robotparser import RobotFileParser
from xml.etree import ElementTree as Xml

import pytest
from babel.messages.pofile import read_po
from django.conf import settings
from django.test import Client, override_settings
from pytest_django import DjangoDbBlocker

from tests.cms.seo.conftest import SITE
from tests.cms.structured_data.test_graph import VALIDATOR

pytestmark = [pytest.mark.usefixtures("demo_full"), pytest.mark.django_db, pytest.mark.once]
CODES = ("de", "ru", "uk", "en")
HOST = {"host": "salon.example"}
# Each visitor gets a booking of their own, at the first question.
DOORS = {f"{SITE}/{path}/" for path in ("de/termin", "ru/zapis", "uk/zapys", "en/booking")}
# What no end tag closes.
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}


@dataclass
class Page(HTMLParser):
    """What a crawler reads of a page. `frame` are the words in its head and foot, and all words where it is a step of
    the booking; those that say their own language (`lang`) are left out.
    """

    address: str
    html: str
    lang: str = ""
    h1: int = 0
    canonical: list[str] = field(default_factory=list)
    alternates: dict[str, str] = field(default_factory=dict)
    robots: str = ""
    graphs: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    ids: Counter[str] = field(default_factory=Counter)
    frame: set[str] = field(default_factory=set)
    open: list[dict[str, str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()
        self.feed(self.html)

    @property
    def is_listed(self) -> bool:
        return "noindex" not in self.robots

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs} | {"": tag}
        if tag not in VOID:
            self.open.append(found)
        if tag == "html":
            self.lang = found["lang"]
        self.h1 += tag == "h1"
        if "id" in found:
            self.ids[found["id"]] += 1
        if tag == "a" and "href" in found:
            self.links.append(urljoin(self.address, found["href"]))
        if tag == "meta" and found.get("name") == "robots":
            self.robots = found["content"]
        if tag == "link" and found.get("rel") == "canonical":
            self.canonical.append(found["href"])
        if tag == "link" and found.get("rel") == "alternate":
            self.alternates[found["hreflang"]] = found["href"]

    def handle_endtag(self, tag: str) -> None:
        while self.open and self.open.pop()[""] != tag:
            pass

    def handle_data(self, data: str) -> None:
        inside = {each[""] for each in self.open}
        if "script" in inside and self.open[-1].get("type") == "application/ld+json":
            self.graphs.append(data)
        in_frame = bool(inside & {"header", "footer", "nav", "form"}) and "script" not in inside
        if in_frame and not any("lang" in each for each in self.open[1:]) and (words := " ".join(data.split())):
            self.frame.add(words)


@pytest.fixture(scope="module")
def crawled(demo_full: None, django_db_blocker: DjangoDbBlocker) -> dict[str, Page]:
    """Every page that links lead to, by its address; what `robots.txt` forbids is left alone, as it asks."""
    found: dict[str, Page] = {}
    with django_db_blocker.unblock(), override_settings(SALON_URL=SITE, ALLOWED_HOSTS=["salon.example"]):
        robots = RobotFileParser()
        robots.parse(Client().get("/robots.txt", headers=HOST).content.decode().splitlines())
        waiting = [f"{SITE}/{code}/" for code in CODES]
        while waiting:
            address = waiting.pop()
            if address in found:
                continue
            if address in DOORS:
                waiting.append(f"{address}services/")
                continue
            # Crawlers bring no cookie along.
            answer = Client().get(address.removeprefix(SITE), headers=HOST)
            # Nothing is moved, nothing is gone: not even one step away.
            assert answer.status_code == 200, address
            page = found[address] = Page(address, answer.content.decode())
            for link in page.links:
                target = urldefrag(link).url
                # Python's parser knows no wildcard: what has a query is a draft of a booking, and closed.
                is_open = "?" not in target and robots.can_fetch("*", target)
                if urlsplit(target).netloc == "salon.example" and is_open:
                    waiting.append(target)
    return found


@pytest.fixture(scope="module")
def listed(crawled: dict[str, Page]) -> dict[str, Page]:
    return {address: page for address, page in crawled.items() if page.is_listed}


def code_of(address: str) -> str:
    return urlsplit(address).path.split("/")[1]


def test_each_page_has_one_heading_one_language_and_no_name_twice(crawled: dict[str, Page]) -> None:
    for address, page in crawled.items():
        assert page.h1 == 1, address
        assert page.lang == code_of(address), address
        assert [name for name, n in page.ids.items() if n > 1] == [], address


def test_each_page_has_one_address_and_its_translations_lead_back(listed: dict[str, Page]) -> None:
    for address, page in listed.items():
        assert page.canonical == [address]
        assert set(page.alternates) == {*CODES, "x-default"}, address
        assert page.alternates["x-default"] == page.alternates["de"]
        for code in CODES:
            other = listed[page.alternates[code]]
            assert code_of(other.address) == code
            assert other.alternates == page.alternates


def test_the_map_names_what_links_lead_to(listed: dict[str, Page], client: Client) -> None:
    mapped: set[str] = set()
    for code in CODES:
        answer = client.get(f"/sitemap-{code}.xml", headers=HOST)
        mapped |= {loc.text or "" for loc in Xml.fromstring(answer.content).iter() if loc.tag.endswith("}loc")}  # noqa: S314
    assert mapped == set(listed)


def test_places_within_pages_are_there(crawled: dict[str, Page]) -> None:
    for page in crawled.values():
        for link in page.links:
            target, place = urldefrag(link)
            if place and target in crawled:
                assert place in crawled[target].ids, f"{page.address} -> {link}"


def test_what_every_page_says_to_machines_is_valid(listed: dict[str, Page]) -> None:
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
    code: str, crawled: dict[str, Page], said: dict[str, set[str]]
) -> None:
    foreign = {word for other in CODES if other != code for word in said[other]} - said[code]
    foreign = {word for word in foreign if re.search(r"\w{3}", word)}
    for address, page in crawled.items():
        if code_of(address) == code:
            assert page.frame & foreign == set(), address
