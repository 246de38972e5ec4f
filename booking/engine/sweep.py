"""Starts of chained services for all minutes at once, on sets of moments.

The visit is worked out from its end: when what remains can be had, and how long it takes then, depends only on what
remains and what is owed, whatever was done before and in which order. The rules are those of `chains`.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import reduce
from operator import or_

from booking.engine.moments import Moments
from booking.engine.order import Order, Owed, Remaining, pause
from booking.engine.types import Need, Policy, Start, Timeline, Work

# How many minutes the visit still lasts, with the set from which it does; a moment stands in the shortest only.
Lasting = dict[int, int]


def chain_starts(timelines: Mapping[int, Timeline], needs: Sequence[Need], policy: Policy) -> list[Start]:
    """The offered starts of a visit of several services, by time; `end` is the earliest over all ways to do it."""
    sweep = _Sweep(timelines, needs, policy)
    ends: dict[int, int] = {}
    masters: dict[int, tuple[int, ...]] = {}
    begun = sweep.begin()
    for master in sorted(begun):
        she = (master,)
        for at in sweep.moments.minutes(reduce(or_, begun[master].values(), 0)):
            masters[at] = masters.get(at, ()) + she
    for lasts, moments in _shortest(begun.values()).items():
        for at in sweep.moments.minutes(moments):
            ends[at] = at + lasts
    return [Start(at, ends[at], masters[at]) for at in sorted(ends)]


class _Sweep:
    def __init__(self, timelines: Mapping[int, Timeline], needs: Sequence[Need], policy: Policy) -> None:
        self.order = Order(timelines, needs, policy)
        self.moments = Moments(timelines, needs, policy, self.order)
        self.known: dict[tuple[Remaining, Owed], Lasting] = {}
        self.known_by: dict[tuple[Remaining, int, Owed], Lasting] = {}

    def begin(self) -> dict[int, Lasting]:
        """The offered starts of each master who can begin, by how long the whole visit lasts."""
        found: dict[int, list[Lasting]] = {}
        for index, rest in self.order.next(self.order.everything):
            for master, work in self.order.options[index]:
                starts = self.moments.begin(index, master, work)
                after = self.finish(rest, self.order.owe(rest, (), work.minutes, master, work))
                shift = work.minutes // self.moments.unit
                whole = {work.minutes + lasts: starts & (moments >> shift) for lasts, moments in after.items()}
                found.setdefault(master, []).append(whole)
        return {master: _shortest(ways) for master, ways in found.items()}

    def finish(self, remaining: Remaining, owed: Owed) -> Lasting:
        """When a client who is free then can have what remains, by how long that takes at best."""
        if not remaining:
            return {0: self.moments.all}
        if (remaining, owed) not in self.known:
            ways = [self.by(remaining, master, owed) for master in self.order.able(remaining)]
            self.known[remaining, owed] = _shortest(ways)
        return self.known[remaining, owed]

    def by(self, remaining: Remaining, master: int, owed: Owed) -> Lasting:
        """`finish` with this master serving next; who else was there before makes no difference as a rule."""
        owed = self.order.relevant(remaining, master, owed)
        if (remaining, master, owed) not in self.known_by:
            found: Lasting = {}
            for index, rest, work in self.order.services(remaining, master):
                self._serve(index, rest, master, work, owed, found)
            self.known_by[remaining, master, owed] = _shortest([found])
        return self.known_by[remaining, master, owed]

    def _serve(self, index: int, rest: Remaining, master: int, work: Work, owed: Owed, found: Lasting) -> None:
        """Add to `found` what is possible if this master performs this need, at her first free start."""
        for ahead, here in self.moments.first_starts(index, master, work, pause(owed, master, work)):
            passed = ahead + work.minutes
            shift = passed // self.moments.unit
            ended = here << shift
            after = self.finish(rest, self.order.owe(rest, owed, passed, master, work))
            for lasts, moments in after.items():
                good = ended & moments
                if good:
                    found[passed + lasts] = found.get(passed + lasts, 0) | good >> shift


def _shortest(ways: Iterable[Lasting]) -> Lasting:
    """Of several ways the one that lasts least, at each moment."""
    found: Lasting = {}
    for way in ways:
        for lasts, moments in way.items():
            found[lasts] = found.get(lasts, 0) | moments
    least, seen = {}, 0
    for lasts in sorted(found):
        moments = found[lasts] & ~seen
        if moments:
            least[lasts] = moments
            seen |= moments
    return least
