"""This week so far against as many days of the last one, and the eight weeks that led here."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from booking.selectors.statistics.figures import NOTHING, Figures, series
from booking.selectors.statistics.occupancy import WorkingTime, working_time
from booking.selectors.statistics.people import new_by_day
from salon.lib.figures import Change, Figure, Share
from salon.lib.periods import Period, before, end_of, this

WEEKS = 8


@dataclass(frozen=True, slots=True)
class WeekFigure:
    """`name`: visits, revenue (EUR), occupancy (a Share), no_shows, new_clients. `weeks`: whole weeks, the oldest
    first, this one as it is now; for a spark line (an occupancy in tenths of a percent).
    """

    name: str
    now: Figure
    was: Figure
    weeks: Sequence[int | Decimal]
    up_is_good: bool = True

    @property
    def change(self) -> Change:
        return Change(self.now, self.was, self.up_is_good)


@dataclass(frozen=True, slots=True)
class WeekFigures:
    """`days`: each day of this week with its visits and those of the same weekday before."""

    figures: Sequence[WeekFigure]
    days: Sequence[tuple[date, int, int]]


def week_figures(today: date, *, master: int | None = None) -> WeekFigures:
    """Of everybody or one master (id), on the salon's date `today`. Eight queries.

    A visit that is spread over two days counts on each of them.
    """
    now = this("week", today)
    week, whole = timedelta(weeks=1), Period(now.first, end_of("week", today), "week")
    weeks = [Period(whole.first - back * week, whole.last - back * week, "week") for back in reversed(range(WEEKS))]
    known = _load(Period(weeks[0].first, whole.last), master)
    spans = [now, before(now), *weeks]
    return WeekFigures(
        [_figure(name, [read(known, span) for span in spans], good) for name, read, good in READERS],
        [(day, known.visits(day), known.visits(day - week)) for day in _days(whole)],
    )


@dataclass(frozen=True, slots=True)
class _Known:
    by_day: Mapping[date, Figures]
    time: WorkingTime
    new: Mapping[date, int]

    def visits(self, day: date) -> int:
        return self.by_day[day].visits


def _load(period: Period, master: int | None) -> _Known:
    by_day = {part.first: figures for part, figures in series(period, "day", master=master)}
    return _Known(by_day, working_time(period, "day", master=master), new_by_day(period, master=master))


def _figure(name: str, values: Sequence[Figure], up_is_good: bool) -> WeekFigure:
    now, was, *weeks = values
    return WeekFigure(name, now, was, [_height(value) for value in weeks], up_is_good)


def _visits(known: _Known, period: Period) -> int:
    return sum(known.visits(day) for day in _days(period))


def _revenue(known: _Known, period: Period) -> Decimal:
    return sum((known.by_day[day].revenue for day in _days(period)), NOTHING)


def _occupancy(known: _Known, period: Period) -> Share:
    shares = [known.time.of(part=day) for day in _days(period)]
    return Share(sum(share.part for share in shares), sum(share.whole for share in shares))


def _no_shows(known: _Known, period: Period) -> int:
    return sum(known.by_day[day].no_shows for day in _days(period))


def _new_clients(known: _Known, period: Period) -> int:
    return sum(known.new.get(day, 0) for day in _days(period))


READERS: Sequence[tuple[str, Callable[[_Known, Period], Figure], bool]] = (
    ("visits", _visits, True),
    ("revenue", _revenue, True),
    ("occupancy", _occupancy, True),
    ("no_shows", _no_shows, False),
    ("new_clients", _new_clients, True),
)


def _days(period: Period) -> list[date]:
    return [period.first + timedelta(days=number) for number in range(period.days)]


def _height(value: Figure) -> int | Decimal:
    if isinstance(value, Share):
        return value.permille or 0
    return value if isinstance(value, int | Decimal) else 0
