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
    """Telegram where the visit's own contact is linked to it and alive, then the visit's own email."""
    client, found = visit.client, []
    if client and client.telegram_id and client.telegram_dead_since is None and _is_own(visit, client):
        found.append(Address(Channel.TELEGRAM, str(client.telegram_id)))
    if visit.contact_email:
        found.append(Address(Channel.MAIL, visit.contact_email))
    return found


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


def _is_own(visit: Visit, client: Client) -> bool:
    """Whether what was typed is the client's own: whoever types a number must not silence their own mail by it."""
    return visit.contact_phone in ("", client.phone) and visit.contact_email in ("", client.email)


def _addresses(master: Master) -> list[Address]:
    is_linked = master.telegram_id and master.telegram_dead_since is None
    telegram = [Address(Channel.TELEGRAM, str(master.telegram_id))] if is_linked else []
    user = master.user
    mail = [Address(Channel.MAIL, user.email)] if user and user.is_active and user.email else []
    return telegram + mail


def _language(master: Master) -> str:
    profile = getattr(master.user, "wagtail_userprofile", None)
    return language.known(profile.preferred_language if profile else "")
