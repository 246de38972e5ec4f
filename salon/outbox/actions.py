"""Write, withdraw and deliver messages. Knows neither booking nor Celery."""

import logging
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime, timedelta
from time import monotonic

from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q, QuerySet

from salon.outbox import kinds
from salon.outbox.channels import mail
from salon.outbox.models import Message, State

log = logging.getLogger(__name__)

# Longer than one mail server may keep us waiting (EMAIL_TIMEOUT for each of its answers).
CLAIM = timedelta(minutes=5)
PAUSES = [timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 180, 720)]
_wakers: list[Callable[[], None]] = []
_asleep: ContextVar[bool] = ContextVar("asleep", default=False)


def on_wake(waker: Callable[[], None]) -> None:
    """Call `waker` after a commit that wrote a message that is due (the timetable's app registers a task)."""
    if waker not in _wakers:
        _wakers.append(waker)


def write(
    *,
    kind: str,
    about: str,
    due_at: datetime,
    dedupe_key: str,
    now: datetime,
    context: Mapping[str, object] | None = None,
) -> None:
    """Queue a message in the caller's transaction; the same `dedupe_key` twice is one message.

    `due_at`, `now`: aware. The wake-up for what is due comes after the commit and may fail: the sweep finds the row
    anyway.
    """
    Message.objects.bulk_create(
        [Message(kind=kind, about=about, due_at=due_at, dedupe_key=dedupe_key, context=dict(context or {}))],
        ignore_conflicts=True,
    )
    if due_at <= now:
        transaction.on_commit(_wake, robust=True)


def withdraw(*, about: str, only: Iterable[str]) -> int:
    """Take back queued messages of the kinds `only` about something; returns how many."""
    return Message.objects.filter(about=about, kind__in=list(only), state=State.QUEUED).update(state=State.WITHDRAWN)


def forget(*, about: Iterable[str], address: str) -> None:
    """Keep of messages about these things and of what went to `address` only that they were; none leaves any more.

    What they tell, where they went and what a mail server said about it go.
    """
    rows = Message.objects.filter(Q(about__in=list(about)) | Q(sent_to=address) | Q(problem__icontains=address))
    rows.filter(state=State.QUEUED).update(state=State.WITHDRAWN)
    rows.update(context={}, sent_to="", problem="")


def deliver_due(*, now: datetime, limit: int = 50) -> int:
    """Deliver what is due, in the order of writing; returns how many were sent.

    Safe to run twice at once: each row is claimed by one UPDATE. A message that was tried and waits holds back the
    later ones of its kind about the same thing.
    """
    sent, begun = 0, monotonic()
    for pk in list(_due(now).order_by("pk").values_list("pk", flat=True)[:limit]):
        at = now + timedelta(seconds=monotonic() - begun)
        claimed = _in_turn(_due(at).filter(pk=pk)).update(claimed_until=at + CLAIM, attempts=F("attempts") + 1)
        if claimed and _deliver(Message.objects.get(pk=pk), at):
            sent += 1
    return sent


def _due(now: datetime) -> QuerySet[Message]:
    unclaimed = Q(claimed_until=None) | Q(claimed_until__lte=now)
    return Message.objects.filter(unclaimed, state=State.QUEUED, due_at__lte=now)


def _in_turn(messages: QuerySet[Message]) -> QuerySet[Message]:
    """Those before which no other of their kind about the same thing was tried and waits."""
    waiting = Message.objects.filter(
        about=OuterRef("about"), kind=OuterRef("kind"), pk__lt=OuterRef("pk"), state=State.QUEUED, attempts__gt=0
    )
    return messages.filter(~Exists(waiting))


def _deliver(message: Message, now: datetime) -> bool:
    write_letter = kinds.writer(message.kind)
    if write_letter is None:
        _note(message, state=State.DEAD, problem="nobody knows this kind")
        return False
    try:
        letter = write_letter(message, now)
        if letter is not None:
            mail.send(letter, key=message.dedupe_key)
    except OSError as problem:
        _postpone(message, now, f"{type(problem).__name__}: {problem}"[:200])
        return False
    except Exception as problem:
        # One letter that cannot be written must not keep the others; it is said aloud and tried again.
        log.exception("message %s (%s) cannot be written", message.pk, message.kind)
        _postpone(message, now, f"{type(problem).__name__}: {problem}"[:200])
        return False
    if letter is None:
        _note(message, state=State.WITHDRAWN, problem="nobody to write to")
        return False
    _note(message, state=State.SENT, sent_at=now, sent_to=letter.to, problem="")
    return True


def _postpone(message: Message, now: datetime, problem: str) -> None:
    log.warning("message %s waits: %s", message.pk, problem.split(":")[0])
    if message.attempts > len(PAUSES):
        _note(message, state=State.DEAD, problem=problem)
        return
    _note(message, due_at=now + PAUSES[message.attempts - 1], problem=problem)


def _note(message: Message, **changes: object) -> None:
    """What came of a try. Nothing where the message was taken back meanwhile: whoever was erased stays so."""
    Message.objects.filter(pk=message.pk, state=State.QUEUED).update(claimed_until=None, **changes)


@contextmanager
def asleep() -> Iterator[None]:
    """Messages committed inside wait for the sweep: for whoever writes hundreds at once."""
    token = _asleep.set(True)
    try:
        yield
    finally:
        _asleep.reset(token)


def _wake() -> None:
    for waker in () if _asleep.get() else _wakers:
        waker()
