"""A month at a glance: how many visits a day has, how full it is, what waits for an answer, what is closed."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from booking.engine import calendar, day_grid, timeline
from booking.engine.types import Span
from booking.models import Occupancy, Status
from booking.selectors import agenda
from booking.selectors.agenda import EXPECTED, Staff
from booking.selectors.availability import Window, load_window, salon_zone
from booking.selectors.calendar_day import week_of
from booking.selectors.calendar_rows import masters_for, span_of


@dataclass(frozen=True, slots=True)
class DayFigures:
    """A local day. `load`: percent of everybody's working time that is taken; `is_closed`: the salon is."""

    day: date
    in_month: bool
    visits: int
    requests: int
    load: int
    is_closed: bool


def month_of(user: Staff, day: date, *, now: datetime) -> list[list[DayFigures]]:
    """The weeks (from Monday) that touch the month of a local day, as far as this person may see them."""
    first = day.replace(day=1)
    last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    days = calendar.dates_between(week_of(first)[0], week_of(last)[-1])
    figures = list(_figures(user, days, day, now))
    return [figures[number : number + 7] for number in range(0, len(figures), 7)]


def _figures(user: Staff, days: list[date], of: date, now: datetime) -> Iterator[DayFigures]:
    masters = [master.pk for master in masters_for(user)]
    window = load_window(masters, days[0], days[-1], now=now)
    expected, asked = _visits(user, days)
    taken = _taken(masters, days)
    for day in days:
        yield DayFigures(
            day=day,
            in_month=(day.year, day.month) == (of.year, of.month),
            visits=len(expected.get(day, ())),
            requests=len(asked.get(day, ())),
            load=_load(window, taken, day),
            is_closed=not window.salon.windows(day),
        )


def _visits(user: Staff, days: list[date]) -> tuple[dict[date, set[int]], dict[date, set[int]]]:
    """Visits by the local date on which something of them begins: all that are expected, and the requests of them."""
    rows = agenda.on_days(agenda.appointments_for(user), days[0], days[-1]).filter(status__in=EXPECTED)
    expected: dict[date, set[int]] = {}
    asked: dict[date, set[int]] = {}
    for start, visit, status in rows.order_by().values_list("start", "visit_id", "status"):
        day = start.astimezone(salon_zone()).date()
        expected.setdefault(day, set()).add(visit)
        if status == Status.PENDING:
            asked.setdefault(day, set()).add(visit)
    return expected, asked


def _taken(masters: Collection[int], days: list[date]) -> dict[int, list[Span]]:
    begin, end = (calendar.moment(minute) for minute in span_of(days[0], days[-1]))
    rows = Occupancy.objects.filter(master__in=masters, hold=None, start__lt=end, end__gt=begin)
    found: dict[int, list[Span]] = {}
    for master, start, stop in rows.order_by("start").values_list("master_id", "start", "end"):
        found.setdefault(master, []).append((calendar.minutes(start), calendar.minutes(stop, up=True)))
    return found


def _load(window: Window, taken: dict[int, list[Span]], day: date) -> int:
    booked = worked = 0
    for master, line in window.timelines.items():
        hours = timeline.subtract(timeline.merge(line.windows), line.off)
        today = timeline.intersect(hours, [span_of(day, day)])
        worked += day_grid.length(today)
        booked += day_grid.length(timeline.intersect(today, timeline.merge(taken.get(master, ()))))
    return day_grid.percent(booked, worked)

