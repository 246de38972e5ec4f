"""A visit as a calendar file (RFC 5545). Pure: values in, bytes out.

Times are written in UTC, so that no calendar has to know the salon's zone and a change of clocks can't shift them. The
same `uid` with a higher `sequence` replaces what a calendar has kept; a cancelled visit says so instead of vanishing.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal

from icalendar import Calendar, Event

CONTENT_TYPE = "text/calendar; method=PUBLISH"
PRODUCT = "-//salon//booking desk//EN"


@dataclass(frozen=True, slots=True)
class Entry:
    """One visit; times aware, words in the client's language, `url` the manage link, `stamp` when this was written."""

    uid: str
    sequence: int
    stamp: datetime
    start: datetime
    end: datetime
    summary: str
    location: str
    description: str
    url: str
    status: Literal["TENTATIVE", "CONFIRMED", "CANCELLED"] = "CONFIRMED"


def calendar_file(entry: Entry) -> bytes:
    """The file that a calendar imports (METHOD:PUBLISH). It holds nobody's contact, and is private: it has the link."""
    event = Event()
    event.add("uid", entry.uid)
    event.add("sequence", entry.sequence)
    event.add("dtstamp", entry.stamp.astimezone(UTC).replace(microsecond=0))
    event.add("dtstart", entry.start.astimezone(UTC))
    event.add("dtend", entry.end.astimezone(UTC))
    event.add("summary", entry.summary)
    event.add("location", entry.location)
    event.add("description", entry.description)
    event.add("url", entry.url)
    event.add("status", entry.status)
    event.add("class", "PRIVATE")
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add_component(event)
    return bytes(calendar.to_ical())
