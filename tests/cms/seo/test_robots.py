"""What robots shall leave alone, and that the site's own addresses are all thought of."""

import re
from collections.abc import Iterable
from urllib.parse import urlsplit
from urllib.robotparser import RobotFileParser

import pytest
from django.contrib.staticfiles import finders
from django.test import Client
from django.urls import URLPattern

from booking import urls as booking_urls
from salon.lib.urls import reverse_in
from tests.cms.seo.read import CODES, HOST, SITE
from tests.cms.seo.test_secrets import is_closed

pytestmark = [pytest.mark.usefixtures("demo_full"), pytest.mark.django_db, pytest.mark.once]
# The door, and the first question behind it.
FIRST = {"start", "services"}
# Parts of pages: a robot that draws a page needs them.
FRAGMENTS = {"widget", "soonest"}


def robots_txt(client: Client) -> str:
    answer = client.get("/robots.txt", headers=HOST)
    assert answer.status_code == 200
    return answer.content.decode()


def is_open(text: str, path: str) -> bool:
    """As RFC 9309 reads it: `*` is anything; Python's own parser knows no such letter."""
    rules = re.findall(r"^Disallow: (.+)$", text, flags=re.M)
    return not any(re.match(re.escape(rule).replace(r"\*", ".*"), path) for rule in rules)


def paths(patterns: Iterable[object], code: str) -> dict[str, str]:
    """Addresses of booking's views by their names, with a key where they take one."""
    found = [pattern for pattern in patterns if isinstance(pattern, URLPattern)]
    names = {pattern.name: ["x"] * len(pattern.pattern.converters) for pattern in found}
    return {name: reverse_in(code, f"booking:{name}", *keys) for name, keys in names.items()}


def test_they_are_let_to_every_page_and_to_what_it_is_shown_with(client: Client) -> None:
    text = robots_txt(client)
    robots = RobotFileParser()
    robots.parse(text.splitlines())
    assert robots.site_maps() == [f"{SITE}/sitemap.xml"]
    maps = "".join(client.get(f"/sitemap-{code}.xml", headers=HOST).content.decode() for code in CODES)
    pages = [urlsplit(address).path for address in re.findall(r"<loc>([^<]+)</loc>", maps)]
    assert len(pages) > 150
    shown = ["/static/salon/css/site.css", "/static/salon/js/app.js", "/media/images/x.jpg", "/share/1-a.jpg"]
    assert finders.find("salon/js/app.js")
    for path in [*pages, *shown, "/", "/llms.txt", "/de/llms.txt", "/sitemap.xml", "/sitemap-de.xml"]:
        assert robots.can_fetch("Googlebot", SITE + path), path
        assert is_open(text, path), path


def test_they_keep_out_of_what_is_somebodys(client: Client) -> None:
    text = robots_txt(client)
    for path in ("/admin/", "/de/_util/login/", "/uk/search/?q=x", "/de/message/", "/health/ready"):
        assert not is_open(text, path), path
    for path in ("/de/termin/?service=balayage", "/ru/zapis/services/?d=x", "/calendar/x.ics"):
        assert not is_open(text, path), path
    for code in CODES:
        for path in paths(booking_urls.urlpatterns, code).values():
            assert not is_open(text, path), path


@pytest.mark.parametrize("code", CODES)
def test_each_step_of_the_booking_after_the_first_is_closed(client: Client, code: str) -> None:
    text, steps = robots_txt(client), paths(booking_urls.steps, code)
    assert set(steps) > FIRST | FRAGMENTS
    for name, path in steps.items():
        if name not in FIRST:
            assert name in FRAGMENTS or not is_open(text, path), path
            assert is_closed(Client().get(f"{path}?service=balayage", headers=HOST, follow=True)), path
