"""A day without a free time is not an end: why, and the ways on."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from booking.engine import calendar
from booking.engine.types import Start
from booking.selectors.free_days import FreeDays
from booking.selectors.free_time import FreeTime
from booking.selectors.sentences import why_empty
from booking.selectors.wishes import ANY, Wish
from booking.views.journey import Journey
from booking.views.time_page import free_times, slot_of
from salon.lib import dates

# How many times of a shorter visit are named.
NAMED = 2
JOIN = gettext_lazy("Join the waiting list")


@dataclass(frozen=True, slots=True)
class Way:
    title: str
    text: str
    label: str
    url: str


@dataclass(frozen=True, slots=True)
class EmptyDay:
    """`ways` to a free time may be empty: then the telephone is left, and the waiting list where it can be joined."""

    reason: str
    ways: Sequence[Way]
    waiting: Way | None = None


def empty_day(journey: Journey, free: FreeTime, broad: Wish, day: date) -> EmptyDay:
    """Why a local day has no start for the wish of `free`, and what would help; no query but for a holiday's name.

    The masters of `broad`, the same wish with any master, must be loaded in `free`.
    """
    ways = [
        *next_free_day(free, day, lambda found: journey.state.url("time", day=found)),
        *_other_masters(journey, free, broad, day),
        *_fewer(journey, free, day),
    ]
    reason = why_empty(free.explain(day), journey.catalog.masters)
    return EmptyDay(reason, ways, next(_waiting_list(journey, free, day), None))


def next_free_day(free: FreeDays, day: date, url: Callable[[date], str]) -> Iterator[Way]:
    """The next free local day after `day`, else the first one; none where nothing is free at all."""
    found = free.next_day(day) or next(iter(free.by_day), None)
    if found:
        text = f"{dates.long(found)}, {free_times(len(free.on(found)))}"
        label = _("Show {date}").format(date=dates.number(found))
        yield Way(_("Next free day"), text, label, url(found))


def _other_masters(journey: Journey, free: FreeTime, broad: Wish, day: date) -> Iterator[Way]:
    """Only where a master was chosen, and only if it helps."""
    if free.wish.masters == broad.masters:
        return
    found = free.starts_of(broad, day, day)
    if found:
        text = f"{dates.long(day)}, {free_times(len(found))}"
        url = journey.state.url("time", master=ANY, masters=(), day=day)
        yield Way(_("Try another master"), text, _("Any master"), url)


def _fewer(journey: Journey, free: FreeTime, day: date) -> Iterator[Way]:
    """The longest part of the visit that finds a place on this day."""
    for wish in _shorter(free.wish):
        found: list[Start] = free.starts_of(wish, day, day)
        if found:
            names = ", ".join(service.name for service in wish.services)
            times = ", ".join(slot_of(start).time for start in islice(found, NAMED))
            url = journey.state.url("time", services=tuple(service.slug for service in wish.services), day=day)
            title = _("Shorter on {date}").format(date=dates.number(day))
            yield Way(title, f"{names}: {times}", _("Only {services}").format(services=names), url)
            return


def _waiting_list(journey: Journey, free: FreeTime, day: date) -> Iterator[Way]:
    """For this day if the salon is open on it; where nothing is free at all for the first day on which it is."""
    days = calendar.dates_between(day, free.window.last) if not free.starts else [day]
    found = next(
        (one for one in days if free.window.first <= one <= free.window.last and not free.is_closed(one)), None
    )
    url = waiting_url(journey, found) if found else ""
    if found and url:
        text = _("{date}: we write to you as soon as a time opens up.").format(date=dates.long(found))
        yield Way(_("Waiting list"), text, JOIN, url)


def waiting_url(journey: Journey, day: date) -> str:
    """Where a client joins the waiting list for a local day; empty where the salon keeps none."""
    return journey.state.url("waiting", day=day) if journey.rules.has_waiting_list else ""


def _shorter(wish: Wish) -> Iterator[Wish]:
    """Without one of the services, then each by itself."""
    count = len(wish.services)
    left_out = [[place for place in range(count) if place != missing] for missing in range(count)] if count > 2 else []
    alone = [[place] for place in range(count)] if count > 1 else []
    for places in [*left_out, *alone]:
        yield replace(
            wish,
            services=tuple(wish.services[place] for place in places),
            masters=tuple(wish.masters[place] for place in places),
        )
