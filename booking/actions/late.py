"""A master runs late: whoever still comes to her today hears it before they set out."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from booking.actions.events import Actor, note_event
from booking.actions.notify import RUNNING_LATE, Change, tell_running_late
from booking.actions.open_visit import begins, lock_visit
from booking.actions.taking_time import takes_time
from booking.models import OPEN, Appointment, Status, Visit
from booking.selectors.availability import today

# Until then she may have caught up.
AHEAD = timedelta(hours=3)
# Nobody is told more often.
PAUSE = timedelta(minutes=15)
EVENT = RUNNING_LATE.removeprefix("visit_")


@takes_time
def run_late(*, master: int, minutes: int, by: Actor, now: datetime) -> list[Appointment]:
    """Tell the clients of a master (her id) whose confirmed appointments begin soon, and today (the salon's), that it
    will be about so many minutes later; returns the appointments of those who are told now, by time.

    Who was told a short while ago is left in peace, and who is here already sees it.
    """
    told = [_tell(visit, master, minutes, by, now) for visit in _visits_ahead(master, now)]
    return sorted(filter(None, told), key=lambda appointment: appointment.start)


def _visits_ahead(master: int, now: datetime) -> Sequence[int]:
    """In the order of locking."""
    rows = Appointment.objects.filter(master=master, status=Status.CONFIRMED, start__gt=now, start__lte=now + AHEAD)
    return list(rows.order_by("visit").values_list("visit", flat=True).distinct())


def _tell(visit_id: int, master: int, minutes: int, by: Actor, now: datetime) -> Appointment | None:
    visit, rows = lock_visit(visit_id)
    appointment = _next(visit, rows, master, now)
    if appointment is None or appointment.events.filter(kind=EVENT, at__gt=now - PAUSE).exists():
        return None
    note_event(appointment, EVENT, by, facts={"minutes": minutes})
    tell_running_late(Change(visit, appointment.start, frozenset({master}), by, now), minutes=minutes)
    return appointment


def _next(visit: Visit, rows: Sequence[Appointment], master: int, now: datetime) -> Appointment | None:
    """What of a locked visit is still to begin at her today, unless it waits for an answer or has begun elsewhere."""
    if visit.decide_until is not None or begins([row for row in rows if row.status in OPEN] or rows) <= now:
        return None
    own = [row for row in rows if row.master_id == master and row.status == Status.CONFIRMED]
    soon = [row for row in own if now < row.start <= now + AHEAD and today(row.start) == today(now)]
    return min(soon, key=lambda row: row.start, default=None)
