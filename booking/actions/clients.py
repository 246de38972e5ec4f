"""Who comes: match a typed contact to a client, without showing or overwriting what we know."""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db.models import Q, QuerySet

from booking.errors import Blocked, InvalidContact, TooManyVisits
from booking.models import OPEN, Client, ClientStatus, Master, Status, Visit

# Hints for staff (`Visit.client_hint`): nobody was merged, a person should look.
CONTRADICTION = "contact_contradiction"
SEVERAL = "several_clients"


@dataclass(frozen=True, slots=True)
class Contact:
    """A contact as typed: phone in E.164 or empty, email lower-cased or empty, at least one of them.

    `chat`: the Telegram chat (its id) in which somebody books, which is a contact too. `is_here`: she is at the desk
    and a name is enough.
    """

    name: str
    phone: str = ""
    email: str = ""
    chat: int | None = None
    is_here: bool = False

    def __post_init__(self) -> None:
        if not self.name.strip() or not (self.phone or self.email or self.chat or self.is_here):
            raise InvalidContact


def contact_in_chat(*, chat: int | None, name: str, phone: str, email: str) -> Contact:
    """What was typed in a chat; whoever typed nothing is reached as the chat's client always is."""
    known = None if phone or email or chat is None else Client.objects.filter(telegram_id=chat, erased_at=None).first()
    if known is not None:
        phone, email = known.telegram_phone or known.phone, known.telegram_email or known.email
    return Contact(name, phone, email, chat)


def client_of(contact: Contact, language: str) -> tuple[Client | None, str]:
    """Whose visit it is: the chat's client, else whoever is behind the typed contact; None where only a name is known.

    With a hint for staff (mostly empty).
    """
    if contact.chat is not None:
        return chat_client(contact.chat, language=language, contact=contact), ""
    return match_client(contact, language) if contact.phone or contact.email else (None, "")


def chat_client(chat: int, *, language: str, contact: Contact) -> Client:
    """The one client record of a chat, made if there is none. What it says of itself proves nothing yet."""
    found = Client.objects.select_for_update(no_key=True).filter(telegram_id=chat).first()
    if found is not None:
        if found.telegram_dead_since is not None:
            # Whoever had blocked the bot and speaks to it hears it again.
            found.telegram_dead_since = None
            found.save(update_fields=["telegram_dead_since"])
        return found
    return Client.objects.create(
        telegram_id=chat, name=contact.name, phone=contact.phone, email=contact.email, language=language
    )


def match_client(contact: Contact, language: str) -> tuple[Client, str]:
    """The client behind a typed contact, made if there is none, and a hint for staff (mostly empty).

    Same phone and same email, or one of them and no contradiction, is the same person. If the phone belongs to one and
    the email to another, or the known other contact differs, nobody is merged and a new guest is made.
    """
    # Locked: whoever is being erased in this moment must not get one more visit.
    known = list(_known(contact).order_by("pk").select_for_update(no_key=True))
    agreeing = [client for client in known if not _contradicts(client, contact)]
    exact = [client for client in agreeing if (client.phone, client.email) == (contact.phone, contact.email)]
    found = exact or agreeing
    if len(found) == 1 and (exact or len(known) == 1):
        return found[0], ""
    if exact or (found and not (contact.phone and contact.email)):
        same_name = [client for client in found if client.name.casefold() == contact.name.casefold()]
        return (same_name or found)[-1], SEVERAL
    guest = Client.objects.create(name=contact.name, phone=contact.phone, email=contact.email, language=language)
    return guest, CONTRADICTION if known else ""


def language_of(contact: Contact) -> str:
    """In which we write to them: what we know of who has this number."""
    known = Client.objects.filter(phone=contact.phone, erased_at=None).order_by("-pk") if contact.phone else None
    client = known.first() if known is not None else None
    return client.language if client else settings.LANGUAGE_CODE


def check_welcome(contact: Contact, *, max_open: int, now: datetime) -> None:
    """Raises Blocked if anybody with this phone or email is blocked, TooManyVisits at the cap of open visits."""
    known = same_contact(contact, "phone", "email", "telegram_id") | _of_chat(contact, "phone", "email")
    if Client.objects.filter(known, erased_at=None, status=ClientStatus.BLOCKED).exists():
        raise Blocked
    open_visits = Visit.objects.filter(
        of_visits(contact),
        appointments__status__in=OPEN,
        appointments__end__gt=now,
    )
    if open_visits.distinct().count() >= max_open:
        raise TooManyVisits


def no_shows(contact: Contact) -> int:
    """How often nobody came to a visit with this phone or email."""
    missed = Visit.objects.filter(of_visits(contact), appointments__status=Status.NO_SHOW)
    return missed.distinct().count()


def contact_of(visit: Visit) -> Contact | None:
    """The contact that a visit keeps; None for a walk-in with only a name, and for an erased one."""
    chat = visit.reader.telegram_id if visit.reader else None
    if not visit.contact_name or not (visit.contact_phone or visit.contact_email or chat):
        return None
    return Contact(visit.contact_name, visit.contact_phone, visit.contact_email, chat)


def close_telegram(*, telegram_id: int, now: datetime) -> None:
    """Note that a client or a master has blocked the bot since `now` (aware); nothing where it is known."""
    for people in (Client, Master):
        people.objects.filter(telegram_id=telegram_id, telegram_dead_since=None).update(telegram_dead_since=now)


def of_visits(contact: Contact) -> Q:
    """A condition: visits with one of the contact's own ways to reach them."""
    same = same_contact(contact, "contact_phone", "contact_email", "reader__telegram_id")
    return same | _of_chat(contact, "contact_phone", "contact_email")


def same_contact(contact: Contact, phone: str, email: str, chat: str = "") -> Q:
    """A condition: rows whose fields `phone`, `email` or `chat` hold one of the contact's own."""
    condition = Q(**{chat: contact.chat}) if chat and contact.chat is not None else Q(pk__in=[])
    if contact.phone:
        condition |= Q(**{phone: contact.phone})
    if contact.email:
        condition |= Q(**{email: contact.email})
    return condition


def _of_chat(contact: Contact, phone: str, email: str) -> Q:
    """The same for what the chat's client is known by: in a chat nobody types it again, and it counts all the same."""
    condition = Q(pk__in=[])
    if contact.chat is None:
        return condition
    own = Client.objects.filter(telegram_id=contact.chat)
    for field, names in ((phone, ("phone", "telegram_phone")), (email, ("email", "telegram_email"))):
        for name in names:
            condition |= Q(**{f"{field}__in": own.exclude(**{name: ""}).values(name)})
    return condition


def _known(contact: Contact) -> QuerySet[Client]:
    return Client.objects.filter(same_contact(contact, "phone", "email", "telegram_id"), erased_at=None)


def _contradicts(client: Client, contact: Contact) -> bool:
    pairs = ((client.phone, contact.phone), (client.email, contact.email))
    return any(known and typed and known != typed for known, typed in pairs)
