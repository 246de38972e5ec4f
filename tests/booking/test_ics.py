"""The calendar file, read back by the library that calendars' makers test with."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar, Event

from booking.ics import Entry, calendar_file

BERLIN = ZoneInfo("Europe/Berlin")
STAMP = datetime(2026, 3, 1, 12, tzinfo=UTC)


def event(start: datetime, end: datetime, **more: object) -> Event:
    entry = Entry(
        uid="k7qmxf@lindenhof.example.org",
        sequence=2,
        stamp=STAMP,
        start=start,
        end=end,
        summary="Haarschnitt, Maniküre – Salon Lindenhof",
        location="Salon Lindenhof, Am Lindenhof 7, 39999 Lindau an der Aue",
        description="Bei: Anna Lindner\nBuchungsnummer K7QMXF",
        url="https://lindenhof.example.org/de/visit/abc/",
        **more,
    )
    calendar = Calendar.from_ical(calendar_file(entry))
    assert calendar["method"] == "PUBLISH"
    (found,) = calendar.events
    return found


@pytest.mark.parametrize(
    ("day", "utc_hour"),
    [
        (date(2026, 3, 28), 9),
        (date(2026, 3, 29), 8),
        (date(2026, 10, 24), 8),
        (date(2026, 10, 25), 9),
    ],
)
def test_ten_oclock_is_ten_oclock_on_both_sides_of_a_change(day: date, utc_hour: int) -> None:
    start = datetime.combine(day, time(10), BERLIN)
    found = event(start, start + timedelta(hours=1))
    assert found.start == datetime.combine(day, time(utc_hour), UTC)
    assert found.start.astimezone(BERLIN).hour == 10


@pytest.mark.parametrize(("day", "hours"), [(date(2026, 3, 29), 2), (date(2026, 10, 25), 4)])
def test_a_visit_over_the_change_lasts_its_real_hours(day: date, hours: int) -> None:
    """From one to four on the wall is two hours in spring and four in autumn."""
    found = event(datetime.combine(day, time(1), BERLIN), datetime.combine(day, time(4), BERLIN))
    assert found.end - found.start == timedelta(hours=hours)


def test_what_a_calendar_needs_to_replace_the_entry() -> None:
    start = datetime(2026, 6, 9, 10, tzinfo=BERLIN)
    found = event(start, start + timedelta(hours=1))
    assert (found["uid"], found["sequence"], found["status"]) == ("k7qmxf@lindenhof.example.org", 2, "CONFIRMED")
    assert found["dtstamp"].dt == STAMP
    assert found["class"] == "PRIVATE"


def test_a_cancelled_visit_says_so() -> None:
    start = datetime(2026, 6, 9, 10, tzinfo=BERLIN)
    assert event(start, start + timedelta(hours=1), status="CANCELLED")["status"] == "CANCELLED"


def test_commas_lines_and_cyrillic_come_back_as_they_were() -> None:
    start = datetime(2026, 6, 9, 10, tzinfo=BERLIN)
    found = event(start, start + timedelta(hours=1))
    assert found["summary"] == "Haarschnitt, Maniküre – Salon Lindenhof"
    assert found["description"] == "Bei: Anna Lindner\nBuchungsnummer K7QMXF"


def test_long_lines_are_folded_as_the_standard_says() -> None:
    start = datetime(2026, 6, 9, 10, tzinfo=BERLIN)
    entry = Entry("a@b", 0, STAMP, start, start + timedelta(hours=1), "Стрижка " * 30, "", "", "https://example.org/")
    assert all(len(line) <= 75 for line in calendar_file(entry).split(b"\r\n"))
