"""Book again: where the wizard starts with the services of an earlier visit at the same masters, at the usual interval.

What is no longer offered is left out, and whoever can no longer be booked for a part is replaced by whoever is free, so
that the way never ends at something that was.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.urls import reverse
from django.utils.http import urlencode

from booking.selectors.availability import today
from booking.selectors.catalog import Catalog, ServiceOffer, load_catalog
from booking.selectors.visit_view import AppointmentView, VisitView
from booking.selectors.wishes import ANY, Wish, booking_rules


@dataclass(frozen=True, slots=True)
class Rebook:
    """The address, and around which local day; None where nobody has said how often one comes for it.

    `is_same`: all services and masters are those of the visit.
    """

    url: str
    day: date | None
    is_same: bool


def rebook(view: VisitView, *, now: datetime) -> Rebook:
    """The way back in for one visit."""
    return rebooks([view], now=now)[0]


def rebooks(views: Sequence[VisitView], *, now: datetime) -> list[Rebook]:
    """The ways back in for several visits, in their order; four queries for all of them."""
    catalog, rules = load_catalog(), booking_rules()
    return [_rebook(view, catalog, rules, now) for view in views]


def _rebook(view: VisitView, catalog: Catalog, rules: Any, now: datetime) -> Rebook:
    parts = [
        (service, _master(catalog, service, row))
        for row in view.current
        if (service := catalog.services.get(row.service_slug)) and service.offers
    ]
    if not parts:
        return Rebook(reverse("booking:start"), None, False)
    day = _day(view, Wish(tuple(service for service, _ in parts), (None,) * len(parts), rules), now)
    masters = {master for _, master in parts}
    pairs = [("service", service.slug) for service, _ in parts]
    pairs.append(("master", masters.pop() if len(masters) == 1 else ANY))
    if masters:
        pairs += [("part", f"{service.slug}:{master}") for service, master in parts if master != ANY]
    if day:
        pairs.append(("day", day.isoformat()))
    is_same = len(parts) == len(view.current) and all(master != ANY for _, master in parts)
    return Rebook(f"{reverse('booking:start')}?{urlencode(pairs)}", day, is_same)


def _master(catalog: Catalog, service: ServiceOffer, row: AppointmentView) -> str:
    """The slug of who did it, as long as clients may ask for her (who is not shown by name has none here)."""
    found = catalog.master(row.master_slug)
    return found.slug if found and found.pk in service.offers else ANY


def _day(view: VisitView, wish: Wish, now: datetime) -> date | None:
    """The longest interval of the services counts, as far as one can book ahead; None where that day has passed."""
    intervals = [service.rebook_days for service in wish.services if service.rebook_days]
    if not intervals:
        return None
    day = view.start.date() + timedelta(days=max(intervals))
    return min(day, wish.last_day(now)) if day > today(now) else None
