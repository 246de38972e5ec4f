"""The calendar of reception: a day of everybody or a week of one master, as far as its visitor may see it.

One load whatever is shown: five queries, for ten masters as for one.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from booking.engine import calendar, day_grid, timeline
from booking.engine.day_grid import Axis, Day, Grid, Item, Taken
from booking.engine.types import Span
from booking.models import Appointment
from booking.selectors.agenda import Staff
from booking.selectors.availability import load_hours, salon_zone
from booking.selectors.calendar_rows import (
    Absence,
    Booked,
    Colleague,
    Kept,
    load_booked,
    load_colleagues,
    span_of,
)
from booking.selectors.desk_visit import DECIDES
from salon.cms.salon_calendar import SalonCalendar

# Drafts that reception has opened; the wizard's have other names.
DESK_DRAFT = "desk-"


@dataclass(frozen=True, slots=True)
class Column:
    """A master's local day. `share`: how many of her working minutes are taken, and how many there are; `visits`: ids
    of those that she has.
    """

    master: Colleague
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
    """What is shown, and what its items are about by id: appointments, holds, absences. `closed`: when the salon is.

    `requests` and `to_close` wait for this person, whatever day is shown; `people`: whose days she may see.
    """

    axis: Axis
    columns: Sequence[Column]
    appointments: Mapping[int, Appointment]
    holds: Mapping[int, Kept]
    off: Mapping[int, Absence]
    closed: Collection[date]
    requests: Sequence[Appointment]
    to_close: Sequence[Appointment]
    people: Sequence[Colleague]

    @property
    def visits(self) -> int:
        return len(frozenset[int]().union(*(column.visits for column in self.columns)))

    @property
    def load(self) -> int:
        """Percent of everybody's working time that is taken."""
        taken, worked = (sum(column.share[which] for column in self.columns) for which in (0, 1))
        return day_grid.percent(taken, worked)


def day_board(user: Staff, day: date, *, now: datetime) -> Board:
    """A local day of everybody whom this person may see, a column a master."""
    booked = load_booked(user, day, day, now=now)
    busy = {row.master_id for row in booked.touching(span_of(day, day)).values()}
    masters = load_colleagues(user, day, day, now=now, busy=busy)
    return _board([day], masters, booked, user, now)


def week_board(user: Staff, slug: str, day: date, *, now: datetime) -> Board:
    """The week (from Monday) of a local day for one master (her short name; the first where it is nobody's whom this
    person may see). A Sunday only where something is.
    """
    days = week_of(day)
    masters = load_colleagues(user, days[0], days[-1], now=now)
    chosen = [one for one in masters if one.slug == slug][:1] or masters[:1]
    booked = load_booked(user, days[0], days[-1], now=now, master=chosen[0].pk if chosen else None)
    board = _board(days, chosen, booked, user, now)
    shown = [one for one in board.columns if one.day != days[-1] or one.visits or one.windows]
    return replace(board, columns=shown, people=masters)


def week_of(day: date) -> list[date]:
    """The seven local dates from the Monday on."""
    monday = day - timedelta(days=day.weekday())
    return calendar.dates_between(monday, monday + timedelta(days=6))


def _board(days: Sequence[date], masters: Sequence[Colleague], booked: Booked, user: Staff, now: datetime) -> Board:
    salon, hours = load_hours([master.pk for master in masters], days[0], days[-1])
    ids = {master.pk for master in masters}
    rows = {pk: row for pk, row in booked.touching(span_of(days[0], days[-1])).items() if row.master_id in ids}
    axis = day_grid.draw_axis(days, salon_zone(), _shown(days, salon, rows, booked, masters))
    columns = [
        _column(master, day, axis.grids[day], hours[master.pk], rows, booked, now) for master in masters for day in days
    ]
    decides = user.has_perm(DECIDES)
    return Board(
        axis=axis,
        columns=columns,
        appointments=rows,
        holds={pk: kept for master in masters for pk, kept in master.holds.items()},
        off={pk: absence for master in masters for pk, absence in master.off.items()},
        closed=[day for day in days if not salon.windows(day)],
        requests=booked.requests() if decides else [],
        to_close=booked.to_close(now) if decides else [],
        people=masters,
    )


def _shown(
    days: Sequence[date],
    salon: SalonCalendar,
    rows: Mapping[int, Appointment],
    booked: Booked,
    masters: Sequence[Colleague],
) -> list[Span]:
    """What the axis must have room for: opening hours, and whatever is booked or held outside of them."""
    zone = salon_zone()
    opening = [calendar.local_span(day, *window, zone) for day in days for window in salon.windows(day)]
    taken = [span for pk in rows for span in booked.taken[pk]]
    kept = [one.span for master in masters for one in master.holds.values()]
    return [*opening, *taken, *kept, *(_time_of(row) for row in rows.values())]


def _column(
    master: Colleague,
    day: date,
    grid: Grid,
    windows: Sequence[Span],
    rows: Mapping[int, Appointment],
    booked: Booked,
    now: datetime,
) -> Column:
    own = {pk: row for pk, row in rows.items() if row.master_id == master.pk and _is_on(row, grid)}
    taken = [Taken(pk, *_time_of(row), tuple(sorted(booked.taken[pk]))) for pk, row in own.items()]
    holds = [Taken(pk, *kept.span, (kept.span,)) for pk, kept in master.holds.items()]
    off = [(pk, absence.span) for pk, absence in master.off.items()]
    busy = [row for one in (*taken, *holds) for row in one.rows]
    free = timeline.build(windows, busy, [span for _key, span in off]).free
    facts = Day(taken=taken, holds=holds, off=off, windows=windows, free=free)
    return Column(
        master=master,
        day=day,
        items=day_grid.place(facts, grid, now=calendar.minutes(now)),
        windows=timeline.intersect(timeline.merge(windows), [span_of(day, day)]),
        share=day_grid.booked_share(facts, grid),
        grid=grid,
        visits=frozenset(row.visit_id for row in own.values()),
    )


def _time_of(row: Appointment) -> Span:
    return calendar.minutes(row.start), calendar.minutes(row.end, up=True)


def _is_on(row: Appointment, grid: Grid) -> bool:
    start, end = _time_of(row)
    return start < grid.span[1] and grid.span[0] < end
