"""What a scanned or typed code means to whoever scans it, and what is to be paid for it. Of other people's visits
nothing is told, not even whether there are any.
"""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.conf import settings
from django.contrib.auth.models import AbstractUser
from django.utils.translation import gettext_lazy as _

from booking.engine import rules
from booking.errors import AlreadyDone, NotConfirmed, NotToday, VisitNotFound
from booking.models import Appointment, DayCode, Master, PriceKind, ScanResult, ServiceText, Status, Visit
from booking.selectors.agenda import sees_everybody
from booking.selectors.availability import today
from booking.selectors.catalog import Price
from booking.selectors.chats import colleague_of_chat
from booking.selectors.visits import visit_by_token
from salon.lib import links
from salon.lib.errors import Refusal
from salon.lib.language import current, word

MAY_CLOSE = "booking.decide_appointment"
CODE = re.compile(r"[0-9]{6}")
NOT_STAFF = _("This code is for the salon team. Would you like to book an appointment yourself?")
SENTENCES = {
    ScanResult.OK: _("How much was paid?"),
    ScanResult.UNKNOWN: _("We do not know this code."),
    ScanResult.WRONG_MASTER: _("This appointment belongs to another colleague."),
    ScanResult.NOT_TODAY: NotToday.sentence,
    ScanResult.NOT_CONFIRMED: NotConfirmed.sentence,
    ScanResult.ALREADY_DONE: AlreadyDone.sentence,
    ScanResult.NOT_STAFF: NOT_STAFF,
}
REFUSALS: Mapping[str, type[Refusal]] = {
    ScanResult.WRONG_MASTER: VisitNotFound,
    ScanResult.NOT_TODAY: NotToday,
    ScanResult.NOT_CONFIRMED: NotConfirmed,
    ScanResult.ALREADY_DONE: AlreadyDone,
}


@dataclass(frozen=True, slots=True)
class Scanner:
    """Who scans. `master`: her id where she is one of the team; `masters`: whose part she may close (ids), None for
    everybody's. The rest is what Telegram says of a person, where it comes from there.
    """

    master: int | None = None
    masters: Collection[int] | None = ()
    telegram_id: int | None = None
    name: str = ""
    language: str = settings.LANGUAGE_CODE


@dataclass(frozen=True, slots=True)
class PayLine:
    """An appointment to be closed; `choices` between `least` and `most`, all in EUR."""

    pk: int
    service: str
    quoted: Price
    most: Decimal
    choices: Sequence[Decimal]
    paid: Decimal | None
    least: Decimal = Decimal("0.00")


@dataclass(frozen=True, slots=True)
class PayCard:
    """A visit whose code was good: what its master needs to close it, and no more. `id`: its public one, 16 letters."""

    pk: int
    id: str
    reference: str
    client_name: str
    lines: Sequence[PayLine]

    @property
    def services(self) -> str:
        return ", ".join(line.service for line in self.lines)


def scanner_of_user(user: AbstractUser) -> Scanner | None:
    """A master who is logged in to the admin and may say there what became of her visits; None for everybody else."""
    master = Master.objects.filter(user_id=user.pk, is_employed=True).first() if user.pk else None
    if master is None or not user.has_perm(MAY_CLOSE):
        return None
    return Scanner(master.pk, None if master.is_owner or sees_everybody(user) else (master.pk,))


def scanner_of_chat(telegram_id: int, *, name: str = "", language: str = settings.LANGUAGE_CODE) -> Scanner:
    """Whoever reads in this Telegram chat: a master of the salon, or somebody else."""
    found = colleague_of_chat(telegram_id)
    if found is None:
        return Scanner(telegram_id=telegram_id, name=name, language=language)
    return Scanner(found.pk, found.own, telegram_id, name, language)


def visit_by_qr(token: str) -> Visit | None:
    """The visit that a QR code means; None for a forged or revoked one, and where the person was erased."""
    try:
        visit = visit_by_token(token, links.Purpose.QR)
    except VisitNotFound:
        return None
    return visit if visit.contact_name else None


def visit_by_code(code: str, day: date, masters: Collection[int] | None) -> Visit | None:
    """The visit that a typed code means on a local day, if one of these masters (ids, None for all) is in it."""
    if not CODE.fullmatch(code):
        return None
    found = DayCode.objects.filter(day=day, code=code).select_related("visit")
    if masters is not None:
        found = found.filter(visit__appointments__master__in=masters)
    row = found.first()
    return row.visit if row and row.visit.contact_name else None


def rows_of(visit: Visit, language: str | None = None) -> list[Appointment]:
    """All appointments of a visit with service and `service_now` in a language (default: the active one), by time."""
    rows = visit.appointments.select_related("service").order_by("start", "position")
    now = word(ServiceText, "service", "name", language or current(), fallback="service_name", of="service_id")
    return list(rows.annotate(service_now=now))


def judge(visit: Visit, rows: Sequence[Appointment], masters: Collection[int] | None, day: date) -> ScanResult:
    """What somebody who may close these masters' part (ids, None for all) is told of a visit on a local day."""
    own = own_rows(rows, masters)
    if not own:
        return ScanResult.WRONG_MASTER
    if today(min(row.start for row in rows)) != day:
        return ScanResult.NOT_TODAY
    if visit.decide_until is None and payable(rows, masters):
        return ScanResult.OK
    is_done = any(row.status == Status.COMPLETED for row in own)
    return ScanResult.ALREADY_DONE if is_done else ScanResult.NOT_CONFIRMED


def payable(rows: Sequence[Appointment], masters: Collection[int] | None) -> list[Appointment]:
    """What of a visit these masters can still close: what is confirmed, or done and nobody has said what was paid."""
    return [
        row
        for row in own_rows(rows, masters)
        if row.status == Status.CONFIRMED or (row.status == Status.COMPLETED and row.paid is None)
    ]


def pay_card(visit: Visit, rows: Sequence[Appointment], masters: Collection[int] | None) -> PayCard:
    """What is to be closed of a visit by these masters; `rows` as `rows_of` gives them."""
    lines = [
        PayLine(
            pk=row.pk,
            service=row.service_now,  # type: ignore[attr-defined]
            quoted=Price(row.price, row.price_kind == PriceKind.FROM),
            most=rules.highest_amount(row.price, row.service.price_max),
            choices=rules.amount_choices(row.price, row.service.price_max),
            paid=row.paid,
        )
        for row in payable(rows, masters)
    ]
    return PayCard(visit.pk, links.spell_id(visit.public_id), visit.reference, visit.contact_name, lines)


def open_card(public_id: str, masters: Collection[int] | None, day: date) -> PayCard:
    """The card of a visit by its public id, on a local day. Raises what keeps these masters from closing it."""
    raw = links.read_id(public_id)
    visit = Visit.objects.filter(public_id=raw).exclude(contact_name="").first() if raw else None
    if visit is None:
        raise VisitNotFound
    rows = rows_of(visit)
    result = judge(visit, rows, masters, day)
    if result in REFUSALS:
        raise REFUSALS[result]
    return pay_card(visit, rows, masters)


def own_rows(rows: Sequence[Appointment], masters: Collection[int] | None) -> list[Appointment]:
    """The part of a visit that these masters answer for (ids, None for everybody)."""
    return [row for row in rows if masters is None or row.master_id in masters]
