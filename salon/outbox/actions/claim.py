"""What is due, claimed one by one. A claim is one UPDATE, so any number of workers may deliver at once."""

import logging
from collections.abc import Iterator
from datetime import datetime, timedelta
from time import monotonic

from django.conf import settings
from django.db import InterfaceError, OperationalError, connection
from django.db.models import Q, QuerySet

from salon.outbox import kinds
from salon.outbox.models import Message, State

log = logging.getLogger(__name__)

# Read together with all that their letters need. What changes meanwhile takes them back before it is claimed, or is
# told by the next message; still, few enough to be fresh.
PAGE = 20
# A round ends well before the task that runs it may be ended.
ROUND_SECONDS = 120
# Whoever tries a message counts the try: as long as their number is what we have seen, nobody else has begun. An
# earlier one about the same thing to the same recipient leaves first, whether it is claimed or waits.
CLAIM = """
    UPDATE outbox_message SET try_at = %s, waits_for = '', attempts = attempts + 1
    WHERE id = %s AND state = 'queued' AND attempts = %s AND resends = %s AND NOT EXISTS (
        SELECT 1 FROM outbox_message earlier
        WHERE earlier.about = outbox_message.about AND earlier.recipient = outbox_message.recipient
            AND (earlier.due_at, earlier.id) < (outbox_message.due_at, outbox_message.id)
            AND earlier.state = 'queued' AND earlier.waits_for <> 'repair'
    )
"""


class Clock:
    """The time of a round: `now` when it began, and the seconds that it has taken since."""

    def __init__(self, now: datetime) -> None:
        self._now, self._begun = now, monotonic()

    def __call__(self) -> datetime:
        return self._now + timedelta(seconds=monotonic() - self._begun)

    @property
    def has_run_out(self) -> bool:
        return monotonic() - self._begun > ROUND_SECONDS


def claimed(clock: Clock) -> Iterator[Message]:
    """What is due and now ours, in the order in which it became due, until the round is over; each at most once."""
    for page in _pages(clock):
        _gather(page)
        for message in page:
            if _claim(message, clock()):
                yield message
            if clock.has_run_out:
                return


def due(now: datetime) -> QuerySet[Message]:
    """What is tried now. It is never tried before it is due, and `due_at` leads the index past all that waits."""
    return Message.objects.filter(state=State.QUEUED, due_at__lte=now, try_at__lte=now).order_by("due_at", "pk")


def _pages(clock: Clock) -> Iterator[list[Message]]:
    """One after the other, so that what becomes due or free meanwhile is seen."""
    rows = due(clock())
    while page := list(rows[:PAGE]):
        yield page
        last = page[-1]
        rows = due(clock()).filter(Q(due_at__gt=last.due_at) | Q(due_at=last.due_at, pk__gt=last.pk))


def _gather(page: list[Message]) -> None:
    """What many letters need is read for all of them together; where that fails, each letter says so for itself."""
    wanted: dict[kinds.Gatherer, list[Message]] = {}
    for message in page:
        kind = kinds.kinds.get(message.kind)
        if kind is not None and kind.gather is not None:
            wanted.setdefault(kind.gather, []).append(message)
    for gather, messages in wanted.items():
        try:
            gather(messages)
        except (OperationalError, InterfaceError):
            raise
        except Exception:
            log.exception("what %s messages need cannot be read together", len(messages))


def _claim(message: Message, at: datetime) -> bool:
    """Ours until the claim ends; False where somebody else has or had it, or an earlier one has to leave first."""
    until = connection.ops.adapt_datetimefield_value(at + timedelta(seconds=settings.OUTBOX_CLAIM_SECONDS))
    with connection.cursor() as cursor:
        cursor.execute(CLAIM, [until, message.pk, message.attempts, message.resends])
        message.attempts += 1
        return cursor.rowcount == 1
