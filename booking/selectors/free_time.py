"""All free starts of a wish within its horizon: the day strip, the times of a day, what to offer instead."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import cached_property

from booking.engine import calendar, starts
from booking.engine.types import DayFacts, Ranked, Start
from booking.selectors.availability import Window, load_window, salon_zone, today
from booking.selectors.wishes import Wish
from salon.cms.salon_calendar import closure_name
from salon.lib import language

# How much of the window is searched at once where only the first start is wanted.
STRETCH = timedelta(days=14)


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

    def starts_of(self, wish: Wish, first: date, last: date) -> list[Start]:
        """The free starts of another wish on these local dates, without a query: its masters are loaded (`also`)."""
        policy, zone = wish.policy(self.now), salon_zone()
        clipped = replace(
            policy,
            earliest=max(policy.earliest, calendar.day_span(first, zone)[0]),
            latest=min(policy.latest, calendar.day_span(last, zone)[1] - 1),
        )
        return starts.find_starts(self.window.timelines, wish.needs(first, last), clipped)

    def first_of(self, wish: Wish) -> Start | None:
        """The first free start of another wish whose masters are loaded, without a query."""
        first = self.window.first
        while first <= self.window.last:
            last = min(first + STRETCH, self.window.last)
            found = self.starts_of(wish, first, last)
            if found:
                return found[0]
            first = last + timedelta(days=1)
        return None

    def ranked(self, day: date, shortest: int) -> list[Ranked]:
        """The starts of a local date, those marked that leave no hole; `shortest`: minutes of the shortest service."""
        needs, policy = self.wish.needs(day, day), self.wish.policy(self.now)
        return starts.rank_starts(self.on(day), self.window.timelines, needs, policy, shortest)

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


def find_free_time(
    wish: Wish, *, now: datetime, except_hold: str = "", except_visit: int | None = None, also: Wish | None = None
) -> FreeTime:
    """Everything that is free for this wish, in a constant number of queries.

    The caller's own hold (its key) and the visit that is being moved (its id) take no time. `also`: another wish
    whose masters are loaded too, to be asked for afterwards.
    """
    first, last = today(now), wish.last_day(now)
    masters = {*wish.candidates, *(also.candidates if also else ())}
    window = load_window(sorted(masters), first, last, now=now, except_hold=except_hold, except_visit=except_visit)
    found = starts.find_starts(window.timelines, wish.needs(first, last), wish.policy(now))
    return FreeTime(wish, window, now, found)
