"""A visit that is still open: locked to be changed, or ended with its time given back."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from booking.actions.events import Actor, note_event
from booking.actions.freed import time_came_free
from booking.actions.taking_time import lock_masters
from booking.errors import AlreadyDecided, VisitNotFound
from booking.models import OPEN, Appointment, Occupancy, Status, Visit, WaitingEntry, WaitingState


def lock_open_visit(visit_id: int) -> tuple[Visit, list[Appointment]]:
    """The visit, locked, and its open appointments in their order. A visit is always locked before masters.

    Raises VisitNotFound, AlreadyDecided where nothing is open any more.
    """
    visit, rows = lock_visit(visit_id)
    open_ones = [row for row in rows if row.status in OPEN]
    if not open_ones:
        raise AlreadyDecided
    return visit, open_ones


def lock_visit(visit_id: int) -> tuple[Visit, list[Appointment]]:
    """The visit, locked, and all its appointments in their order. Raises VisitNotFound."""
    visit = Visit.objects.select_for_update(no_key=True).filter(pk=visit_id).first()
    if visit is None:
        raise VisitNotFound
    return visit, list(visit.appointments.order_by("position"))


def lock_open_appointment(appointment_id: int) -> tuple[Visit, list[Appointment], Appointment]:
    """Its visit, locked, all that is open of it, and itself.

    Raises VisitNotFound, AlreadyDecided where it is over or off.
    """
    visit_id = Appointment.objects.filter(pk=appointment_id).values_list("visit", flat=True).first()
    if visit_id is None:
        raise VisitNotFound
    visit, open_ones = lock_open_visit(visit_id)
    own = next((row for row in open_ones if row.pk == appointment_id), None)
    if own is None:
        raise AlreadyDecided
    return visit, open_ones, own


def end_visit(
    visit: Visit,
    open_ones: Sequence[Appointment],
    status: Status,
    *,
    by: Actor,
    now: datetime,
    facts: Mapping[str, object] | None = None,
    is_late: bool = False,
) -> None:
    """Give the open appointments of a locked visit an end (cancelled, declined, expired), and their time back."""
    lock_masters({appointment.master_id for appointment in open_ones}, now=now)
    Occupancy.objects.filter(appointment__in=open_ones).delete()
    time_came_free(now)
    for appointment in open_ones:
        end_one(appointment, status, by=by, facts=facts, is_late=is_late)
    if status in (Status.DECLINED, Status.EXPIRED):
        # Whoever asked from the waiting list goes on waiting.
        WaitingEntry.objects.filter(visit=visit).update(state=WaitingState.WAITING, visit=None)
    visit.decide_until = None
    visit.sequence += 1
    visit.save(update_fields=["decide_until", "decline_reason", "sequence"])


def end_one(
    appointment: Appointment, status: Status, *, by: Actor, facts: Mapping[str, object] | None, is_late: bool
) -> None:
    """Write how one appointment ended, with its event; its time is the caller's to give back."""
    appointment.status, appointment.is_late_cancel = status, is_late
    appointment.save(update_fields=["status", "is_late_cancel"])
    note_event(appointment, status, by, facts=facts)


def begins(open_ones: Sequence[Appointment]) -> datetime:
    """When the visit begins, aware: in a free order its first service is not the first in time."""
    return min(appointment.start for appointment in open_ones)


def masters_of(appointments: Sequence[Appointment]) -> frozenset[int]:
    """The ids of those who perform them."""
    return frozenset(appointment.master_id for appointment in appointments)


def is_request(open_ones: Sequence[Appointment]) -> bool:
    """Whether the salon has not answered all of the visit yet."""
    return any(appointment.status == Status.PENDING for appointment in open_ones)
