"""What the tests of the salon's scanning pages share: the hour, the addresses, what a browser sends of a form."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from django.core.cache import cache
from django.test import Client as Browser
from django.urls import reverse
from django.utils import translation
from django.utils.html import escape
from django.utils.translation import gettext

from booking.models import Appointment, Visit
from tests.booking.scan.conftest import THEN


@pytest.fixture(autouse=True)
def clock(visit: Visit) -> Iterator[time_machine.Traveller]:
    cache.clear()
    with time_machine.travel(THEN.timestamp(), tick=False) as clock:
        yield clock


def url(name: str, *args: object, language: str = "de") -> str:
    with translation.override(language):
        return reverse(f"booking:{name}", args=args)


def in_german(sentence: str) -> str:
    with translation.override("de"):
        return escape(gettext(sentence))


def typed(browser: Browser, code: str) -> Any:
    return browser.post(url("scan"), {"code": code})


def fields(html: str) -> dict[str, str]:
    """What a browser would send of the form as it stands there: hidden fields and what is chosen."""
    hidden = re.findall(r'<input type="hidden" name="(visit)" value="([^"]+)"', html)
    chosen = re.findall(r'<input type="radio" name="(amount_\d+)" value="([^"]+)"[^>]*\bchecked', html)
    return dict([*hidden, *chosen])


def close(browser: Browser, html: str, **more: str) -> Any:
    return browser.post(url("scan_close"), fields(html) | more)


def amounts() -> dict[str, object]:
    return dict(Appointment.objects.values_list("service__slug", "paid"))
