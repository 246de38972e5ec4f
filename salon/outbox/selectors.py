"""How the messages are doing: figures for the home page, and whether somebody is at work."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Min, Q, QuerySet

from salon.lib.language import current
from salon.lib.rounds import once_a_round
from salon.outbox.models import WORKER, Heartbeat, Message, MessageText, State
from salon.outbox.wording import NOTHING, OwnWords

# Missed three times.
SILENT_AFTER = timedelta(minutes=3)
# Somebody waits for it.
LATE_AFTER = timedelta(minutes=5)
# A letter, and what an editor types for it at the moment.
_typed: ContextVar[tuple[str, OwnWords] | None] = ContextVar("typed", default=None)


@dataclass(frozen=True, slots=True)
class Figures:
    """`late`: due for more than five minutes and not sent; `oldest` of them, aware."""

    late: int
    oldest: datetime | None
    dead: int
    calls: int


def is_late(now: datetime) -> Q:
    """A condition: due for more than five minutes and not sent."""
    return Q(state=State.QUEUED, due_at__lte=now - LATE_AFTER)


def figures(*, now: datetime) -> Figures:
    """One query, whatever has been sent over the years."""
    late = is_late(now)
    found = Message.objects.filter(state__in=[State.QUEUED, State.DEAD, State.CALL]).aggregate(
        late=Count("pk", filter=late),
        oldest=Min("due_at", filter=late),
        dead=Count("pk", filter=Q(state=State.DEAD)),
        calls=Count("pk", filter=Q(state=State.CALL)),
    )
    return Figures(**found)


def last_heartbeat() -> datetime | None:
    """When (aware) the worker was last reached; None where it never was."""
    return Heartbeat.objects.filter(name=WORKER).values_list("at", flat=True).first()


def is_at_work(*, now: datetime) -> bool:
    """Whether the worker was reached in the last minutes."""
    seen = last_heartbeat()
    return seen is not None and now - seen < SILENT_AFTER


def sent_card(pk: int) -> Message | None:
    """A message that was sent and that its channel can still change."""
    return Message.objects.filter(pk=pk, state=State.SENT).exclude(sent_as="").first()


def to_call() -> QuerySet[Message]:
    """What somebody has to be told by phone, oldest first."""
    return Message.objects.filter(state=State.CALL).order_by("due_at", "pk")


def is_waiting(*, kind: str, about: str) -> bool:
    """Whether a message of this kind about something has not left yet, and still may."""
    return Message.objects.filter(kind=kind, about=about, state=State.QUEUED).exists()


@contextmanager
def typing(letter: str, words: OwnWords) -> Iterator[None]:
    """Inside, these are the own words of the letter in every language: for a preview of what is not saved."""
    token = _typed.set((letter, words))
    try:
        yield
    finally:
        _typed.reset(token)


def own_words(letter: str, language: str | None = None) -> OwnWords:
    """What an editor has published for a letter in a language, by default the active one; one query."""
    typed = _typed.get()
    if typed is not None and typed[0] == letter:
        return typed[1]
    return _published(letter, language or current())


@once_a_round
def _published(letter: str, code: str) -> OwnWords:
    texts = MessageText.objects.filter(letter=letter, live=True, locale__language_code=code)
    found = texts.values("subject", "preheader", "heading", "body").first()
    return OwnWords(**found) if found else NOTHING


def texts_of_letters() -> dict[tuple[str, str], MessageText]:
    """All texts of editors, drafts too, by letter and code of the language; one query."""
    rows = MessageText.objects.select_related("locale", "latest_revision")
    return {(text.letter, text.locale.language_code): text for text in rows}


def late_messages(*, now: datetime) -> int:
    """How many are late."""
    return Message.objects.filter(is_late(now)).count()


def is_written(*, kind: str, about: str) -> bool:
    """Whether there is a message of this kind about something, whatever came of it."""
    return Message.objects.filter(kind=kind, about=about).exists()


def dead_since(since: datetime) -> QuerySet[Message]:
    """What was given up since an aware time, without reports about such."""
    return Message.objects.filter(state=State.DEAD, try_at__gte=since).exclude(about__startswith="dead:")
