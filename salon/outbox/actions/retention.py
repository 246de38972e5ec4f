"""Of old messages only that they were is kept."""

from datetime import datetime, timedelta

from salon.outbox.models import Message, State

# Long enough to answer "I never got it", no longer (Art. 5 (1) e GDPR).
KEPT = timedelta(days=90)


def forget_old_messages(*, now: datetime) -> int:
    """Empty what a message told, where it went and what went wrong, 90 days after it was due; returns how many."""
    old = Message.objects.filter(due_at__lte=now - KEPT).exclude(state=State.QUEUED)
    told = old.exclude(context={}, sent_to="", problem="")
    return told.update(context={}, sent_to="", problem="")
