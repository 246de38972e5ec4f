"""Whatever the hours, services, visits and days: what is offered can be booked, what is not offered is refused."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from itertools import count, pairwise

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from booking.actions.book import Request, book_visit
from booking.actions.clients import Contact
from booking.actions.events import ONLINE
from booking.engine import calendar
from booking.models import (
    BookingSettings,
    Category,
    Gaps,
    Master,
    Occupancy,
    Service,
    ServiceOrder,
    Skill,
    TimeOff,
    WorkingHours,
)
from booking.selectors.catalog import load_catalog
from booking.selectors.free_time import find_free_time
from booking.selectors.wishes import Wish, read_wish
from salon.cms.models import OpeningHours
from salon.lib.errors import Refusal
from tests.booking.conftest import BERLIN

pytestmark = pytest.mark.django_db

# Ordinary days, and the days on which Berlin's clocks change.
DAYS = st.sampled_from([date(2026, 6, 9), date(2026, 3, 29), date(2026, 10, 25), date(2026, 12, 31)])
FIVE = st.integers(0, 12).map(lambda number: number * 5)
people = count(1)


@st.composite
def stretch(draw: st.DrawFn, opens: int = 0, closes: int = 23) -> tuple[time, time]:
    start = draw(st.integers(opens, closes - 1))
    return time(start, draw(FIVE) % 60), time(draw(st.integers(start + 1, closes)), draw(FIVE) % 60)


@st.composite
def service(draw: st.DrawFn) -> dict[str, object]:
    minutes = draw(st.integers(2, 30)) * 5
    facts = {"minutes": minutes, "buffer_before": draw(FIVE) % 20, "buffer_after": draw(FIVE) % 20}
    if minutes >= 30 and draw(st.booleans()):
        facts |= {"processing_after": 10, "processing_lasts": minutes - 20}
    return facts


@contextmanager
def undone() -> Iterator[None]:
    """One example, forgotten afterwards."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def build(data: st.DataObject, day: date) -> tuple[str, ...]:
    """A salon with two masters whose hours, skills and absences are drawn; returns the slugs of its services."""
    rules = BookingSettings.load()
    rules.slot_step, rules.lead_minutes = (
        data.draw(st.sampled_from([5, 15, 20, 30])),
        data.draw(st.sampled_from([0, 90])),
    )
    rules.horizon_days, rules.max_wait_minutes = 2, data.draw(st.sampled_from([0, 15, 60]))
    rules.service_order = data.draw(st.sampled_from(ServiceOrder))
    rules.gaps = data.draw(st.sampled_from(Gaps))
    rules.max_open_visits = 99
    rules.save()
    category = Category.objects.create(slug="hair", earliest_start=data.draw(st.sampled_from([None, time(10, 30)])))
    services = [
        Service.objects.create(slug=f"s{number}", category=category, price=10, **data.draw(service()))
        for number in range(data.draw(st.integers(1, 3)))
    ]
    for number in range(2):
        master = Master.objects.create(slug=f"m{number}", order=number)
        Skill.objects.bulk_create(
            Skill(master=master, service=one) for one in services if number or data.draw(st.booleans())
        )
        for offset in (0, 1):
            begin, end = data.draw(stretch())
            weekday = (day + timedelta(days=offset)).weekday()
            WorkingHours.objects.create(master=master, weekday=weekday, starts_at=begin, ends_at=end)
        if data.draw(st.booleans()):
            away = datetime.combine(day, time(data.draw(st.integers(0, 22)), 40), BERLIN)
            TimeOff.objects.create(
                master=master, start=away, end=away + timedelta(minutes=data.draw(st.integers(1, 300)))
            )
    for weekday in range(7):
        begin, end = data.draw(stretch())
        OpeningHours.objects.create(weekday=weekday, starts_at=begin, ends_at=end)
    return tuple(one.slug for one in services)


def try_to_book(wish: Wish, at: int, now: datetime) -> bool:
    number = next(people)
    contact = Contact(f"Client {number}", f"+49151{number:08d}")
    try:
        book_visit(Request(f"d{number}", wish, calendar.moment(at), contact, "de"), by=ONLINE, now=now)
    except Refusal:
        return False
    return True


@settings(
    max_examples=int(os.environ.get("FUZZ_EXAMPLES", "25")),
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture, HealthCheck.data_too_large],
)
@given(data=st.data(), day=DAYS)
def test_every_offered_start_is_accepted_and_every_other_one_refused(
    salon_is_empty: None, data: st.DataObject, day: date
) -> None:
    with undone():
        slugs = build(data, day)
        now = datetime.combine(day, time(data.draw(st.integers(0, 12))), BERLIN)
        for _ in range(data.draw(st.integers(1, 5))):
            wanted = data.draw(st.permutations(slugs))[: data.draw(st.integers(1, len(slugs)))]
            together = data.draw(st.booleans())
            wish = read_wish(load_catalog("de"), BookingSettings.load(), wanted, together=together)
            offered = {start.at for start in find_free_time(wish, now=now).starts}
            at = data.draw(st.sampled_from(sorted(offered)) if offered and data.draw(st.booleans()) else minute(now))
            assert try_to_book(wish, at, now) == (at in offered)
        rows = Occupancy.objects.order_by("master", "start").values_list("master", "start", "end")
        assert all(first != second or end <= start for (first, _, end), (second, start, _) in pairwise(rows))


def minute(now: datetime) -> st.SearchStrategy[int]:
    """Any minute, on the grid or off it, from an hour ago to beyond the horizon."""
    return st.integers(-60, 3 * 24 * 60 + 60).map(lambda later: calendar.minutes(now) + later)


@pytest.fixture
def salon_is_empty(db: None) -> None:
    """Nothing but what each example builds."""
