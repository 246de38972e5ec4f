"""Free time: one load of a window for all masters, then the engine's pure code. Six queries whatever the window."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import DateField, IntegerField, Q, QuerySet, Value
from django.db.models.functions import Cast

from booking.engine import calendar, timeline
from booking.engine.types import Span, Timeline
from booking.models import HoursException, Occupancy, TimeOff, Weeks, WorkingHours
from salon.cms.salon_calendar import SalonCalendar, salon_calendar

CYCLE = {Weeks.EVERY: None, Weeks.ODD: calendar.ODD, Weeks.EVEN: calendar.EVEN}


def salon_zone() -> ZoneInfo:
    """The one zone of the installation."""
    return ZoneInfo(settings.SALON_TIME_ZONE)


def today(now: datetime) -> date:
    """The salon's date at an aware time."""
    return now.astimezone(salon_zone()).date()


@dataclass(frozen=True, slots=True)
class Window:
    """What is known of the days `first` to `last` (local dates) for some masters (by id)."""

    first: date
    last: date
    salon: SalonCalendar
    timelines: Mapping[int, Timeline]


@dataclass(frozen=True, slots=True)
class WeeklyRow:
    """A master's working hours as the database tells them: weekly with validity and cycle, or on one date."""

    master: int
    weekday: int | None
    cycle: int | None
    valid_from: date | None
    valid_to: date | None
    only_on: date | None
    starts_at: time
    ends_at: time

    def holds_on(self, day: date) -> bool:
        """Whether a row of this weekday is valid on the date, and it is its week."""
        return (
            (self.valid_from is None or self.valid_from <= day)
            and (self.valid_to is None or day <= self.valid_to)
            and (self.cycle is None or self.cycle == calendar.week_cycle(day))
        )


def load_window(
    masters: Collection[int],
    first: date,
    last: date,
    *,
    now: datetime,
    except_hold: str = "",
    except_visit: int | None = None,
) -> Window:
    """The timelines of `masters` from the local date `first` to `last`.

    Expired holds, the caller's own (`except_hold`: its key) and the visit that is being moved (`except_visit`) take no
    time.
    """
    zone = salon_zone()
    span = calendar.day_span(first, zone)[0], calendar.day_span(last, zone)[1]
    salon, hours = load_hours(masters, first, last)
    taken, off = _taken(masters, span, now, except_hold, except_visit)
    lines = {
        master: timeline.build(hours.get(master, ()), taken.get(master, ()), off.get(master, ())) for master in masters
    }
    return Window(first, last, salon, lines)


def load_hours(masters: Collection[int], first: date, last: date) -> tuple[SalonCalendar, Mapping[int, Sequence[Span]]]:
    """When the salon is open, and when these masters (ids) work on the local dates `first` to `last`. Three queries."""
    salon = salon_calendar()
    return salon, _working_windows(masters, calendar.dates_between(first, last), salon, salon_zone())


def load_for_starts(
    masters: Collection[int],
    first: date,
    last: date,
    *,
    now: datetime,
    except_hold: str = "",
    except_visit: int | None = None,
) -> Window:
    """`load_window` for what starts on the local dates `first` to `last`: a day more, because what begins on the last
    one may end on the next.
    """
    return load_window(
        masters, first, last + timedelta(days=1), now=now, except_hold=except_hold, except_visit=except_visit
    )


def _working_windows(
    masters: Collection[int], days: Sequence[date], salon: SalonCalendar, zone: ZoneInfo
) -> dict[int, list[Span]]:
    """Opening hours ∩ working hours of each master; a date's own hours replace the weekday's."""
    weekly: dict[tuple[int, int | None], list[WeeklyRow]] = {}
    dated: dict[tuple[int, date], list[WeeklyRow]] = {}
    for row in _hours_rows(masters, days[0], days[-1]):
        if row.only_on:
            dated.setdefault((row.master, row.only_on), []).append(row)
        else:
            weekly.setdefault((row.master, row.weekday), []).append(row)
    opening = {day: salon.windows(day) for day in days}
    opened = [calendar.local_span(day, *window, zone) for day, windows in opening.items() for window in windows]
    found: dict[int, list[Span]] = {}
    for master in masters:
        worked: list[Span] = []
        for day, windows in opening.items():
            if not windows:
                continue
            own = weekly.get((master, day.weekday()), ())
            rows = dated.get((master, day)) or [row for row in own if row.holds_on(day)]
            worked += sorted([calendar.local_span(day, row.starts_at, row.ends_at, zone) for row in rows])
        found[master] = timeline.intersect(opened, worked)
    return found


def working_minutes(masters: Collection[int], first: date, last: date) -> dict[tuple[int, date], int]:
    """How many minutes each master (id) works on each local date: her windows less her time off. Days off are missing.

    Four queries; what is booked doesn't matter.
    """
    zone = salon_zone()
    days = calendar.dates_between(first, last)
    windows = _working_windows(masters, days, salon_calendar(), zone)
    span = calendar.day_span(first, zone)[0], calendar.day_span(last, zone)[1]
    off: dict[int, list[Span]] = {}
    absences = TimeOff.objects.filter(**_inside(masters, span)).order_by()
    for master, start, stop in absences.values_list("master_id", "start", "end"):
        off.setdefault(master, []).append((calendar.minutes(start), calendar.minutes(stop, up=True)))
    found: dict[tuple[int, date], int] = {}
    for master, grids in windows.items():
        there = timeline.merge(grids, join_touching=False)
        for begin, end in timeline.subtract(there, timeline.merge(off.get(master, ()))):
            key = master, calendar.local_date(begin, zone)
            found[key] = found.get(key, 0) + end - begin
    return found


def _hours_rows(masters: Collection[int], first: date, last: date) -> Iterable[WeeklyRow]:
    no_date, no_number = Cast(Value(None), DateField()), Cast(Value(None), IntegerField())
    weekly = (
        WorkingHours.objects.filter(master__in=masters)
        .filter(Q(valid_from=None) | Q(valid_from__lte=last), Q(valid_to=None) | Q(valid_to__gte=first))
        .order_by()
        .values_list("master_id", "weekday", "weeks", "valid_from", "valid_to", no_date, "starts_at", "ends_at")
    )
    dated = (
        HoursException.objects.filter(master__in=masters, date__range=(first, last))
        .order_by()
        .values_list("master_id", no_number, Value(""), no_date, no_date, "date", "starts_at", "ends_at")
    )
    for master, weekday, weeks, valid_from, valid_to, day, starts_at, ends_at in weekly.union(dated, all=True):
        cycle = CYCLE[Weeks(weeks)] if weeks else None
        yield WeeklyRow(master, weekday, cycle, valid_from, valid_to, day, starts_at, ends_at)


def _taken(
    masters: Collection[int], span: Span, now: datetime, except_hold: str, except_visit: int | None
) -> tuple[dict[int, list[Span]], dict[int, list[Span]]]:
    """Occupied stretches and time off by master, rounded outwards to whole minutes, in one query."""
    inside = _inside(masters, span)
    occupied: QuerySet[Occupancy] = Occupancy.objects.filter(**inside)
    occupied = occupied.filter(Q(hold=None) | Q(hold__held_until__gt=now) & ~Q(hold__key=except_hold))
    if except_visit is not None:
        occupied = occupied.exclude(appointment__visit_id=except_visit)
    rows = (
        occupied.order_by()
        .values_list("master_id", "start", "end", Value(0))
        .union(TimeOff.objects.filter(**inside).order_by().values_list("master_id", "start", "end", Value(1)), all=True)
    )
    found: tuple[dict[int, list[Span]], dict[int, list[Span]]] = {}, {}
    for master, start, stop, kind in rows:
        stretch = calendar.minutes(start), calendar.minutes(stop, up=True)
        found[kind].setdefault(master, []).append(stretch)
    return found


def _inside(masters: Collection[int], span: Span) -> dict[str, object]:
    """As arguments of a filter: rows of these masters that touch a stretch."""
    return {"master__in": masters, "start__lt": calendar.moment(span[1]), "end__gt": calendar.moment(span[0])}
