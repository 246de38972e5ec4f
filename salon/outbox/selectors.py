"""How the messages are doing: figures for the home page, and whether somebody is at work."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Count, Min, Q, QuerySet

from salon.lib.language import current
from salon.outbox.models import WORKER, Heartbeat, Message, MessageText, State
from salon.outbox.wording import NOTHING, OwnWords

# Missed three times.
SILENT_AFTER = timedelta(minutes=3)


@dataclass(frozen=True, slots=True)
class Figures:
    """`late`: due for more than five minutes and not sent; `oldest` of them, aware; `sent` in the last 24 hours."""

    waiting: int
    late: int
    oldest: datetime | None
    dead: int
    calls: int
    sent: int


def figures(*, now: datetime) -> Figures:
    """One query."""
    late = Q(state=State.QUEUED, due_at__lte=now - timedelta(minutes=5))
    found = Message.objects.aggregate(
        waiting=Count("pk", filter=Q(state=State.QUEUED)),
        late=Count("pk", filter=late),
        oldest=Min("due_at", filter=late),
        dead=Count("pk", filter=Q(state=State.DEAD)),
        calls=Count("pk", filter=Q(state=State.CALL)),
        sent=Count("pk", filter=Q(state=State.SENT, sent_at__gt=now - timedelta(days=1))),
    )
    return Figures(**found)


def last_heartbeat() -> datetime | None:
    """When (aware) the worker was last reached; None where it never was."""
    return Heartbeat.objects.filter(name=WORKER).values_list("at", flat=True).first()


def is_at_work(*, now: datetime) -> bool:
    """Whether the worker was reached in the last minutes."""
    seen = last_heartbeat()
    return seen is not None and now - seen < SILENT_AFTER


def to_call() -> QuerySet[Message]:
    """What somebody has to be told by phone, oldest first."""
    return Message.objects.filter(state=State.CALL).order_by("due_at", "pk")


def was_sent(*, kind: str, about: str) -> bool:
    return Message.objects.filter(kind=kind, about=about, state=State.SENT).exists()


def own_words(letter: str, language: str | None = None) -> OwnWords:
    """What an editor has published for a letter in a language, by default the active one; one query."""
    texts = MessageText.objects.filter(letter=letter, live=True, locale__language_code=language or current())
    found = texts.values("subject", "preheader", "heading", "body").first()
    return OwnWords(**found) if found else NOTHING


def is_written(*, kind: str, about: str) -> bool:
    """Whether there is a message of this kind about something, whatever came of it."""
    return Message.objects.filter(kind=kind, about=about).exists()


def dead_since(day: date) -> QuerySet[Message]:
    """What was given up and became due since a UTC day."""
    return Message.objects.filter(state=State.DEAD, due_at__date__gte=day)
