"""Move and cancel a visit."""

from datetime import datetime

from booking.actions.book import occupy
from booking.actions.events import Actor, note_event
from booking.actions.notify import tell_cancelled, tell_moved
from booking.actions.planning import choose_plan
from booking.actions.taking_time import lock_masters, takes_time
from booking.engine import calendar, rules
from booking.engine.types import Part
from booking.errors import AlreadyDecided, TooLateToCancel, TooLateToMove, VisitNotFound
from booking.models import OPEN, Appointment, Master, Occupancy, Status, Visit
from booking.selectors.visits import wish_of
from salon.lib.errors import Refusal


@takes_time
def move_visit(*, visit_id: int, to: datetime, by: Actor, now: datetime) -> Visit:
    """Move all open appointments of a visit so that it starts at `to` (aware): the same guards as booking, one change.

    Chosen masters stay; where any would do, the fairest free one is taken. Price and policy stay as booked. To where it
    is already (a second click) nothing changes and nobody is told.
    Raises VisitNotFound, AlreadyDecided, TooLateToMove and what `choose_plan` refuses.
    """
    visit, open_ones = _locked(visit_id)
    if open_ones[0].start == to:
        return visit
    _check_limit(open_ones, "move_limit_hours", TooLateToMove, by=by, now=now)
    wish = wish_of(visit)
    masters = lock_masters({*wish.candidates, *(appointment.master_id for appointment in open_ones)}, now=now)
    old_start = open_ones[0].start
    choice = choose_plan(wish, to, masters, now=now, is_staff=by.is_staff, except_visit=visit.pk)
    Occupancy.objects.filter(appointment__visit=visit, appointment__status__in=OPEN).delete()
    by_need = dict(enumerate(open_ones))
    for part in choice.plan.parts:
        _place(by_need[part.need], part, choice.reason, by)
    occupy(by_need, choice.plan)
    visit.sequence += 1
    visit.save(update_fields=["sequence"])
    Master.objects.filter(pk__in=choice.plan.masters).update(last_booked_at=now)
    tell_moved(visit, old_start=old_start, rules=wish.rules, now=now)
    return visit


@takes_time
def cancel_visit(*, visit_id: int, by: Actor, now: datetime, reason: str = "") -> Visit:
    """Cancel all open appointments of a visit and give their time back; a late one is marked as late.

    Raises VisitNotFound, AlreadyDecided (nothing is open any more), TooLateToCancel (clients only).
    """
    visit, open_ones = _locked(visit_id)
    start = open_ones[0].start
    late = not _is_in_time(open_ones, "cancel_limit_hours", now)
    _check_limit(open_ones, "cancel_limit_hours", TooLateToCancel, by=by, now=now)
    lock_masters({appointment.master_id for appointment in open_ones}, now=now)
    Occupancy.objects.filter(appointment__in=open_ones).delete()
    for appointment in open_ones:
        appointment.status = Status.CANCELLED
        appointment.is_late_cancel = late
        appointment.save(update_fields=["status", "is_late_cancel"])
        note_event(appointment, "cancelled", by, facts={"reason": reason, "late": late})
    visit.sequence += 1
    visit.save(update_fields=["sequence"])
    tell_cancelled(visit, start=start, by=by.kind, now=now)
    return visit


def _locked(visit_id: int) -> tuple[Visit, list[Appointment]]:
    """The visit, locked, and its open appointments in their order. A visit is always locked before masters."""
    visit = Visit.objects.select_for_update(no_key=True).filter(pk=visit_id).first()
    if visit is None:
        raise VisitNotFound
    open_ones = list(visit.appointments.filter(status__in=OPEN).order_by("position"))
    if not open_ones:
        raise AlreadyDecided
    return visit, open_ones


def _check_limit(open_ones: list[Appointment], limit: str, refusal: type[Refusal], *, by: Actor, now: datetime) -> None:
    if not by.is_staff and not _is_in_time(open_ones, limit, now):
        raise refusal


def _is_in_time(open_ones: list[Appointment], limit: str, now: datetime) -> bool:
    """The strictest limit of the visit's services counts, from the visit's start."""
    start = calendar.minutes(min(appointment.start for appointment in open_ones))
    hours = max(appointment.policy[limit] for appointment in open_ones)
    return rules.may_change(start, calendar.minutes(now), hours)


def _place(appointment: Appointment, part: Part, reason: str, by: Actor) -> None:
    before = {"start": appointment.start.isoformat(), "master": appointment.master_id}
    appointment.master_id = part.master
    appointment.start, appointment.end = calendar.moment(part.start), calendar.moment(part.end)
    appointment.minutes = part.end - part.start
    if appointment.any_master:
        appointment.choice_reason = reason
    appointment.save(update_fields=["master", "start", "end", "minutes", "choice_reason"])
    after = {"start": appointment.start.isoformat(), "master": appointment.master_id}
    note_event(appointment, "moved", by, facts={"before": before, "after": after})
