"""The ways through a visit of several services from one start, and a fair choice of them. The rules: `chains`."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import NamedTuple

from booking.engine.order import Order, Owed, Remaining, pause
from booking.engine.timeline import holds, on_grid, start_spans
from booking.engine.types import Need, Part, Plan, Policy, Span, Timeline, Work


class State(NamedTuple):
    """How far a visit has come. `used` are its masters so far, where their number is limited."""

    remaining: Remaining
    moment: int
    owed: Owed
    used: frozenset[int]


class Step(NamedTuple):
    """A need that is served next, and how far the visit is then."""

    need: int
    master: int
    work: Work
    start: int
    then: State


class Walk:
    """All ways through the visit from one start, `limit` of them at most."""

    def __init__(self, timelines: Mapping[int, Timeline], needs: Sequence[Need], policy: Policy, limit: int) -> None:
        self.timelines, self.needs, self.policy, self.limit = timelines, needs, policy, limit
        self.order = Order(timelines, needs, policy)
        self.most = 0
        self.counted: dict[State, int] = {}
        self.found: dict[tuple[int, int, int], int | None] = {}
        self.rooms: dict[tuple[int, int], list[Span]] = {}

    def plans_at(self, at: int, *, most: int = 0) -> list[Plan]:
        """Up to the limit, with no more than `most` different masters; 0 is any number."""
        self.most = most
        self.counted = {}
        return list(self.plans(State(self.order.everything, at, (), frozenset()), (), self.limit))

    def steps(self, state: State, last: int | None = None) -> Iterator[Step]:
        """Who can serve which need next, in the promised order; `last` served the one before."""
        for index, rest in self.order.next(state.remaining):
            for master, work in self.order.options_from(index, last):
                if len(state.used) == self.most > 0 and master not in state.used:
                    continue
                start = self.first_start(state, index, master, work)
                if start is not None:
                    end = start + work.minutes
                    owed = self.order.owe(rest, state.owed, end - state.moment, master, work)
                    used = state.used | {master} if self.most else state.used
                    yield Step(index, master, work, start, State(rest, end, owed, used))

    def first_start(self, state: State, index: int, master: int, work: Work) -> int | None:
        """Her first start of this need; the visit's first service waits for nobody and lies on the slot grid."""
        if state.remaining == self.order.everything:
            at = state.moment
            begins = on_grid(self.timelines[master], at, self.policy.step) and self.is_free(index, master, work, at)
            return at if begins else None
        ready = state.moment + pause(state.owed, master, work)
        key = (index, master, ready)
        if key not in self.found:
            tried = (ready + wait for wait in self.order.waits)
            self.found[key] = next((start for start in tried if self.is_free(index, master, work, start)), None)
        return self.found[key]

    def is_free(self, index: int, master: int, work: Work, start: int) -> bool:
        """Rows are looked at whole: what a larger buffer before them overlaps is the same master's buffer after."""
        key = (index, master)
        if key not in self.rooms:
            self.rooms[key] = start_spans(self.timelines[master].free, work, self.needs[index].windows)
        return holds(self.rooms[key], (start, start + 1))

    def count(self, state: State) -> int:
        """How many ways there are to finish the visit from here; the limit and anything above it are the same."""
        if not state.remaining:
            return 1
        if state not in self.counted:
            ways = 0
            for step in self.steps(state):
                ways += self.count(step.then)
                if ways >= self.limit:
                    break
            self.counted[state] = ways
        return self.counted[state]

    def plans(self, state: State, parts: tuple[Part, ...], limit: int) -> Iterator[Plan]:
        """The first `limit` ways to finish the visit, shared out fairly among the ways to go on."""
        if not state.remaining:
            yield Plan(parts)
            return
        steps = self.steps(state, parts[-1].master if parts else None)
        open_ways = ((step, ways) for step in steps if (ways := self.count(step.then)))
        # More than one for each share couldn't be followed.
        followed = list(islice(open_ways, limit))
        for (step, _), share in zip(followed, _shares([ways for _, ways in followed], limit), strict=True):
            rows = _rows_after(parts, step.master, step.work, step.start)
            part = Part(step.need, step.master, step.start, step.then.moment, rows)
            yield from self.plans(step.then, (*parts, part), share)


def _rows_after(parts: Sequence[Part], master: int, work: Work, start: int) -> tuple[Span, ...]:
    """The rows of a service, beginning no earlier than the same master's row before them in the visit ends."""
    (begin, end), *middle = work.rows(start)
    taken = max((part.rows[-1][1] for part in parts if part.master == master), default=begin)
    return ((max(begin, taken), end), *middle)


def _shares(counts: Sequence[int], limit: int) -> list[int]:
    """`limit` dealt out evenly: one each as far as it goes, what a small one can't use to the larger ones."""
    shares = [0] * len(counts)
    open_to = list(range(len(counts)))
    while limit and open_to:
        each = max(1, limit // len(open_to))
        for index in open_to:
            given = min(each, counts[index] - shares[index], limit)
            shares[index] += given
            limit -= given
        open_to = [index for index in open_to if shares[index] < counts[index]]
    return shares
