"""Starts of chained services that leave no hole, for all minutes at once, on sets of moments.

The rule stands in `gaps`. As `sweep` it works the visit out from its end: what lies before a turn is judged when it
begins, what lies after it when it is certain that it is over.
"""

from collections.abc import Mapping, Sequence
from functools import reduce
from typing import NamedTuple

from booking.engine.moments import Moments
from booking.engine.order import Owed, Remaining, Turns, pause
from booking.engine.timeline import start_spans
from booking.engine.types import Need, Policy, Timeline, Work


class Good(NamedTuple):
    """The moments at which no hole is left, and those of them at which something lies against an edge of free time."""

    fits: int
    snug: int

    def both(self, other: "Good") -> "Good":
        """Two places of one visit: no hole at either, and an edge at one of them."""
        return Good(self.fits & other.fits, self.snug & other.fits | self.fits & other.snug)

    def either(self, other: "Good") -> "Good":
        """Two ways to do it."""
        return Good(self.fits | other.fits, self.snug | other.snug)

    def among(self, moments: int) -> "Good":
        return Good(self.fits & moments, self.snug & moments)

    def ahead(self, units: int) -> "Good":
        """The moments for which these are so many units ahead, or behind where it is negative."""
        if units < 0:
            return Good(self.fits << -units, self.snug << -units)
        return Good(self.fits >> units, self.snug >> units)


NOWHERE = Good(0, 0)


def tidy_chain_starts(
    timelines: Mapping[int, Timeline], needs: Sequence[Need], policy: Policy, shortest: int
) -> tuple[set[int], set[int]]:
    """The offered starts of a visit of several services that leave no hole, and the snug ones of them."""
    sweep = _GapSweep(timelines, needs, policy, shortest)
    good = sweep.begin()
    return set(sweep.moments.minutes(good.fits)), set(sweep.moments.minutes(good.snug))


class _Edges:
    """Where a turn of this master may begin and end."""

    def __init__(self, moments: Moments, master: int, shortest: int) -> None:
        free = moments.timelines[master].free
        opens = moments.within((opens, opens + 1) for opens, _ in free)
        closes = moments.within((closes, closes + 1) for _, closes in free)
        self.begin = Good(opens | moments.within((opens + shortest, closes) for opens, closes in free), opens)
        self.end = Good(closes | moments.within((opens, closes - shortest + 1) for opens, closes in free), closes)


class _GapSweep:
    def __init__(self, timelines: Mapping[int, Timeline], needs: Sequence[Need], policy: Policy, shortest: int) -> None:
        self.order = Turns(timelines, needs, policy)
        self.moments = Moments(timelines, needs, policy, self.order, shortest)
        self.edges = {m: _Edges(self.moments, m, shortest) for m in self.order.wanted(self.order.everything)}
        self.known: dict[tuple[Remaining, Owed], Good] = {}
        self.known_by: dict[tuple[Remaining, int, Owed], Good] = {}
        self.known_middles: dict[tuple[int, int], Good] = {}

    def begin(self) -> Good:
        """The offered starts."""
        found = NOWHERE
        for index, rest in self.order.next(self.order.everything):
            for master, work in self.order.options[index]:
                here = self.moments.begin(index, master, work)
                found = found.either(self.serve(index, rest, master, work, (), 0).among(here))
        return found

    def finish(self, remaining: Remaining, owed: Owed) -> Good:
        """For a client who is free then. Who served last is in `owed` even if that makes no difference to the rest."""
        wanted = self.order.wanted(remaining)
        kept = tuple(entry for entry in owed if self.order.matters(wanted, *entry))
        if (remaining, kept) not in self.known:
            ways = [self.by(remaining, master, kept) for master in self.order.able(remaining)]
            self.known[remaining, kept] = reduce(Good.either, ways, NOWHERE) if remaining else Good(self.moments.all, 0)
        return self.end_turns(self.known[remaining, kept], owed, kept)

    def by(self, remaining: Remaining, master: int, owed: Owed) -> Good:
        """`finish` with this master serving next."""
        kept = self.order.relevant(remaining, master, owed)
        key = (remaining, master, kept)
        if key not in self.known_by:
            found = NOWHERE
            for index, rest, work in self.order.services(remaining, master):
                for ahead, here in self.moments.first_starts(index, master, work, pause(kept, master, work)):
                    found = found.either(self.serve(index, rest, master, work, kept, ahead).among(here))
            self.known_by[key] = found
        return self.end_turns(self.known_by[key], owed, kept)

    def serve(self, index: int, rest: Remaining, master: int, work: Work, owed: Owed, ahead: int) -> Good:
        """For a client whom this master starts to serve `ahead` minutes later."""
        passed = ahead + work.minutes
        owed_then = [(who, since + passed, after) for who, since, after in owed if who != master]
        owed_then.append((master, 0, work.after))
        good = self.ahead(self.finish(rest, tuple(sorted(owed_then))), passed)
        if work.rests:
            good = good.both(self.ahead(self.middle(index, master, work), ahead))
        if any(who == master and since == 0 and ahead - work.before <= after for who, since, after in owed):
            return good
        good = good.both(self.ahead(self.edges[master].begin, ahead - work.before))
        return self.end_turns(good, owed, ())

    def end_turns(self, good: Good, owed: Owed, kept: Owed) -> Good:
        """Judge what follows the turn of who served last, unless that is left to who keeps her in mind."""
        for who, since, after in owed:
            if since == 0 and (who, since, after) not in kept:
                good = good.both(self.ahead(self.edges[who].end, after))
        return good

    def middle(self, index: int, master: int, work: Work) -> Good:
        """The starts of a service with processing that leave no hole beside somebody else who is served meanwhile."""
        if (index, master) not in self.known_middles:
            (_, away), (back, _) = work.rows(0)
            edges = self.edges[master]
            whole = Work(work.minutes, work.before, work.after)
            alone = self.moments.within(start_spans(self.moments.timelines[master].free, whole))
            apart = self.ahead(edges.end, away).both(self.ahead(edges.begin, back))
            self.known_middles[index, master] = Good(alone, 0).either(apart)
        return self.known_middles[index, master]

    def ahead(self, good: Good, minutes: int) -> Good:
        return good.ahead(minutes // self.moments.unit)
