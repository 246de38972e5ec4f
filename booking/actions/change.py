"""Move and cancel a visit."""

from datetime import UTC, datetime

from booking.actions.clients import contact_of
from booking.actions.decide import answer_until
from booking.actions.events import Actor
from booking.actions.freed import time_came_free
from booking.actions.notify import Change, PartMoved, tell_cancelled, tell_moved
from booking.actions.open_visit import begins, end_visit, is_request, lock_open_visit, masters_of
from booking.actions.placing import occupy, place
from booking.actions.planning import choose_plan
from booking.actions.taking_time import lock_masters, takes_time
from booking.engine import calendar, rules
from booking.engine.types import Plan
from booking.errors import TooLateToCancel, TooLateToMove
from booking.models import OPEN, Appointment, BookingSettings, Master, Occupancy, Status, Visit
from booking.selectors.visits import wish_of


@takes_time
def move_visit(*, visit_id: int, to: datetime, by: Actor, now: datetime) -> Visit:
    """Move all open appointments of a visit so that it starts at `to` (aware): the same guards as booking, one change.

    Chosen masters stay; where any would do, the fairest free one is taken. Price and policy stay as booked. To where it
    is already (a second click) nothing changes and nobody is told. Whoever would need an answer for booking needs one
    for moving. Raises VisitNotFound, AlreadyDecided, TooLateToMove and what `choose_plan` refuses.
    """
    visit, open_ones = lock_open_visit(visit_id)
    old_start, old_masters = begins(open_ones), masters_of(open_ones)
    if old_start == to.astimezone(UTC):
        return visit
    wish, was_request = wish_of(visit), is_request(open_ones)
    asked = answer_until(wish, to, contact_of(visit), by=by, now=now)
    if not by.is_staff and not _may_move(open_ones, now, gives_up_promise=asked is not None and not was_request):
        raise TooLateToMove
    masters = lock_masters({*wish.candidates, *old_masters}, now=now)
    choice = choose_plan(wish, to, masters, now=now, is_staff=by.is_staff, except_visit=visit.pk)
    Occupancy.objects.filter(appointment__visit=visit, appointment__status__in=OPEN).delete()
    by_need = dict(enumerate(open_ones))
    needs_answer = asked is not None or (was_request and not by.is_staff)
    for part in choice.plan.parts:
        place(by_need[part.need], part, choice.reason, by, needs_answer=needs_answer)
    occupy(by_need, choice.plan)
    until = min(filter(None, (asked, visit.decide_until)), default=None)
    change = Change(visit, to, old_masters | frozenset(choice.plan.masters), by, now)
    end_move(change, choice.plan, old_start=old_start, decide_until=until, rules=wish.rules)
    return visit


def end_move(
    change: Change,
    plan: Plan,
    *,
    old_start: datetime,
    decide_until: datetime | None,
    rules: BookingSettings,
    part: PartMoved | None = None,
    tells_client: bool = True,
) -> None:
    """Note with a visit that all or a part of it has a new time, and tell; it began at `old_start` (aware)."""
    visit = change.visit
    # What was a request stays one until it is answered, and moving it wins no time.
    visit.decide_until = min(decide_until, change.start) if decide_until else None
    visit.sequence += 1
    visit.save(update_fields=["sequence", "decide_until"])
    Master.objects.filter(pk__in=plan.masters).update(last_booked_at=change.now)
    tell_moved(change, old_start=old_start, rules=rules, part=part, tells_client=tells_client)
    time_came_free(change.now)


@takes_time
def cancel_visit(*, visit_id: int, by: Actor, now: datetime, reason: str = "") -> Visit:
    """Cancel all open appointments of a visit and give their time back.

    Later than what is free of charge it is marked as late; a request is nobody's promise yet and never late.
    Raises VisitNotFound, AlreadyDecided (nothing is open any more), TooLateToCancel (clients only).
    """
    visit, open_ones = lock_open_visit(visit_id)
    if not is_request(open_ones) and not by.is_staff and not _is_in_time(open_ones, "cancel_limit_hours", now):
        raise TooLateToCancel
    return cancel_locked(visit, open_ones, by=by, now=now, reason=reason)


def cancel_locked(visit: Visit, open_ones: list[Appointment], *, by: Actor, now: datetime, reason: str) -> Visit:
    """Cancel all that is open of a locked visit, whoever asks for it."""
    change = Change(visit, begins(open_ones), masters_of(open_ones), by, now)
    late = is_late(open_ones, now)
    end_visit(visit, open_ones, Status.CANCELLED, by=by, now=now, facts={"reason": reason, "late": late}, is_late=late)
    tell_cancelled(change, reason=reason, rules=BookingSettings.load())
    return visit


def is_late(open_ones: list[Appointment], now: datetime) -> bool:
    """Whether it is later than what is free of charge to cancel these open appointments of one visit."""
    return not is_request(open_ones) and not _is_in_time(open_ones, "free_cancel_hours", now)


def _may_move(open_ones: list[Appointment], now: datetime, *, gives_up_promise: bool) -> bool:
    """A request moves until it begins; who asks anew gives up a promise, and does so only while that is free."""
    if is_request(open_ones):
        return begins(open_ones) > now
    limits = ["move_limit_hours", *(["free_cancel_hours"] if gives_up_promise else [])]
    return all(_is_in_time(open_ones, limit, now) for limit in limits)


def _is_in_time(open_ones: list[Appointment], limit: str, now: datetime) -> bool:
    """The strictest limit of the visit's services counts, from the visit's start."""
    hours = max(appointment.policy[limit] for appointment in open_ones)
    return rules.may_change(calendar.minutes(begins(open_ones)), calendar.minutes(now), hours)
