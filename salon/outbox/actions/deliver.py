"""Deliver what is due: write each letter, send it by the first way that is open, note what came of it."""

import logging
import secrets
from datetime import datetime, timedelta

from django.db import InterfaceError, OperationalError, connection
from django.db.models import F
from django.utils.translation import gettext_noop

from salon.lib.logs import KEY
from salon.lib.rounds import one_round
from salon.outbox import kinds
from salon.outbox.actions.claim import Clock, claimed
from salon.outbox.actions.write import release, wake
from salon.outbox.channels import Post
from salon.outbox.channels.errors import Away, Closed, Later, Lost, Refused
from salon.outbox.letter import Address, Call, Channel, Drop, Letter, Outcome, Wait
from salon.outbox.models import Message, State, WaitsFor

log = logging.getLogger(__name__)

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
# Also where it was taken back while it was sent: it is out, and the register must not say otherwise. Of whoever was
# erased meanwhile the address is not kept. In plain SQL, like the claim: each letter costs one of both.
SENT = """
    UPDATE outbox_message SET state = 'sent', sent_at = %s, channel = %s, problem = '', waits_for = '',
        sent_to = CASE state WHEN 'queued' THEN %s ELSE sent_to END, sent_as = %s
    WHERE id = %s AND state IN ('queued', 'withdrawn')
"""


def deliver_due(*, now: datetime) -> int:
    """Deliver what is due at `now` (aware), in the order in which it became due; returns how many were sent.

    Messages about the same thing to the same recipient never overtake each other, unless the earlier one can't be
    written. A channel that is away costs each round one try.
    """
    clock, sent = Clock(now), 0
    with Post() as post, one_round():
        for message in claimed(clock):
            sent += _deliver(message, post, clock())
    if sum(release(channel=channel, now=clock()) for channel in post.worked):
        wake()
    return sent


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
            sent_as = post.send(letter, address, message)
        except Closed as closed:
            problem = str(closed)
            _tell_closed(address, at)
        except Lost:
            continue
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
            _note_sent(message, address, sent_as, at)
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


def _note_sent(message: Message, address: Address, sent_as: str, at: datetime) -> None:
    with connection.cursor() as cursor:
        sent_at = connection.ops.adapt_datetimefield_value(at)
        cursor.execute(SENT, [sent_at, address.channel, address.to, sent_as, message.pk])


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
    tries = 1 if waits_for is WaitsFor.SERVER and _has_worked_since(at, channel) else message.attempts
    next_try = at + (pause or pause_before(tries, waits_for))
    _note(message, try_at=next_try, waits_for=waits_for, problem=problem, channel=channel or "")


def _has_worked_since(at: datetime, channel: Channel | None) -> bool:
    """Whether another worker got a letter out meanwhile: it has released all that waited then, this one not yet."""
    recent = Message.objects.filter(state=State.SENT, due_at__gt=at - GIVEN_UP_AFTER)
    return recent.filter(channel=channel, sent_at__gte=at).exists()


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
