"""A salon that is open in the nights in which the clocks change, and past midnight."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from django.core import mail
from django.test import Client as Browser
from django.urls import reverse
from django.utils import translation
from icalendar import Calendar

from booking.actions.change import cancel_visit, move_visit
from booking.actions.events import ONLINE
from booking.engine import calendar
from booking.errors import SlotTaken, TooLateToCancel
from booking.models import BookingSettings, Master, Occupancy, Visit, WorkingHours
from booking.selectors.free_time import FreeTime, find_free_time
from booking.selectors.visits import manage_token, view_visit
from salon.cms.models import OpeningHours
from salon.outbox.actions.deliver import deliver_due
from salon.outbox.models import Message
from tests.booking.conftest import BERLIN, NOW, OLENA, Booker, local, wish_for

pytestmark = pytest.mark.django_db

MIDNIGHT, HOUR, QUARTER = time(), timedelta(hours=1), timedelta(minutes=15)
SATURDAY, SUNDAY = 5, 6
# The Sundays on which the clocks change, and noon on the Thursdays before.
SPRING, AUTUMN = date(2026, 3, 29), date(2026, 10, 25)
BEFORE_SPRING, BEFORE_AUTUMN = local(26, 12, month=3), local(22, 12, month=10)


def spring(hour: int, minute: int = 0) -> datetime:
    return local(29, hour, minute, month=3).astimezone(UTC)


def autumn(hour: int, minute: int = 0, *, again: bool = False) -> datetime:
    """On the Sunday in October; `again`: of an hour that comes twice the second."""
    return local(25, hour, minute, month=10).replace(fold=again).astimezone(UTC)


@pytest.fixture
def by_night(anna: Master, olga: Master) -> None:
    """Open and at work from Saturday's midnight to Sunday's, round the clock."""
    for weekday in (SATURDAY, SUNDAY):
        OpeningHours.objects.filter(weekday=weekday).delete()
        OpeningHours.objects.create(weekday=weekday, starts_at=MIDNIGHT, ends_at=MIDNIGHT)
        for master in (anna, olga):
            WorkingHours.objects.filter(master=master, weekday=weekday).delete()
            WorkingHours.objects.create(master=master, weekday=weekday, starts_at=MIDNIGHT, ends_at=MIDNIGHT)


def on_the_wall(free: FreeTime, day: date, zone: ZoneInfo = BERLIN) -> list[str]:
    return [calendar.moment(start.at).astimezone(zone).strftime("%H:%M") for start in free.on(day)]


# -- the nights of the change


def test_in_spring_no_time_of_the_skipped_hour_is_offered(by_night: None) -> None:
    free = find_free_time(wish_for("haircut", "anna"), now=BEFORE_SPRING)
    clock = on_the_wall(free, SPRING)
    assert clock[:9] == ["00:00", "00:15", "00:30", "00:45", "01:00", "01:15", "01:30", "01:45", "03:00"]
    # The last haircut of the day ends with it.
    assert (len(clock), clock[-1]) == (22 * 4 + 1, "23:00")


def test_in_autumn_the_repeated_hour_is_offered_twice(by_night: None) -> None:
    free = find_free_time(wish_for("haircut", "anna"), now=BEFORE_AUTUMN)
    clock = on_the_wall(free, AUTUMN)
    assert clock[7:18] == ["01:45", *["02:00", "02:15", "02:30", "02:45"] * 2, "03:00", "03:15"]
    assert len(clock) == 24 * 4 + 1


@pytest.mark.parametrize(("day", "now"), [(SPRING, BEFORE_SPRING), (AUTUMN, BEFORE_AUTUMN)])
def test_starts_are_a_real_quarter_of_an_hour_apart_all_night(by_night: None, day: date, now: datetime) -> None:
    starts = [start.at for start in find_free_time(wish_for("haircut", "anna"), now=now).on(day)]
    assert {later - earlier for earlier, later in pairwise(starts)} == {15}


def test_in_the_repeated_hour_two_come_one_after_the_other(by_night: None, book: Booker) -> None:
    first = book("haircut", autumn(2, 30), master="anna", now=BEFORE_AUTUMN)
    second = book("haircut", autumn(2, 30, again=True), master="anna", now=BEFORE_AUTUMN)
    assert second.appointments.get().start - first.appointments.get().start == HOUR
    for taken in (autumn(2, 15), autumn(2, 45), autumn(2, 15, again=True)):
        with pytest.raises(SlotTaken):
            book("haircut", taken, master="anna", now=BEFORE_AUTUMN)


@pytest.mark.parametrize("again", [False, True])
def test_a_time_of_the_repeated_hour_can_be_told_by_the_salons_clock_too(
    by_night: None, book: Booker, again: bool
) -> None:
    """Python never finds such a time equal to one in another zone: no comparison may depend on that."""
    told = local(25, 2, 30, month=10).replace(fold=again)
    visit = book("haircut", told, master="anna", now=BEFORE_AUTUMN)
    assert visit.appointments.get().start == autumn(2, 30, again=again)
    assert move_visit(visit_id=visit.pk, to=told, by=ONLINE, now=BEFORE_AUTUMN).sequence == 0


@pytest.mark.parametrize(
    ("start", "now", "ends"),
    [(spring(1, 30), BEFORE_SPRING, "04:30"), (autumn(1, 30), BEFORE_AUTUMN, "02:30")],
)
def test_two_hours_of_colour_are_two_hours_over_the_change(
    by_night: None, book: Booker, start: datetime, now: datetime, ends: str
) -> None:
    visit = book("colour", start, master="anna", now=now)
    appointment = visit.appointments.get()
    assert (appointment.end - appointment.start, appointment.minutes) == (2 * HOUR, 120)
    assert view_visit(visit, now=now).end.strftime("%H:%M") == ends
    rows = list(Occupancy.objects.order_by("start").values_list("start", "end"))
    assert [end - begin for begin, end in rows] == [timedelta(minutes=30), timedelta(minutes=55)]
    assert rows[1][0] - rows[0][1] == timedelta(minutes=45)


@pytest.mark.parametrize(
    ("saturday", "sunday", "now", "hours"),
    [
        (local(28, 10, month=3), spring(10), BEFORE_SPRING, 23),
        (local(24, 10, month=10), autumn(10), BEFORE_AUTUMN, 25),
    ],
)
def test_a_move_from_ten_to_ten_across_the_change(
    by_night: None, book: Booker, saturday: datetime, sunday: datetime, now: datetime, hours: int
) -> None:
    visit = book("haircut", saturday, master="anna", now=now, contact=OLENA)
    move_visit(visit_id=visit.pk, to=sunday, by=ONLINE, now=now)
    assert visit.appointments.get().start - saturday == hours * HOUR
    deliver_due(now=now)
    assert mail.outbox[-1].body.count("10:00") >= 2
    assert "9:00" not in mail.outbox[-1].body
    assert "11:00" in mail.outbox[-1].body


def test_half_past_two_moves_to_the_other_half_past_two(by_night: None, book: Booker) -> None:
    visit = book("haircut", autumn(2, 30), master="anna", now=BEFORE_AUTUMN)
    moved = move_visit(visit_id=visit.pk, to=autumn(2, 30, again=True), by=ONLINE, now=BEFORE_AUTUMN)
    assert moved.sequence == 1
    assert Occupancy.objects.get().start == autumn(2, 30, again=True)


@pytest.mark.parametrize(
    ("sunday", "now", "wall"),
    [(spring(10), BEFORE_SPRING, "09:00"), (autumn(10), BEFORE_AUTUMN, "11:00")],
)
def test_a_reminder_a_day_before_leaves_24_real_hours_before_whatever_the_clock_shows_then(
    by_night: None, book: Booker, sunday: datetime, now: datetime, wall: str
) -> None:
    book("haircut", sunday, now=now, contact=OLENA)
    due = Message.objects.filter(kind="visit_reminder").earliest("due_at").due_at
    assert sunday - due == 24 * HOUR
    assert due.astimezone(BERLIN).strftime("%a %H:%M") == f"Sat {wall}"
    deliver_due(now=now)
    deliver_due(now=due)
    assert mail.outbox[-1].subject.startswith("Morgen bei uns: Sonntag")
    assert "10:00" in mail.outbox[-1].body


@pytest.mark.parametrize(("sunday", "now"), [(spring(10), BEFORE_SPRING), (autumn(10), BEFORE_AUTUMN)])
def test_limits_are_real_hours_and_are_told_by_the_clock_on_that_day(
    by_night: None, book: Booker, sunday: datetime, now: datetime
) -> None:
    visit = book("haircut", sunday, now=now)
    last = sunday - 24 * HOUR
    assert view_visit(visit, now=now).cancel_until == last
    with pytest.raises(TooLateToCancel):
        cancel_visit(visit_id=visit.pk, by=ONLINE, now=last + timedelta(minutes=1))
    assert cancel_visit(visit_id=visit.pk, by=ONLINE, now=last)


@pytest.mark.parametrize(
    ("start", "now", "told"),
    [(spring(1, 30), BEFORE_SPRING, "01:30-03:30"), (autumn(2, 30, again=True), BEFORE_AUTUMN, "02:30-03:30")],
)
def test_a_calendar_shows_what_the_salons_clock_shows(
    by_night: None, book: Booker, start: datetime, now: datetime, told: str
) -> None:
    visit = book("haircut", start, master="anna", now=now, contact=OLENA)
    found = entry_of(visit, Browser())
    assert (found.start, found.end) == (start, start + HOUR)
    assert "-".join(at.astimezone(BERLIN).strftime("%H:%M") for at in (found.start, found.end)) == told


def entry_of(visit: Visit, browser: Browser) -> object:
    """The visit in the calendar file behind its link."""
    with translation.override("de"):
        answer = browser.get(reverse("booking:visit_ics", args=[manage_token(visit)]))
    (found,) = Calendar.from_ical(answer.content).events
    return found


# -- past midnight


def test_a_visit_goes_on_beyond_midnight(by_night: None, book: Booker) -> None:
    late = local(13, 23, 30)
    assert find_free_time(wish_for("haircut", "anna"), now=NOW).has(late)
    visit = book("haircut", late, master="anna")
    assert view_visit(visit, now=NOW).end == local(14, 0, 30)
    free = find_free_time(wish_for("haircut", "anna"), now=NOW)
    assert not any(free.has(late + step * QUARTER) for step in range(-3, 4))
    assert on_the_wall(free, date(2026, 6, 14))[0] == "00:30"


def test_on_the_last_day_that_can_be_booked_too(by_night: None, book: Booker) -> None:
    friday, late = local(12, 12), local(13, 23, 30)
    rules = BookingSettings.load()
    rules.horizon_days = 1
    rules.save()
    free = find_free_time(wish_for("haircut", "anna"), now=friday)
    assert (free.starts[-1].at, free.window.last) == (calendar.minutes(local(13, 23, 45)), date(2026, 6, 13))
    assert book("haircut", late, master="anna", now=friday)


def test_a_chain_is_handed_over_after_midnight(by_night: None, book: Booker) -> None:
    visit = book(["haircut", "manicure"], local(13, 23, 30))
    assert [row.start for row in visit.appointments.order_by("start")] == [local(13, 23, 30), local(14, 0, 30)]


def test_a_service_at_midnight_has_its_buffer_on_the_day_before(by_night: None, book: Booker) -> None:
    assert find_free_time(wish_for("manicure"), now=NOW).has(local(14, 0))
    book("manicure", local(14, 0))
    assert Occupancy.objects.get().start == local(13, 23, 55)


def test_a_visit_moves_over_midnight_and_back(by_night: None, book: Booker) -> None:
    visit = book("manicure", local(13, 22))
    for to in (local(14, 0), local(13, 23, 30)):
        move_visit(visit_id=visit.pk, to=to, by=ONLINE, now=NOW)
        assert Occupancy.objects.get().start == to - timedelta(minutes=5)
