"""Who reads a message: the addresses of a client, a master and the desk, in the order in which they are tried."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.conf import settings

from booking.engine import calendar
from booking.models import BookingSettings, Client, Master, Visit
from booking.selectors.availability import salon_zone
from salon.cms.models import SalonSettings
from salon.lib import language
from salon.outbox.letter import Address, Channel
from salon.outbox.models import DESK


@dataclass(frozen=True, slots=True)
class StaffReader:
    """Somebody of the salon: `to` may be empty; `user` is the id of her login."""

    to: Sequence[Address]
    language: str
    user: int | None = None
    master: int | None = None


def client_addresses(visit: Visit) -> list[Address]:
    """The chat that reads the visit, as long as it is open, then the visit's own email."""
    found = []
    if (chat := chat_of(visit)) is not None:
        found.append(Address(Channel.TELEGRAM, str(chat)))
    if visit.contact_email:
        found.append(Address(Channel.MAIL, visit.contact_email))
    return found


def chat_of(visit: Visit) -> int | None:
    """Where the visit was booked or connected, else the chat that has proved the visit's own contact to be its own.

    A client to whom the visit was only matched gets nothing: whoever types a number must not silence their own mail by
    it, nor write to somebody else.
    """
    own = visit.reader
    if own is None and visit.client is not None and _has_proved(visit.client, visit):
        own = visit.client
    return own.telegram_id if own is not None and own.telegram_dead_since is None else None


def staff_reader(recipient: str) -> StaffReader | None:
    """The reader behind "desk" or "master:3"; None for a master who works here no more."""
    if recipient == DESK:
        email = SalonSettings.load().email
        return StaffReader([Address(Channel.MAIL, email)] if email else [], settings.LANGUAGE_CODE)
    master_id = int(recipient.partition(":")[2])
    master = Master.objects.filter(pk=master_id, is_employed=True).select_related("user__wagtail_userprofile").first()
    return None if master is None else StaffReader(_addresses(master), _language(master), master.user_id, master.pk)


def is_masters_login(user: int | None) -> bool:
    """Whether this login (its id) is one of a master, who acts for herself and not for the desk."""
    return user is not None and Master.objects.filter(user_id=user).exists()


def awake_from(now: datetime) -> datetime | None:
    """When (aware) a message that is not urgent may leave at the soonest; None where it may at once."""
    rules, local = BookingSettings.load(), now.astimezone(salon_zone())
    clock = local.time()
    if rules.messages_from <= clock < rules.messages_until:
        return None
    day = local.date() if clock < rules.messages_from else local.date() + timedelta(days=1)
    begin, _ = calendar.local_span(day, rules.messages_from, time(), salon_zone())
    return calendar.moment(begin)


def _has_proved(client: Client, visit: Visit) -> bool:
    if visit.contact_email:
        return visit.contact_email == client.telegram_email
    return bool(visit.contact_phone) and visit.contact_phone == client.telegram_phone


def _addresses(master: Master) -> list[Address]:
    is_linked = master.telegram_id and master.telegram_dead_since is None
    telegram = [Address(Channel.TELEGRAM, str(master.telegram_id))] if is_linked else []
    user = master.user
    mail = [Address(Channel.MAIL, user.email)] if user and user.is_active and user.email else []
    return telegram + mail


def _language(master: Master) -> str:
    profile = getattr(master.user, "wagtail_userprofile", None)
    return language.known(master.telegram_language or (profile.preferred_language if profile else ""))
