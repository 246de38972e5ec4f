"""What a hole is, and which starts of one service leave none.

The rule. A hole is what is left of a free stretch directly before or after a turn and is shorter than the shortest
service, so that nobody can be served in it. A turn is what a master does for a visit without leaving the client and
without a break, buffers included; each is judged by itself, in her free time as it is. So the middle of a colouring is
no hole, nor is the time in which the client is somebody else's: it is there whatever the start. What another client has
in it is judged like any other end of a free stretch. A turn is snug if it leaves nothing at all on one side.
"""

from collections.abc import Iterator, Mapping, Sequence

from booking.engine.timeline import around, grid_runs, merge, start_spans, subtract
from booking.engine.types import Need, Policy, Span, Timeline, Work


def tidy_starts(
    timelines: Mapping[int, Timeline], need: Need, policy: Policy, shortest: int
) -> tuple[set[int], set[int]]:
    """The offered starts of one service that leave no hole, and the snug ones of them."""
    fits: set[int] = set()
    snug: set[int] = set()
    for master, work in need.options.items():
        if master not in timelines:
            continue
        line = timelines[master]
        good = subtract(start_spans(line.free, work, need.windows), merge(_hole_starts(line.free, work, shortest)))
        hers: set[int] = set()
        for run in grid_runs(line.windows, good, policy):
            hers.update(run)
        fits |= hers
        snug |= hers.intersection(_edge_starts(line.free, work))
    return fits, snug


def _hole_starts(free: Sequence[Span], work: Work, shortest: int) -> Iterator[Span]:
    """The starts with which one of the rows leaves a hole before or after it, in no order."""
    head, *tail = work.rows(0)
    for opens, closes in free:
        # Where a row may not begin, and not end.
        late, early = min(opens + shortest, closes), max(closes - shortest, opens) + 1
        yield opens + 1 - head[0], late - head[0]
        if not tail:
            yield early - head[1], closes - head[1]
            continue
        back, end = tail[0]
        yield early - end, closes - end
        # Two rows in one stretch have only the middle between them.
        yield max(early - head[1], closes + 1 - end), closes - head[1]
        yield opens + 1 - back, min(late - back, opens - head[0])


def _edge_starts(free: Sequence[Span], work: Work) -> Iterator[int]:
    """The starts with which one of the rows begins or ends where a free stretch does."""
    rows = work.rows(0)
    for opens, closes in free:
        for begin, end in rows:
            yield opens - begin
            yield closes - end


def hole_before(free: Sequence[Span], minute: int, shortest: int) -> bool:
    """Whether a row that begins at this minute leaves a hole before it."""
    stretch = around(free, (minute, minute + 1))
    return stretch is not None and 0 < minute - stretch[0] < shortest


def hole_after(free: Sequence[Span], minute: int, shortest: int) -> bool:
    """Whether a row that ends at this minute leaves a hole after it."""
    stretch = around(free, (minute - 1, minute))
    return stretch is not None and 0 < stretch[1] - minute < shortest
