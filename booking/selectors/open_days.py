"""What is free on which day, of everything that can be booked: for whoever begins with a day."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from booking.engine.types import Start
from booking.models import BookingSettings
from booking.selectors.availability import load_for_starts, today
from booking.selectors.catalog import Catalog
from booking.selectors.free_days import FreeDays
from booking.selectors.free_time import starts_within
from booking.selectors.wishes import Wish


@dataclass(frozen=True)
class OpenDays(FreeDays):
    """The starts of all services together; `of`: those of each by itself, by slug, none where it has no start.

    Only of the days that were asked for; `window` reaches from today to the last day on which anything can be booked.
    """

    of: Mapping[str, FreeDays]


def single_wishes(catalog: Catalog, rules: BookingSettings, master: int | None) -> dict[str, Wish]:
    """Each bookable service by itself, by slug; with a master (her id) where she performs it, else with any."""
    return {
        slug: Wish((service,), (master if master in service.offers else None,), rules, False, catalog.shortest_minutes)
        for slug, service in catalog.services.items()
        if service.offers
    }


def last_day_of(wishes: Mapping[str, Wish], now: datetime) -> date:
    """The last local date on which any of these can be booked; today where there are none."""
    return max((wish.last_day(now) for wish in wishes.values()), default=today(now))


def find_open_days(wishes: Mapping[str, Wish], first: date, last: date, *, now: datetime) -> OpenDays:
    """What is free of these wishes on the local dates `first` to `last`, in a constant number of queries."""
    masters = sorted({master for wish in wishes.values() for master in wish.candidates})
    loaded = load_for_starts(masters, first, last, now=now)
    window = replace(loaded, first=today(now), last=last_day_of(wishes, now))
    found = {slug: starts_within(loaded, wish, first, last, now=now) for slug, wish in wishes.items()}
    return OpenDays(window, _together(found), {slug: FreeDays(window, starts) for slug, starts in found.items()})


def _together(found: Mapping[str, Sequence[Start]]) -> list[Start]:
    """Each time once, by time, whatever begins at it."""
    by_time = {start.at: start for starts in found.values() for start in starts}
    return [by_time[at] for at in sorted(by_time)]
