"""Somebody fills in the contact form as a browser would."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from html import unescape

import pytest
import time_machine
from django.core.cache import caches
from django.http import HttpResponse
from django.test import Client

from home.models import ContactSubmission

NOW = datetime(2026, 6, 8, 10, tzinfo=UTC)
FORM = {"de": "/de/message/", "ru": "/ru/message/", "uk": "/uk/message/", "en": "/en/message/"}
HTMX = {"HX-Request": "true"}
KATHARINA = {
    "topic": "Allgemeine Frage",
    "name": "Katharina Vogel",
    "email": "Katharina@example.org",
    "phone": "",
    "message": "Wie lange dauert eine Balayage?",
    "i-agree": "on",
}
DESK = "hallo@lindenhof.example.org"


@pytest.fixture(autouse=True)
def clock() -> Iterator[time_machine.Traveller]:
    caches["default"].clear()
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


def kept() -> list[ContactSubmission]:
    return list(ContactSubmission.objects.all())


def words(answer: HttpResponse) -> str:
    return unescape(answer.content.decode()).replace("\xa0", " ")


def stamp_of(answer: HttpResponse) -> str:
    return re.search(r'name="stamp" value="([^"]+)"', words(answer)).group(1)


def opened(client: Client, language: str = "de") -> str:
    """The stamp of a form just handed out."""
    return stamp_of(client.get(FORM[language]))


def send(client: Client, clock, language: str = "de", seconds: int = 30, htmx: bool = False, **changed: str):
    """Open the form, fill it in for so many seconds, send it."""
    stamp = opened(client, language)
    clock.shift(timedelta(seconds=seconds))
    return post(client, language, htmx=htmx, stamp=stamp, **changed)


def post(client: Client, language: str = "de", htmx: bool = False, **changed: str) -> HttpResponse:
    return client.post(FORM[language], {**KATHARINA, **changed}, headers=HTMX if htmx else {})
