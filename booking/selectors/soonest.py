"""The next free starts of one service: what a page says at a glance, found by the same search as the wizard's."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from booking.engine.spread import spread
from booking.engine.types import Start
from booking.selectors.availability import load_for_starts, salon_zone, today
from booking.selectors.catalog import Catalog, ServiceOffer
from booking.selectors.free_time import starts_within
from booking.selectors.wishes import Wish

AHEAD = timedelta(days=30)
SHOWN = 3


@dataclass(frozen=True, slots=True)
class Soonest:
    """Soon starts (UTC minutes) from today to the local date `last`; none where nothing is free until then."""

    starts: Sequence[Start]
    first: date
    last: date


def soonest_starts(wish: Wish, *, now: datetime) -> Soonest:
    """Three starts at most, spread over half-days (`engine/spread.py`), the very soonest first.

    In the next 30 days, or as far as the wish can be booked, if that is nearer.
    """
    first = today(now)
    last = min(first + AHEAD, wish.last_day(now))
    window = load_for_starts(wish.candidates, first, last, now=now)
    found = starts_within(window, wish, first, last, now=now)
    return Soonest(spread(found, salon_zone(), SHOWN), first, last)


def usual_service(catalog: Catalog, master: int) -> ServiceOffer | None:
    """What a master (by id) is most likely asked for: the first popular service of hers, else her shortest."""
    own = [service for service in catalog.services.values() if master in service.offers]
    popular = next((service for service in own if service.is_popular), None)
    return popular or min(own, key=lambda service: service.offers[master].work.minutes, default=None)
