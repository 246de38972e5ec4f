"""Olena withdraws; Karin of the reception answers."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
import time_machine
from django.core.cache import cache
from django.http import HttpResponse
from django.test import Client as Browser

from legal.models import LegalSettings
from salon.cms.models import SalonSettings
from tests.demo import demo_full

__all__ = ["demo_full"]

# 14:05 in the salon.
NOW = datetime(2026, 6, 22, 12, 5, tzinfo=UTC)
DESK = "hallo@lindenhof.example.org"
FORM, REVIEW, DONE = "/en/withdrawal/", "/en/withdrawal/review/", "/en/withdrawal/done/"
TYPED = {
    "name": "Olena Kovalenko",
    "reference": "LNDN26",
    "email": "Olena@Example.org",
    "message": "Please tell me when\nyou have it.",
}


@pytest.fixture
def switched_on(db: None) -> None:
    """The form is on, and the desk has a mailbox."""
    duties, salon = LegalSettings.load(), SalonSettings.load()
    duties.has_withdrawal, salon.email = True, DESK
    duties.save()
    salon.save()
    cache.clear()


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def olena(switched_on: None, clock: time_machine.Traveller) -> Browser:
    return Browser()


def fill(browser: Browser, **changed: str) -> HttpResponse:
    """The first step; the page that it leads to."""
    return browser.post(FORM, {**TYPED, **changed}, follow=True)


def key_on(page: HttpResponse) -> str:
    """What the button of the second step sends along."""
    return page.context["draft"].key


def confirm(browser: Browser, page: HttpResponse) -> HttpResponse:
    return browser.post(REVIEW, {"key": key_on(page)}, follow=True)
