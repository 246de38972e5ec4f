"""Interval algebra on sorted, disjoint stretches of minutes: linear sweeps, no datetimes.

Times that aren't ours and may hold seconds are rounded outwards by the caller (`calendar.minutes`).
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence

from booking.engine.types import Need, Policy, Span, Timeline, Work

_NEVER = 1 << 62


def merge(spans: Iterable[Span], *, join_touching: bool = True) -> list[Span]:
    """Any stretches, sorted and made disjoint; empty ones vanish, touching ones become one unless told otherwise."""
    merged: list[Span] = []
    last = -_NEVER
    for begin, end in sorted(spans):
        if end <= begin:
            continue
        if begin < last or (begin == last and join_touching):
            if end > last:
                merged[-1] = (merged[-1][0], end)
                last = end
            continue
        merged.append((begin, end))
        last = end
    return merged


def intersect(left: Sequence[Span], right: Sequence[Span]) -> list[Span]:
    """What lies in both; two touching stretches of either side stay two."""
    common: list[Span] = []
    i = j = 0
    while i < len(left) and j < len(right):
        begin = max(left[i][0], right[j][0])
        end = min(left[i][1], right[j][1])
        if begin < end:
            common.append((begin, end))
        if left[i][1] < right[j][1]:
            i += 1
        else:
            j += 1
    return common


def subtract(spans: Sequence[Span], taken: Sequence[Span]) -> list[Span]:
    """What of `spans` is left without `taken`."""
    left: list[Span] = []
    j = 0
    for begin, end in spans:
        while j < len(taken) and taken[j][1] <= begin:
            j += 1
        k = j
        while k < len(taken) and taken[k][0] < end:
            if taken[k][0] > begin:
                left.append((begin, taken[k][0]))
            begin = taken[k][1]
            k += 1
        if begin < end:
            left.append((begin, end))
    return left


def build(windows: Iterable[Span], taken: Iterable[Span], off: Iterable[Span] = ()) -> Timeline:
    """A master's timeline from her windows, her occupancies and her time off, each in any order."""
    grids = merge(windows, join_touching=False)
    absent = merge(off)
    free = subtract(merge(grids), merge([*taken, *absent]))
    return Timeline(windows=tuple(grids), free=tuple(free), off=tuple(absent))


def around(spans: Sequence[Span], span: Span) -> Span | None:
    """The stretch in which `span` wholly lies."""
    index = bisect_right(spans, (span[0], _NEVER)) - 1
    return spans[index] if index >= 0 and spans[index][1] >= span[1] else None


def overlapping(spans: Sequence[Span], span: Span) -> Sequence[Span]:
    """The stretches that overlap `span`, whole."""
    first = bisect_right(spans, (span[0], _NEVER)) - 1
    first += first < 0 or spans[first][1] <= span[0]
    return spans[first : bisect_left(spans, (span[1],))]


def holds(spans: Sequence[Span], span: Span) -> bool:
    """Whether `span` lies wholly inside one of the stretches."""
    return around(spans, span) is not None


def start_spans(free: Sequence[Span], work: Work, windows: Sequence[Span] | None = None) -> list[Span]:
    """All minutes (of `windows`) at which the client's time may start with the master free for each row of the work."""
    head, *tail = work.rows(0)
    starts = _room(free, head)
    for row in tail:
        starts = intersect(starts, _room(free, row))
    return starts if windows is None else intersect(starts, windows)


def _room(free: Sequence[Span], row: Span) -> list[Span]:
    first, last = row[0], row[1] - 1
    length = row[1] - row[0]
    return [(begin - first, end - last) for begin, end in free if end - begin >= length]


def grid_starts(timeline: Timeline, need: Need, work: Work, policy: Policy) -> Iterator[range]:
    """The starts of a service that lie on the slot grid of their window and within the policy, in runs."""
    return grid_runs(timeline.windows, start_spans(timeline.free, work, need.windows), policy)


def grid_runs(windows: Sequence[Span], starts: Iterable[Span], policy: Policy) -> Iterator[range]:
    """Those of the starts that lie on the slot grid of their window and within the policy, in runs."""
    step, first, beyond = policy.step, policy.earliest, policy.latest + 1
    index, count = 0, len(windows)
    for begin, end in starts:
        if end <= first:
            continue
        low = begin if begin > first else first
        high = end if end < beyond else beyond
        while index < count and windows[index][1] <= low:
            index += 1
        # A free stretch may run on through windows that touch, each with its own grid.
        ahead = index
        while ahead < count and windows[ahead][0] < high:
            opens, closes = windows[ahead]
            at = low + (opens - low) % step if low > opens else opens
            stop = high if high < closes else closes
            if at < stop:
                yield range(at, stop, step)
            ahead += 1


def on_grid(timeline: Timeline, at: int, step: int) -> bool:
    """Whether a start lies on the slot grid of the window it is in."""
    window = around(timeline.windows, (at, at + 1))
    return window is not None and (at - window[0]) % step == 0
