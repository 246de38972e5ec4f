"""Starts of chained services for all minutes at once.

A set of minutes is one big integer with a bit for each unit of time (the largest unit that measures everything in the
question, five minutes as a rule) after the beginning of the window. "Who is free where the service before has ended"
is then one shift and one `&`, and the visit is worked out from its last service backwards. The rules are those of
`chains`.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import gcd

from booking.engine.chains import Order, Owed, pause
from booking.engine.timeline import grid_starts, start_spans
from booking.engine.types import Need, Policy, Start, Timeline, Work

# How many minutes the visit still lasts, with the set from which it does; a moment stands in the shortest only.
Lasting = dict[int, int]


def chain_starts(timelines: Mapping[int, Timeline], needs: Sequence[Need], policy: Policy) -> list[Start]:
    """The offered starts of a visit of several services, by time; `end` is the earliest over all ways to do it."""
    sweep = _Sweep(timelines, needs, policy)
    ends: dict[int, int] = {}
    masters: dict[int, list[int]] = {}
    for master, work in sweep.order.options[0]:
        for lasts, moments in sweep.begin(master, work).items():
            for at in sweep.minutes(moments):
                ends[at] = min(at + lasts, ends.get(at, at + lasts))
                masters.setdefault(at, []).append(master)
    return [Start(at, ends[at], tuple(masters[at])) for at in sorted(ends)]


class _Sweep:
    def __init__(self, timelines: Mapping[int, Timeline], needs: Sequence[Need], policy: Policy) -> None:
        self.timelines, self.needs, self.policy = timelines, needs, policy
        self.order = Order(timelines, needs, policy)
        self.unit, self.begins, ends = self._measure()
        self.width = max(0, (ends - self.begins) // self.unit + 1)
        self.all = (1 << self.width) - 1
        self.free: dict[tuple[int, int], int] = {}
        self.known: dict[tuple[int, Owed], Lasting] = {}

    def _measure(self) -> tuple[int, int, int]:
        """The unit of time, and the first and last moment that matter."""
        works = [[work for _, work in options] for options in self.order.options]
        lines = [self.timelines[master] for master in {m for options in self.order.options for m, _ in options}]
        opens = min((line.windows[0][0] for line in lines if line.windows), default=0)
        closes = max((line.windows[-1][1] for line in lines if line.windows), default=0)
        limits = [need.windows for need in self.needs if need.windows is not None]
        edges = [edge for spans in limits for span in spans for edge in span]
        edges += [edge for line in lines for spans in (line.windows, line.free) for span in spans for edge in span]
        lengths = [edge for options in works for work in options for row in work.rows(0) for edge in row]
        lengths += [work.minutes for options in works for work in options]
        lengths += [wait for waits in self.order.waits for wait in waits[1:2]]
        unit = gcd(self.policy.step, *lengths, *(edge - opens for edge in edges))
        longest = sum(
            self.policy.max_wait + max((w.before + w.minutes + w.after for w in options), default=0)
            for options in works
        )
        begins = opens + max(0, self.policy.earliest - opens) // unit * unit
        return unit, begins, min(closes, self.policy.latest + longest)

    def begin(self, master: int, work: Work) -> Lasting:
        """The offered starts of this master for the first need, by how long the whole visit lasts."""
        runs = grid_starts(self.timelines[master], self.needs[0], work, self.policy)
        starts = self._set(range(run.start, run.stop, run.step) for run in runs)
        rest = self.finish(1, self.order.owe(0, (), work.minutes, master, work))
        return {
            work.minutes + lasts: starts & (moments >> work.minutes // self.unit) for lasts, moments in rest.items()
        }

    def finish(self, index: int, owed: Owed) -> Lasting:
        """When a client who is free then can have the needs from `index` on, by how long that takes at best."""
        if index == len(self.needs):
            return {0: self.all}
        if (index, owed) not in self.known:
            found: Lasting = {}
            for master, work in self.order.options[index]:
                self._go_on(index, owed, master, work, found)
            self.known[index, owed] = _shortest(found)
        return self.known[index, owed]

    def _go_on(self, index: int, owed: Owed, master: int, work: Work, found: Lasting) -> None:
        """Add to `found` what is possible if this master performs need `index`, at her first free start."""
        can_start = self.starts(index, master, work)
        not_yet = self.all
        rest = pause(owed, master, work)
        for wait in self.order.waits[index]:
            here = not_yet & (can_start >> (rest + wait) // self.unit)
            if not here:
                continue
            not_yet ^= here
            passed = rest + wait + work.minutes
            for lasts, moments in self.finish(index + 1, self.order.owe(index, owed, passed, master, work)).items():
                good = here & (moments >> passed // self.unit)
                if good:
                    found[passed + lasts] = found.get(passed + lasts, 0) | good

    def starts(self, index: int, master: int, work: Work) -> int:
        """The moments at which this master can start need `index`."""
        if (index, master) not in self.free:
            spans = start_spans(self.timelines[master].free, work, self.needs[index].windows)
            self.free[index, master] = self._set(range(begin, end, self.unit) for begin, end in spans)
        return self.free[index, master]

    def _set(self, runs: Iterable[range]) -> int:
        """A set of moments. Digits in base two are the quickest way in: linear, and done by the interpreter.

        Only runs without gaps may begin before the window.
        """
        digits = bytearray(b"0" * self.width)
        for run in runs:
            step = run.step // self.unit
            first = (run.start - self.begins) // self.unit
            beyond = min(first + len(run) * step, self.width)
            first = max(first, 0)
            if first < beyond:
                digits[first:beyond:step] = b"1" * len(range(first, beyond, step))
        return int(digits[::-1], 2) if digits else 0

    def minutes(self, moments: int) -> Iterator[int]:
        """The members of a set as minutes, the last one first."""
        digits = f"{moments:b}"
        top = self.begins + (len(digits) - 1) * self.unit
        place = digits.find("1")
        while place >= 0:
            yield top - place * self.unit
            place = digits.find("1", place + 1)


def _shortest(found: Lasting) -> Lasting:
    least, seen = {}, 0
    for lasts in sorted(found):
        moments = found[lasts] & ~seen
        if moments:
            least[lasts] = moments
            seen |= moments
    return least
