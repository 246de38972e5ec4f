"""Deliver what is due. A message is claimed by one UPDATE, so any number of workers may do it at once."""

import logging
import secrets
from collections.abc import Iterator
from datetime import datetime, timedelta
from time import monotonic

from django.conf import settings
from django.db import InterfaceError, OperationalError
from django.db.models import Exists, F, Q, QuerySet
from django.utils.translation import gettext_noop

from salon.lib.logs import KEY
from salon.lib.rounds import one_round
from salon.outbox import kinds
from salon.outbox.actions.write import release, wake
from salon.outbox.channels import Post
from salon.outbox.channels.errors import Away, Closed, Later, Refused
from salon.outbox.letter import Address, Call, Channel, Drop, Letter, Outcome, Wait
from salon.outbox.models import Message, State, WaitsFor

log = logging.getLogger(__name__)

AT_ONCE = 50
# A round ends well before the task that runs it may be ended.
ROUND_SECONDS = 120
# First pause and longest one; each is twice the one before, give or take a fifth.
PAUSES = {
    WaitsFor.SERVER: (timedelta(seconds=30), timedelta(minutes=5)),
    WaitsFor.PATIENCE: (timedelta(seconds=30), timedelta(hours=1)),
    WaitsFor.REPAIR: (timedelta(minutes=1), timedelta(hours=1)),
}
JITTER = 0.2
# A weekend without a mail server is survived; afterwards nobody wants to read it any more.
GIVEN_UP_AFTER = timedelta(days=3)
# Until then somebody who reads Telegram is not bothered by mail because Telegram has a bad moment.
TRIED_ANOTHER_WAY_AFTER = timedelta(minutes=30)


class Clock:
    """The time of a round: `now` when it began, and the seconds that it has taken since."""

    def __init__(self, now: datetime) -> None:
        self._now, self._begun = now, monotonic()

    def __call__(self) -> datetime:
        return self._now + timedelta(seconds=monotonic() - self._begun)

    @property
    def has_run_out(self) -> bool:
        return monotonic() - self._begun > ROUND_SECONDS


def deliver_due(*, now: datetime) -> int:
    """Deliver what is due at `now` (aware), in the order in which it became due; returns how many were sent.

    Messages about the same thing to the same recipient never overtake each other, unless the earlier one can't be
    written. A channel that is away costs each round one try.
    """
    clock, sent = Clock(now), 0
    with Post() as post, one_round():
        for message in _due_messages(clock):
            if _claim(message, clock()) and _deliver(message, post, clock()):
                sent += 1
            if clock.has_run_out:
                break
    if sum(release(channel=channel, now=clock()) for channel in post.worked):
        wake()
    return sent


def _due_messages(clock: Clock) -> Iterator[Message]:
    """Page by page, so that what becomes due or free meanwhile is seen; each at most once."""
    last: Message | None = None
    while True:
        rows = _due(clock()).order_by("due_at", "pk")
        if last is not None:
            rows = rows.filter(Q(due_at__gt=last.due_at) | Q(due_at=last.due_at, pk__gt=last.pk))
        page = list(rows[:AT_ONCE])
        yield from page
        if len(page) < AT_ONCE:
            return
        last = page[-1]


def _due(now: datetime) -> QuerySet[Message]:
    """What is tried now. It is never tried before it is due, and `due_at` leads the index past all that waits."""
    return Message.objects.filter(state=State.QUEUED, due_at__lte=now, try_at__lte=now)


def _claim(message: Message, at: datetime) -> bool:
    """Ours until the claim ends; False where somebody else has or had it, or an earlier one has to leave first.

    Whoever tries a message counts the try: as long as their number is what we have seen, nobody else has begun.
    """
    as_seen = Message.objects.filter(
        ~_is_behind(message), pk=message.pk, state=State.QUEUED, attempts=message.attempts, resends=message.resends
    )
    message.attempts += 1
    claimed_until = at + timedelta(seconds=settings.OUTBOX_CLAIM_SECONDS)
    return bool(as_seen.update(try_at=claimed_until, waits_for="", attempts=message.attempts))


def _is_behind(message: Message) -> Exists:
    """A condition on a due message: another about the same thing to the same recipient was due before it and has not
    left, whether it is claimed or waits.
    """
    earlier = Q(due_at__lt=message.due_at) | Q(due_at=message.due_at, pk__lt=message.pk)
    same = Message.objects.filter(about=message.about, recipient=message.recipient, state=State.QUEUED)
    return Exists(same.filter(earlier).exclude(waits_for=WaitsFor.REPAIR))


def _deliver(message: Message, post: Post, at: datetime) -> bool:
    kind = kinds.kinds.get(message.kind)
    if kind is None:
        _give_up(message, at, gettext_noop("Nobody knows this kind."))
        return False
    try:
        return _follow(message, kind.write(message, at), post, at)
    except (OperationalError, InterfaceError):
        # The database is away: nothing can be noted either, and the claim ends by itself.
        raise
    except Exception as problem:
        # One letter that cannot be written must not keep the others; it is said aloud and tried again.
        log.exception("message %s (%s) cannot be written", message.pk, message.kind)
        _postpone(message, at, WaitsFor.REPAIR, f"{type(problem).__name__}: {problem}")
        return False


def _follow(message: Message, outcome: Outcome, post: Post, at: datetime) -> bool:
    """What the kind wants; True where something was sent."""
    match outcome:
        case Drop(why):
            _note(message, state=State.DROPPED, problem=why)
        case Call(why):
            _note(message, state=State.CALL, problem=why)
        case Wait(until):
            # It is due only then: what comes meanwhile need not wait behind it.
            _note(message, due_at=until, try_at=until, attempts=F("attempts") - 1)
        case Letter():
            return _send(message, outcome, post, at)
    return False


def _send(message: Message, letter: Letter, post: Post, at: datetime) -> bool:
    """By the first way that is open."""
    problem = ""
    for address in letter.to:
        if not post.is_set_up(address.channel):
            continue
        try:
            post.send(letter, address, message)
        except Closed as closed:
            problem = str(closed)
            _tell_closed(address, at)
        except Refused as refused:
            problem = str(refused)
        except Later as later:
            _postpone(message, at, WaitsFor.PATIENCE, str(later), channel=address.channel, pause=later.wait)
            return False
        except Away as away:
            if address is not letter.to[-1] and at - message.due_at > TRIED_ANOTHER_WAY_AFTER:
                problem = str(away)
                continue
            _postpone(message, at, WaitsFor.SERVER, str(away), channel=address.channel)
            return False
        else:
            _note_sent(message, address, at)
            return True
    _end_unsent(message, letter, problem, at)
    return False


def _end_unsent(message: Message, letter: Letter, problem: str, at: datetime) -> None:
    """No way leads to them; `problem`: what the last one said, empty where there was none to try."""
    match letter.otherwise:
        case Call(why):
            _note(message, state=State.CALL, problem=problem or why)
        case Drop(why) if not problem:
            _note(message, state=State.DROPPED, problem=why)
        case _:
            log.warning("message %s is given up", message.pk)
            _give_up(message, at, problem or gettext_noop("No way leads to them."))


def _note_sent(message: Message, address: Address, at: datetime) -> None:
    """Also where it was taken back while it was sent: it is out, and the register must not say otherwise. Of whoever
    was erased meanwhile the address is not kept.
    """
    facts = {"state": State.SENT, "sent_at": at, "channel": address.channel, "problem": "", "waits_for": ""}
    out = Message.objects.filter(pk=message.pk)
    if not out.filter(state=State.QUEUED).update(sent_to=address.to, **facts):
        out.filter(state=State.WITHDRAWN).update(**facts)


def _tell_closed(address: Address, at: datetime) -> None:
    for closer in kinds.closers:
        closer(address, at)


def _postpone(
    message: Message,
    at: datetime,
    waits_for: WaitsFor,
    problem: str,
    *,
    channel: Channel | None = None,
    pause: timedelta | None = None,
) -> None:
    log.warning("message %s waits for %s: %s", message.pk, waits_for, problem.split()[0].rstrip(":"))
    if at - message.due_at > GIVEN_UP_AFTER:
        _give_up(message, at, problem)
        return
    next_try = at + (pause or pause_before(message.attempts, waits_for))
    _note(message, try_at=next_try, waits_for=waits_for, problem=problem, channel=channel or "")


def _give_up(message: Message, at: datetime, problem: str) -> None:
    _note(message, state=State.DEAD, try_at=at, problem=problem)


def pause_before(attempts: int, waits_for: WaitsFor) -> timedelta:
    """How long to wait after so many tries in vain."""
    first, longest = PAUSES[waits_for]
    pause = min(first * 2 ** min(attempts - 1, 16), longest)
    return pause * (1 - JITTER + 2 * JITTER * secrets.randbelow(1000) / 1000)


def _note(message: Message, **changes: object) -> None:
    """What came of a try. Nothing where the message was taken back meanwhile: whoever was erased stays so."""
    if isinstance(problem := changes.get("problem"), str):
        # Whatever a server says back may hold an address with a key in it.
        changes["problem"] = KEY.sub("…", problem)[:200]
    Message.objects.filter(pk=message.pk, state=State.QUEUED).update(**{"waits_for": "", **changes})
