"""Messages of a visit are queued in the transaction of what they report."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from booking.models import OPEN, BookingSettings, Visit
from salon.outbox.actions import withdraw, write

RECEIVED, CONFIRMED, DECLINED, EXPIRED = "visit_received", "visit_confirmed", "visit_declined", "visit_expired"
MOVED, CANCELLED, REMINDER = "visit_moved", "visit_cancelled", "visit_reminder"


def tell_booked(visit: Visit, *, rules: BookingSettings, now: datetime) -> None:
    """A request is received; everything else is confirmed, and reminded of later."""
    if visit.decide_until is None:
        tell_confirmed(visit, rules=rules, now=now)
    else:
        _tell_received(visit, now=now)


def tell_confirmed(visit: Visit, *, rules: BookingSettings, now: datetime) -> None:
    _write(visit, CONFIRMED, now, now=now)
    remind(visit, rules=rules, now=now)


def tell_declined(visit: Visit, *, start: datetime, now: datetime) -> None:
    """The reason is read from the visit when the message leaves."""
    _end(visit, DECLINED, now=now, context={"start": start.isoformat()})


def tell_expired(visit: Visit, *, start: datetime, now: datetime) -> None:
    _end(visit, EXPIRED, now=now, context={"start": start.isoformat()})


def tell_moved(visit: Visit, *, old_start: datetime, rules: BookingSettings, now: datetime) -> None:
    """Old and new time now; the reminders follow the visit. A moved request is a request again."""
    if visit.decide_until is not None:
        withdraw(about=about_visit(visit), only=[REMINDER])
        _tell_received(visit, now=now, old_start=old_start)
        return
    _write(
        visit, MOVED, now, now=now, context={"old_start": old_start.isoformat(), "new_start": _start(visit).isoformat()}
    )
    remind(visit, rules=rules, now=now)


def tell_cancelled(visit: Visit, *, start: datetime, by: str, now: datetime) -> None:
    """That it is off, and by whom."""
    _end(visit, CANCELLED, now=now, context={"start": start.isoformat(), "by": by})


def remind(visit: Visit, *, rules: BookingSettings, now: datetime) -> None:
    """Queue the reminders anew; one whose moment has passed at booking is not sent at once but not at all."""
    withdraw(about=about_visit(visit), only=[REMINDER])
    for hours in rules.reminders_hours:
        due_at = _start(visit) - timedelta(hours=hours)
        if due_at > now:
            _write(visit, REMINDER, due_at, now=now, context={"hours": hours})


def _tell_received(visit: Visit, *, now: datetime, old_start: datetime | None = None) -> None:
    moved = {"old_start": old_start.isoformat()} if old_start else {}
    _write(visit, RECEIVED, now, now=now, context={"start": _start(visit).isoformat(), **moved})


def _end(visit: Visit, kind: str, *, now: datetime, context: Mapping[str, object]) -> None:
    """The visit is no more: no reminder."""
    withdraw(about=about_visit(visit), only=[REMINDER])
    _write(visit, kind, now, now=now, context=context)


def _write(
    visit: Visit, kind: str, due_at: datetime, *, now: datetime, context: Mapping[str, object] | None = None
) -> None:
    key = f"{kind}:{visit.pk}:{visit.sequence}:{(context or {}).get('hours', '')}"
    write(kind=kind, about=about_visit(visit), due_at=due_at, dedupe_key=key, now=now, context=context)


def about_visit(visit: Visit) -> str:
    """What a message about a visit is about."""
    return f"visit:{visit.pk}"


def _start(visit: Visit) -> datetime:
    return visit.appointments.filter(status__in=OPEN).order_by("start").values_list("start", flat=True)[0]
