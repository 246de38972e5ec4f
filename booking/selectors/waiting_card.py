"""A place on the waiting list as its client sees it, in the active language."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.urls import reverse

from booking.engine import calendar
from booking.errors import WaitingNotFound
from booking.models import OfferState, WaitingEntry, WaitingOffer, WaitingState
from booking.selectors.agenda import named_masters
from booking.selectors.availability import salon_zone
from booking.selectors.catalog import Catalog, Price, load_catalog
from booking.selectors.holds import read_plan
from booking.selectors.itinerary import Stop, itinerary
from booking.selectors.visits import manage_token
from booking.selectors.waiting import MISSED_AT_MOST, missed, service_names, wish_of_entry
from booking.selectors.wishes import Wish, booking_rules
from salon.lib import links
from salon.lib.errors import Refusal
from salon.lib.urls import absolute


@dataclass(frozen=True, slots=True)
class OfferView:
    """A time that is kept for the client alone until `until`; times aware, in the salon's zone.

    `masters`: only who is shown by name. `itinerary`: a line a service where there are several. `request_hours`: within
    which the salon answers; 0 where it is an appointment at once.
    """

    pk: int
    start: datetime
    end: datetime
    until: datetime
    services: str
    masters: str
    itinerary: Sequence[str]
    price: Price
    request_hours: int

    @property
    def minutes(self) -> int:
        return calendar.minutes(self.end) - calendar.minutes(self.start)


@dataclass(frozen=True, slots=True)
class EntryView:
    """A place on the list: what is waited for, and what came of it.

    `days`: the first and the last local date. `offer`: the one that is open; `missed_start`, aware: of the last one if
    it ran out. `is_worn_out`: too many offers were missed. `visit_token`: of what was booked from it.
    """

    pk: int
    token: str
    language: str
    name: str
    email: str
    services: Sequence[str]
    master: str
    days: tuple[date, date]
    state: str
    offer: OfferView | None
    missed_start: datetime | None
    is_worn_out: bool
    visit_token: str

    @property
    def is_waiting(self) -> bool:
        return self.state == WaitingState.WAITING


def waiting_token(entry: WaitingEntry) -> str:
    """The token of the entry's own page; made anew each time, never stored."""
    return links.make_token(links.Purpose.WAITING, entry.public_id, entry.link_version)


def waiting_url(view: EntryView) -> str:
    """The entry's own address, absolute, in the active language."""
    return absolute(reverse("booking:waiting_place", args=[view.token]))


def entry_by_token(token: str) -> WaitingEntry:
    """The entry that a link opens. Raises WaitingNotFound."""
    claim = links.read_token(token, links.Purpose.WAITING)
    entry = WaitingEntry.objects.filter(public_id=claim.public_id).first() if claim else None
    if claim is None or entry is None or not claim.is_genuine(entry.link_version):
        raise WaitingNotFound
    return entry


def entry_to_write_to(pk: int) -> WaitingEntry | None:
    """The entry with this id while it waits; None where it doesn't, or was erased."""
    return WaitingEntry.objects.filter(pk=pk, state=WaitingState.WAITING).exclude(contact_email="").first()


def entry_of_offer(offer_id: int) -> WaitingEntry | None:
    """The same by one of its offers."""
    entry_id = WaitingOffer.objects.filter(pk=offer_id).values_list("entry_id", flat=True).first()
    return entry_to_write_to(entry_id) if entry_id else None


def view_entry(entry: WaitingEntry, *, now: datetime) -> EntryView:
    """In the active language."""
    offers, names = list(entry.offers.select_related("hold")), service_names()
    last = offers[-1] if offers else None
    ran_out = last is not None and (last.state == OfferState.EXPIRED or _has_run_out(last, now))
    return EntryView(
        pk=entry.pk,
        token=waiting_token(entry),
        language=entry.language,
        name=entry.contact_name,
        email=entry.contact_email,
        services=[names.get(slug, slug) for slug in entry.services],
        master=_master_name(entry),
        days=(entry.first_day, entry.last_day),
        state=entry.state,
        offer=_open_offer(entry, offers, now),
        missed_start=last.start.astimezone(salon_zone()) if last and ran_out else None,
        is_worn_out=missed(offers) >= MISSED_AT_MOST,
        visit_token=manage_token(entry.visit) if entry.visit else "",
    )


def _has_run_out(offer: WaitingOffer, now: datetime) -> bool:
    return offer.state == OfferState.OPEN and offer.expires_at <= now


def _open_offer(entry: WaitingEntry, offers: Sequence[WaitingOffer], now: datetime) -> OfferView | None:
    offer = next((offer for offer in offers if offer.state == OfferState.OPEN and offer.expires_at > now), None)
    if offer is None or offer.hold is None:
        return None
    catalog = load_catalog()
    try:
        return _offer_view(offer, wish_of_entry(entry, catalog, booking_rules()), catalog)
    except (Refusal, KeyError):
        # Its service or its master can't be had any more.
        return None


def _offer_view(offer: WaitingOffer, wish: Wish, catalog: Catalog) -> OfferView:
    zone, plan = salon_zone(), read_plan(offer.hold)  # type: ignore[arg-type]
    stops = [_stop(wish, catalog, part.need, part.master, part.start) for part in plan.parts]
    return OfferView(
        pk=offer.pk,
        start=offer.start.astimezone(zone),
        end=calendar.moment(plan.end).astimezone(zone),
        until=offer.expires_at.astimezone(zone),
        services=", ".join(stop.service for stop in stops),
        masters=", ".join(dict.fromkeys(stop.master for stop in stops if stop.master)),
        itinerary=itinerary(stops),
        price=wish.quoted(plan),
        request_hours=wish.rules.request_hours if wish.is_on_request else 0,
    )


def _stop(wish: Wish, catalog: Catalog, need: int, master: int, start: int) -> Stop:
    """Raises KeyError for a master who doesn't perform it any more."""
    service, who = wish.services[need], catalog.masters[master]
    rests = service.offers[master].work.rests
    return Stop(calendar.moment(start), service.name, who.name if who.is_visible else "", rests=rests)


def _master_name(entry: WaitingEntry) -> str:
    """Empty for any."""
    found = named_masters().filter(pk=entry.master_id, is_visible=True).first() if entry.master_id else None
    return found.name if found else ""
