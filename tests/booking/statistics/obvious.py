"""The same figures by going through everything, one row and one minute at a time."""

from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from booking.models import Appointment, HoursException, TimeOff, Visit, WorkingHours
from booking.selectors.statistics.figures import Figures
from salon.cms.salon_calendar import salon_calendar
from salon.lib.periods import Period
from tests.booking.conftest import BERLIN

MINUTE = timedelta(minutes=1)
ODD_MONDAY = date(2024, 1, 1)


def day_of(moment: datetime) -> date:
    return moment.astimezone(BERLIN).date()


def is_in(moment: datetime, period: Period) -> bool:
    return period.first <= day_of(moment) <= period.last


def rows_in(period: Period, master: int | None = None) -> list[Appointment]:
    rows = Appointment.objects.select_related("visit", "service")
    return [row for row in rows if is_in(row.start, period) and master in (None, row.master_id)]


def figures(rows: Iterable[Appointment]) -> Figures:
    rows = list(rows)
    done = [row for row in rows if row.status == "completed"]
    return Figures(
        visits=len({row.visit_id for row in rows if row.status in ("confirmed", "completed")}),
        done_visits=len({row.visit_id for row in done}),
        done=len(done),
        no_shows=sum(row.status == "no_show" for row in rows),
        cancelled=sum(row.status == "cancelled" for row in rows),
        late=sum(row.is_late_cancel for row in rows),
        quoted=sum((row.price for row in done), Decimal()),
        paid=sum((row.paid for row in done if row.paid is not None), Decimal()),
        revenue=sum((worth(row) for row in done), Decimal()),
    )


def worth(row: Appointment) -> Decimal:
    return row.price if row.paid is None else row.paid


def came(master: int | None = None) -> list[Appointment]:
    """What was done for known clients, in order of time."""
    rows = Appointment.objects.filter(status="completed").select_related("visit").order_by("start", "pk")
    return [row for row in rows if row.visit.client_id is not None and master in (None, row.master_id)]


def people(period: Period, master: int | None = None) -> tuple[int, int, int]:
    """New, returning, unknown."""
    here = {row.visit.client_id for row in came(master) if is_in(row.start, period)}
    new = {
        client for client in here if is_in(next(row for row in came() if row.visit.client_id == client).start, period)
    }
    done = [row for row in rows_in(period, master) if row.status == "completed" and row.visit.client_id is None]
    return len(new), len(here - new), len({row.visit_id for row in done})


def retention(period: Period, weeks: int, master: int | None = None) -> tuple[int, int]:
    """How many came again, of how many."""
    again = whole = 0
    rows = came(master)
    for client in {row.visit.client_id for row in rows if is_in(row.start, period)}:
        own = [row for row in rows if row.visit.client_id == client and day_of(row.start) >= period.first]
        until = day_of(own[0].start + timedelta(weeks=weeks))
        whole += 1
        again += any(row.visit_id != own[0].visit_id and day_of(row.start) <= until for row in own)
    return again, whole


def taken_minutes(period: Period, master: int | None = None) -> int:
    spans = [span for row in rows_in(period, master) for span in row.occupancies.all()]
    return sum((span.end - span.start) // MINUTE for span in spans)


def working_minutes(period: Period, master: int) -> int:
    """Minute after minute: is the salon open, does she work, and is she not away?"""
    works = _works(master)
    away = list(TimeOff.objects.filter(master=master))
    at = datetime.combine(period.first, datetime.min.time(), BERLIN).astimezone(UTC)
    minutes = 0
    while day_of(at) <= period.last:
        minutes += works(at.astimezone(BERLIN)) and not any(off.start <= at < off.end for off in away)
        at += MINUTE
    return minutes


def _works(master: int) -> Callable[[datetime], bool]:
    calendar = salon_calendar()
    weekly = list(WorkingHours.objects.filter(master=master))
    dated = list(HoursException.objects.filter(master=master))

    def works(at: datetime) -> bool:
        day = at.date()
        own = [row for row in dated if row.date == day] or [row for row in weekly if _holds(row, day)]
        opening = calendar.windows(day)
        return _inside(at, opening) and _inside(at, [(row.starts_at, row.ends_at) for row in own])

    return works


def _holds(row: WorkingHours, day: date) -> bool:
    odd = (day - ODD_MONDAY).days // 7 % 2 == 0
    return (
        row.weekday == day.weekday()
        and (row.valid_from is None or row.valid_from <= day)
        and (row.valid_to is None or day <= row.valid_to)
        and row.weeks in ("every", "odd" if odd else "even")
    )


def _inside(at: datetime, windows: Iterable[tuple]) -> bool:
    clock = at.time()
    return any(begin <= clock and (clock < end or end == datetime.min.time()) for begin, end in windows)


def visits_made(period: Period) -> list[Visit]:
    return [visit for visit in Visit.objects.prefetch_related("appointments") if is_in(visit.created_at, period)]
