"""Starts by the day on which they are, whatever they are for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from booking.engine import calendar
from booking.engine.types import Start
from booking.selectors.availability import Window, salon_zone
from salon.cms.salon_calendar import closure_name
from salon.lib import language


@dataclass(frozen=True, slots=True)
class Emptiness:
    """Why a day has no start: a code of `errors.EMPTY_REASONS` and what fills its sentence."""

    code: str
    name: str = ""
    masters: tuple[int, ...] = ()


@dataclass(frozen=True)
class FreeDays:
    """Starts (UTC minutes, by time) on the days that `window` tells of."""

    window: Window
    starts: Sequence[Start]

    @cached_property
    def by_day(self) -> Mapping[date, Sequence[Start]]:
        """The starts of each local date that has some."""
        zone = salon_zone()
        found: dict[date, list[Start]] = {}
        for start in self.starts:
            found.setdefault(calendar.local_date(start.at, zone), []).append(start)
        return found

    def on(self, day: date) -> Sequence[Start]:
        return self.by_day.get(day, ())

    def next_day(self, after: date) -> date | None:
        """The next free local date after `after` within the horizon."""
        return next((day for day in self.by_day if day > after), None)

    def is_closed(self, day: date) -> bool:
        """Whether the salon itself is closed on this date."""
        return not self.window.salon.windows(day)

    def closure_on(self, day: date) -> Emptiness:
        """Why the salon is closed on this date, in the active language, where it has a name."""
        closure = self.window.salon.closure(day)
        name = closure_name(closure, day, language.current()) if closure else ""
        return Emptiness("closed_day", name) if name else Emptiness("closed")
