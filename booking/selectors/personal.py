"""What we hold about whoever reads the mail of an address.

Staff's internal notes, the reason of a block and the reasons that staff wrote for themselves are left out: the salon
has decided that its clients never see them. Whoever wants them under Art. 15 GDPR asks the salon.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from django.apps import apps
from django.db.models import QuerySet

from booking.models import Appointment, AppointmentEvent, Client, Lead, MasterText, ServiceText, Visit, WaitingEntry
from booking.selectors.account import visits_of
from booking.selectors.agenda import named_services
from booking.selectors.availability import salon_zone
from booking.selectors.personal_record import (
    FORMAT,
    BookedPart,
    BookedVisit,
    Consent,
    Happened,
    KnownContact,
    Offered,
    PersonalRecord,
    SeenInTelegram,
    SentMessage,
    Waiting,
)
from booking.selectors.visits import derived_status
from legal.selectors import declared_by
from salon.cms.registries import Letter, letter_tables
from salon.lib.language import word
from salon.outbox.models import Message, State


def personal_record(email: str, *, now: datetime) -> PersonalRecord:
    """What stands under a verified email (lower-cased), with names in the active language.

    Visits and entries by their own contact, as in "my visits"; a number of queries that does not grow.
    """
    clients = Client.objects.filter(email=email, erased_at=None)
    return _record(email, visits_of(email), clients, now)


def client_record(client: Client, *, now: datetime) -> PersonalRecord:
    """The same of a client at the desk, who may have no email: with every visit that is linked to the record."""
    return _record(client.email, Visit.objects.filter(client=client), Client.objects.filter(pk=client.pk), now)


def _record(email: str, linked: QuerySet[Visit], known: QuerySet[Client], now: datetime) -> PersonalRecord:
    visits = list(linked.order_by("-created_at", "-pk"))
    parts = _parts(visits)
    waiting = WaitingEntry.objects.filter(contact_email=email).exclude(contact_email="")
    waiting = waiting.prefetch_related("offers").order_by("-created_at", "-pk")
    entries = list(waiting.annotate(master_now=word(MasterText, "master", "name", fallback=None, of="master_id")))
    consents = [
        *(found for visit in visits for found in _consents(visit, parts[visit.pk])),
        *(Consent(entry.consent, _local(entry.created_at), "") for entry in entries if entry.consent),
    ]
    clients = list(known.order_by("pk"))
    return PersonalRecord(
        format=FORMAT,
        made_at=_local(now),
        email=email,
        contacts=[_contact(row) for row in clients],
        telegram=_telegram(clients),
        visits=[_visit(visit, parts[visit.pk]) for visit in visits],
        waiting=_waiting(entries),
        consents=consents,
        messages=_messages(email) if email else [],
        letters=_letters(email) if email else [],
        withdrawals=declared_by(email) if email else [],
    )


def _contact(row: Client) -> KnownContact:
    return KnownContact(row.name, row.phone, row.email, row.telegram_id, row.language, _local(row.created_at))


def _telegram(clients: Sequence[Client]) -> list[SeenInTelegram]:
    chats = [row.telegram_id for row in clients if row.telegram_id is not None]
    return [
        SeenInTelegram(row.name, row.telegram_id, _local(row.first_at), _local(row.last_at))
        for row in Lead.objects.filter(telegram_id__in=chats).order_by("pk")
        if row.telegram_id is not None
    ]


def _parts(visits: Sequence[Visit]) -> Mapping[int, Sequence[Appointment]]:
    """The visits' appointments by time, with their names and history."""
    rows = Appointment.objects.filter(visit__in=visits).select_related("service", "master").prefetch_related("events")
    named = rows.annotate(
        name_now=word(ServiceText, "service", "name", fallback="service_name", of="service_id"),
        master_now=word(MasterText, "master", "name", fallback="master__slug", of="master_id"),
    )
    found: dict[int, list[Appointment]] = {}
    for row in named.order_by("start", "position"):
        found.setdefault(row.visit_id, []).append(row)
    return found


def _visit(visit: Visit, rows: Sequence[Appointment]) -> BookedVisit:
    return BookedVisit(
        reference=visit.reference,
        booked_at=_local(visit.created_at),
        status=derived_status([row.status for row in rows]),
        name=visit.contact_name,
        phone=visit.contact_phone,
        email=visit.contact_email,
        note=visit.note,
        language=visit.language,
        source=visit.source,
        campaign=visit.campaign,
        page=visit.page,
        widget=visit.widget,
        decline_reason=visit.decline_reason,
        appointments=[_part(row) for row in rows],
    )


def _part(row: Appointment) -> BookedPart:
    return BookedPart(
        service=row.service.slug,
        service_name=row.name_now,  # type: ignore[attr-defined]
        # Not everybody is shown by name.
        master=row.master.slug if row.master.is_visible else "",
        master_name=row.master_now if row.master.is_visible else "",  # type: ignore[attr-defined]
        start=_local(row.start),
        end=_local(row.end),
        minutes=row.minutes,
        price=row.price,
        price_kind=row.price_kind,
        status=row.status,
        history=[_happened(event) for event in row.events.all()],
    )


def _happened(event: AppointmentEvent) -> Happened:
    reason = str(event.facts.get("reason", "")) if event.actor == "client" else ""
    return Happened(_local(event.at), event.kind, event.actor, reason)


def _consents(visit: Visit, rows: Sequence[Appointment]) -> list[Consent]:
    """Given once for the whole visit, kept with the history of each of its appointments."""
    given = {event.facts["consent"]: event.at for row in rows for event in row.events.all() if "consent" in event.facts}
    return [Consent(text, _local(at), visit.reference) for text, at in given.items()]


def _waiting(entries: Sequence[WaitingEntry]) -> list[Waiting]:
    slugs = {slug for entry in entries for slug in entry.services}
    names = {row.slug: row.name for row in named_services().filter(slug__in=slugs)}  # type: ignore[attr-defined]
    return [
        Waiting(
            since=_local(entry.created_at),
            state=entry.state,
            services=[names.get(slug, slug) for slug in entry.services],
            master=entry.master_now,  # type: ignore[attr-defined]
            first_day=entry.first_day,
            last_day=entry.last_day,
            name=entry.contact_name,
            phone=entry.contact_phone,
            email=entry.contact_email,
            note=entry.note,
            language=entry.language,
            offers=[
                Offered(_local(offer.start), _local(offer.end), _local(offer.offered_at), offer.state)
                for offer in entry.offers.all()
            ],
        )
        for entry in entries
    ]


def _messages(email: str) -> list[SentMessage]:
    sent = Message.objects.filter(sent_to=email, state=State.SENT).order_by("-sent_at", "-pk")
    return [SentMessage(row.kind, _local(row.sent_at), row.sent_to) for row in sent if row.sent_at]


def _letters(email: str) -> list[Letter]:
    """What was written to the salon, from every table that keeps such."""
    found = [letter for table in letter_tables for letter in apps.get_model(table.model).letters_of(email)]
    return [replace(letter, sent_at=_local(letter.sent_at)) for letter in found]


def _local(at: datetime) -> datetime:
    return at.astimezone(salon_zone())
