"""The calendar of reception: a day of everybody or a week of one master, as far as its visitor may see it.

One load whatever is shown; it asks the database as often for ten masters as for one.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from booking.engine import calendar, day_grid, timeline
from booking.engine.day_grid import Axis, Day, Grid, Item, Taken
from booking.engine.types import Span
from booking.models import Appointment, Hold, Master, MasterText, Occupancy, Status, TimeOff
from booking.selectors import agenda
from booking.selectors.agenda import EXPECTED, Staff
from booking.selectors.availability import Window, load_window, salon_zone
from salon.lib.language import word

ONE_DAY = timedelta(days=1)
# Drafts that reception has opened; the wizard's have other names.
DESK_DRAFT = "desk-"


@dataclass(frozen=True, slots=True)
class Column:
    """A master's local day. `share`: how many of her working minutes are taken, and how many there are; `visits`: ids of those that she has."""

    master: Any
    day: date
    items: Sequence[Item]
    windows: Sequence[Span]
    share: tuple[int, int]
    grid: Grid
    visits: frozenset[int]

    @property
    def load(self) -> int:
        """Percent of her working time."""
        return day_grid.percent(*self.share)


@dataclass(frozen=True, slots=True)
class Board:
    """What is shown, and what its items are about: appointments, holds and absences by id."""

    axis: Axis
    columns: Sequence[Column]
    appointments: Mapping[int, Appointment]
    holds: Mapping[int, Hold]
    off: Mapping[int, TimeOff]
    closed: Collection[date]

    @property
    def visits(self) -> int:
        return len(frozenset[int]().union(*(column.visits for column in self.columns)))

    @property
    def load(self) -> int:
        """Percent of everybody's working time that is taken."""
        taken, worked = (sum(column.share[which] for column in self.columns) for which in (0, 1))
        return day_grid.percent(taken, worked)


@dataclass(frozen=True, slots=True)
class _Loaded:
    window: Window
    appointments: Mapping[int, Appointment]
    rows: Mapping[int, Sequence[Span]]
    holds: Mapping[int, tuple[int, Hold, Sequence[Span]]]
    off: Mapping[int, TimeOff]


def masters_for(user: Staff, *, busy: Collection[int] = ()) -> list[Any]:
    """Whose days this person may see, with `name` and `role`: who works here, and those of `busy` (ids) who don't."""
    people = Master.objects.filter(Q(is_employed=True) | Q(pk__in=busy)).annotate(
        name=word(MasterText, "master", "name"), role=word(MasterText, "master", "role", fallback=None)
    )
    return list(people if agenda.sees_everybody(user) else people.filter(user_id=user.pk))


def day_board(user: Staff, day: date, *, now: datetime) -> Board:
    """A local day of everybody whom this person may see, a column a master."""
    rows = _appointments(user, day, day)
    masters = masters_for(user, busy={row.master_id for row in rows})
    return _board([day], [(master, day) for master in masters], rows, user, now)


def week_board(user: Staff, master: Any, day: date, *, now: datetime) -> Board:
    """The week (from Monday) of a local day for one master, one of `masters_for`; a Sunday only where something is."""
    days = week_of(day)
    rows = [row for row in _appointments(user, days[0], days[-1]) if row.master_id == master.pk]
    board = _board(days, [(master, one) for one in days], rows, user, now)
    *_others, sunday = board.columns
    return board if sunday.visits or sunday.windows else replace(board, columns=_others)


def week_of(day: date) -> list[date]:
    """The seven local dates from the Monday on."""
    monday = day - timedelta(days=day.weekday())
    return calendar.dates_between(monday, monday + timedelta(days=6))


def _appointments(user: Staff, first: date, last: date) -> list[Appointment]:
    """What touches these local days, by time; `is_first`: the client has had nothing here before."""
    begin, end = (calendar.moment(minute) for minute in _days(first, last))
    before = Appointment.objects.filter(
        visit__client=OuterRef("visit__client"), status__in=EXPECTED, start__lt=OuterRef("start")
    ).exclude(visit=OuterRef("visit"))
    rows = agenda.appointments_for(user).filter(start__lt=end, end__gt=begin, status__in=EXPECTED)
    return list(rows.annotate(is_first=~Exists(before)).order_by("start", "pk"))


def _board(
    days: Sequence[date], wanted: Sequence[tuple[Any, date]], rows: Sequence[Appointment], user: Staff, now: datetime
) -> Board:
    loaded = _load({master.pk for master, _day in wanted}, days, rows, user, now)
    axis = day_grid.draw_axis(days, salon_zone(), _shown(days, loaded))
    columns = [_column(master, axis.grids[day], day, loaded, now) for master, day in wanted]
    closed = [day for day in days if not loaded.window.salon.windows(day)]
    holds = {pk: hold for pk, (_master, hold, _rows) in loaded.holds.items()}
    return Board(axis, columns, loaded.appointments, holds, loaded.off, closed)


def _load(
    masters: Collection[int], days: Sequence[date], rows: Sequence[Appointment], user: Staff, now: datetime
) -> _Loaded:
    taken, holds = _occupied(masters, days, now)
    begin, end = (calendar.moment(minute) for minute in _days(days[0], days[-1]))
    off = agenda.time_off_for(user).filter(master__in=masters, start__lt=end, end__gt=begin)
    window = load_window(masters, days[0], days[-1], now=now)
    return _Loaded(window, {row.pk: row for row in rows}, taken, holds, {one.pk: one for one in off})


def _occupied(
    masters: Collection[int], days: Sequence[date], now: datetime
) -> tuple[dict[int, list[Span]], dict[int, tuple[int, Hold, list[Span]]]]:
    """The rows of appointments by their ids, and live holds by theirs, with their masters."""
    begin, end = (calendar.moment(minute) for minute in _days(days[0] - ONE_DAY, days[-1] + ONE_DAY))
    rows: QuerySet[Occupancy] = Occupancy.objects.filter(master__in=masters, start__lt=end, end__gt=begin)
    taken: dict[int, list[Span]] = {}
    holds: dict[int, tuple[int, Hold, list[Span]]] = {}
    for row in rows.filter(Q(hold=None) | Q(hold__held_until__gt=now)).select_related("hold").order_by("start"):
        span = calendar.minutes(row.start), calendar.minutes(row.end, up=True)
        if row.hold is None:
            taken.setdefault(row.appointment_id or 0, []).append(span)
        else:
            holds.setdefault(row.pk, (row.master_id, row.hold, []))[2].append(span)
    return taken, holds


def _shown(days: Sequence[date], loaded: _Loaded) -> list[Span]:
    """What the axis must have room for: opening hours, and whatever is booked or held outside of them."""
    salon, zone = loaded.window.salon, salon_zone()
    opening = [calendar.local_span(day, *window, zone) for day in days for window in salon.windows(day)]
    booked = [span for pk in loaded.appointments for span in loaded.rows.get(pk, ())]
    own = [_time_of(row) for row in loaded.appointments.values()]
    return [*opening, *booked, *own, *(span for _master, _hold, spans in loaded.holds.values() for span in spans)]


def _column(master: Any, grid: Grid, day: date, loaded: _Loaded, now: datetime) -> Column:
    own = {pk: row for pk, row in loaded.appointments.items() if row.master_id == master.pk and _is_on(row, grid)}
    line = loaded.window.timelines[master.pk]
    facts = Day(
        taken=[_taken(row, loaded.rows.get(pk, ())) for pk, row in own.items()],
        holds=[
            Taken(pk, spans[0][0], spans[-1][1], tuple(spans))
            for pk, (who, _hold, spans) in loaded.holds.items()
            if who == master.pk
        ],
        off=[(pk, _time_of(one)) for pk, one in loaded.off.items() if one.master_id == master.pk],
        windows=line.windows,
        free=line.free,
    )
    return Column(
        master=master,
        day=day,
        items=day_grid.place(facts, grid, now=calendar.minutes(now)),
        windows=timeline.intersect(timeline.merge(line.windows), [calendar.day_span(day, salon_zone())]),
        share=day_grid.booked_share(facts, grid),
        grid=grid,
        visits=frozenset(row.visit_id for row in own.values()),
    )


def _taken(row: Appointment, rows: Sequence[Span]) -> Taken:
    return Taken(row.pk, *_time_of(row), tuple(rows))


def _time_of(row: Appointment | TimeOff) -> Span:
    return calendar.minutes(row.start), calendar.minutes(row.end, up=True)


def _is_on(row: Appointment, grid: Grid) -> bool:
    start, end = _time_of(row)
    return start < grid.span[1] and grid.span[0] < end


def _days(first: date, last: date) -> Span:
    zone = salon_zone()
    return calendar.day_span(first, zone)[0], calendar.day_span(last, zone)[1]
