"""Calendar files keep the rules of RFC 5545 and 5546, read back by the library that calendars' makers test with."""

import io
import re
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from zoneinfo import ZoneInfo

import pytest
from dateutil.tz import tzical
from icalendar import Calendar, Event

from booking.actions.change import cancel_visit, move_visit
from booking.actions.events import ONLINE
from booking.ics import CONTENT_TYPE, Entry, Method, Person, calendar_file, file_of, invitation
from booking.models import Visit
from booking.selectors.visit_card import calendar_entry
from booking.selectors.visits import view_visit
from salon.cms.place import salon_place
from tests.booking.conftest import NOW, OLENA, Booker, local

BERLIN = ZoneInfo("Europe/Berlin")
STAMP = datetime(2026, 3, 1, 12, tzinfo=UTC)
TEN, HOUR = local(9, 10), timedelta(hours=1)
SALON, GUEST = Person("Salon Lindenhof", "hallo@lindenhof.example.org"), Person("Olena Kovalenko", "olena@example.org")
# Both changes of the clocks in 2026, and the hours around them.
CHANGES = [datetime(2026, 3, 29, 1, tzinfo=UTC), datetime(2026, 10, 25, 1, tzinfo=UTC)]
AROUND = [change + timedelta(minutes=minutes) for change in CHANGES for minutes in (-121, -60, -1, 0, 1, 60, 61, 120)]
ODD_NAMES = [
    'Müller, Anna; "die Blonde": x',
    "back\\slash \\n ^n ^' %0A",
    "Олена Їжакевич-Щаслива",
    "🎉👩‍🦰 Zoë",
    "Anna\r\nATTENDEE:mailto:eve@example.org",
    "Anna\nEND:VEVENT\nBEGIN:VEVENT",
    "Anna\x0bEND:VEVENT\x85END:VCALENDAR\u2028X:1\x00\x07",
    "Стрижка " * 60,
    "",
]


def entry(**facts: object) -> Entry:
    known = {
        "uid": "k7qmxf@lindenhof.example.org",
        "sequence": 2,
        "stamp": STAMP,
        "start": TEN,
        "end": TEN + HOUR,
        "summary": "Haarschnitt, Maniküre – Salon Lindenhof",
        "location": "Salon Lindenhof, Am Lindenhof 7, 39999 Lindau an der Aue",
        "description": "Bei: Anna Lindner\nBuchungsnummer K7QMXF",
        "url": "https://lindenhof.example.org/de/visit/abc/",
        "organiser": SALON,
        "attendee": GUEST,
        "zone": BERLIN,
    }
    return Entry(**{**known, **facts})


def checked(file: bytes, method: str) -> Calendar:
    """The calendar in a file, once it has kept every rule that we know for this method."""
    assert file.endswith(b"\r\nEND:VCALENDAR\r\n")
    assert [line for line in file.split(b"\r\n") if len(line) > 75 or {*b"\r\n"} & {*line}] == []
    text = re.sub(r"\r\n[ \t]", "", file.decode())
    for line in ("BEGIN:VCALENDAR", "PRODID:", "VERSION:2.0", f"METHOD:{method}", "BEGIN:VTIMEZONE"):
        assert f"\r\n{text}".count(f"\r\n{line}") == 1, line
    calendar = Calendar.from_ical(file)
    uids = {str(event["uid"]) for event in calendar.events}
    assert len(uids) == len(calendar.events) == text.count("\r\nBEGIN:VEVENT")
    for event in calendar.events:
        check_event(event, method)
    check_zone(calendar, tzical(io.StringIO(text)))
    return calendar


def check_event(event: Event, method: str) -> None:
    """What an event of a method holds (RFC 5545, 3.6.1; RFC 5546, 3.2.1, 3.2.2, 3.2.5)."""
    assert not event.errors
    assert not event.subcomponents
    for name in ("dtstamp", "last-modified"):
        assert re.fullmatch(rb"\d{8}T\d{6}Z", event[name].to_ical())
    for name in ("uid", "dtstart", "dtend", "summary", "status", "organizer"):
        assert not isinstance(event[name], list), name
    assert isinstance(event["sequence"], int)
    assert event["organizer"].startswith("mailto:")
    assert (event["class"], event["transp"]) == ("PRIVATE", "OPAQUE")
    assert len(event.attendees) == (0 if method == "PUBLISH" else 1)
    for guest in event.attendees:
        facts = [guest.params[name] for name in ("PARTSTAT", "RSVP", "ROLE")]
        assert facts == ["ACCEPTED", "FALSE", "REQ-PARTICIPANT"]
    assert method == "PUBLISH" or (event["status"] == "CANCELLED") == (method == "CANCEL")


def check_zone(calendar: Calendar, described: tzical) -> None:
    """Every time is in UTC or of the described zone, and the description, as another library reads it, is right."""
    (tzid,) = described.keys()
    zone, told = ZoneInfo(tzid), described.get(tzid)
    written = [event[name] for event in calendar.events for name in ("dtstart", "dtend")]
    for at in written:
        assert at.params.get("TZID", "") in ("", tzid)
        if "TZID" in at.params:
            wall = at.dt.replace(tzinfo=None, fold=0)
            assert wall.replace(tzinfo=told).astimezone(UTC) == at.dt.astimezone(UTC)
        else:
            assert at.params.get("VALUE") == "DATE" or at.to_ical().endswith(b"Z")
    for observance in calendar.timezones[0].subcomponents:
        onset = (observance.DTSTART - observance.TZOFFSETFROM).replace(tzinfo=UTC)
        before, after = (onset - timedelta(minutes=1)).astimezone(zone), onset.astimezone(zone)
        assert (before.utcoffset(), after.utcoffset()) == (observance.TZOFFSETFROM, observance.TZOFFSETTO)
        assert observance.name == ("DAYLIGHT" if after.dst() else "STANDARD")
    for year in {at.dt.year for at in written}:
        check_clocks(told, zone, year)


def check_clocks(told: tzinfo, zone: ZoneInfo, year: int) -> None:
    """Whatever stands on the salon's wall in a year, both mean the same moment by it; of two the first."""
    halves = [datetime(year, 1, 1, tzinfo=UTC) + count * 12 * HOUR for count in range(366 * 2)]
    turned = [at for at in halves if at.astimezone(zone).utcoffset() != (at + 12 * HOUR).astimezone(zone).utcoffset()]
    closely = [at + timedelta(minutes=minutes) for at in turned for minutes in range(12 * 60)]
    walls = [at.astimezone(zone).replace(tzinfo=None, fold=0) for at in (*halves, *closely)]
    wrong = [wall for wall in walls if wall.replace(tzinfo=told).utcoffset() != wall.replace(tzinfo=zone).utcoffset()]
    assert wrong == []


def event(method: Method = Method.PUBLISH, **facts: object) -> Event:
    """The event in the checked file of an entry."""
    (found,) = checked(file_of(entry(**facts), method), method).events
    return found


# -- times


@pytest.mark.parametrize("start", AROUND, ids=str)
@pytest.mark.parametrize("lasts", [timedelta(minutes=15), HOUR, 3 * HOUR], ids=str)
def test_an_hour_around_a_change_of_clocks_is_the_hour_it_was(start: datetime, lasts: timedelta) -> None:
    found = event(start=start, end=start + lasts)
    assert [at.astimezone(UTC) for at in (found.start, found.end)] == [start, start + lasts]


@pytest.mark.parametrize("day", [date(2026, 3, 28), date(2026, 3, 29), date(2026, 10, 24), date(2026, 10, 25)])
def test_ten_oclock_is_ten_oclock_on_both_sides_of_a_change(day: date) -> None:
    start = datetime.combine(day, time(10), BERLIN)
    found = event(start=start.astimezone(UTC), end=start + HOUR)
    assert found["dtstart"].to_ical() == f"{day:%Y%m%d}T100000".encode()
    assert found["dtstart"].params["TZID"] == "Europe/Berlin"


def test_of_an_hour_that_comes_twice_the_second_is_written_in_utc() -> None:
    """A calendar takes the first (RFC 5545, 3.3.5)."""
    first, second = (datetime(2026, 10, 25, 2, 30, fold=fold, tzinfo=BERLIN).astimezone(UTC) for fold in (0, 1))
    assert event(start=first, end=first + HOUR / 4)["dtstart"].to_ical() == b"20261025T023000"
    assert event(start=second, end=second + HOUR / 4)["dtstart"].to_ical() == b"20261025T013000Z"


@pytest.mark.parametrize(
    "zone", ["UTC", "America/New_York", "Asia/Kolkata", "Pacific/Chatham", "Australia/Lord_Howe", "Europe/Dublin"]
)
def test_a_salon_anywhere_describes_its_own_clock(zone: str) -> None:
    new_year = datetime(2026, 12, 31, 23, 30, tzinfo=ZoneInfo(zone)).astimezone(UTC)
    found = event(start=new_year, end=new_year + HOUR, zone=ZoneInfo(zone))
    assert (found.start, found.end) == (new_year, new_year + HOUR)


# -- what it says


def test_a_file_to_keep_names_nobody_but_the_salon() -> None:
    file = calendar_file(entry())
    (found,) = checked(file, "PUBLISH").events
    assert (found["organizer"], found["organizer"].params["CN"]) == (f"mailto:{SALON.email}", SALON.name)
    assert GUEST.email.encode() not in file
    assert (found["uid"], found["sequence"], found["status"]) == ("k7qmxf@lindenhof.example.org", 2, "CONFIRMED")
    assert found["url"] == "https://lindenhof.example.org/de/visit/abc/"
    assert found["description"] == "Bei: Anna Lindner\nBuchungsnummer K7QMXF"
    assert found["dtstamp"].dt == found["last-modified"].dt == STAMP
    assert CONTENT_TYPE == "text/calendar; method=PUBLISH"


@pytest.mark.parametrize(
    ("status", "method"), [("TENTATIVE", "REQUEST"), ("CONFIRMED", "REQUEST"), ("CANCELLED", "CANCEL")]
)
def test_a_mail_invites_or_calls_off(status: str, method: str) -> None:
    file, content_type = invitation(entry(status=status))
    (found,) = checked(file, method).events
    (guest,) = found.attendees
    assert (guest, guest.params["CN"]) == (f"mailto:{GUEST.email}", GUEST.name)
    assert (found["status"], content_type) == (status, f"text/calendar; method={method}")


@pytest.mark.parametrize("status", ["CONFIRMED", "CANCELLED"])
def test_who_has_no_email_gets_a_file_to_keep(status: str) -> None:
    file, content_type = invitation(entry(status=status, attendee=None))
    assert (file, content_type) == (calendar_file(entry(status=status)), CONTENT_TYPE)
    assert event(status=status)["status"] == status


@pytest.mark.parametrize(
    ("method", "facts"),
    [
        (Method.REQUEST, {"attendee": None}),
        (Method.CANCEL, {"attendee": None, "status": "CANCELLED"}),
        (Method.REQUEST, {"status": "CANCELLED"}),
        (Method.CANCEL, {}),
    ],
)
def test_what_the_standard_has_no_file_for_is_refused(method: Method, facts: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=method):
        file_of(entry(**facts), method)


@pytest.mark.parametrize("name", ODD_NAMES, ids=range(len(ODD_NAMES)))
def test_odd_names_come_back_and_add_no_line(name: str) -> None:
    odd = {"summary": name, "location": name, "description": name}
    found = event(
        Method.REQUEST, **odd, attendee=Person(name, "o'k+x@example.org"), organiser=Person(name, SALON.email)
    )
    plain = re.sub("[\x00\x07]", "", " ".join(name.split()))
    assert found["summary"] == found.get("location", "") == plain
    assert " ".join(found.get("description", "").split()) == plain
    assert found.attendees[0].params["CN"] == (plain or "o'k+x@example.org")
    assert found.attendees[0] == "mailto:o'k+x@example.org"


# -- the life of a visit


@pytest.mark.django_db
def test_a_visit_is_one_entry_for_life(book: Booker) -> None:
    visit = book("haircut", local(11, 10), master="anna", contact=OLENA)
    files = [mailed(visit)]
    for to in (local(12, 9), local(11, 14)):
        move_visit(visit_id=visit.pk, to=to, by=ONLINE, now=NOW)
        files.append(mailed(visit))
    cancel_visit(visit_id=visit.pk, by=ONLINE, now=NOW)
    files.append(mailed(visit))
    assert [method for method, _ in files] == ["REQUEST", "REQUEST", "REQUEST", "CANCEL"]
    events = [found for _, found in files]
    assert len({str(found["uid"]) for found in events}) == 1
    sequences = [found["sequence"] for found in events]
    assert sequences == sorted({*sequences})
    assert [found.start for found in events[:3]] == [local(11, 10), local(12, 9), local(11, 14)]
    assert {found.attendees[0] for found in events} == {f"mailto:{OLENA.email}"}


def mailed(visit: Visit) -> tuple[str, Event]:
    visit.refresh_from_db()
    file, content_type = invitation(calendar_entry(view_visit(visit, now=NOW), salon_place(), stamp=NOW))
    method = content_type.removeprefix("text/calendar; method=")
    (found,) = checked(file, method).events
    return method, found
