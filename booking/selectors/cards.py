"""Visits as the salon's people see them in their chats: in their language, with real names, and what they may do."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from booking.models import OPEN, Appointment, MasterText, PriceKind, ScanResult, ServiceText, Status, Visit
from booking.selectors.availability import salon_zone, today
from booking.selectors.catalog import Price, total
from booking.selectors.chats import Colleague
from booking.selectors.scans import judge, own_rows
from booking.selectors.visits import derived_status
from salon.lib.language import word

APPROVE, DECLINE, DONE, NO_SHOW, REOPEN = "approve", "decline", "done", "no_show", "reopen"
FINALISE = "finalise"


@dataclass(frozen=True, slots=True)
class CardLine:
    """An appointment; times in the salon's zone. `is_own`: of whoever looks; `paid` in EUR, None where nobody said."""

    pk: int
    service: str
    master: str
    master_slug: str
    is_own: bool
    start: datetime
    end: datetime
    minutes: int
    price: Price
    status: str
    paid: Any


@dataclass(frozen=True, slots=True)
class Card:
    """A visit, and what whoever looks may do with it (`may`). Start, end and price are about what is open, or all."""

    public_id: bytes
    reference: str
    status: str
    client_name: str
    client_phone: str
    note: str
    language: str
    decide_until: datetime | None
    source: str
    lines: Sequence[CardLine]
    may: Sequence[str]

    @property
    def current(self) -> Sequence[CardLine]:
        return [line for line in self.lines if line.status in OPEN] or self.lines

    @property
    def start(self) -> datetime:
        return self.current[0].start

    @property
    def end(self) -> datetime:
        return max(line.end for line in self.current)

    @property
    def price(self) -> Price:
        return total(line.price for line in self.current)


def requests_to(colleague: Colleague) -> QuerySet[Visit]:
    """What waits for an answer that she may give, the most urgent first."""
    pending = Appointment.objects.filter(visit=OuterRef("pk"), status=Status.PENDING)
    if colleague.own is not None:
        pending = pending.filter(master__in=colleague.own)
    return Visit.objects.filter(Exists(pending)).exclude(contact_name="").order_by("decide_until", "pk")


def card_of(visit: Visit, colleague: Colleague, *, now: datetime) -> Card:
    return cards_of([visit], colleague, now=now)[0]


def cards_of(visits: Collection[Visit], colleague: Colleague, *, now: datetime) -> list[Card]:
    """Several visits in their order, by one query, in the active language."""
    rows: dict[int, list[Any]] = {}
    for row in _rows([visit.pk for visit in visits]):
        rows.setdefault(row.visit_id, []).append(row)
    return [_card(visit, rows[visit.pk], colleague, now) for visit in visits]


def _rows(visits: Collection[int]) -> QuerySet[Any]:
    rows = Appointment.objects.filter(visit__in=visits).select_related("master").order_by("start", "position")
    return rows.annotate(
        master_name=word(MasterText, "master", "name", fallback="master__slug", of="master_id"),
        service_now=word(ServiceText, "service", "name", fallback="service_name", of="service_id"),
    )


def _card(visit: Visit, rows: Sequence[Any], colleague: Colleague, now: datetime) -> Card:
    until = visit.decide_until
    return Card(
        public_id=bytes(visit.public_id),
        reference=visit.reference,
        status=derived_status([row.status for row in rows]),
        client_name=visit.contact_name,
        client_phone=visit.contact_phone,
        note=visit.note,
        language=visit.language,
        decide_until=until.astimezone(salon_zone()) if until else None,
        source=visit.source,
        lines=[_line(row, colleague) for row in rows],
        may=_may(visit, rows, colleague, now),
    )


def _line(row: Any, colleague: Colleague) -> CardLine:
    return CardLine(
        pk=row.pk,
        service=row.service_now,
        master=row.master_name,
        master_slug=row.master.slug,
        is_own=row.master_id == colleague.pk,
        start=row.start.astimezone(salon_zone()),
        end=row.end.astimezone(salon_zone()),
        minutes=row.minutes,
        price=Price(row.price, row.price_kind == PriceKind.FROM),
        status=row.status,
        paid=row.paid,
    )


def _may(visit: Visit, rows: Sequence[Any], colleague: Colleague, now: datetime) -> list[str]:
    """As the actions judge it, of her own part."""
    own = own_rows(rows, colleague.own)
    statuses = {row.status for row in own}
    begun = any(row.status == Status.CONFIRMED and row.start <= now for row in own)
    possible = {
        APPROVE: Status.PENDING in statuses,
        DECLINE: Status.PENDING in statuses,
        DONE: begun,
        NO_SHOW: begun,
        REOPEN: bool(statuses & {Status.COMPLETED, Status.NO_SHOW}),
        FINALISE: judge(visit, rows, colleague.own, today(now)) == ScanResult.OK,
    }
    return [name for name, can in possible.items() if can]
