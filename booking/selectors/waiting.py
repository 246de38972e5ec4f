"""Who waits for which time, and what is free for them."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta

from django.db.models import Exists, OuterRef

from booking.engine import calendar
from booking.models import BookingSettings, OfferState, WaitingEntry, WaitingOffer, WaitingState
from booking.selectors.agenda import named_services
from booking.selectors.availability import Window, load_for_starts, salon_zone, today
from booking.selectors.catalog import Catalog
from booking.selectors.free_time import starts_within
from booking.selectors.wishes import Wish, read_wish

# After so many offers that were not taken nobody is asked any more.
MISSED_AT_MOST = 3
MISSED = (OfferState.DECLINED, OfferState.EXPIRED)
# An offer that leaves less time for an answer is none.
SHORTEST_OFFER = timedelta(minutes=10)


def is_anybody_waiting() -> bool:
    """One query."""
    return WaitingEntry.objects.filter(state=WaitingState.WAITING).exists()


def count_waiting() -> int:
    """How many wait; one query."""
    return WaitingEntry.objects.filter(state=WaitingState.WAITING).count()


def next_in_line(most: int) -> Sequence[WaitingEntry]:
    """Those who wait and have no open offer, longest waiting first, with master and offers; two queries."""
    asked = WaitingOffer.objects.filter(entry=OuterRef("pk"), state=OfferState.OPEN)
    rows = WaitingEntry.objects.filter(~Exists(asked), state=WaitingState.WAITING).order_by("created_at", "pk")
    return list(rows.select_related("master").prefetch_related("offers")[:most])


def may_offer(rules: BookingSettings, now: datetime) -> bool:
    """Whether offers may leave at an aware time: by day, at the salon's clock, and only where there is a list."""
    clock = now.astimezone(salon_zone()).time()
    return rules.has_waiting_list and rules.offers_from <= clock < rules.offers_until


def offer_until(rules: BookingSettings, start: datetime, now: datetime) -> datetime:
    """Until when (aware) a time is kept that is offered now: never longer than until it begins."""
    return min(now + timedelta(minutes=rules.offer_minutes), start)


def wish_of_entry(entry: WaitingEntry, catalog: Catalog, rules: BookingSettings) -> Wish:
    """What an entry waits for. Raises ServiceUnavailable, MasterUnavailable where it can't be had any more."""
    return read_wish(catalog, rules, entry.services, entry.master.slug if entry.master else "")


def window_for(wishes: Mapping[int, Wish], entries: Collection[WaitingEntry], *, now: datetime) -> Window | None:
    """One window for all these entries and their wishes (by the entry's id); None where nobody's day is left."""
    days = [span for entry in entries if (span := _days(entry, wishes[entry.pk], now))]
    if not days:
        return None
    masters = sorted({master for wish in wishes.values() for master in wish.candidates})
    return load_for_starts(masters, min(first for first, _ in days), max(last for _, last in days), now=now)


def free_starts(entry: WaitingEntry, wish: Wish, window: Window, *, now: datetime) -> Iterator[datetime]:
    """The free starts (aware) that an entry waits for, by time.

    Without what was free when it joined and did not suit; without what was offered to it before, nor what overlaps
    that: whoever said no to ten o'clock is not asked for a quarter past ten.
    """
    days = _days(entry, wish, now)
    if days is None:
        return
    passed = set(entry.passed_over)
    known = [(calendar.minutes(offer.start), calendar.minutes(offer.end)) for offer in entry.offers.all()]
    for start in starts_within(window, wish, *days, now=now):
        at = calendar.moment(start.at)
        is_new = start.at not in passed and not any(start.at < end and begin < start.end for begin, end in known)
        if is_new and offer_until(wish.rules, at, now) - now >= SHORTEST_OFFER:
            yield at


def free_already(wish: Wish, first: date, last: date, *, now: datetime) -> list[int]:
    """The starts (UTC minutes) of a wish that are free on these local dates."""
    window = load_for_starts(wish.candidates, first, last, now=now)
    return [start.at for start in starts_within(window, wish, first, last, now=now)]


def service_names() -> Mapping[str, str]:
    """Of all services, bookable or not, by slug, in the active language; one query."""
    return {service.slug: service.name for service in named_services()}  # type: ignore[attr-defined]


def missed(offers: Collection[WaitingOffer]) -> int:
    return sum(offer.state in MISSED for offer in offers)


def _days(entry: WaitingEntry, wish: Wish, now: datetime) -> tuple[date, date] | None:
    """The local days that are left of those that an entry waits for."""
    first, last = max(entry.first_day, today(now)), min(entry.last_day, wish.last_day(now))
    return (first, last) if first <= last else None
