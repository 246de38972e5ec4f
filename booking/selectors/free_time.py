"""All free starts of a wish within its horizon: the day strip, the times of a day, what to offer instead."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from booking.engine import calendar, starts
from booking.engine.types import DayFacts, Start
from booking.selectors.availability import Window, load_window, salon_zone, today
from booking.selectors.wishes import Wish
from salon.cms.salon_calendar import closure_name
from salon.lib import language


@dataclass(frozen=True, slots=True)
class Emptiness:
    """Why a day has no start: a code of `errors.EMPTY_REASONS` and what fills its sentence."""

    code: str
    name: str = ""
    masters: tuple[int, ...] = ()


@dataclass(frozen=True)
class FreeTime:
    """Starts (UTC minutes, by time) from today to the last bookable day, and what they were found in."""

    wish: Wish
    window: Window
    now: datetime
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

    def nearest(self, at: datetime, count: int = 3) -> list[Start]:
        """The free starts nearest to an aware time, in order of time."""
        minute = calendar.minutes(at)
        closest = sorted(self.starts, key=lambda start: (abs(start.at - minute), start.at))[:count]
        return sorted(closest, key=lambda start: start.at)

    def has(self, at: datetime) -> bool:
        return any(start.at == calendar.minutes(at) for start in self.starts)

    def is_closed(self, day: date) -> bool:
        """Whether the salon itself is closed on this date."""
        return not self.window.salon.windows(day)

    def explain(self, day: date) -> Emptiness:
        """Why this local date has no start; only to be asked for a day without."""
        closure = self.window.salon.closure(day)
        span = calendar.day_span(day, salon_zone())
        facts = DayFacts(
            day=span,
            now=calendar.minutes(self.now),
            opens=bool(self.window.salon.weekly.get(day.weekday())),
            closed_day=closure is not None,
            timelines=self.window.timelines,
            needs=self.wish.needs(day, day),
            policy=self.wish.policy(self.now),
        )
        code = starts.explain_empty(facts)
        if code == "closed_day" and closure is not None:
            name = closure_name(closure, day, language.current())
            return Emptiness("closed_day", name) if name else Emptiness("closed")
        return Emptiness(code, masters=starts.absent_masters(facts) if code == "master_off" else ())


def find_free_time(wish: Wish, *, now: datetime, except_hold: str = "", except_visit: int | None = None) -> FreeTime:
    """Everything that is free for this wish, in a constant number of queries.

    The caller's own hold (its key) and the visit that is being moved (its id) take no time.
    """
    first, last = today(now), wish.last_day(now)
    window = load_window(wish.candidates, first, last, now=now, except_hold=except_hold, except_visit=except_visit)
    found = starts.find_starts(window.timelines, wish.needs(first, last), wish.policy(now))
    return FreeTime(wish, window, now, found)
