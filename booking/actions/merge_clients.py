"""Two client records turn out to be one person: one is kept, the other one is emptied and points to it."""

from collections.abc import Callable, Collection, Mapping
from datetime import datetime

from booking.actions.events import Actor
from booking.actions.link_telegram import forget_chats
from booking.actions.privacy import empty_client
from booking.actions.taking_time import takes_time
from booking.errors import NotMergeable
from booking.models import Client, ClientMerge, ClientStatus, Lead, Visit
from booking.selectors.duplicates import CHAT, CHOICES, duplicates_of

CHAT_FIELDS = ("telegram_id", "telegram_dead_since", "telegram_email", "telegram_phone")
REASON_LENGTH = 160


@takes_time
def merge_clients(*, kept: int, gone: int, taken: Collection[str], by: Actor, now: datetime) -> ClientMerge:
    """Make one client (its id) of two: visits, leads, notes and the chat move to the kept one, the other is emptied.

    `taken`: which of CHOICES come from the one that goes; what only one of them has is kept anyway. Whoever of the two
    was blocked stays so. A visit is read only in the chat in which it was read before: with a chat that is given up go
    its ways in. Messages, consents and places on the waiting list hang on visits and contacts and need no move.
    Raises NotMergeable where both are one, or one was erased or merged meanwhile.
    """
    pair = (kept, gone)
    # Visits before clients: the order of everybody else's locks.
    list(Visit.objects.filter(client__in=pair).order_by("pk").select_for_update(no_key=True))
    found = Client.objects.filter(pk__in=pair, erased_at=None).order_by("pk").select_for_update(no_key=True)
    clients = {client.pk: client for client in found}
    if set(clients) != set(pair) or kept == gone:
        raise NotMergeable
    one, other = clients[kept], clients[gone]
    merge = ClientMerge(kept=one, gone=other, at=now, user_id=by.user_id)
    _give_up_chat(one, other, taken)
    moved = {name: move(one, other) for name, move in MOVES.items()}
    merge.facts = {"taken": sorted(set(taken)), **{name: number for name, number in moved.items() if number}}
    facts = _joined(one, other, taken)
    empty_client(other, now)
    Client.objects.filter(pk=kept).update(**facts)
    merge.save()
    _forget_hints(one)
    return merge


def _joined(one: Client, other: Client, taken: Collection[str]) -> Mapping[str, object]:
    """What the kept record is like afterwards."""
    sources = {name: other if _is_from_other(one, other, name, taken) else one for name in CHOICES if name != CHAT}
    chat = other if _is_from_other(one, other, CHAT, taken) else one
    statuses = {one.status, other.status}
    is_blocked, is_active = ClientStatus.BLOCKED in statuses, ClientStatus.ACTIVE in statuses
    kinds = ((is_blocked, ClientStatus.BLOCKED), (is_active, ClientStatus.ACTIVE), (True, ClientStatus.GUEST))
    return {
        **{name: getattr(source, name) for name, source in sources.items()},
        **{name: getattr(chat, name) for name in CHAT_FIELDS},
        "status": next(status for holds, status in kinds if holds),
        "blocked_reason": "; ".join(filter(None, (one.blocked_reason, other.blocked_reason)))[:REASON_LENGTH],
        "notes": "\n\n".join(filter(None, (one.notes, other.notes))),
        "created_at": min(one.created_at, other.created_at),
    }


def _is_from_other(one: Client, other: Client, name: str, taken: Collection[str]) -> bool:
    """Whether the kept client gets this from the one that goes; nothing is never taken for something."""
    return bool(getattr(other, name)) and (name in taken or not getattr(one, name))


def _give_up_chat(one: Client, other: Client, taken: Collection[str]) -> None:
    """Where both have a chat only one stays connected, and what was read in the other one is read by mail again."""
    if one.telegram_id is None or other.telegram_id is None:
        return
    loser, chat = (one, one.telegram_id) if CHAT in taken else (other, other.telegram_id)
    Visit.objects.filter(reader=loser).update(reader=None)
    forget_chats([chat])


def _forget_hints(client: Client) -> None:
    """That several clients might be meant was said about these two, unless there is a third one."""
    client.refresh_from_db()
    if not duplicates_of(client):
        Visit.objects.filter(client=client).exclude(client_hint="").update(client_hint="")


def _move_visits(one: Client, other: Client) -> int:
    return Visit.objects.filter(client=other).update(client=one)


def _move_readers(one: Client, other: Client) -> int:
    return Visit.objects.filter(reader=other).update(reader=one)


def _move_leads(one: Client, other: Client) -> int:
    return Lead.objects.filter(client=other).update(client=one)


def _move_merges(one: Client, other: Client) -> int:
    """Whoever was merged into the one that goes is found at the kept one at once."""
    return ClientMerge.objects.filter(kept=other).update(kept=one)


# Every table that points to a client; `ClientMerge.gone` is the pointer itself.
MOVES: Mapping[str, Callable[[Client, Client], int]] = {
    "Visit.client": _move_visits,
    "Visit.reader": _move_readers,
    "Lead.client": _move_leads,
    "ClientMerge.kept": _move_merges,
}
