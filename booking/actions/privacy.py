"""Erase a person (Art. 17 GDPR): who it was goes, what was done stays, so that totals remain true.

Amounts, times, services, masters, states and campaigns stay. What is registered as personal data of a table
(`salon.cms.registries`) goes by being registered there; a hold's address and what a session keeps end by themselves.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db.models import F, Q
from wagtail.models import ModelLogEntry

from booking.actions.account import about_link
from booking.actions.change import is_late
from booking.actions.clients import contact_of, match_client
from booking.actions.events import Actor, note_event
from booking.actions.link_telegram import forget_chats
from booking.actions.notify import about_visit
from booking.actions.once import forget_answers_about
from booking.actions.open_visit import end_visit
from booking.actions.taking_time import TRIES, lock_masters, takes_time
from booking.actions.waiting import about_offer
from booking.actions.waiting_place import about_entry, leave_waiting_list
from booking.errors import ClientNotFound, InvalidContact, RateLimited
from booking.models import (
    OPEN,
    Appointment,
    AppointmentEvent,
    Client,
    LinkCode,
    MagicLink,
    Status,
    Visit,
    WaitingEntry,
    WaitingOffer,
)
from salon.cms.registries import letter_tables, personal_data
from salon.outbox.actions.write import forget

ERASED = "erased"
# Of an event only this stays; whatever else is written down some day is taken for a person's words.
KEPT_FACTS = ("start", "before", "after", "status", "master", "why", "late", "waiting_list", "amount")


@dataclass(frozen=True, slots=True)
class Whom:
    """Who is to be erased: conditions for their visits, entries and client records, and their email, if any.

    `client`: the id of the record that goes whatever its contacts are; None where only an email is known.
    """

    email: str
    visits: Q
    entries: Q
    clients: Q
    client: int | None = None


@dataclass(frozen=True, slots=True)
class Erased:
    """How many visits lost their person, and how many of them were cancelled for it."""

    visits: int
    cancelled: int


def erase_person(*, email: str, by: Actor, now: datetime) -> Erased:
    """Erase whoever has this email (lower-cased): visits and entries by their own contact, clients by theirs.

    Visits that have not begun are cancelled first, whatever the limits say, and the waiting list is left; nobody is
    written to. Of a client who also came under other contacts only the email goes. Links into "my visits" go too, and
    with them every session they opened. Raises InvalidContact for an empty email, which would be everybody's.
    """
    if not email:
        raise InvalidContact
    own = Q(contact_email=email)
    return _try_to_erase(Whom(email, own, own, Q(email=email) | Q(telegram_email=email)), by=by, now=now)


def erase_client(*, client_id: int, by: Actor, now: datetime) -> Erased:
    """Erase a client at the desk, who may have no email: the record, every visit that is linked to it, and all that
    `erase_person` takes for its email. Raises ClientNotFound, RateLimited.
    """
    client = Client.objects.filter(pk=client_id, erased_at=None).first()
    if client is None:
        raise ClientNotFound
    email, own = client.email, Q(client=client_id)
    contact = Q(contact_email=email) if email else Q(pk__in=[])
    clients = Q(pk=client_id) | (Q(email=email) | Q(telegram_email=email) if email else Q(pk__in=[]))
    return _try_to_erase(Whom(email, own | contact, contact, clients, client_id), by=by, now=now)


def _try_to_erase(whom: Whom, *, by: Actor, now: datetime) -> Erased:
    for _try in range(TRIES):
        try:
            return _erase(whom, by=by, now=now)
        except _BookedMeanwhile:
            continue
    raise RateLimited


class _BookedMeanwhile(Exception):
    """Somebody booked with this email in the same moment: nothing was changed, and it is done anew."""


@takes_time
def _erase(whom: Whom, *, by: Actor, now: datetime) -> Erased:
    """Entries before visits, visits before masters, codes before clients: the order of everybody else's locks."""
    email = whom.email
    entries = list(WaitingEntry.objects.filter(whom.entries).order_by("pk").select_for_update(no_key=True))
    visits = list(Visit.objects.filter(whom.visits).order_by("pk").select_for_update(no_key=True))
    ahead = _ahead(visits, now)
    lock_masters({appointment.master_id for rows in ahead.values() for appointment in rows}, now=now)
    _erase_entries(entries, now)
    # Before clients: a chat that is just being connected spends its code first, and is waited for.
    LinkCode.objects.filter((Q(email=email) if email else Q(pk__in=[])) | Q(visit__in=visits)).delete()
    known = Client.objects.filter(whom.clients, erased_at=None)
    clients = list(known.order_by("pk").select_for_update(no_key=True))
    # A booking that was under way has matched one of these clients and was waited for; the next one finds none.
    if Visit.objects.filter(whom.visits).exclude(pk__in=[visit.pk for visit in visits]).exists():
        raise _BookedMeanwhile
    for visit in visits:
        if visit.pk in ahead:
            late = is_late(ahead[visit.pk], now)
            end_visit(visit, ahead[visit.pk], Status.CANCELLED, by=by, now=now, facts={"late": late}, is_late=late)
    _forget_messages(email, visits, entries)
    _forget_letters(email)
    _erase_visits(visits, by)
    forget_answers_about(visits)
    forget_chats([client.telegram_id for client in clients if client.telegram_id is not None])
    for client in clients:
        if client.email == email or client.pk == whom.client:
            _erase_client(client, visits, now)
        else:
            # Known under another address; only the chat has proved this one.
            Client.objects.filter(pk=client.pk).update(telegram_email="")
    return Erased(len(visits), len(ahead))


def _ahead(visits: Sequence[Visit], now: datetime) -> dict[int, list[Appointment]]:
    """The open appointments of each visit (by id) that has not begun."""
    found: dict[int, list[Appointment]] = {}
    for appointment in Appointment.objects.filter(visit__in=visits, status__in=OPEN).order_by("position"):
        found.setdefault(appointment.visit_id, []).append(appointment)
    return {visit: rows for visit, rows in found.items() if min(row.start for row in rows) > now}


def _erase_entries(entries: Sequence[WaitingEntry], now: datetime) -> None:
    """Whoever still waits leaves the list first, and gives back what is just offered."""
    for entry in entries:
        leave_waiting_list(entry_id=entry.pk, now=now)
    own = [entry.pk for entry in entries]
    WaitingEntry.objects.filter(pk__in=own).update(link_version=F("link_version") + 1, **_nobody(WaitingEntry))


def _forget_letters(email: str) -> None:
    """Links into "my visits", and what was written to the salon; an empty address would be everybody's."""
    if email:
        MagicLink.objects.filter(email=email).delete()
        for table in letter_tables:
            apps.get_model(table.model).objects.filter(**{table.email: email}).delete()


def _forget_messages(email: str, visits: Sequence[Visit], entries: Sequence[WaitingEntry]) -> None:
    offers = WaitingOffer.objects.filter(entry__in=entries).values_list("pk", flat=True)
    links = MagicLink.objects.filter(email=email).values_list("pk", flat=True)
    about = [
        *(about_visit(visit) for visit in visits),
        *(about_entry(entry.pk) for entry in entries),
        *(about_offer(pk) for pk in offers),
        *(about_link(pk) for pk in links),
    ]
    forget(about=about, address=email)


def _erase_visits(visits: Sequence[Visit], by: Actor) -> None:
    """Their links open nothing any more; that they were erased stands in their history."""
    own = [visit.pk for visit in visits]
    Visit.objects.filter(pk__in=own).update(link_version=F("link_version") + 1, **_nobody(Visit))
    for event in AppointmentEvent.objects.filter(appointment__visit__in=own):
        kept = {key: fact for key, fact in event.facts.items() if key in KEPT_FACTS}
        if kept != event.facts:
            event.facts = kept
            event.save(update_fields=["facts"])
    for appointment in Appointment.objects.filter(visit__in=own):
        note_event(appointment, ERASED, by)


def _erase_client(client: Client, erased: Sequence[Visit], now: datetime) -> None:
    """Empty the row; where other visits are left, take only its email off as long as that leaves a contact."""
    own = [visit.pk for visit in erased]
    # Only who was erased before has no name.
    others = Visit.objects.filter(client=client).exclude(pk__in=own).exclude(contact_name="")
    if others.exists() and (client.phone or client.telegram_id):
        client.email = client.telegram_email = ""
        client.save(update_fields=["email", "telegram_email"])
        return
    empty_client(client, now)
    _match_anew(others)


def empty_client(client: Client, now: datetime) -> None:
    """Leave of a client's row only that it was there."""
    Client.objects.filter(pk=client.pk).update(erased_at=now, **_nobody(Client))
    # The admin's own log names what was edited.
    logged = ModelLogEntry.objects.filter(
        content_type=ContentType.objects.get_for_model(Client), object_id=str(client.pk)
    )
    logged.update(label=f"#{client.pk}", data={})


def _match_anew(visits: Iterable[Visit]) -> None:
    """Visits under a contact of their own find its client: an erased one would silence their messages."""
    for visit in visits:
        contact = contact_of(visit)
        if contact is not None:
            visit.client, visit.client_hint = match_client(contact, visit.language)
            visit.save(update_fields=["client", "client_hint"])


def _nobody(model: type[Any]) -> dict[str, object]:
    """The registered fields of a table, each with what stands there when it is nobody's."""
    registered = [name for entry in personal_data if apps.get_model(entry.model) is model for name in entry.fields]
    fields = (model._meta.get_field(name) for name in registered)
    return {field.name: None if field.null else field.get_default() for field in fields}
