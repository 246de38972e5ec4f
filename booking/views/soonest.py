"""The next free times of a master or a service: a fragment for pages that come from a cache and know no times."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from booking.engine import calendar
from booking.selectors.availability import salon_zone
from booking.selectors.catalog import Catalog, load_catalog
from booking.selectors.soonest import Soonest, soonest_starts, usual_service
from booking.selectors.wishes import ANY, Wish, booking_rules, read_wish
from booking.views.empty_day import JOIN
from booking.views.fragment import fragment
from booking.views.time_page import slot_of
from booking.wizard import BookingState


@dataclass(frozen=True, slots=True)
class WayIn:
    label: str
    url: str


@fragment
@require_safe
def soonest(request: HttpRequest) -> HttpResponse:
    """For `?master=&service=`, one of them or both; whoever or whatever nobody knows leaves the plain way in."""
    context = _found(request.GET.get("master", ""), request.GET.get("service", ""))
    return render(request, "booking/soonest.html", context)


def _found(master: str, service: str) -> dict[str, object]:
    catalog = load_catalog()
    who = catalog.master(master)
    known = who.pk if who and who.is_visible else None
    what = catalog.services.get(service) or (usual_service(catalog, known) if known else None)
    if what is None or not what.offers:
        return {"ways": [WayIn(_("Book an appointment"), BookingState("").url("start"))]}
    state = BookingState("", services=(what.slug,), master=who.slug if who and known in what.offers else ANY)
    # Who asked for a service knows its name.
    return {**_times(catalog, state), "service": "" if what.slug == service else what.name}


def _times(catalog: Catalog, state: BookingState) -> dict[str, object]:
    now = timezone.now()
    chosen = "" if state.master == ANY else state.master
    wish = read_wish(catalog, booking_rules(), state.services, chosen)
    found = soonest_starts(wish, now=now)
    times = [
        (slot_of(start, with_day=True), state.url("time", day=calendar.local_date(start.at, salon_zone())))
        for start in found.starts
    ]
    return {
        "minutes": wish.minutes(),
        "times": times,
        "empty": "" if times else _nothing(found),
        "ways": [WayIn(_("All free times"), state.url("time"))] if times else list(_ways(state, wish, found)),
    }


def _nothing(found: Soonest) -> str:
    days = (found.last - found.first).days
    return ngettext("No free time in the next {n} day.", "No free time in the next {n} days.", days).format(n=days)


def _ways(state: BookingState, wish: Wish, found: Soonest) -> Iterator[WayIn]:
    """What is left where nothing is free soon: somebody else, later days, the waiting list, a call."""
    if state.master != ANY and len(wish.services[0].offers) > 1:
        yield WayIn(_("Try another master"), state.url("time", master=ANY))
    if wish.last_day(timezone.now()) > found.last:
        yield WayIn(_("Later days"), state.url("time"))
    if wish.rules.has_waiting_list:
        yield WayIn(str(JOIN), state.url("waiting"))
