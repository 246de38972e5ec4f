"""Connect a Telegram chat: with a visit, with the reader of a mailbox, with a master; and take it back.

A code works once and soon expires. Whoever holds the link of a visit's page connects that visit and nothing else: it
shows who typed the contact, not whose it is. Only what was mailed, or shown behind a mailed link, proves an address.
"""

import secrets
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Exists, F, OuterRef, Q

from booking.actions.clients import Contact, chat_client
from booking.actions.taking_time import takes_time
from booking.errors import CodeSpent
from booking.models import ApiAnswer, Client, Lead, LinkCode, LinkPurpose, Master, Scan, Visit
from salon.lib.links import digest_of

CLIENT_MINUTES, MASTER_HOURS = 30, 24
# As text 64 letters, the most that a deep link of Telegram's may carry, and 40: long enough to be hidden in logs.
CLIENT_BYTES, MASTER_BYTES = 48, 30
KEPT = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Linked:
    """What a chat is connected with now: a client or a master (ids), and the visit whose page led here."""

    client: int | None = None
    master: int | None = None
    visit: int | None = None


def visit_code(*, visit_id: int, proves: str = "", now: datetime) -> str:
    """A client's code for a visit; `proves`: the email (lower-cased) to which it is mailed, empty for its page."""
    return _make(CLIENT_BYTES, now, timedelta(minutes=CLIENT_MINUTES), visit_id=visit_id, email=proves)


def account_code(*, email: str, now: datetime) -> str:
    """A client's code for whoever has just shown that they read the mail of this address (lower-cased)."""
    return _make(CLIENT_BYTES, now, timedelta(minutes=CLIENT_MINUTES), email=email)


def master_code(*, master_id: int, now: datetime) -> str:
    """A master's code, shown once; every earlier one of hers opens nothing any more."""
    LinkCode.objects.filter(master=master_id, used_at=None).delete()
    return _make(MASTER_BYTES, now, timedelta(hours=MASTER_HOURS), master_id=master_id)


@takes_time
def link_chat(
    *,
    code: str,
    chat: int,
    name: str,
    language: str,
    now: datetime,
    purposes: Collection[LinkPurpose] = tuple(LinkPurpose),
) -> Linked:
    """Spend a code for a chat (Telegram's id) of somebody who calls themselves `name`.

    One UPDATE decides, so of two at once only one gets in. Raises CodeSpent for a code that was used, has expired or
    never was, is of another purpose, and for a master who works here no more.
    """
    codes = LinkCode.objects.filter(digest=digest_of(code), purpose__in=purposes)
    # A visit is locked before its code and its clients, as wherever else one is changed or erased.
    visit = Visit.objects.select_for_update(no_key=True).filter(pk__in=codes.values("visit")).first()
    if not codes.filter(used_at=None, expires_at__gt=now).update(used_at=now):
        raise CodeSpent
    found = codes.get()
    if found.master_id is not None:
        return _link_master(found.master_id, chat, language)
    if found.email:
        client = _link_reader(found.email, chat, name, language)
    else:
        client = _link_holder(visit, chat, name, language)
    if visit is not None:
        Visit.objects.filter(pk=visit.pk).update(reader=client)
    return Linked(client=client.pk, visit=found.visit_id)


@takes_time
def prove_phone(*, chat: int, phone: str, name: str, language: str) -> int:
    """Telegram says that this number (E.164) is the chat's own; returns the id of the chat's client."""
    client = chat_client(chat, language=language, contact=Contact(name, phone, chat=chat))
    client.telegram_phone, client.language = phone, language
    client.phone = client.phone or phone
    client.save(update_fields=["telegram_phone", "phone", "language"])
    return client.pk


def speak(*, chat: int, language: str) -> None:
    """Remember in which language a known chat reads; nothing where nobody is known."""
    Client.objects.filter(telegram_id=chat).update(language=language)
    Master.objects.filter(telegram_id=chat).update(telegram_language=language)


@takes_time
def unlink_client(*, chat: int, now: datetime) -> bool:
    """The chat reads nothing any more; False where it read nothing before.

    Of a client known by this chat alone only the visits stay: there is no way left to them.
    """
    client = Client.objects.select_for_update(no_key=True).filter(telegram_id=chat).first()
    if client is None:
        return False
    disconnect(client, now=now)
    return True


@takes_time
def unlink_visit(*, visit_id: int) -> None:
    """Its messages go to its own contact again."""
    Visit.objects.filter(pk=visit_id).update(reader=None)


@takes_time
def unlink_reader(*, email: str, now: datetime) -> None:
    """Whoever reads the mail of this address takes the chats off that have proved it."""
    for client in Client.objects.select_for_update(no_key=True).filter(telegram_email=email).order_by("pk"):
        disconnect(client, now=now)


@takes_time
def unlink_master(*, chat: int) -> bool:
    """The same for a master's chat."""
    return bool(Master.objects.filter(telegram_id=chat).update(telegram_id=None, telegram_dead_since=None))


@takes_time
def cut_off_master(*, master_id: int) -> None:
    """Her chat shows nothing any more, and a code that was made for her opens nothing."""
    LinkCode.objects.filter(master=master_id, used_at=None).delete()
    Master.objects.filter(pk=master_id).update(telegram_id=None, telegram_dead_since=None)


def disconnect(client: Client, *, now: datetime) -> None:
    """Take the chat off a locked client."""
    client.telegram_id = client.telegram_dead_since = None
    client.telegram_email = client.telegram_phone = ""
    if not (client.phone or client.email):
        client.name, client.erased_at = "", now
    client.save()


def forget_chats(chats: Collection[int]) -> None:
    """Of what these chats (Telegram's ids) did only that it was done; their codes and answers go."""
    Scan.objects.filter(telegram_id__in=chats).update(telegram_id=None)
    Lead.objects.filter(telegram_id__in=chats).update(telegram_id=None, name="", client=None)
    for chat in chats:
        ApiAnswer.objects.filter(caller__endswith=f"|{chat}").delete()


def forget_codes(*, now: datetime) -> int:
    """Remove codes that were spent or have expired a day ago; returns how many rows went."""
    before = now - KEPT
    return LinkCode.objects.filter(Q(expires_at__lte=before) | Q(used_at__lte=before)).delete()[0]


def _make(size: int, now: datetime, lasts: timedelta, **about: object) -> str:
    code = secrets.token_urlsafe(size)
    purpose = LinkPurpose.MASTER if "master_id" in about else LinkPurpose.CLIENT
    LinkCode.objects.create(digest=digest_of(code), purpose=purpose, created_at=now, expires_at=now + lasts, **about)
    return code


def _link_master(master_id: int, chat: int, language: str) -> Linked:
    """A chat is one master's, and hers is one."""
    Master.objects.filter(telegram_id=chat).exclude(pk=master_id).update(telegram_id=None)
    facts = {"telegram_id": chat, "telegram_dead_since": None, "telegram_language": language}
    if not Master.objects.filter(pk=master_id, is_employed=True).update(**facts):
        raise CodeSpent
    return Linked(master=master_id)


def _link_reader(email: str, chat: int, name: str, language: str) -> Client:
    """Whoever reads this mailbox: the chat's client, else one known by the address, else a new one.

    Only a chat that has proved the same address gives way to the newer one: in another one it was merely typed, by
    somebody whose visits these are not. Nor is a former chat's client taken for hers, as long as visits hang on it that
    stand under anything else.
    """
    client = Client.objects.select_for_update(no_key=True).filter(telegram_id=chat).first()
    if client is None:
        known = Client.objects.select_for_update(no_key=True).filter(email=email, erased_at=None)
        others = Visit.objects.filter(reader=OuterRef("pk")).exclude(contact_email=email).exclude(contact_name="")
        known = known.filter(Q(telegram_email=email) | Q(telegram_id=None) & ~Exists(others))
        client = known.order_by(F("telegram_id").desc(nulls_first=True), "-pk").first()
    if client is None:
        client = Client(name=name)
    client.telegram_id, client.telegram_dead_since, client.telegram_email = chat, None, email
    client.email, client.language = client.email or email, language
    client.save()
    return client


def _link_holder(visit: Visit | None, chat: int, name: str, language: str) -> Client:
    """Whoever holds a visit's link: the chat's client, else the visit's own as long as nobody else is behind it."""
    client = Client.objects.select_for_update(no_key=True).filter(telegram_id=chat).first()
    own = Client.objects.select_for_update(no_key=True).filter(visits=visit).first() if visit else None
    if client is None and visit is not None and own is not None and _is_of_this_visit(own, visit):
        client = own
        client.telegram_id = chat
    if client is None:
        client = Client(telegram_id=chat, name=visit.contact_name if visit else name)
    client.telegram_dead_since, client.language = None, language
    client.save()
    return client


def _is_of_this_visit(client: Client, visit: Visit) -> bool:
    """Whether a client is nobody but whoever booked this visit: of one who was known before the link shows nothing."""
    known, typed = (
        (client.name, client.phone, client.email),
        (visit.contact_name, visit.contact_phone, visit.contact_email),
    )
    return known == typed and client.telegram_id is None and client.erased_at is None and client.visits.count() == 1
