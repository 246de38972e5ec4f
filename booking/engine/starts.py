"""Which starts are offered, which of them leave no hole, and why a day has none."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from booking.engine.gap_sweep import tidy_chain_starts
from booking.engine.gaps import tidy_starts
from booking.engine.order import Order
from booking.engine.sweep import chain_starts
from booking.engine.timeline import grid_starts, intersect, overlapping, subtract
from booking.engine.types import DayFacts, Need, Policy, Ranked, Span, Start, Timeline


def find_starts(timelines: Mapping[int, Timeline], needs: Sequence[Need], policy: Policy) -> list[Start]:
    """All starts that may be offered for a visit of these services, by time, one a minute."""
    if not needs:
        return []
    if len(needs) > 1:
        return chain_starts(timelines, needs, policy)
    return _single_starts(timelines, needs[0], policy)


def _single_starts(timelines: Mapping[int, Timeline], need: Need, policy: Policy) -> list[Start]:
    """Starts of one service: most of what the site is asked, so the inner loop does as little as it can."""
    lasts = {master: work.minutes for master, work in sorted(need.options.items()) if master in timelines}
    able: dict[int, tuple[int, ...]] = {}
    for master in lasts:
        she = (master,)
        for run in grid_starts(timelines[master], need, need.options[master], policy):
            for at in run:
                able[at] = able.get(at, ()) + she
    shortest = {masters: min(map(lasts.__getitem__, masters)) for masters in set(able.values())}
    return [Start(at, at + shortest[able[at]], able[at]) for at in sorted(able)]


def rank_starts(
    starts: Sequence[Start], timelines: Mapping[int, Timeline], needs: Sequence[Need], policy: Policy, shortest: int
) -> list[Ranked]:
    """The starts that were found, in their order, with the marks of those that can be had without leaving a hole.

    The rule stands in `gaps`. `shortest`: minutes of the shortest service. Needs and policy are those the starts were
    found with; the starts may be some of them only, and few are ranked in little time.
    """
    if not starts:
        return []
    found = [start.at for start in starts]
    asked = replace(policy, earliest=max(min(found), policy.earliest), latest=min(max(found), policy.latest))
    near = _near(timelines, needs, asked)
    if len(needs) > 1:
        fits, snug = tidy_chain_starts(near, needs, asked, shortest)
    else:
        fits, snug = tidy_starts(near, needs[0], asked, shortest)
    return [Ranked(start, start.at in fits, start.at in snug) for start in starts]


def _near(timelines: Mapping[int, Timeline], needs: Sequence[Need], policy: Policy) -> dict[int, Timeline]:
    """What of the masters' time a visit within the policy can touch: a page ranks one day of many."""
    longest = Order(timelines, needs, policy).longest
    span = policy.earliest - longest, policy.latest + longest + 1
    return {
        master: Timeline(tuple(overlapping(line.windows, span)), tuple(overlapping(line.free, span)))
        for master, line in timelines.items()
    }


def explain_empty(day: DayFacts) -> str:
    """Why nothing is offered on this day; only to be asked for a day without starts.

    One of `no_master`, `closed_day`, `closed`, `beyond_horizon`, `master_off`, `too_soon`, `too_late`, `does_not_fit`,
    `fully_booked`. Who `master_off` speaks of is `absent_masters`.
    """
    if not all(need.options for need in day.needs):
        return "no_master"
    if day.closed_day:
        return "closed_day"
    if not day.opens:
        return "closed"
    if day.day[0] > day.policy.latest:
        return "beyond_horizon"
    if absent_masters(day):
        return "master_off"
    return _explain_by_rules(day) or _explain_by_gaps(day)


def absent_masters(day: DayFacts) -> tuple[int, ...]:
    """The masters of the first service for which nobody works on this day; empty if somebody works for each."""
    for need in day.needs:
        if not any(_presence(day, master, day.day) for master in need.options):
            return tuple(sorted(need.options))
    return ()


def _explain_by_rules(day: DayFacts) -> str | None:
    """The one rule without which something would be offered."""
    begins, last = day.day[0], day.day[1] - 1
    latest = min(last, day.policy.latest)
    if _any_start(day, max(begins, day.now), latest):
        return "too_soon"
    if _any_start(day, max(begins, day.policy.earliest), last):
        return "beyond_horizon"
    left = (max(begins, day.now), day.day[1])
    nobody_left = any(not any(_presence(day, m, left) for m in need.options) for need in day.needs)
    return "too_late" if nobody_left or _any_start(day, begins, latest) else None


def _explain_by_gaps(day: DayFacts) -> str:
    left = (max(day.day[0], day.now), day.day[1])
    for need in day.needs:
        free = [span for m in need.options if m in day.timelines for span in intersect(day.timelines[m].free, [left])]
        if not any(end - begin >= day.policy.step for begin, end in free):
            return "fully_booked"
    return "does_not_fit"


def _any_start(day: DayFacts, earliest: int, latest: int) -> bool:
    return bool(find_starts(day.timelines, day.needs, replace(day.policy, earliest=earliest, latest=latest)))


def _presence(day: DayFacts, master: int, span: Span) -> list[Span]:
    """When this master works within the span, taken or not."""
    if master not in day.timelines:
        return []
    timeline = day.timelines[master]
    return subtract(intersect(timeline.windows, [span]), timeline.off)
