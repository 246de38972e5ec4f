"""What belongs to a person is in no search engine, and no other site learns an address with a key in it."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.http import HttpResponse
from django.test import Client

from salon.lib.urls import reverse_in

pytestmark = [pytest.mark.usefixtures("demo_full"), pytest.mark.django_db, pytest.mark.once]
ROOT = Path(__file__).parents[3]
NOINDEX = '<meta name="robots" content="noindex">'
# Both keep every address from every other origin (W3C Referrer Policy, 3.1 and 3.4).
TELL_NOBODY = {"no-referrer", "same-origin"}
KEYED = ("visit", "visit_move", "visit_cancel", "visit_ics", "waiting_place", "account_enter")


def at(name: str, *args: str, code: str = "de", query: str = "") -> str:
    return reverse_in(code, name, *args) + query


def personal(code: str) -> Iterator[str]:
    yield from (at(f"booking:{step}", code=code, query="?service=balayage") for step in ("services", "day"))
    yield from (at(f"booking:{name}", "x" * 39, code=code) for name in KEYED)
    yield at("booking:account", code=code)
    yield at("search:results", code=code, query="?q=balayage")


def is_closed(answer: HttpResponse) -> bool:
    return answer.headers.get("X-Robots-Tag") == "noindex" or NOINDEX in answer.content.decode()


@pytest.mark.parametrize("code", dict(settings.LANGUAGES))
def test_what_is_personal_is_not_listed_and_no_other_site_is_told_of_it(code: str) -> None:
    for address in personal(code):
        answer = Client().get(address, follow=True)
        assert is_closed(answer), address
        assert answer["Referrer-Policy"] in TELL_NOBODY, address


def test_each_step_after_the_first_is_closed(client: Client) -> None:
    answer = client.get(at("booking:start", query="?service=balayage"), follow=True)
    assert NOINDEX in answer.content.decode()
    here = f"{answer.request['PATH_INFO']}?{answer.request['QUERY_STRING']}"
    swap = client.get(here, headers={"HX-Request": "true"})
    assert swap["X-Robots-Tag"] == "noindex"


@pytest.mark.parametrize("name", KEYED)
def test_an_address_with_a_key_is_told_to_nobody_not_even_to_our_own_pages(client: Client, name: str) -> None:
    answer = client.get(at(f"booking:{name}", "x" * 39))
    assert answer["Referrer-Policy"] == "no-referrer"
    assert answer["X-Robots-Tag"] == "noindex"
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.parametrize("path", ["/de/", "/de/kontakt/", "/de/nirgends/", "/", "/robots.txt", "/admin/login/"])
def test_no_page_tells_another_site_where_its_visitor_was(client: Client, path: str) -> None:
    assert client.get(path)["Referrer-Policy"] in TELL_NOBODY


def test_what_is_asked_for_inside_pages_has_no_head_and_says_so_outside() -> None:
    fragments = [at("search:suggest", query="?q=balayage"), at("booking:soonest", query="?service=balayage")]
    for address in fragments:
        assert Client().get(address, headers={"HX-Request": "true"})["X-Robots-Tag"] == "noindex", address


def test_nothing_on_a_page_loosens_it() -> None:
    """An attribute or a `<meta name="referrer">` would count more than the header; the map's tiles learn the host."""
    ours = ("salon", "booking", "legal", "team", "home", "search")
    files = [file for app in ours for kind in ("html", "js") for file in (ROOT / app).glob(f"**/*.{kind}")]
    loosened = re.compile(r"""referrerpolicy\W+([\w-]+)|name=.referrer""", re.IGNORECASE)
    found = {(file.name, match[1]) for file in files for match in loosened.finditer(file.read_text())}
    assert found == {("map.js", "strict-origin")}
