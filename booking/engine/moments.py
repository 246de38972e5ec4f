"""Sets of minutes as big integers, for questions that are asked of all minutes at once.

A set has a bit for each unit of time (the largest unit that measures everything in the question, five minutes as a
rule) after the beginning of the window. "Who is free where the service before has ended" is one shift and one `&`.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import gcd

from booking.engine.order import Order
from booking.engine.timeline import grid_starts, start_spans
from booking.engine.types import Need, Policy, Span, Timeline, Work


class Moments:
    """The window of a question, and what is known of its minutes. `lengths`: further ones that the unit measures."""

    def __init__(
        self, timelines: Mapping[int, Timeline], needs: Sequence[Need], policy: Policy, order: Order, *lengths: int
    ) -> None:
        self.timelines, self.needs, self.policy, self.order = timelines, needs, policy, order
        self.unit, self.begins, ends = self._measure(lengths)
        self.width = max(0, (ends - self.begins) // self.unit + 1)
        self.all = (1 << self.width) - 1
        self._free: dict[tuple[int, int], int] = {}
        self._waits: dict[tuple[int, int, int], list[tuple[int, int]]] = {}

    def _measure(self, more: Sequence[int]) -> tuple[int, int, int]:
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
        lengths += [*self.order.waits[1:2], *more]
        unit = gcd(self.policy.step, *lengths, *(edge - opens for edge in edges))
        before = max((work.before for options in works for work in options), default=0)
        begins = opens + max(0, self.policy.earliest - before - opens) // unit * unit
        return unit, begins, min(closes, self.policy.latest + self.order.longest)

    def begin(self, index: int, master: int, work: Work) -> int:
        """The moments at which a visit may begin with this need at this master: free and on her slot grid."""
        runs = grid_starts(self.timelines[master], self.needs[index], work, self.policy)
        return self.of(range(run.start, run.stop, run.step) for run in runs)

    def free(self, index: int, master: int, work: Work) -> int:
        """The moments at which this master can start this need."""
        if (index, master) not in self._free:
            spans = start_spans(self.timelines[master].free, work, self.needs[index].windows)
            self._free[index, master] = self.within(spans)
        return self._free[index, master]

    def first_starts(self, index: int, master: int, work: Work, ready: int) -> list[tuple[int, int]]:
        """After how many minutes she first starts this need, with the moments from which it is so many.

        For a client whom she may serve after `ready` minutes at the earliest and who waits as long as allowed.
        """
        key = (index, master, ready)
        if key not in self._waits:
            found, not_yet = [], self.all
            can_start = self.free(index, master, work)
            for wait in self.order.waits:
                here = not_yet & (can_start >> (ready + wait) // self.unit)
                if here:
                    not_yet ^= here
                    found.append((ready + wait, here))
            self._waits[key] = found
        return self._waits[key]

    def within(self, spans: Iterable[Span]) -> int:
        """The moments in stretches that begin on whole units."""
        return self.of(range(begin, end, self.unit) for begin, end in spans)

    def of(self, runs: Iterable[range]) -> int:
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
