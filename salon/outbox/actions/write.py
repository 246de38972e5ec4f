"""Write, withdraw and forget messages. Knows neither booking nor Celery."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction
from django.db.models import Q

from salon.outbox.models import CLIENT, DESK, Message, State, WaitsFor

_wakers: list[Callable[[], None]] = []
_asleep: ContextVar[bool] = ContextVar("asleep", default=False)


@dataclass(frozen=True, slots=True)
class Draft:
    """A message to be written. `version` sets it apart from others of its kind about the same to the same recipient:
    the same four twice are one message. `due_at` is aware; `context` holds the facts of the event (JSON).
    """

    kind: str
    about: str
    due_at: datetime
    recipient: str = CLIENT
    version: str = ""
    context: Mapping[str, object] = field(default_factory=dict)

    @property
    def dedupe_key(self) -> str:
        return f"{self.kind}|{self.about}|{self.recipient}|{self.version}"


def on_wake(waker: Callable[[], None]) -> None:
    """Call `waker` after a commit that wrote a message that is due (the timetable's app registers a task)."""
    if waker not in _wakers:
        _wakers.append(waker)


def write(*drafts: Draft, now: datetime) -> None:
    """Queue messages in the caller's transaction, all by one query; what is written already stays as it is.

    The wake-up for what is due at `now` (aware) comes after the commit and may fail: the sweep finds the rows anyway.
    """
    Message.objects.bulk_create([_message(draft) for draft in drafts], ignore_conflicts=True)
    if any(draft.due_at <= now for draft in drafts):
        transaction.on_commit(wake, robust=True)


def missing_of(drafts: Sequence[Draft]) -> list[Draft]:
    """Those that nobody has written yet; one query."""
    keys = [draft.dedupe_key for draft in drafts]
    written = set(Message.objects.filter(dedupe_key__in=keys).values_list("dedupe_key", flat=True))
    return [draft for draft in drafts if draft.dedupe_key not in written]


def cards_of(about: str, kinds: Iterable[str]) -> list[tuple[int, str]]:
    """Ids and recipients of messages of these kinds about something: those that a channel can still change, and those
    that leave soon. One query.
    """
    rows = Message.objects.filter(about=about, kind__in=list(kinds)).exclude(recipient__in=[CLIENT, DESK])
    shown = rows.filter(Q(state=State.QUEUED) | Q(state=State.SENT) & ~Q(sent_as=""))
    return list(shown.order_by("pk").values_list("pk", "recipient"))


def restore(*drafts: Draft) -> int:
    """Queue again those of these messages that were withdrawn, but not by a person; returns how many."""
    keys = [draft.dedupe_key for draft in drafts]
    withdrawn = Message.objects.filter(state=State.WITHDRAWN, problem="", dedupe_key__in=keys)
    return withdrawn.update(state=State.QUEUED)


def withdraw(*, about: str, only: Iterable[str]) -> int:
    """Take back queued messages of the kinds `only` about something; returns how many."""
    return _take_back(Q(kind__in=list(only), state=State.QUEUED), about)


def overtake(*, about: str, only: Iterable[str]) -> int:
    """The same where something newer has happened: nobody needs to be called any more about what was before it."""
    return _take_back(Q(kind__in=list(only), state=State.QUEUED) | Q(recipient=CLIENT, state=State.CALL), about)


def withdraw_all_but(drafts: Iterable[Draft], *, about: Collection[str], kind: str, due_after: datetime) -> int:
    """Take back the queued messages of a kind about these things that are due later and not among `drafts`."""
    queued = Message.objects.filter(state=State.QUEUED, kind=kind, about__in=about, due_at__gt=due_after)
    return queued.exclude(dedupe_key__in=[draft.dedupe_key for draft in drafts]).update(
        state=State.WITHDRAWN, problem=""
    )


def forget(*, about: Iterable[str], address: str) -> None:
    """Keep of messages about these things and of what went to `address` (if any) only that they were; none leaves any
    more. What they tell, where they went and what a mail server said about it go.
    """
    wanted = Q(about__in=list(about))
    if address:
        # A part of somebody else's address may be in it: nothing of theirs is taken back.
        Message.objects.filter(problem__icontains=address).update(problem="")
        wanted |= Q(sent_to=address) | Q(context__email=address)
    rows = Message.objects.filter(wanted)
    rows.filter(state__in=[State.QUEUED, State.CALL]).update(state=State.WITHDRAWN)
    rows.update(context={}, sent_to="", problem="")


@contextmanager
def asleep() -> Iterator[None]:
    """Messages committed inside wait for the sweep: for whoever writes hundreds at once."""
    token = _asleep.set(True)
    try:
        yield
    finally:
        _asleep.reset(token)


def wake() -> None:
    """Ask whoever delivers to do so now."""
    for waker in () if _asleep.get() else _wakers:
        waker()


def release(*, channel: str, now: datetime) -> int:
    """A channel answers again: what waited for it is tried at once; returns how many."""
    waiting = Message.objects.filter(state=State.QUEUED, waits_for=WaitsFor.SERVER, channel=channel, try_at__gt=now)
    return waiting.update(try_at=now, waits_for="")


def _take_back(these: Q, about: str) -> int:
    return Message.objects.filter(these, about=about).update(state=State.WITHDRAWN, problem="")


def _message(draft: Draft) -> Message:
    return Message(
        kind=draft.kind,
        about=draft.about,
        recipient=draft.recipient,
        due_at=draft.due_at,
        try_at=draft.due_at,
        dedupe_key=draft.dedupe_key,
        context=dict(draft.context),
    )
