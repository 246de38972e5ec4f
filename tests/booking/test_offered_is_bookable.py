"""Whatever the hours, services, visits and days: what is offered can be had, what is not offered is refused."""

import os
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from itertools import count, pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from booking.actions.book import Request, book_visit
from booking.actions.change import move_visit
from booking.actions.clients import Contact
from booking.actions.events import ONLINE
from booking.actions.hold import hold_start
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
    Visit,
    WorkingHours,
)
from booking.selectors.catalog import load_catalog
from booking.selectors.free_time import find_free_time
from booking.selectors.visits import wish_of
from booking.selectors.wishes import Wish, read_wish
from salon.cms.models import OpeningHours
from salon.lib.errors import Refusal
from tests.booking.conftest import BERLIN
from tests.booking.story.desk import undone

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
    rules.max_open_visits, rules.move_limit_hours = 99, 0
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
            away = datetime.combine(day, time(data.draw(st.integers(0, 22)), 40), BERLIN).astimezone(UTC)
            TimeOff.objects.create(
                master=master, start=away, end=away + timedelta(minutes=data.draw(st.integers(1, 300)))
            )
    for weekday in range(7):
        begin, end = data.draw(stretch())
        OpeningHours.objects.create(weekday=weekday, starts_at=begin, ends_at=end)
    return tuple(one.slug for one in services)


def draw_wish(data: st.DataObject, slugs: tuple[str, ...]) -> Wish:
    """Some of the services, with any master or a chosen one who performs at least one of them."""
    wanted = data.draw(st.permutations(slugs))[: data.draw(st.integers(1, len(slugs)))]
    able = sorted(set(Skill.objects.filter(service__slug__in=wanted).values_list("master__slug", flat=True)))
    master, together = data.draw(st.sampled_from(["", *able])), data.draw(st.booleans())
    return read_wish(load_catalog("de"), BookingSettings.load(), wanted, master, together=together)


def draw_start(data: st.DataObject, offered: set[int], now: datetime) -> int:
    """One of these, or any minute, on the grid or off it, from an hour ago to beyond the horizon."""
    anything = st.integers(-60, 3 * 24 * 60 + 60).map(lambda later: calendar.minutes(now) + later)
    return data.draw(st.sampled_from(sorted(offered)) if offered and data.draw(st.booleans()) else anything)


def is_accepted(act: Callable[[], object]) -> bool:
    try:
        act()
    except Refusal:
        return False
    return True


def book_or_not(data: st.DataObject, slugs: tuple[str, ...], now: datetime) -> Visit | None:
    """The visit, if its start was offered; with or without a hold before."""
    number, wish = next(people), draw_wish(data, slugs)
    draft, contact = f"d{number}", Contact(f"Client {number}", f"+49151{number:08d}")
    offered = {start.at for start in find_free_time(wish, now=now).starts}
    at = draw_start(data, offered, now)
    start = calendar.moment(at)
    if data.draw(st.booleans()):
        hold = partial(hold_start, draft=draft, wish=wish, start=start, address="", now=now)
        assert is_accepted(hold) == (at in offered)
        # One's own hold stands in nobody's way but the others'.
        assert {one.at for one in find_free_time(wish, now=now, except_hold=draft).starts} == offered
    request = Request(draft, wish, start, contact, "de")
    assert is_accepted(lambda: book_visit(request, by=ONLINE, now=now)) == (at in offered)
    return Visit.objects.filter(idempotency_key=draft).first()


def move_or_not(data: st.DataObject, visit: Visit, now: datetime) -> None:
    """To a time that is offered for it, its own time being free, and to no other; where it is it may stay."""
    offered = {start.at for start in find_free_time(wish_of(visit), now=now, except_visit=visit.pk).starts}
    here = calendar.minutes(visit.appointments.earliest("start").start)
    at = draw_start(data, offered, now)
    moved = is_accepted(lambda: move_visit(visit_id=visit.pk, to=calendar.moment(at), by=ONLINE, now=now))
    assert moved == (at in offered or at == here)


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
            visit = book_or_not(data, slugs, now)
            if visit is not None and data.draw(st.booleans()):
                move_or_not(data, visit, now)
        rows = Occupancy.objects.order_by("master", "start").values_list("master", "start", "end")
        assert all(first != second or end <= start for (first, _, end), (second, start, _) in pairwise(rows))


@pytest.fixture
def salon_is_empty(db: None) -> None:
    """Nothing but what each example builds."""
