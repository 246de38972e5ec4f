"""A visit of several services in words: when, what, with whom, and where the client waits for it to take effect."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from booking.selectors.availability import salon_zone
from salon.lib import dates


@dataclass(frozen=True, slots=True)
class Stop:
    """One service of a visit: its aware start, `master` empty where nobody is named, `rests` where it has to work."""

    start: datetime
    service: str
    master: str
    rests: bool


def itinerary(stops: Sequence[Stop]) -> list[str]:
    """A line a stop in order of time: "10:00 Farbe bei Anna, Einwirkzeit" in German; nothing for a single service."""
    return [_line(stop) for stop in sorted(stops, key=lambda stop: stop.start)] if len(stops) > 1 else []


def _line(stop: Stop) -> str:
    facts = {"time": dates.clock(stop.start.astimezone(salon_zone())), "service": stop.service, "master": stop.master}
    line = (_("{time} {service} with {master}") if stop.master else _("{time} {service}")).format(**facts)
    return _("{line}, time to take effect").format(line=line) if stop.rests else line
