"""Olena at a browser without JavaScript: she follows links, sends forms, and sees what stands on the page."""

import re
from collections.abc import Iterator
from html import unescape
from typing import Any

import pytest
import time_machine
from django.http import HttpResponseBase
from django.test import Client
from django.urls import reverse
from django.utils import translation

from booking.models import Master
from tests.booking.conftest import NOW

CONTACT = {
    "name": "Olena Kovalenko",
    "phone": "0151 2345678",
    "email": "olena@example.org",
    "note": "",
    "consent": "on",
}
_WORDS = re.compile(r"<(script|style|svg|head)\b.*?</\1>|<[^>]+>", re.DOTALL)


@pytest.fixture(autouse=True)
def monday_noon() -> Iterator[time_machine.Traveller]:
    """The salon's clock stands still on Monday, 8 June 2026, 12:00."""
    # A bare number: an aware time would move the whole machine to its zone.
    with time_machine.travel(NOW.timestamp(), tick=False) as traveller:
        yield traveller


def url_of(step: str, query: str = "", language: str = "de") -> str:
    with translation.override(language):
        return reverse(f"booking:{step}") + (f"?{query}" if query else "")


def words_of(html: str) -> str:
    """What stands on a page."""
    words = unescape(_WORDS.sub(" ", html)).replace("\N{NO-BREAK SPACE}", " ")
    return " ".join(words.split())


class Browser:
    """One browser; `tab()` opens another tab of it."""

    def __init__(self, client: Client, language: str = "de", **headers: str) -> None:
        self.client, self.language, self.headers = client, language, headers
        self.url, self.answer = "", None

    def tab(self) -> "Browser":
        return Browser(self.client, self.language, **self.headers)

    def open(self, step: str = "start", query: str = "") -> "Browser":
        return self.go(url_of(step, query, self.language))

    def go(self, url: str) -> "Browser":
        return self._arrive(url, self.client.get(url, headers=self.headers))

    def reload(self) -> "Browser":
        return self.go(self.url)

    def send(self, url: str = "", **fields: Any) -> "Browser":
        """Send the page's form."""
        url = url or self.url
        return self._arrive(url, self.client.post(url, fields, headers=self.headers))

    def _arrive(self, url: str, answer: HttpResponseBase) -> "Browser":
        hops = 0
        while answer.status_code == 302:
            hops += 1
            assert hops < 5, f"goes round in circles: {url}"
            url = answer["Location"]
            answer = self.client.get(url, headers=self.headers)
        self.url, self.answer = url, answer
        return self

    # -- what stands on the page

    @property
    def status(self) -> int:
        return self.answer.status_code

    @property
    def html(self) -> str:
        return self.answer.content.decode()

    @property
    def text(self) -> str:
        return words_of(self.html)

    @property
    def step(self) -> str:
        """The last word of the address: services, master, time, contact, review."""
        return self.url.split("?")[0].rstrip("/").rsplit("/", 1)[-1]

    @property
    def is_visit(self) -> bool:
        return "/visit/" in self.url

    @property
    def draft(self) -> str:
        return re.search(r"[?&]d=([\w-]+)", self.url)[1]

    @property
    def slots(self) -> list[str]:
        """The starts of the shown day (ISO, UTC), in order."""
        form = re.search(r'<form class="slots".*?</form>', self.html, re.DOTALL)
        return re.findall(r'name="start" value="([^"]+)"', form[0]) if form else []

    @property
    def action(self) -> str:
        """Where the page's first form is sent to."""
        return unescape(re.search(r'<form[^>]* action="([^"]*)"', self.html)[1])

    def hidden(self, name: str) -> str:
        return unescape(re.search(rf'type="hidden" name="{name}" value="([^"]*)"', self.html)[1])

    def value(self, name: str) -> str:
        """What stands in an input of the page."""
        tag = next(tag for tag in re.findall(r"<input[^>]*>", self.html) if f'name="{name}"' in tag)
        found = re.search(r'value="([^"]*)"', tag)
        return unescape(found[1]) if found else ""

    def link(self, words: str) -> str:
        """The address behind a link with these words in its text or label."""
        for tag, inner in re.findall(r"<a\b([^>]*)>(.*?)</a>", self.html, re.DOTALL):
            if words in unescape(_WORDS.sub(" ", inner)).replace("\N{NO-BREAK SPACE}", " ") or words in tag:
                return unescape(re.search(r'href="([^"]*)"', tag)[1])
        raise AssertionError(f"no link {words!r} on the page")

    # -- whole stretches of the way

    def choose_time(self, query: str = "service=haircut&master=anna", start: str = "") -> "Browser":
        """To the contact step, with the first free time or this one (ISO)."""
        self.open(query=query)
        assert self.step == "time", self.text
        return self.send(start=start or self.slots[0])

    def to_review(self, query: str = "service=haircut&master=anna", start: str = "") -> "Browser":
        self.choose_time(query, start)
        return self.send(**CONTACT)

    def confirm(self) -> "Browser":
        return self.send(end=self.hidden("end"), price=self.hidden("price"))


@pytest.fixture
def olena(client: Client, anna: Master, olga: Master) -> Browser:
    """Olena's browser, in the small salon with Anna and Olga."""
    return Browser(client)
