"""The times to which a visit can be moved, as its page shows them."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime

from django.urls import reverse
from django.utils.http import urlencode

from booking.actions.clients import contact_of
from booking.actions.decide import needs_answer
from booking.actions.events import ONLINE
from booking.engine import calendar
from booking.selectors.availability import salon_zone
from booking.selectors.catalog import load_catalog
from booking.selectors.free_time import FreeTime, find_free_time
from booking.selectors.sentences import why_empty
from booking.selectors.visit_view import VisitView
from booking.selectors.visits import visit_by_token, wish_of
from booking.views.empty_day import EmptyDay, next_free_day
from booking.views.time_page import build_time_page, slot_of
from booking.wizard import read_day


def other_times(
    view: VisitView, query: Mapping[str, str], *, wanted: datetime | None, now: datetime
) -> dict[str, object]:
    """What `booking/wizard/times.html` and the buttons above it need; `query` has the day and the strip asked for.

    `wanted`, aware: a start that could not be had; the nearest are found around it, else around the visit's own. Raises
    AlreadyDecided, ServiceUnavailable.
    """
    catalog, here = load_catalog(), reverse("booking:visit_move", args=[view.token])
    visit = visit_by_token(view.token)
    wish = wish_of(visit, catalog)
    free = _without(find_free_time(wish, now=now, except_visit=view.pk), view.start)

    def url(day: date, begin: date | None = None) -> str:
        asked = {"day": day.isoformat(), **({"from": begin.isoformat()} if begin else {})}
        return f"{here}?{urlencode(asked)}"

    page = build_time_page(
        free,
        day=_day(free, wanted) or read_day(query.get("day", "")) or view.start.date(),
        begin=read_day(query.get("from", "")),
        url=url,
        lost=wanted,
    )
    ways = [] if page.groups else list(next_free_day(free, page.day, url))
    return {
        "here": here,
        "asks_anew": view.is_confirmed and needs_answer(wish, contact_of(visit), by=ONLINE),
        "page": page,
        "nearest": [slot_of(start, with_day=True) for start in free.nearest(wanted or view.start)],
        "empty": None if page.groups else EmptyDay(why_empty(free.explain(page.day), catalog.masters), ways),
    }


def _without(free: FreeTime, own: datetime) -> FreeTime:
    """The visit's own time is no other time."""
    return replace(free, starts=[start for start in free.starts if start.at != calendar.minutes(own)])


def _day(free: FreeTime, wanted: datetime | None) -> date | None:
    """The local day of a start, if it lies within what can be shown."""
    day = wanted.astimezone(salon_zone()).date() if wanted else None
    return day if day and free.window.first <= day <= free.window.last else None
