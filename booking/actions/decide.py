"""Answer a request: a visit is pending until each of its appointments is approved, and one decline declines it all."""

from collections.abc import Collection
from datetime import datetime, timedelta

from booking.actions.clients import Contact, no_shows
from booking.actions.events import TIMETABLE, Actor, note_event
from booking.actions.notify import Change, tell_confirmed, tell_declined, tell_expired
from booking.actions.open_visit import begins, end_visit, is_request, lock_open_visit, masters_of
from booking.actions.taking_time import takes_time
from booking.errors import AlreadyDecided
from booking.models import Appointment, BookingSettings, Status, Visit
from booking.selectors.wishes import Wish


def needs_answer(wish: Wish, contact: Contact | None, *, by: Actor) -> bool:
    """Whether a visit of this wish is a request: by its services' rules or after too many no-shows, never by staff."""
    limit = wish.rules.no_show_limit
    too_often = bool(limit and contact and no_shows(contact) >= limit)
    return not by.is_staff and (wish.is_on_request or too_often)


def answer_until(wish: Wish, start: datetime, contact: Contact | None, *, by: Actor, now: datetime) -> datetime | None:
    """Until when (aware) the salon has to answer a visit that starts at `start`; None where it needs no answer.

    A request never outlives its own start.
    """
    asked = needs_answer(wish, contact, by=by)
    return min(now + timedelta(hours=wish.rules.request_hours), start) if asked else None


@takes_time
def approve_visit(*, visit_id: int, by: Actor, now: datetime, masters: Collection[int] | None = None) -> Visit:
    """Approve the pending appointments of a visit, or only those of `masters` (ids); the last one confirms the visit.

    Its time is taken since it was asked for. Raises VisitNotFound, AlreadyDecided where nothing (of theirs) is pending.
    """
    visit, open_ones = lock_open_visit(visit_id)
    for appointment in _pending(open_ones, masters):
        appointment.status = Status.CONFIRMED
        appointment.save(update_fields=["status"])
        note_event(appointment, "approved", by)
    if not is_request(open_ones):
        visit.decide_until = None
        visit.sequence += 1
        visit.save(update_fields=["decide_until", "sequence"])
        change = Change(visit, begins(open_ones), masters_of(open_ones), by, now)
        tell_confirmed(change, rules=BookingSettings.load())
    return visit


@takes_time
def decline_visit(
    *, visit_id: int, by: Actor, now: datetime, reason: str = "", masters: Collection[int] | None = None
) -> Visit:
    """Decline a request as a whole, with a reason that the client reads, and give its time back.

    `masters` (ids): who declines has to have a pending part of it. Raises VisitNotFound, AlreadyDecided.
    """
    visit, open_ones = lock_open_visit(visit_id)
    _pending(open_ones, masters)
    change = Change(visit, begins(open_ones), masters_of(open_ones), by, now)
    visit.decline_reason = reason
    end_visit(visit, open_ones, Status.DECLINED, by=by, now=now, facts={"reason": reason})
    tell_declined(change)
    return visit


def expire_requests(*, now: datetime) -> int:
    """End the requests that nobody has answered in time; returns how many. Safe to run twice at once."""
    ended = 0
    for visit_id in Visit.objects.filter(decide_until__lte=now).order_by("decide_until").values_list("pk", flat=True):
        try:
            _expire(visit_id=visit_id, now=now)
        except AlreadyDecided:
            continue
        ended += 1
    return ended


@takes_time
def _expire(*, visit_id: int, now: datetime) -> None:
    visit, open_ones = lock_open_visit(visit_id)
    if visit.decide_until is None or visit.decide_until > now:
        # Answered, or moved, since it was found.
        raise AlreadyDecided
    change = Change(visit, begins(open_ones), masters_of(open_ones), TIMETABLE, now)
    end_visit(visit, open_ones, Status.EXPIRED, by=TIMETABLE, now=now)
    tell_expired(change)


def _pending(open_ones: list[Appointment], masters: Collection[int] | None) -> list[Appointment]:
    pending = [
        appointment
        for appointment in open_ones
        if appointment.status == Status.PENDING and (masters is None or appointment.master_id in masters)
    ]
    if not pending:
        raise AlreadyDecided
    return pending
