"""Who comes: match a typed contact to a client, without showing or overwriting what we know."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet

from booking.errors import Blocked, InvalidContact, TooManyVisits
from booking.models import OPEN, Client, ClientStatus, Master, Status, Visit

# Hints for staff (`Visit.client_hint`): nobody was merged, a person should look.
CONTRADICTION = "contact_contradiction"
SEVERAL = "several_clients"


@dataclass(frozen=True, slots=True)
class Contact:
    """A contact as typed: phone in E.164 or empty, email lower-cased or empty, at least one of them."""

    name: str
    phone: str = ""
    email: str = ""

    def __post_init__(self) -> None:
        if not self.name.strip() or not (self.phone or self.email):
            raise InvalidContact


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


def check_welcome(contact: Contact, *, max_open: int, now: datetime) -> None:
    """Raises Blocked if anybody with this phone or email is blocked, TooManyVisits at the cap of open visits."""
    if _known(contact).filter(status=ClientStatus.BLOCKED).exists():
        raise Blocked
    open_visits = Visit.objects.filter(
        same_contact(contact, "contact_phone", "contact_email"),
        appointments__status__in=OPEN,
        appointments__end__gt=now,
    )
    if open_visits.distinct().count() >= max_open:
        raise TooManyVisits


def no_shows(contact: Contact) -> int:
    """How often nobody came to a visit with this phone or email."""
    missed = Visit.objects.filter(
        same_contact(contact, "contact_phone", "contact_email"), appointments__status=Status.NO_SHOW
    )
    return missed.distinct().count()


def contact_of(visit: Visit) -> Contact | None:
    """The contact that a visit keeps; None for a walk-in with only a name, and for an erased one."""
    if not visit.contact_name or not (visit.contact_phone or visit.contact_email):
        return None
    return Contact(visit.contact_name, visit.contact_phone, visit.contact_email)


def close_telegram(*, telegram_id: int, now: datetime) -> None:
    """Note that a client or a master has blocked the bot since `now` (aware); nothing where it is known."""
    for people in (Client, Master):
        people.objects.filter(telegram_id=telegram_id, telegram_dead_since=None).update(telegram_dead_since=now)


def same_contact(contact: Contact, phone: str, email: str) -> Q:
    """A condition: rows whose fields `phone` or `email` hold one of the contact's own."""
    condition = Q(pk__in=[])
    if contact.phone:
        condition |= Q(**{phone: contact.phone})
    if contact.email:
        condition |= Q(**{email: contact.email})
    return condition


def _known(contact: Contact) -> QuerySet[Client]:
    return Client.objects.filter(same_contact(contact, "phone", "email"), erased_at=None)


def _contradicts(client: Client, contact: Contact) -> bool:
    pairs = ((client.phone, contact.phone), (client.email, contact.email))
    return any(known and typed and known != typed for known, typed in pairs)
