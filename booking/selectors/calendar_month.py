"""A month at a glance: how many visits a day has, how full it is, what waits for an answer, what is closed."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from booking.engine import calendar, day_grid, timeline
from booking.engine.types import Span
from booking.models import Status
from booking.selectors import agenda
from booking.selectors.agenda import EXPECTED, Staff
from booking.selectors.availability import load_hours, salon_zone
from booking.selectors.calendar_day import week_of
from booking.selectors.calendar_rows import Colleague, load_colleagues, span_of


@dataclass(frozen=True, slots=True)
class DayFigures:
    """A local day. `load`: percent of everybody's working time that is taken; `is_closed`: the salon is."""

    day: date
    in_month: bool
    visits: int
    requests: int
    load: int
    is_closed: bool


@dataclass(slots=True)
class _Booked:
    """Ids of visits by local date, and what is taken of each master (by id), in UTC minutes."""

    visits: dict[date, set[int]] = field(default_factory=dict)
    requests: dict[date, set[int]] = field(default_factory=dict)
    taken: dict[int, list[Span]] = field(default_factory=dict)


def month_of(user: Staff, day: date, *, now: datetime) -> list[list[DayFigures]]:
    """The weeks (from Monday) that touch the month of a local day, as far as this person may see them."""
    first = day.replace(day=1)
    last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    days = calendar.dates_between(week_of(first)[0], week_of(last)[-1])
    figures = list(_figures(user, days, day, now))
    return [figures[number : number + 7] for number in range(0, len(figures), 7)]


def _figures(user: Staff, days: list[date], of: date, now: datetime) -> Iterator[DayFigures]:
    masters = load_colleagues(user, days[0], days[-1], now=now)
    salon, hours = load_hours([master.pk for master in masters], days[0], days[-1])
    booked = _booked(user, days)
    for day in days:
        yield DayFigures(
            day=day,
            in_month=(day.year, day.month) == (of.year, of.month),
            visits=len(booked.visits.get(day, ())),
            requests=len(booked.requests.get(day, ())),
            load=_load(masters, hours, booked, day),
            is_closed=not salon.windows(day),
        )


def _booked(user: Staff, days: list[date]) -> _Booked:
    """One query. A visit counts on the local date on which something of it begins."""
    begin, end = (calendar.moment(minute) for minute in span_of(days[0], days[-1]))
    rows = agenda.appointments_for(user).filter(start__gte=begin, start__lt=end, status__in=EXPECTED).order_by()
    found = _Booked()
    taken = ("occupancies__start", "occupancies__end")
    for master, visit, status, start, taken_from, taken_to in rows.values_list(
        "master_id", "visit_id", "status", "start", *taken
    ):
        day = start.astimezone(salon_zone()).date()
        found.visits.setdefault(day, set()).add(visit)
        if status == Status.PENDING:
            found.requests.setdefault(day, set()).add(visit)
        if taken_from is not None:
            span = calendar.minutes(taken_from), calendar.minutes(taken_to, up=True)
            found.taken.setdefault(master, []).append(span)
    return found


def _load(masters: Sequence[Colleague], hours: Mapping[int, Sequence[Span]], booked: _Booked, day: date) -> int:
    taken = worked = 0
    for master in masters:
        off = timeline.merge(absence.span for absence in master.off.values())
        today = timeline.intersect(timeline.subtract(timeline.merge(hours[master.pk]), off), [span_of(day, day)])
        worked += day_grid.length(today)
        taken += day_grid.length(timeline.intersect(today, timeline.merge(booked.taken.get(master.pk, ()))))
    return day_grid.percent(taken, worked)
