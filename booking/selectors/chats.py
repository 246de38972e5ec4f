"""Whose Telegram chat it is, and which visits may be read in it.

A chat reads what was booked in it or connected with it, and what stands under a contact that it has proved. Being
matched to its client is not enough: whoever typed somebody else's number was matched too.
"""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from booking.errors import VisitNotFound
from booking.models import OPEN, Appointment, Client, ClientStatus, Master, Visit
from booking.selectors.agenda import SEE_ALL
from salon.lib import links


@dataclass(frozen=True, slots=True)
class Colleague:
    """A master in her chat. `user_id`: her login, None where she has none; `sees_all`: the owner sees everybody's.
    `language`: a code that she has chosen in the chat, empty where she has not.
    """

    pk: int
    slug: str
    user_id: int | None
    sees_all: bool
    language: str = ""

    @property
    def own(self) -> frozenset[int] | None:
        """Whose appointments she may act on (ids); None: everybody's."""
        return None if self.sees_all else frozenset({self.pk})


def client_of_chat(chat: int) -> Client | None:
    """The one client record of a chat (Telegram's id)."""
    return Client.objects.filter(telegram_id=chat, erased_at=None).first()


def colleague_of_chat(chat: int) -> Colleague | None:
    """The master whose chat it is, as long as she works here and her login, where she has one, is not switched off."""
    master = Master.objects.filter(telegram_id=chat, is_employed=True).select_related("user").first()
    if master is None or (master.user is not None and not master.user.is_active):
        return None
    sees_all = master.is_owner or (master.user is not None and master.user.has_perm(SEE_ALL))
    return Colleague(master.pk, master.slug, master.user_id, sees_all, master.telegram_language)


def is_read_in_chat(email: str) -> bool:
    """Whether a chat has proved this address (lower-cased) to be its own."""
    return Client.objects.filter(telegram_email=email, telegram_id__isnull=False).exists()


def is_blocked(client: Client) -> bool:
    return client.status == ClientStatus.BLOCKED


def visits_read_by(client: Client) -> QuerySet[Visit]:
    """The visits that may be read in this client's chat."""
    own = Q(reader=client)
    if client.telegram_email:
        own |= Q(contact_email=client.telegram_email)
    if client.telegram_phone:
        own |= Q(contact_email="", contact_phone=client.telegram_phone)
    # Whoever was erased left a visit without a name.
    return Visit.objects.filter(own).exclude(contact_name="")


def visit_in_chat(client: Client | None, public_id: bytes) -> Visit:
    """One of them. Raises VisitNotFound, also for another person's."""
    visit = visits_read_by(client).filter(public_id=public_id).first() if client else None
    if visit is None:
        raise VisitNotFound
    return visit


def visits_to_show(client: Client | None, *, upcoming: bool, now: datetime) -> QuerySet[Visit]:
    """What is still ahead, the next first; or what is over or off, the latest first."""
    visits = visits_read_by(client) if client else Visit.objects.none()
    ahead = Exists(Appointment.objects.filter(visit=OuterRef("pk"), status__in=OPEN, end__gt=now))
    begins = Appointment.objects.filter(visit=OuterRef("pk")).order_by("start").values("start")[:1]
    return (
        visits.filter(ahead if upcoming else ~ahead)
        .annotate(begins=begins)
        .order_by(*(("begins", "pk") if upcoming else ("-begins", "-pk")))
    )


def visit_of_colleague(colleague: Colleague, public_id: bytes) -> Visit:
    """A visit in which she has a part, or any where she sees everybody's. Raises VisitNotFound."""
    visits = Visit.objects.filter(public_id=public_id).exclude(contact_name="")
    if not colleague.sees_all:
        visits = visits.filter(appointments__master=colleague.pk).distinct()
    visit = visits.first()
    if visit is None:
        raise VisitNotFound
    return visit


def read_id(text: str) -> bytes:
    """A visit's public id as the API spells it. Raises VisitNotFound for anything else."""
    found = links.read_id(text)
    if found is None:
        raise VisitNotFound
    return found
