"""A client's place on the waiting list: taken, answered from, left."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from booking.actions.book import Agreed, Request, book_visit
from booking.actions.clients import Contact, check_welcome, same_contact
from booking.actions.events import ONLINE
from booking.actions.freed import time_came_free
from booking.actions.taking_time import takes_time
from booking.actions.waiting import contact_of_entry, end_offer, hold_key, lock_entry
from booking.errors import (
    InvalidContact,
    InvalidDays,
    MasterUnavailable,
    NoWaitingList,
    OfferGone,
    OutsideHours,
    PriceChanged,
    RateLimited,
    ServiceUnavailable,
    SlotTaken,
    TooManyWaiting,
)
from booking.models import OfferState, Visit, WaitingEntry, WaitingOffer, WaitingState
from booking.selectors.availability import today
from booking.selectors.catalog import load_catalog
from booking.selectors.holds import read_plan
from booking.selectors.waiting import free_already, wish_of_entry
from booking.selectors.wishes import Wish, booking_rules
from salon.outbox.actions.write import Draft, write

# The kind of message that says that somebody is on the list.
JOINED = "waiting_joined"
DAYS_AT_MOST = 31


@dataclass(frozen=True, slots=True)
class PlaceRequest:
    """A request for a place on the list, typed; `draft` is its idempotency key, the days are local dates, inclusive.

    `wish`: with one chosen master at most. `consent`: the words that the client agreed to. `language`: a code.
    `address`: a keyed hash of where the client comes from.
    """

    draft: str
    wish: Wish
    first_day: date
    last_day: date
    contact: Contact
    language: str
    note: str = ""
    consent: str = ""
    address: str = ""


@takes_time
def join_waiting_list(request: PlaceRequest, *, now: datetime) -> WaitingEntry:
    """Put a client on the list; the same draft twice is the same place. Offers come by mail, so it needs an email.

    What is free on these days already is not what they wait for. Raises NoWaitingList, InvalidContact, InvalidDays,
    Blocked, TooManyVisits (whoever has those could take no offer), TooManyWaiting and RateLimited.
    """
    made = WaitingEntry.objects.filter(idempotency_key=request.draft).first()
    if made is not None:
        return made
    rules, contact = request.wish.rules, request.contact
    if not rules.has_waiting_list:
        raise NoWaitingList
    if not contact.email:
        raise InvalidContact
    _check_days(request, now)
    check_welcome(contact, max_open=rules.max_open_visits, now=now)
    same = same_contact(contact, "contact_phone", "contact_email")
    if WaitingEntry.objects.filter(same, state=WaitingState.WAITING).count() >= rules.max_open_visits:
        raise TooManyWaiting
    here = WaitingEntry.objects.filter(asked_from=request.address, state=WaitingState.WAITING)
    if request.address and here.count() >= rules.holds_per_address:
        raise RateLimited
    passed_over = free_already(request.wish, request.first_day, request.last_day, now=now)
    entry = _write_entry(request, passed_over)
    write(Draft(JOINED, about_entry(entry.pk), now), now=now)
    return entry


def accept_offer(*, entry_id: int, offer_id: int, agreed: Agreed, now: datetime) -> Visit:
    """Book an offered time as the client saw it; a second click is the same visit.

    An offer that has run out or was declined books too, as long as nobody else has its time. One that can't be booked
    any more (the service lasts longer now, the master is away) is kept no longer. Raises OfferGone and what
    `book_visit` raises.
    """
    try:
        return _book_offer(entry_id=entry_id, offer_id=offer_id, agreed=agreed, now=now)
    except (OfferGone, MasterUnavailable, OutsideHours, ServiceUnavailable):
        _give_up(entry_id=entry_id, offer_id=offer_id, now=now)
        raise


@takes_time
def _give_up(*, entry_id: int, offer_id: int, now: datetime) -> None:
    """No fault of the client's: it counts as no missed offer."""
    lock_entry(entry_id)
    offers = WaitingOffer.objects.filter(pk=offer_id, entry=entry_id, state=OfferState.OPEN)
    for offer in offers.select_related("entry"):
        end_offer(offer, OfferState.WITHDRAWN, now=now)
        time_came_free(now)


@takes_time
def _book_offer(*, entry_id: int, offer_id: int, agreed: Agreed, now: datetime) -> Visit:
    entry = lock_entry(entry_id)
    offer = WaitingOffer.objects.filter(pk=offer_id, entry=entry_id).first()
    if entry is None or offer is None:
        raise OfferGone
    if entry.visit is not None:
        return entry.visit
    if offer.state == OfferState.TAKEN:
        # The salon could not confirm what came of it; the same draft would be that visit again.
        raise OfferGone
    booking = _booking(entry, offer, agreed)
    try:
        visit = book_visit(booking, by=ONLINE, now=now)
    except SlotTaken as refusal:
        raise OfferGone from refusal
    except PriceChanged as refusal:
        if offer.hold and agreed == Agreed(offer.end, booking.wish.quoted(read_plan(offer.hold)).amount):
            # What was shown is what was kept, but no longer what the service needs.
            raise OfferGone from refusal
        raise
    _end_open_offers(entry, but=offer_id, now=now)
    # The hold has gone into the visit.
    WaitingOffer.objects.filter(pk=offer_id).update(state=OfferState.TAKEN, answered_at=now)
    entry.state, entry.visit = WaitingState.BOOKED, visit
    entry.save(update_fields=["state", "visit"])
    return visit


@takes_time
def decline_offer(*, entry_id: int, offer_id: int, now: datetime) -> None:
    """Give an offered time back; the next who waits for it is asked. Nothing where it is no longer open."""
    lock_entry(entry_id)
    offers = WaitingOffer.objects.filter(pk=offer_id, entry=entry_id, state=OfferState.OPEN)
    offer = offers.select_related("entry").first()
    if offer is not None:
        end_offer(offer, OfferState.DECLINED, now=now)
        time_came_free(now)


@takes_time
def leave_waiting_list(*, entry_id: int, now: datetime) -> bool:
    """Take an entry off the list, and what it is just offered back; False where it no longer waits."""
    entry = lock_entry(entry_id)
    if entry is None or entry.state != WaitingState.WAITING:
        return False
    entry.state = WaitingState.WITHDRAWN
    entry.save(update_fields=["state"])
    _end_open_offers(entry, now=now)
    return True


def about_entry(entry_id: int) -> str:
    """What a message about a place on the list is about."""
    return f"waiting:{entry_id}"


def _check_days(request: PlaceRequest, now: datetime) -> None:
    first, last = today(now), request.wish.last_day(now)
    days = (request.last_day - request.first_day).days + 1
    if not (first <= request.first_day <= request.last_day <= last and days <= DAYS_AT_MOST):
        raise InvalidDays(first=first, last=last, days=DAYS_AT_MOST)


def _write_entry(request: PlaceRequest, passed_over: list[int]) -> WaitingEntry:
    wish, contact = request.wish, request.contact
    return WaitingEntry.objects.create(
        idempotency_key=request.draft,
        services=[service.slug for service in wish.services],
        master_id=next((master for master in wish.masters if master is not None), None),
        first_day=request.first_day,
        last_day=request.last_day,
        passed_over=passed_over,
        contact_name=contact.name,
        contact_phone=contact.phone,
        contact_email=contact.email,
        note=request.note,
        consent=request.consent,
        asked_from=request.address,
        language=request.language,
    )


def _booking(entry: WaitingEntry, offer: WaitingOffer, agreed: Agreed) -> Request:
    """The offer's hold is the draft; the history tells from which place on the list the visit came."""
    origin: Mapping[str, object] = {"waiting_list": entry.pk}
    return Request(
        draft=hold_key(offer.pk),
        wish=wish_of_entry(entry, load_catalog(entry.language), booking_rules()),
        start=offer.start,
        contact=contact_of_entry(entry),
        language=entry.language,
        note=entry.note,
        agreed=agreed,
        consent=entry.consent,
        facts=origin,
    )


def _end_open_offers(entry: WaitingEntry, *, now: datetime, but: int | None = None) -> None:
    """Their time may be somebody else's wish."""
    for offer in entry.offers.filter(state=OfferState.OPEN).exclude(pk=but).select_related("entry"):
        end_offer(offer, OfferState.WITHDRAWN, now=now)
        time_came_free(now)
