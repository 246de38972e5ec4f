"""Write, withdraw and deliver messages. Knows neither booking nor Celery."""

import logging
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F, Q

from salon.outbox import kinds
from salon.outbox.channels import mail
from salon.outbox.models import Message, State

log = logging.getLogger(__name__)

CLAIM = timedelta(minutes=5)
PAUSES = [timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 180, 720)]
_wakers: list[Callable[[], None]] = []


def on_wake(waker: Callable[[], None]) -> None:
    """Call `waker` after a commit that wrote a message that is due (the timetable's app registers a task)."""
    if waker not in _wakers:
        _wakers.append(waker)


def write(
    *, kind: str, about: str, due_at: datetime, dedupe_key: str, context: Mapping[str, object] | None = None
) -> None:
    """Queue a message in the caller's transaction; the same `dedupe_key` twice is one message.

    `due_at`: aware UTC. The wake-up comes after the commit and may fail: the sweep finds the row anyway.
    """
    Message.objects.bulk_create(
        [Message(kind=kind, about=about, due_at=due_at, dedupe_key=dedupe_key, context=dict(context or {}))],
        ignore_conflicts=True,
    )
    transaction.on_commit(_wake, robust=True)


def withdraw(*, about: str, only: Iterable[str]) -> int:
    """Take back queued messages of the kinds `only` about something; returns how many."""
    return Message.objects.filter(about=about, kind__in=list(only), state=State.QUEUED).update(state=State.WITHDRAWN)


def deliver_due(*, now: datetime, limit: int = 50) -> int:
    """Deliver what is due, oldest first; returns how many were sent. Safe to run twice at once: each row is claimed by
    one UPDATE.
    """
    sent = 0
    due = Q(state=State.QUEUED, due_at__lte=now) & (Q(claimed_until=None) | Q(claimed_until__lte=now))
    for pk in list(Message.objects.filter(due).order_by("due_at", "pk").values_list("pk", flat=True)[:limit]):
        claimed = Message.objects.filter(due, pk=pk).update(claimed_until=now + CLAIM, attempts=F("attempts") + 1)
        if claimed and _deliver(Message.objects.get(pk=pk), now):
            sent += 1
    return sent


def _deliver(message: Message, now: datetime) -> bool:
    write_letter = kinds.writer(message.kind)
    if write_letter is None:
        _close(message, state=State.DEAD, problem="nobody knows this kind")
        return False
    letter = write_letter(message)
    if letter is None:
        _close(message, state=State.WITHDRAWN, problem="nobody to write to")
        return False
    try:
        mail.send(letter)
    except OSError as problem:
        _postpone(message, now, f"{type(problem).__name__}: {problem}"[:200])
        return False
    _close(message, state=State.SENT, sent_at=now, sent_to=letter.to, problem="")
    return True


def _postpone(message: Message, now: datetime, problem: str) -> None:
    log.warning("message %s waits: %s", message.pk, problem.split(":")[0])
    if message.attempts > len(PAUSES):
        _close(message, state=State.DEAD, problem=problem)
        return
    due_at = now + PAUSES[message.attempts - 1]
    Message.objects.filter(pk=message.pk).update(due_at=due_at, claimed_until=None, problem=problem)


def _close(message: Message, **changes: object) -> None:
    Message.objects.filter(pk=message.pk).update(claimed_until=None, **changes)


def _wake() -> None:
    for waker in _wakers:
        waker()
