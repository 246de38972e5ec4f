"""Olena's haircut at Anna's, Wednesday the 10th at two; it is Monday noon. Everybody's clock stands still."""

from collections.abc import Callable, Iterator

import pytest
import time_machine
from django.test import Client as Browser
from django.urls import reverse
from django.utils import translation

from booking.models import Visit
from booking.selectors.visits import manage_token
from tests.booking.conftest import NOW, OLENA, Booker, local

Opener = Callable[..., str]


@pytest.fixture(autouse=True)
def clock(salon: object) -> Iterator[time_machine.Traveller]:
    # A bare number: an aware time would move the whole machine to its zone.
    with time_machine.travel(NOW.timestamp(), tick=False) as clock:
        yield clock


@pytest.fixture
def visit(book: Booker) -> Visit:
    return book("haircut", local(10, 14), master="anna", contact=OLENA)


@pytest.fixture
def browser() -> Browser:
    """One that checks CSRF as a real browser's server would."""
    return Browser(enforce_csrf_checks=True)


def address(visit: Visit, page: str = "visit", language: str = "de") -> str:
    with translation.override(language):
        return reverse(f"booking:{page}", args=[manage_token(visit)])


def state(visit: Visit) -> dict[str, object]:
    """Everything that a change would leave behind."""
    visit.refresh_from_db()
    rows = visit.appointments.order_by("position")
    return {
        "sequence": visit.sequence,
        "appointments": list(rows.values_list("start", "end", "master__slug", "status")),
        "events": sum(row.events.count() for row in rows),
    }
