"""A salon at work, and the next days on which it is open."""

import os
from collections.abc import Callable, Iterator
from datetime import datetime, time, timedelta
from itertools import count

import pytest
from django.utils import timezone

from booking.actions.clients import Contact
from booking.models import BookingSettings, Visit
from tests.booking.conftest import (
    BERLIN,
    Booker,
    anna,
    book,
    colour,
    hair,
    haircut,
    manicure,
    olga,
    salon,
)
from tests.worker.rig import Rig, rig

__all__ = ["anna", "book", "colour", "hair", "haircut", "manicure", "olga", "salon"]

# `./run soak` has many more.
ROUNDS = int(os.environ.get("SOAK_ROUNDS", "5"))
# Then the database is nobody else's.
IS_LONG = ROUNDS > 5
# Tuesday to Friday.
OPEN = (1, 2, 3, 4)


@pytest.fixture
def at_work(transactional_db: None, salon: object) -> Iterator[Rig]:
    """Only what is booked is told, and nothing but mails of visits is on its way."""
    BookingSettings.objects.update(digest_at=None, max_open_visits=1000)
    with rig() as running:
        yield running


@pytest.fixture
def book_next(book: Booker) -> Callable[..., Visit]:
    """Book the next free hour of the days after tomorrow for somebody new, who leaves an email."""
    starts, names = _starts(), count(1)

    def run(email: str = "") -> Visit:
        number = next(names)
        contact = Contact(f"Client {number}", "", email or f"client-{number}@example.org")
        return book("haircut", next(starts), contact=contact, now=timezone.now(), master="anna")

    return run


def _starts() -> Iterator[datetime]:
    day = timezone.localdate(timezone=BERLIN) + timedelta(days=3)
    while True:
        if day.weekday() in OPEN:
            yield from (datetime.combine(day, time(hour), BERLIN) for hour in range(9, 17))
        day += timedelta(days=1)
