"""Places a day on the calendar's grid: rows of five minutes under the hours of the salon's wall.

An hour of the wall that comes twice on one of the shown days (autumn) stands twice on the axis, one that no shown day
has (spring) doesn't stand there. So what happens in the doubled hour has a place of its own, nothing lies on anything
else, and the labels are always what the clock says. Of an hour that only another day of the week lacks or repeats, a
stretch that runs through it is drawn longer than it lasts, never shorter.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from zoneinfo import ZoneInfo

from booking.engine import calendar, timeline
from booking.engine.types import Span

ROW = 5
HOUR = 60
ROWS_AN_HOUR = HOUR // ROW
# The hours of a day on which nobody works.
EARLIEST, LATEST = 9, 17
# Less than this is no gap that anybody could fill.
SHORTEST_GAP = 15
# Hour of the wall, and 1 where it is its second time on that day (PEP 495).
WallHour = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Taken:
    """An appointment or a hold: the client's own time, and the rows that it takes of the master, buffers included."""

    key: int
    start: int
    end: int
    rows: tuple[Span, ...]

    @property
    def work(self) -> list[Span]:
        """When the master works for this client; all of the time where nothing is known of its rows."""
        return timeline.intersect(self.rows, [(self.start, self.end)]) or [(self.start, self.end)]

    @property
    def rests(self) -> list[Span]:
        """When the client waits and the master is free for others."""
        return timeline.subtract([(self.start, self.end)], self.work)

    @property
    def buffers(self) -> list[Span]:
        return timeline.subtract(self.rows, [(self.start, self.end)])


@dataclass(frozen=True, slots=True)
class Item:
    """Something on the grid. `kind`: visit, more (its second part of work), bridge (from the first to the last of
    them), buffer, hold, off, closed, gap, rest (a gap while its client waits). `start`, `end`: what is meant, in UTC
    minutes; `at`, `rows`: where it is drawn, in rows of five minutes.
    """

    kind: str
    start: int
    end: int
    at: int
    rows: int
    key: int | None = None

    @property
    def minutes(self) -> int:
        return self.end - self.start


@dataclass(frozen=True, slots=True)
class Day:
    """What is known of one master's local day, in UTC minutes: `windows` in which she works, `off` with keys, what of
    her time is `free`.
    """

    taken: Sequence[Taken] = ()
    holds: Sequence[Taken] = ()
    off: Sequence[tuple[int, Span]] = ()
    windows: Sequence[Span] = ()
    free: Sequence[Span] = ()


@dataclass(frozen=True, slots=True)
class Grid:
    """A local day on an axis. `marks`: row and UTC minute of every hour that this day has; `last`: where it ends."""

    marks: tuple[tuple[int, int], ...]
    last: tuple[int, int]
    _minutes: list[int] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_minutes", [minute for _row, minute in self.marks])

    @property
    def span(self) -> Span:
        return self.marks[0][1], self.last[1]

    def row(self, minute: int, *, up: bool = False) -> int:
        """The row in which a UTC minute lies, or with `up` the first that isn't before it; the edges for others."""
        if minute >= self.last[1]:
            return self.last[0]
        if minute <= self.marks[0][1]:
            return self.marks[0][0]
        row, begin = self.marks[bisect_right(self._minutes, minute) - 1]
        passed = minute - begin
        return row + (-(-passed // ROW) if up else passed // ROW)


@dataclass(frozen=True, slots=True)
class Axis:
    """The hours that stand at the side, and every shown day on them."""

    hours: tuple[WallHour, ...]
    grids: dict[date, Grid]

    @property
    def rows(self) -> int:
        return len(self.hours) * ROWS_AN_HOUR


def draw_axis(days: Sequence[date], zone: ZoneInfo, shown: Iterable[Span]) -> Axis:
    """An axis for local days on which `shown` (UTC minutes) must have room: whole hours, the same on each day."""
    walls = {day: _hours_of(day, zone) for day in days}
    wanted = {wall[0] for hours in walls.values() for wall, minute in hours if _touches(minute, shown)}
    last = max(wanted, default=LATEST)
    # At least three, so that no day is without any: the changing clock skips only one.
    first = max(min(min(wanted, default=EARLIEST), last - 2), 0)
    hours = sorted({wall for found in walls.values() for wall, _minute in found if first <= wall[0] <= last})
    rows = {wall: number * ROWS_AN_HOUR for number, wall in enumerate(hours)}
    return Axis(tuple(hours), {day: _grid(walls[day], rows, zone, day) for day in days})


def place(day: Day, grid: Grid, *, now: int) -> list[Item]:
    """Everything that a master's column shows, in the order in which a person reads it; gaps only from `now` on."""
    items = [*_background(day, grid), *_solid(day, grid), *_bridges(day, grid), *_gaps(day, grid, now)]
    return sorted(items, key=lambda item: (item.at, item.kind in ("gap", "rest"), -item.rows))


def booked_share(day: Day, grid: Grid) -> tuple[int, int]:
    """How many of her working minutes are taken by appointments, buffers included, and how many there are."""
    within = timeline.subtract(timeline.merge(day.windows), timeline.merge(span for _key, span in day.off))
    worked = timeline.intersect(within, [grid.span])
    taken = timeline.merge(row for one in day.taken for row in one.rows)
    return length(timeline.intersect(worked, taken)), length(worked)


def percent(part: int, whole: int) -> int:
    """Rounded; 0 of nothing."""
    return round(100 * part / whole) if whole else 0


def length(spans: Iterable[Span]) -> int:
    return sum(end - begin for begin, end in spans)


def _hours_of(day: date, zone: ZoneInfo) -> list[tuple[WallHour, int]]:
    begin, end = calendar.day_span(day, zone)
    walls = ((calendar.moment(minute).astimezone(zone), minute) for minute in range(begin, end, HOUR))
    return [((wall.hour, wall.fold), minute) for wall, minute in walls]


def _touches(minute: int, shown: Iterable[Span]) -> bool:
    return any(begin < minute + HOUR and minute < end for begin, end in shown)


def _grid(hours: Sequence[tuple[WallHour, int]], rows: dict[WallHour, int], zone: ZoneInfo, day: date) -> Grid:
    marks = tuple((rows[wall], minute) for wall, minute in hours if wall in rows)
    end = min(marks[-1][1] + HOUR, calendar.day_span(day, zone)[1])
    return Grid(marks, (marks[-1][0] + ROWS_AN_HOUR, end))


def _background(day: Day, grid: Grid) -> Iterator[Item]:
    """What lies under everything else: outside working hours, and time off."""
    for span in timeline.subtract([grid.span], timeline.merge(day.windows)):
        yield from _item("closed", span, grid)
    for key, span in day.off:
        yield from _item("off", span, grid, key)


def _solid(day: Day, grid: Grid) -> Iterator[Item]:
    """What takes time, rounded outwards to rows; where two then share a row, the later one gives way."""
    edge = 0
    for start, end, kind, key in sorted(_pieces(day)):
        if start >= grid.span[1] or end <= grid.span[0]:
            continue
        at = max(grid.row(start), edge)
        edge = max(grid.row(end, up=True), at + 1)
        yield Item(kind, start, end, at, edge - at, key)


def _pieces(day: Day) -> Iterator[tuple[int, int, str, int]]:
    for one in day.taken:
        for number, (start, end) in enumerate(one.work):
            yield start, end, "more" if number else "visit", one.key
        for start, end in one.buffers:
            yield start, end, "buffer", one.key
    for one in day.holds:
        for start, end in one.rows:
            yield start, end, "hold", one.key


def _bridges(day: Day, grid: Grid) -> Iterator[Item]:
    for one in day.taken:
        if one.rests:
            yield from _item("bridge", (one.start, one.end), grid, one.key)


def _gaps(day: Day, grid: Grid, now: int) -> Iterator[Item]:
    """Free stretches, rounded inwards; the part that has passed is nothing any more."""
    begun = now - now % ROW
    rests = [(span, one.key) for one in day.taken for span in one.rests]
    for begin, end in timeline.intersect(day.free, [grid.span]):
        start, stop = max(-(-begin // ROW) * ROW, begun), end - end % ROW
        if stop - start < SHORTEST_GAP:
            continue
        key = next((key for span, key in rests if span[0] <= start and stop <= span[1]), None)
        at = grid.row(start)
        yield Item("gap" if key is None else "rest", start, stop, at, grid.row(stop) - at, key)


def _item(kind: str, span: Span, grid: Grid, key: int | None = None) -> Iterator[Item]:
    """Nothing where it lies outside of what is shown."""
    for begin, end in timeline.intersect([span], [grid.span]):
        at = grid.row(begin)
        yield Item(kind, begin, end, at, max(grid.row(end, up=True) - at, 1), key)
