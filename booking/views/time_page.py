"""Free times as a page shows them: a strip of days with counts, the times of one day, and ways on from an empty one.

Used by the wizard and wherever else a client chooses a time; knows neither drafts nor visits.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, npgettext, pgettext

from booking.engine import calendar
from booking.engine.spread import EVENING, NOON
from booking.engine.types import Start
from booking.selectors.availability import salon_zone
from booking.selectors.free_days import FreeDays
from booking.selectors.free_time import FreeTime
from salon.lib import dates

STRIP = timedelta(days=14)
DAY = timedelta(days=1)
BEST = "best"

DayUrl = Callable[[date, date | None], str]


@dataclass(frozen=True, slots=True)
class DayCell:
    """A day of the strip. `kind`: free, full (open, but nothing free) or closed; `url` empty where there is no use."""

    day: date
    kind: str
    weekday: str
    count: str
    label: str
    url: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class Slot:
    """A start to press. `value` is the aware time in ISO form (UTC); `gone`: just lost, only to be seen."""

    value: str
    time: str
    label: str
    is_best: bool = False
    is_gone: bool = False


@dataclass(frozen=True, slots=True)
class SlotGroup:
    """`is_best`: not a part of the day, but what leaves no hole in the salon's."""

    title: str
    slots: Sequence[Slot]
    is_best: bool = False


@dataclass(frozen=True, slots=True)
class DayStrip:
    """Two weeks of days; `earlier_url`, `later_url`: the neighbouring strips, empty at the ends."""

    range: str
    days: Sequence[DayCell]
    earlier_url: str
    later_url: str


@dataclass(frozen=True, slots=True)
class TimePage:
    """`groups` is empty on an empty day."""

    day: date
    title: str
    strip: DayStrip
    groups: Sequence[SlotGroup]
    soonest: Slot | None


def build_time_page(
    free: FreeTime, *, day: date | None, begin: date | None, url: DayUrl, lost: datetime | None = None
) -> TimePage:
    """The page for a local day (the first free one if None), with the strip that holds it or starts at `begin`.

    `url(day, begin)` addresses another day or strip. `lost`: an aware start that was just taken by somebody else, shown
    struck through on its day.
    """
    first = free.window.first
    shown = day if day and first <= day else next(iter(free.by_day), first)
    return TimePage(
        day=shown,
        title=dates.long(shown),
        strip=build_strip(free, shown, begin, url),
        groups=_groups(free, shown, lost),
        soonest=soonest_slot(free),
    )


def strip_of(day: date, first: date, last: date) -> tuple[date, date]:
    """First and last day of the strip that holds a day, or the one nearest to it of those from `first` to `last`.

    Strips begin every 14 days from the first day on, so that Back leads to the very same ones.
    """
    begin = first + (min(max(day, first), last) - first) // STRIP * STRIP
    return begin, min(begin + STRIP - DAY, last)


def build_strip(free: FreeDays, shown: date, begin: date | None, url: DayUrl) -> DayStrip:
    """The strip that holds `begin` (default: the day that is shown)."""
    first, last = free.window.first, free.window.last
    from_day, to_day = strip_of(begin or shown, first, last)
    return DayStrip(
        range=dates.days(from_day, to_day),
        days=[_cell(free, one, url, shown) for one in calendar.dates_between(from_day, to_day)],
        earlier_url=url(shown, from_day - STRIP) if from_day > first else "",
        later_url=url(shown, to_day + DAY) if to_day < last else "",
    )


def slot_of(start: Start, *, with_day: bool = False) -> Slot:
    """A start by itself, with its day where it may be another one than the page's."""
    local = _local(start.at)
    time = f"{dates.short(local)}, {dates.clock(local)}" if with_day else dates.clock(local)
    return Slot(_value(start.at), time, f"{dates.long(local)}, {dates.at(local)}")


def soonest_slot(free: FreeTime) -> Slot | None:
    """The first free start; its time says from when to when, today is called so."""
    if not free.starts:
        return None
    start = free.starts[0]
    local, end = _local(start.at), _local(start.end)
    day = _("Today") if local.date() == free.window.first else dates.short(local)
    return Slot(_value(start.at), f"{day}, {dates.between(local, end)}", f"{dates.long(local)}, {dates.at(local)}")


def free_times(number: int) -> str:
    return ngettext("{n} free time", "{n} free times", number).format(n=number)


def _cell(free: FreeDays, day: date, url: DayUrl, shown: date) -> DayCell:
    number = len(free.on(day))
    is_closed = not number and free.is_closed(day)
    kind = "free" if number else "closed" if is_closed else "full"
    words = {
        "free": npgettext("times of a day", "{n} free", "{n} free", number).format(n=number),
        "full": _("No free time"),
        "closed": pgettext("a day on which the salon is", "closed"),
    }
    heard = free_times(number) if number else words[kind]
    return DayCell(
        day=day,
        kind=kind,
        weekday=_("Today") if day == free.window.first else dates.weekday(day),
        count=words[kind],
        label=f"{dates.long(day)}: {heard}",
        url="" if is_closed else url(day, None),
        is_current=day == shown,
    )


def _groups(free: FreeTime, day: date, lost: datetime | None) -> list[SlotGroup]:
    """What fits the salon's day best comes first, then the parts of the day."""
    best = free.best_on(day)
    slots = {start.at: _day_slot(start.at, start.at in best) for start in free.on(day)}
    if lost and slots and lost.astimezone(salon_zone()).date() == day:
        minute = calendar.minutes(lost)
        slots.setdefault(minute, _day_slot(minute, False, is_gone=True))
    parts = {BEST: _("These times fit our day especially well"), **_parts_of_the_day()}
    found: dict[str, list[Slot]] = {}
    for at, slot in sorted(slots.items()):
        found.setdefault(BEST if slot.is_best else _part_of_day(_local(at)), []).append(slot)
    return [SlotGroup(title, found[part], part == BEST) for part, title in parts.items() if part in found]


def _parts_of_the_day() -> dict[str, str]:
    return {"Morning": _("Morning"), "Afternoon": _("Afternoon"), "Evening": _("Evening")}


def _part_of_day(local: datetime) -> str:
    return "Morning" if local.hour < NOON else "Afternoon" if local.hour < EVENING else "Evening"


def _day_slot(at: int, is_best: bool, is_gone: bool = False) -> Slot:
    time = dates.clock(_local(at))
    return Slot(_value(at), time, time, is_best, is_gone)


def _local(minute: int) -> datetime:
    return calendar.moment(minute).astimezone(salon_zone())


def _value(minute: int) -> str:
    return calendar.moment(minute).astimezone(UTC).strftime("%Y-%m-%dT%H:%MZ")
