"""The audit of reminders: every confirmed visit ahead has those that the settings ask for, and no others."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import Min, Q

from booking.actions.notify import REMINDER, about_visit, all_reminders_of
from booking.models import OPEN, BookingSettings, Status, Visit
from salon.outbox.actions.write import Draft, missing_of, restore, withdraw_all_but, write

AT_ONCE = 200


def audit_reminders(*, now: datetime) -> int:
    """Write reminders that are missing, withdraw what the settings no longer ask for; returns how many changed.

    It mends what was booked before the settings changed, or came in by an import. Safe to run twice at once: the
    visits in question are locked, page by page.
    """
    changed, after = 0, 0
    rules = BookingSettings.load()
    while pks := _ahead(now, after):
        changed += _audit(pks, rules, now)
        after = pks[-1]
    return changed


def _ahead(now: datetime, after: int) -> list[int]:
    ahead = Visit.objects.filter(pk__gt=after, appointments__status=Status.CONFIRMED, appointments__start__gt=now)
    return list(ahead.order_by("pk").values_list("pk", flat=True).distinct()[:AT_ONCE])


@transaction.atomic
def _audit(pks: Sequence[int], rules: BookingSettings, now: datetime) -> int:
    """Inside the lock a visit is looked at anew: it may have moved, or be a request again."""
    list(Visit.objects.filter(pk__in=pks).order_by("pk").select_for_update(no_key=True))
    start = Min("appointments__start", filter=Q(appointments__status__in=OPEN))
    visits = Visit.objects.filter(pk__in=pks, decide_until=None).annotate(begins=start).filter(begins__gt=now)
    known: list[Draft] = []
    for visit in visits:
        known += all_reminders_of(visit, visit.begins, rules=rules)
    about = [about_visit(visit) for visit in visits]
    # One that waits for the morning is due later than it was written for, and still wanted.
    withdrawn = withdraw_all_but(known, about=about, kind=REMINDER, due_after=now)
    ahead = [draft for draft in known if draft.due_at > now]
    missing = missing_of(ahead)
    write(*missing, now=now)
    return withdrawn + restore(*ahead) + len(missing)
