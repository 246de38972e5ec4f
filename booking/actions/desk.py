"""What staff do at the desk: book for somebody, and move, cancel or price one appointment of a visit."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from decimal import Decimal

from booking.actions.attendance import CLOSED
from booking.actions.book import Request, book_visit
from booking.actions.change import cancel_locked, end_move, is_late
from booking.actions.clients import Contact
from booking.actions.events import Actor, note_event
from booking.actions.freed import time_came_free
from booking.actions.notify import Change, PartMoved, tell_confirmed, tell_part_cancelled
from booking.actions.open_visit import (
    begins,
    end_one,
    is_request,
    lock_open_appointment,
    lock_open_visit,
)
from booking.actions.placing import leave, place, take
from booking.actions.planning import choose_plan
from booking.actions.taking_time import lock_masters, takes_time
from booking.engine import calendar, rules
from booking.engine.rules import Placed
from booking.engine.types import Part
from booking.errors import AmountOutOfBounds, ClientBusy
from booking.models import OPEN, Appointment, BookingSettings, PriceKind, Source, Status, Visit
from booking.selectors.catalog import load_catalog
from booking.selectors.one_appointment import wish_at, work_of
from booking.selectors.wishes import Wish, booking_rules, read_wish

CENT = Decimal("0.01")
NOTED, PRICED = "noted", "priced"


@dataclass(frozen=True, slots=True)
class DeskBooking:
    """Services and the master who performs all of them, by slug; `start` aware, `language` a code.

    `draft` is hold key and idempotency key. `price`: what was agreed for the whole visit, in EUR and cents; each
    service gets its share of it, in proportion to what it costs otherwise. None where the prices are the masters' own.
    """

    services: Sequence[str]
    master: str
    start: datetime
    contact: Contact
    language: str
    draft: str
    note: str = ""
    price: Decimal | None = None
    source: Source = Source.PHONE


def book_at_desk(booking: DeskBooking, *, by: Actor, now: datetime) -> Visit:
    """Book for somebody who calls or is here: confirmed, without lead time and horizon; all other guards hold.

    The same draft twice is the same visit, and the draft's hold is used.
    Raises ServiceUnavailable, MasterUnavailable where she does not perform one of them, AmountOutOfBounds, SlotTaken,
    OutsideHours, TooSoon for what is past, BeyondHorizon for what is years away.
    """
    chosen = dict.fromkeys(booking.services, booking.master)
    wish = read_wish(load_catalog(booking.language), booking_rules(), booking.services, masters=chosen)
    facts: dict[str, object] = {}
    if booking.price is not None:
        _check_amount(booking.price, _highest(wish))
        facts["price"] = str(booking.price)
    request = Request(
        draft=booking.draft,
        wish=wish,
        start=booking.start,
        contact=booking.contact,
        language=booking.language,
        note=booking.note,
        price=booking.price,
        facts=facts,
    )
    return book_visit(request, by=replace(by, source=booking.source), now=now)


@takes_time
def move_appointment(
    *, appointment_id: int, to: datetime, master: int, tells_client: bool, by: Actor, now: datetime
) -> Visit:
    """Move one open appointment to an aware time and a master (id); the rest of its visit stays where it is.

    The guards are those of every booking, and the visit's services still follow one another. Price and policy stay as
    booked, a request stays one; it lasts as long as this master takes for it. To where it is already nothing changes
    and nobody is told. `tells_client`: whether the client gets a letter; reminders, calendar files and staff follow in
    any case.
    Raises VisitNotFound, AlreadyDecided, ServiceUnavailable, MasterUnavailable, ClientBusy, SlotTaken, OutsideHours,
    TooSoon for what is past, BeyondHorizon for what is years away.
    """
    visit, open_ones, row = lock_open_appointment(appointment_id)
    if (row.start, row.master_id) == (to.astimezone(UTC), master):
        return visit
    old_start, old, old_master, until = begins(open_ones), row.start, row.master_id, visit.decide_until
    wish = wish_at(row, master)
    masters = lock_masters({master, old_master}, now=now)
    plan = choose_plan(wish, to, masters, now=now, is_staff=by.is_staff, except_visit=visit.pk).plan
    (part,) = plan.parts
    _check_client_is_free(row, wish, part)
    leave(row)
    place(row, part, "", by)
    take(row, part)
    change = Change(visit, begins(open_ones), frozenset({old_master, master}), by, now)
    end_move(
        change,
        plan,
        old_start=old_start,
        decide_until=until,
        rules=wish.rules,
        part=PartMoved(row.pk, old, row.start),
        tells_client=tells_client,
    )
    return visit


@takes_time
def cancel_appointment(*, appointment_id: int, reason: str, by: Actor, now: datetime) -> Visit:
    """Cancel one open appointment and give its time back; the rest of its visit stays.

    Later than what is free of charge for it, it is marked as late; a request never is. Where it was the last part that
    waited for an answer, the rest is confirmed.
    Raises VisitNotFound, AlreadyDecided.
    """
    visit, open_ones, row = lock_open_appointment(appointment_id)
    if len(open_ones) == 1:
        return cancel_locked(visit, open_ones, by=by, now=now, reason=reason)
    was_request, late = is_request(open_ones), not is_request(open_ones) and is_late([row], now)
    lock_masters({row.master_id}, now=now)
    leave(row)
    end_one(row, Status.CANCELLED, by=by, facts={"reason": reason, "late": late}, is_late=late)
    rest = [other for other in open_ones if other is not row]
    visit.decide_until = visit.decide_until if is_request(rest) else None
    visit.sequence += 1
    visit.save(update_fields=["decide_until", "sequence"])
    settings = BookingSettings.load()
    change = Change(visit, begins(rest), frozenset({row.master_id}), by, now)
    tell_part_cancelled(change, part=row.pk, at=row.start, reason=reason, rules=settings)
    if was_request and not is_request(rest):
        tell_confirmed(change, rules=settings)
    time_came_free(now)
    return visit


@takes_time
def set_price(*, appointment_id: int, price: Decimal, by: Actor, now: datetime) -> Visit:
    """Agree on another price (EUR, in cents) for one open appointment; from then on everybody reads this one.

    Raises VisitNotFound, AlreadyDecided, AmountOutOfBounds.
    """
    visit, _open_ones, row = lock_open_appointment(appointment_id)
    _check_amount(price, rules.highest_amount(max(row.price, row.service.price), row.service.price_max))
    if (row.price, row.price_kind) != (price, PriceKind.FIXED):
        facts = {"old_price": str(row.price), "price": str(price)}
        row.price, row.price_kind = price, PriceKind.FIXED
        row.save(update_fields=["price", "price_kind"])
        note_event(row, PRICED, by, facts=facts)
    return visit


@takes_time
def set_note(*, visit_id: int, note: str, by: Actor, now: datetime) -> Visit:
    """Write down what the client wishes for an open visit. The history says only that it changed.

    Raises VisitNotFound, AlreadyDecided.
    """
    visit, open_ones = lock_open_visit(visit_id)
    if visit.note != note:
        visit.note = note
        visit.save(update_fields=["note"])
        for row in open_ones:
            note_event(row, NOTED, by)
    return visit


def _check_client_is_free(row: Appointment, wish: Wish, part: Part) -> None:
    """Raises ClientBusy where another service of the visit leaves no room for this one at its new time."""
    work = wish.services[0].offers[part.master].work
    moved = Placed(part.master, part.start, work)
    others = row.visit.appointments.filter(status__in=(*OPEN, *CLOSED)).exclude(pk=row.pk).select_related("service")
    for other in others:
        placed = Placed(other.master_id, calendar.minutes(other.start), work_of(other))
        if not rules.stand_apart(moved, placed):
            raise ClientBusy


def _highest(wish: Wish) -> Decimal:
    """The most that may be agreed for all of it: a slip of the finger is found."""
    (master,) = set(wish.masters)
    prices: Collection[Decimal] = [service.offers[master].price.amount for service in wish.services if master]
    return min(sum((rules.highest_amount(price, None) for price in prices), Decimal(0)), rules.COLUMN_HOLDS)


def _check_amount(amount: Decimal, highest: Decimal) -> None:
    if not rules.is_amount(amount, highest):
        raise AmountOutOfBounds(min=Decimal("0.00"), max=highest.quantize(CENT))
