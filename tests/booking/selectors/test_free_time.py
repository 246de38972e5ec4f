"""What is free is found with few questions, whatever the number of masters, days and stored appointments."""

from datetime import UTC, datetime, time, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from booking.engine import calendar
from booking.models import BookingSettings, Master, Occupancy, Service, WorkingHours
from booking.selectors.free_time import FreeTime, find_free_time
from salon.cms.models import OpeningHours
from tests.booking.conftest import NOW, Booker, local, make_master, wish_for

pytestmark = pytest.mark.django_db

QUERIES = 6


def ask() -> tuple[FreeTime, list[str]]:
    """Free time as a request asks for it: the rules anew, the catalogue at hand."""
    wish = wish_for("haircut")
    with CaptureQueriesContext(connection) as queries:
        BookingSettings.load()
        found = find_free_time(wish, now=NOW)
    return found, [query["sql"] for query in queries]


@pytest.mark.parametrize("days", [1, 60])
@pytest.mark.parametrize("masters", [0, 8])
def test_a_window_takes_at_most_six_queries(book: Booker, haircut: Service, masters: int, days: int) -> None:
    for number in range(masters):
        make_master(f"helper-{number}", f"Helferin {number}", [haircut], order=9)
    rules = BookingSettings.load()
    rules.horizon_days = days
    rules.save()
    found, queries = ask()
    assert len(queries) <= QUERIES
    assert found.starts


def test_what_was_long_ago_is_not_read(book: Booker) -> None:
    visit = book("haircut", local(9, 10), master="anna")
    row = Occupancy.objects.get()
    Occupancy.objects.bulk_create(
        Occupancy(
            master=row.master,
            appointment=visit.appointments.get(),
            start=row.start - timedelta(days=day),
            end=row.end - timedelta(days=day),
        )
        for day in range(2, 200)
    )
    _, queries = ask()
    (taken,) = [query for query in queries if "booking_occupancy" in query]
    with connection.cursor() as cursor:
        cursor.execute(taken)
        assert len(cursor.fetchall()) == 1


def test_the_shown_minutes_are_what_is_taken(book: Booker, colour: Service) -> None:
    visit = book("colour", local(9, 10), master="anna")
    shown = visit.appointments.get()
    rows = list(Occupancy.objects.order_by("start").values_list("start", "end"))
    assert (shown.end - shown.start, shown.minutes) == (timedelta(minutes=120), 120)
    assert rows == [(local(9, 10), local(9, 10, 30)), (local(9, 11, 15), local(9, 12, 10))]


@pytest.mark.parametrize(
    ("now", "sunday", "ten"),
    [
        (local(25, 12, month=3), local(29, 9, month=3), datetime(2026, 3, 29, 8, tzinfo=UTC)),
        (local(21, 12, month=10), local(25, 9, month=10), datetime(2026, 10, 25, 9, tzinfo=UTC)),
    ],
)
def test_after_a_busy_stretch_the_clock_is_right_on_the_days_of_the_change(
    book: Booker, now: datetime, sunday: datetime, ten: datetime
) -> None:
    OpeningHours.objects.create(weekday=6, starts_at=time(9), ends_at=time(18))
    for master in Master.objects.all():
        WorkingHours.objects.create(master=master, weekday=6, starts_at=time(9), ends_at=time(17))
    book("haircut", sunday, master="anna", now=now)
    free = find_free_time(wish_for("haircut", "anna"), now=now)
    assert calendar.moment(free.on(sunday.date())[0].at) == ten
