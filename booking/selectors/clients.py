"""Clients as staff look them up: the list with its figures, and all that a card shows of one."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db.models import Count, DateTimeField, Exists, IntegerField, Max, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from booking.models import OPEN, Appointment, AppointmentEvent, Client, ClientMerge, Status, WaitingEntry
from booking.selectors.agenda import Staff, appointments_for, clients_matching, clients_named, sees_everybody
from salon.outbox.models import CLIENT, Message

MESSAGES_AT_MOST = 20


@dataclass(frozen=True, slots=True)
class Consent:
    """The words that were agreed to, when (aware), and with which visit; `reference` is empty for the waiting list."""

    text: str
    at: datetime
    reference: str


@dataclass(frozen=True, slots=True)
class History:
    """A client's appointments as far as somebody may see them, the latest first, and what they come to in visits.

    `paid`: EUR, of what was closed with an amount. `next`: what is open and ahead, the earliest.
    """

    rows: Sequence[Any]
    visits: int
    no_shows: int
    late: int
    paid: Decimal
    next: Any


def clients_for(user: Staff) -> QuerySet[Client]:
    """Whom this person may look up: everybody who was not erased; for a master those whom she has had or expects."""
    clients = Client.objects.filter(erased_at=None)
    return clients if sees_everybody(user) else clients.filter(Exists(_appointments_with(user)))


def counted_clients_for(user: Staff) -> QuerySet[Client]:
    """The same with `visit_count`, `no_show_count` and the start of the `last_visit` (or None); a master's are of her
    own appointments.
    """
    own, clients = _appointments_with(user), clients_for(user)
    last = own.filter(status=Status.COMPLETED).values("visit__client").annotate(at=Max("start")).values("at")
    return clients.annotate(
        visit_count=_visits(own),
        no_show_count=_visits(own.filter(status=Status.NO_SHOW)),
        last_visit=Subquery(last, output_field=DateTimeField()),
    )


def searched_clients(user: Staff, words: str) -> Q:
    """A condition for what is typed; a master doesn't learn by trying whose number or address something is."""
    return clients_matching(words) if sees_everybody(user) else clients_named(words)


def history_with(client: Client, user: Staff, *, now: datetime) -> History:
    """One query."""
    rows = list(appointments_for(user).filter(visit__client=client).order_by("-start", "-pk"))
    ahead = [row for row in rows if row.status in OPEN and row.start > now]
    return History(
        rows=rows,
        visits=len({row.visit_id for row in rows}),
        no_shows=len({row.visit_id for row in rows if row.status == Status.NO_SHOW}),
        late=len({row.visit_id for row in rows if row.is_late_cancel}),
        paid=sum((row.paid for row in rows if row.paid is not None), Decimal(0)),
        next=min(ahead, key=lambda row: row.start, default=None),
    )


def consents_of(client: Client) -> list[Consent]:
    """What was agreed to with visits and places on the waiting list, the latest first; each once."""
    events = AppointmentEvent.objects.filter(appointment__visit__client=client, facts__has_key="consent")
    told = events.order_by("-at").values_list("facts__consent", "at", "appointment__visit__reference")
    given = {(text, reference): Consent(text, at, reference) for text, at, reference in told}
    waited = [Consent(entry.consent, entry.created_at, "") for entry in waiting_of(client) if entry.consent]
    return sorted([*given.values(), *waited], key=lambda consent: consent.at, reverse=True)


def waiting_of(client: Client) -> QuerySet[WaitingEntry]:
    """Places on the waiting list under one of the client's own contacts, the latest first."""
    same = Q(pk__in=[])
    for field, value in (("contact_email", client.email), ("contact_phone", client.phone)):
        if value:
            same |= Q(**{field: value})
    return WaitingEntry.objects.filter(same).order_by("-created_at", "-pk")


def messages_to_client(about: Collection[str]) -> QuerySet[Message]:
    """What we wrote to the client about these things, or are about to, the latest first."""
    return Message.objects.filter(about__in=about, recipient=CLIENT).order_by("-due_at", "-pk")[:MESSAGES_AT_MOST]


def merges_into(client: Client) -> QuerySet[ClientMerge]:
    """Which records were merged into this one, by whom, the latest first."""
    return ClientMerge.objects.filter(kept=client).select_related("user")


def _appointments_with(user: Staff) -> QuerySet[Appointment]:
    """Of the client in the query around it: everybody's, or a master's own."""
    rows = Appointment.objects.filter(visit__client=OuterRef("pk")).order_by()
    return rows if sees_everybody(user) else rows.filter(master__user_id=user.pk)


def _visits(rows: QuerySet[Appointment]) -> Coalesce:
    number = rows.values("visit__client").annotate(number=Count("visit", distinct=True)).values("number")
    return Coalesce(Subquery(number, output_field=IntegerField()), 0)
