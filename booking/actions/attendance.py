"""What became of a visit: done, or nobody came; and back, where it was a mistake. The time stays taken either way."""

from collections.abc import Collection, Sequence
from datetime import datetime

from booking.actions.events import TIMETABLE, Actor, note_event
from booking.actions.notify import Change, take_back, tell_no_show, tell_thanks
from booking.actions.open_visit import begins, lock_visit, masters_of
from booking.actions.taking_time import takes_time
from booking.engine import calendar
from booking.errors import AlreadyDecided, NotBegun
from booking.models import OPEN, Appointment, BookingSettings, Status, Visit
from booking.selectors.availability import salon_zone, today

CLOSED = (Status.COMPLETED, Status.NO_SHOW)


@takes_time
def complete_visit(*, visit_id: int, by: Actor, now: datetime, masters: Collection[int] | None = None) -> Visit:
    """Mark a visit's confirmed appointments (or those of `masters`, ids) as done; the client is thanked for all of it.

    Raises VisitNotFound, AlreadyDecided where nothing is confirmed, NotBegun before its time.
    """
    return _close(visit_id, Status.COMPLETED, by, now, masters)


@takes_time
def mark_no_show(*, visit_id: int, by: Actor, now: datetime, masters: Collection[int] | None = None) -> Visit:
    """Note that nobody came to a visit's confirmed appointments (or those of `masters`, ids); raises the same."""
    return _close(visit_id, Status.NO_SHOW, by, now, masters)


@takes_time
def reopen_visit(*, visit_id: int, by: Actor, now: datetime, masters: Collection[int] | None = None) -> Visit:
    """Take back that a visit was done or missed; what was to be said about it is withdrawn, and what was paid is open.

    Raises VisitNotFound, AlreadyDecided where there is nothing to take back.
    """
    visit, rows = lock_visit(visit_id)
    wanted = _with_status(rows, CLOSED, masters)
    for row in wanted:
        facts = {} if row.paid is None else {"amount": str(row.paid)}
        row.status, row.paid = Status.CONFIRMED, None
        row.save(update_fields=["status", "paid"])
        note_event(row, "reopened", by, facts=facts)
    take_back(visit)
    return visit


def finish_past_visits(*, now: datetime) -> int:
    """Mark visits that were confirmed and ended before today (the salon's) as done; returns how many.

    Nothing where the settings don't want it. Safe to run twice at once. Never turns a no-show into a done.
    """
    if not BookingSettings.load().finishes_visits:
        return 0
    midnight = calendar.moment(calendar.day_span(today(now), salon_zone())[0])
    # A request of which a part was approved is no visit yet; it expires.
    past = Appointment.objects.filter(status=Status.CONFIRMED, end__lte=midnight, visit__decide_until=None)
    finished = 0
    for visit_id in past.order_by("visit").values_list("visit", flat=True).distinct():
        try:
            complete_visit(visit_id=visit_id, by=TIMETABLE, now=now)
        except AlreadyDecided:
            continue
        finished += 1
    return finished


def _close(visit_id: int, status: Status, by: Actor, now: datetime, masters: Collection[int] | None) -> Visit:
    visit, rows = lock_visit(visit_id)
    wanted = _with_status(rows, (Status.CONFIRMED,), masters)
    if begins(wanted) > now:
        raise NotBegun
    _set(wanted, status, status, by)
    tell_closed(visit, rows, by, now)
    return visit


def tell_closed(visit: Visit, rows: Sequence[Appointment], by: Actor, now: datetime) -> None:
    """Once nothing of it is open any more: thanks if anything was done, else that we waited."""
    closed = [row for row in rows if row.status in CLOSED]
    if any(row.status in OPEN for row in rows):
        return
    change = Change(visit, begins(closed), masters_of(closed), by, now)
    if any(row.status == Status.COMPLETED for row in closed):
        tell_thanks(change, rules=BookingSettings.load())
    else:
        tell_no_show(change)


def _with_status(
    rows: Sequence[Appointment], statuses: Collection[str], masters: Collection[int] | None
) -> list[Appointment]:
    found = [row for row in rows if row.status in statuses and (masters is None or row.master_id in masters)]
    if not found:
        raise AlreadyDecided
    return found


def _set(rows: Sequence[Appointment], status: Status, kind: str, by: Actor) -> None:
    for row in rows:
        row.status = status
        row.save(update_fields=["status"])
        note_event(row, kind, by)
