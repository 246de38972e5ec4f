"""When masters work: every change of hours, time off and closed days is made under the masters' locks.

Booking reads these rules inside the same locks, so a rule never changes between a booking's look and its write. Any of
these changes may set time free for the waiting list.
"""

from collections.abc import Callable, Collection, Sequence
from datetime import date, datetime, time, timedelta
from typing import TypeVar

from booking.actions.freed import time_came_free
from booking.actions.taking_time import lock_masters, takes_time
from booking.engine import calendar
from booking.errors import AppointmentsInside
from booking.models import HoursException, Master, TimeOff, Weeks, WorkingHours
from booking.selectors.agenda import inside
from booking.selectors.availability import CYCLE, salon_zone
from salon.cms.models import WeeklyWindow

Result = TypeVar("Result")
Hours = TypeVar("Hours", WorkingHours, WeeklyWindow, HoursException)
# So many days hold each weekday in both weeks of the cycle.
CYCLE_DAYS = 14
MIDNIGHT = time()
# As long as the column.
REASON = 80
DAY = 24 * 60


@takes_time
def save_under_lock(*, masters: Collection[int] | None, save: Callable[[], Result], now: datetime) -> Result:
    """Run `save` while these masters (ids; None: all of them) are locked, in one transaction. Raises what it raises."""
    everybody = Master.objects.values_list("pk", flat=True)
    lock_masters(list(everybody) if masters is None else masters, now=now)
    time_came_free(now)
    return save()


@takes_time
def take_time_off(
    *, time_off: TimeOff, confirmed: Collection[int], save: Callable[[], Result], now: datetime
) -> Result:
    """Run `save` for an absence, new or changed; appointments stay as they are.

    `confirmed`: ids of the appointments inside it that a person has seen and wants to look after. Raises
    AppointmentsInside, with all their ids, if there is another one.
    """
    before = TimeOff.objects.filter(pk=time_off.pk).values_list("master_id", flat=True)
    lock_masters({time_off.master_id, *before}, now=now)
    touched = [appointment.pk for appointment in inside(time_off.master_id, time_off.start, time_off.end)]
    if not set(touched) <= set(confirmed):
        raise AppointmentsInside(appointments=touched)
    time_came_free(now)
    return save()


def be_away(
    *, master: int, start: datetime, end: datetime, confirmed: Collection[int], now: datetime, reason: str = ""
) -> TimeOff:
    """Note an absence of a master (her id); those of hers that it overlaps become one with it.

    Raises what `take_time_off` refuses, about the new stretch.
    """
    wanted = TimeOff(master_id=master, start=start, end=end, reason=reason)
    return take_time_off(time_off=wanted, confirmed=confirmed, save=lambda: _joined(wanted), now=now)


def be_back(*, time_off: TimeOff, now: datetime) -> None:
    """The absence is off, and its time free again."""
    save_under_lock(masters=[time_off.master_id], save=time_off.delete, now=now)


def _joined(wanted: TimeOff) -> TimeOff:
    met = list(TimeOff.objects.filter(master=wanted.master_id, start__lt=wanted.end, end__gt=wanted.start))
    TimeOff.objects.filter(pk__in=[row.pk for row in met]).delete()
    reasons = dict.fromkeys(row.reason for row in (*met, wanted) if row.reason)
    return TimeOff.objects.create(
        master_id=wanted.master_id,
        start=min(row.start for row in (*met, wanted)),
        end=max(row.end for row in (*met, wanted)),
        reason=", ".join(reasons)[:REASON],
    )


def absence(first: date, last: date, starts_at: time | None, ends_at: time | None) -> tuple[datetime, datetime]:
    """Aware start and end of an absence typed in local time; where a time is missing the whole day is meant.

    Raises ValueError if it would not end after it begins.
    """
    zone = salon_zone()
    begin = calendar.local_span(first, starts_at, MIDNIGHT, zone)[0] if starts_at else calendar.day_span(first, zone)[0]
    end = calendar.local_span(last, MIDNIGHT, ends_at, zone)[1] if ends_at else calendar.day_span(last, zone)[1]
    if end <= begin:
        raise ValueError("An absence ends after it begins.")
    return calendar.moment(begin), calendar.moment(end)


def as_typed(time_off: TimeOff) -> tuple[date, date, time | None, time | None]:
    """First day, last day, from, until of an absence in local time, without a time where it is a midnight."""
    start, end = (moment.astimezone(salon_zone()) for moment in (time_off.start, time_off.end))
    last = end.date() if end.time() != MIDNIGHT else end.date() - timedelta(days=1)
    starts_at, ends_at = (None if at.time() == MIDNIGHT else at.time() for at in (start, end))
    return start.date(), last, starts_at, ends_at


def overlapping(rows: Sequence[Hours], share_a_day: Callable[[Hours, Hours], bool]) -> list[Hours]:
    """The rows, saved or not, that overlap an earlier one of the sequence on a day they share; touching is none."""
    return [
        row
        for index, row in enumerate(rows)
        if any(share_a_day(row, other) and _meet(row, other) for other in rows[:index])
    ]


def on_a_common_weekday(one: WeeklyWindow, other: WeeklyWindow) -> bool:
    return one.weekday == other.weekday


def on_a_common_date(one: HoursException, other: HoursException) -> bool:
    return one.date == other.date


def on_a_common_working_day(one: WorkingHours, other: WorkingHours) -> bool:
    """Whether there is a date on which both hold: weekday, two-week cycle and validity."""
    cycles = {CYCLE[Weeks(row.weeks)] for row in (one, other)} - {None}
    if one.weekday != other.weekday or len(cycles) > 1:
        return False
    first = max(filter(None, (one.valid_from, other.valid_from)), default=None)
    last = min(filter(None, (one.valid_to, other.valid_to)), default=None)
    if first is None or last is None:
        return True
    days = (first + timedelta(days=count) for count in range(min((last - first).days + 1, CYCLE_DAYS)))
    return any(day.weekday() == one.weekday and cycles <= {calendar.week_cycle(day)} for day in days)


def _meet(one: WeeklyWindow | HoursException, other: WeeklyWindow | HoursException) -> bool:
    (begin, end), (other_begin, other_end) = _minutes(one), _minutes(other)
    return begin < other_end and other_begin < end


def _minutes(row: WeeklyWindow | HoursException) -> tuple[int, int]:
    begin, end = (at.hour * 60 + at.minute for at in (row.starts_at, row.ends_at))
    return begin, end or DAY
