"""Calendar files: a visit to keep, to be invited to and to be called off; a master's calendar (RFC 5545, 5546, 7986).

Pure: values in, bytes out. Times are written on the salon's clock, with the rules of its zone beside them. The same
`uid` with a higher `sequence` replaces what a calendar has kept; a cancelled visit says so instead of vanishing.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from hashlib import sha256
from typing import Literal
from urllib.parse import quote
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event, vCalAddress, vText

from booking.zone_rules import zone_rules

PRODUCT = "-//salon//booking desk//EN"
# How often a calendar may ask for a feed again.
REFRESH = timedelta(minutes=15)
MINUTE = timedelta(minutes=1)
END = b"END:VCALENDAR\r\n"
NEVER = datetime(1970, 1, 1, tzinfo=UTC)
# What a text may not hold (RFC 5545, 3.3.11); its lines are ended by "\n" already.
CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
# What an address in a link may hold as it is (RFC 6068, 2).
IN_ADDRESS = "@+!$'*"


class Method(StrEnum):
    """What a file asks of a calendar (RFC 5546, 1.4): to keep it, to accept it, to give it up."""

    PUBLISH = "PUBLISH"
    REQUEST = "REQUEST"
    CANCEL = "CANCEL"


def content_type(method: Method) -> str:
    """A mail's part or an answer must name the same method as the file in it (RFC 6047, 2.4)."""
    return f"text/calendar; method={method}"


CONTENT_TYPE = content_type(Method.PUBLISH)


@dataclass(frozen=True, slots=True)
class Person:
    """Whom a calendar knows by an email address."""

    name: str
    email: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One event; times aware, words in its reader's language, `url` where it is managed, `stamp` when this was written.

    `organiser`: who sends the mails, for nobody else may change an entry (RFC 6047, 2.2.1). `attendee`: who is invited,
    if anybody is. `zone`: the salon's, whose clock the calendar shows. `changed`: aware, when it last changed, if that
    is known. `whole_days`: it begins and ends at midnights in `zone`.
    """

    uid: str
    sequence: int
    stamp: datetime
    start: datetime
    end: datetime
    summary: str
    location: str
    description: str
    url: str
    organiser: Person
    zone: ZoneInfo
    status: Literal["TENTATIVE", "CONFIRMED", "CANCELLED"] = "CONFIRMED"
    attendee: Person | None = None
    changed: datetime | None = None
    whole_days: bool = False


@dataclass(frozen=True, slots=True)
class Feed:
    """A calendar that is asked for again and again; `name` is what people see of it, `zone` the salon's."""

    name: str
    zone: ZoneInfo
    entries: Sequence[Entry]


def calendar_file(entry: Entry) -> bytes:
    """The file that a calendar imports. It holds nobody's contact but the salon's, and is private: it has the link."""
    return file_of(entry, Method.PUBLISH)


def invitation(entry: Entry) -> tuple[bytes, str]:
    """The file of a message and its content type: REQUEST to the attendee, CANCEL once the visit is off.

    Without attendee, of whom there is no email, it is a file to keep.
    """
    asked = Method.CANCEL if entry.status == "CANCELLED" else Method.REQUEST
    method = asked if entry.attendee else Method.PUBLISH
    return file_of(entry, method), content_type(method)


def file_of(entry: Entry, method: Method) -> bytes:
    """A file with one event.

    Raises ValueError for what RFC 5546 (3.2.2, 3.2.5) knows no file for: REQUEST and CANCEL without attendee, REQUEST
    of what is cancelled, CANCEL of what isn't.
    """
    is_off = entry.status == "CANCELLED"
    if method is not Method.PUBLISH and (entry.attendee is None or is_off != (method is Method.CANCEL)):
        raise ValueError(f"{method} does not fit {entry.status} for {'somebody' if entry.attendee else 'nobody'}.")
    return _written(_calendar(method), entry.zone, [entry], method)


def feed_file(feed: Feed) -> bytes:
    """All entries in one calendar, for whoever subscribes to it; nobody is named as attendee.

    Names and intervals are written as RFC 7986 has them and as calendars have read them since before it.
    """
    calendar = _calendar(Method.PUBLISH)
    for name in ("NAME", "X-WR-CALNAME"):
        calendar.add(name, vText(_line(feed.name)))
    calendar.add("REFRESH-INTERVAL", REFRESH, {"VALUE": "DURATION"})
    calendar.add("X-PUBLISHED-TTL", f"PT{REFRESH // MINUTE}M")
    return _written(calendar, feed.zone, feed.entries, Method.PUBLISH)


def fingerprint(feed: Feed) -> str:
    """64 hexadecimal digits: the same as long as the feed says the same, whenever it is written."""
    said = replace(feed, entries=[replace(entry, stamp=NEVER) for entry in feed.entries])
    return sha256(repr(said).encode()).hexdigest()


def _calendar(method: Method) -> Calendar:
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", method.value)
    return calendar


def _written(calendar: Calendar, zone: ZoneInfo, entries: Sequence[Entry], method: Method) -> bytes:
    """The file of a calendar: its head, the rules of the zone in the years of its entries, the entries."""
    years = [at.astimezone(zone).year for entry in entries for at in (entry.start, entry.end)] or [NEVER.year]
    head = bytes(calendar.to_ical()).removesuffix(END)
    events = [bytes(_event(entry, method).to_ical()) for entry in entries]
    return b"".join([head, zone_rules(zone, min(years), max(years)), *events, END])


def _event(entry: Entry, method: Method) -> Event:
    event = Event()
    event.add("uid", entry.uid)
    event.add("sequence", entry.sequence)
    event.add("dtstamp", _utc(entry.stamp))
    event.add("last-modified", _utc(entry.changed or entry.stamp))
    for name, at in zip(("dtstart", "dtend"), _times(entry), strict=True):
        event.add(name, at)
    event.add("summary", _line(entry.summary))
    rest = {"location": _line(entry.location), "description": _text(entry.description), "url": entry.url}
    for name, text in rest.items():
        if text:
            event.add(name, text)
    event.add("status", entry.status)
    event.add("class", "PRIVATE")
    event.add("transp", "OPAQUE")
    event.add("organizer", _address(entry.organiser))
    if entry.attendee and method is not Method.PUBLISH:
        invited = {"ROLE": "REQ-PARTICIPANT", "PARTSTAT": "ACCEPTED", "RSVP": "FALSE"}
        event.add("attendee", _address(entry.attendee, **invited))
    return event


def _times(entry: Entry) -> Sequence[date]:
    """Start and end on the salon's clock.

    A clock that is turned back shows an hour twice, and a calendar takes the first (RFC 5545, 3.3.5): what begins or
    ends in the second is written in UTC.
    """
    local = [at.astimezone(entry.zone) for at in (entry.start, entry.end)]
    if entry.whole_days:
        return [at.date() for at in local]
    return [_utc(at) for at in local] if any(at.fold for at in local) else local


def _utc(at: datetime) -> datetime:
    return at.astimezone(UTC).replace(microsecond=0)


def _address(person: Person, **facts: str) -> vCalAddress:
    address = vCalAddress(f"mailto:{quote(person.email, safe=IN_ADDRESS)}")
    address.params.update({"CN": _line(person.name) or person.email, **facts})
    return address


def _line(text: str) -> str:
    return " ".join(_text(text).split())


def _text(text: str) -> str:
    """Without what a calendar refuses, or might take for the end of a line."""
    return CONTROLS.sub("", "\n".join(text.splitlines()))
