"""What people do with messages in the register: send again, withdraw, note that they have called."""

from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext_noop

from salon.outbox.actions.write import wake
from salon.outbox.models import Message, State


def resend(*, message_id: int, now: datetime) -> bool:
    """Queue a message once more, whatever came of it; False where it waits already.

    It is written anew when it leaves: with what is true then, or not at all.
    """
    rows = Message.objects.filter(pk=message_id).exclude(state=State.QUEUED)
    fresh = {"due_at": now, "try_at": now, "attempts": 0, "problem": "", "waits_for": "", "resends": F("resends") + 1}
    if not rows.update(state=State.QUEUED, **fresh):
        return False
    transaction.on_commit(wake, robust=True)
    return True


def try_now(*, message_id: int, now: datetime) -> bool:
    """Don't wait for the next try; False where the message does not wait."""
    waiting = Message.objects.filter(pk=message_id, state=State.QUEUED, due_at__lte=now, try_at__gt=now)
    if not waiting.exclude(waits_for="").update(try_at=now):
        return False
    transaction.on_commit(wake, robust=True)
    return True


def withdraw_by_hand(*, message_id: int) -> bool:
    """Withdraw a message that waits; False where it does not."""
    waiting = Message.objects.filter(pk=message_id, state=State.QUEUED)
    return bool(waiting.update(state=State.WITHDRAWN, problem=gettext_noop("Withdrawn by hand.")))


def note_called(*, message_id: int) -> bool:
    """Somebody has called instead; False where there was nobody to call."""
    return bool(Message.objects.filter(pk=message_id, state=State.CALL).update(state=State.CALLED))
