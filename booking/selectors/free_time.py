"""All free starts of a wish within its horizon: the day strip, the times of a day, what to offer instead."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from booking.engine import calendar, starts
from booking.engine.types import DayFacts, Need, Policy, Ranked, Start
from booking.models import Gaps
from booking.selectors.availability import Window, load_for_starts, salon_zone, today
from booking.selectors.free_days import Emptiness, FreeDays
from booking.selectors.wishes import Wish

# How much of the window is searched at once where only the first start is wanted.
STRETCH = timedelta(days=14)


@dataclass(frozen=True)
class FreeTime(FreeDays):
    """The starts of one wish from today to the last bookable day, and what they were found in."""

    wish: Wish
    now: datetime

    def nearest(self, at: datetime, count: int = 3) -> list[Start]:
        """The free starts nearest to an aware time, in order of time."""
        minute = calendar.minutes(at)
        closest = sorted(self.starts, key=lambda start: (abs(start.at - minute), start.at))[:count]
        return sorted(closest, key=lambda start: start.at)

    def has(self, at: datetime) -> bool:
        return any(start.at == calendar.minutes(at) for start in self.starts)

    def starts_of(self, wish: Wish, first: date, last: date) -> list[Start]:
        """The free starts of another wish on these local dates, without a query: its masters are loaded (`also`)."""
        return starts_within(self.window, wish, first, last, now=self.now)

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

    def best_on(self, day: date) -> frozenset[int]:
        """The starts (UTC minutes) of a local date that should come first, because they leave no hole.

        None where the salon makes no difference, or where all are alike: a mark on nearly every time says nothing.
        """
        found = self.on(day)
        if self.wish.rules.gaps != Gaps.MARK:
            return frozenset()
        ranked = _ranked(self.wish, self.window, found, self.wish.needs(day, day), self.wish.policy(self.now))
        fitting = frozenset(one.start.at for one in ranked if one.fits)
        snug = frozenset(one.start.at for one in ranked if one.snug)
        return next((best for best in (fitting, snug) if 2 * len(best) <= len(found)), frozenset())

    def explain(self, day: date) -> Emptiness:
        """Why this local date has no start; only to be asked for a day without."""
        span = calendar.day_span(day, salon_zone())
        facts = DayFacts(
            day=span,
            now=calendar.minutes(self.now),
            opens=bool(self.window.salon.weekly.get(day.weekday())),
            closed_day=self.window.salon.closure(day) is not None,
            timelines=self.window.timelines,
            needs=self.wish.needs(day, day),
            policy=self.wish.policy(self.now),
        )
        code = "does_not_fit" if self._is_kept_back(facts) else starts.explain_empty(facts)
        if code == "closed_day":
            return self.closure_on(day)
        return Emptiness(code, masters=starts.absent_masters(facts) if code == "master_off" else ())

    def _is_kept_back(self, day: DayFacts) -> bool:
        """Whether there are starts that are not offered because each would leave a hole."""
        policy = replace(
            day.policy,
            earliest=max(day.policy.earliest, day.day[0]),
            latest=min(day.policy.latest, day.day[1] - 1),
        )
        only = self.wish.rules.gaps == Gaps.ONLY
        return only and bool(starts.find_starts(day.timelines, day.needs, policy))


def starts_within(window: Window, wish: Wish, first: date, last: date, *, now: datetime) -> list[Start]:
    """The free starts of a wish from the local date `first` to `last` in a window that holds its masters; no query."""
    policy, zone = wish.policy(now), salon_zone()
    clipped = replace(
        policy,
        earliest=max(policy.earliest, calendar.day_span(first, zone)[0]),
        latest=min(policy.latest, calendar.day_span(last, zone)[1] - 1),
    )
    return _offered(wish, window, wish.needs(first, last), clipped)


def find_free_time(
    wish: Wish, *, now: datetime, except_hold: str = "", except_visit: int | None = None, also: Wish | None = None
) -> FreeTime:
    """Everything that is free for this wish, in a constant number of queries.

    The caller's own hold (its key) and the visit that is being moved (its id) take no time. `also`: another wish
    whose masters are loaded too, to be asked for afterwards.
    """
    first, last = today(now), wish.last_day(now)
    masters = {*wish.candidates, *(also.candidates if also else ())}
    window = load_for_starts(sorted(masters), first, last, now=now, except_hold=except_hold, except_visit=except_visit)
    found = _offered(wish, window, wish.needs(first, window.last), wish.policy(now))
    return FreeTime(replace(window, last=last), found, wish, now)


def _offered(wish: Wish, window: Window, needs: Sequence[Need], policy: Policy) -> list[Start]:
    """All starts, or where the salon wants no others those that leave no hole."""
    found = starts.find_starts(window.timelines, needs, policy)
    if wish.rules.gaps != Gaps.ONLY:
        return found
    return [one.start for one in _ranked(wish, window, found, needs, policy) if one.fits]


def _ranked(wish: Wish, window: Window, found: Sequence[Start], needs: Sequence[Need], policy: Policy) -> list[Ranked]:
    return starts.rank_starts(found, window.timelines, needs, policy, wish.shortest)
