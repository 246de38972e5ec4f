"""What can be booked, and when: the same answers as the site gives."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from booking.api.operation import Asked, Look
from booking.api.shapes.catalog import MastersShape, ServicesShape, SlotsQuestion, SlotsShape
from booking.engine import calendar
from booking.errors import MasterUnavailable, ServiceUnavailable, VisitNotFound
from booking.selectors.availability import salon_zone, today
from booking.selectors.catalog import Catalog, CategoryOffer, MasterOffer, ServiceOffer, catalog
from booking.selectors.chats import visit_in_chat
from booking.selectors.empty_parts import empty_parts
from booking.selectors.free_time import FreeTime, find_free_time
from booking.selectors.sentences import why_empty
from booking.selectors.visits import wish_of
from booking.selectors.wishes import booking_rules, read_clients_wish
from salon.analytics.counting import count_asked_searches


class Services(Look):
    """Categories with their services, prices and who performs them."""

    gives = ServicesShape
    has_etag = True

    def answer(self, asked: Asked) -> Any:
        known = catalog()
        bookable = [(one, [service for service in one.services if service.offers]) for one in known.categories]
        categories = [_category(one, services, known) for one, services in bookable if services]
        return {"categories": categories, "max_services": booking_rules().max_services}


class Masters(Look):
    """Who can be asked for by name."""

    gives = MastersShape
    has_etag = True

    def answer(self, asked: Asked) -> Any:
        known = catalog()
        return {"masters": [_master(master, known) for master in known.masters.values() if master.is_visible]}


class Slots(Look):
    """Free times of services, or those to which a visit can be moved: how many a day, and the starts of one day."""

    takes = SlotsQuestion
    gives = SlotsShape
    refuses = (ServiceUnavailable, MasterUnavailable, VisitNotFound)

    def answer(self, asked: Asked) -> Any:
        if "visit" in asked.data:
            visit = visit_in_chat(asked.caller.client if asked.caller.for_clients else None, asked["visit"])
            free = find_free_time(wish_of(visit, catalog()), now=asked.now, except_visit=visit.pk)
        else:
            wish = read_clients_wish(catalog(), booking_rules(), asked["service"], asked["master"])
            own = asked.caller.own_draft(asked["draft"]) if "draft" in asked.data else ""
            free = find_free_time(wish, now=asked.now, except_hold=own)
            _count_search(free, asked.data.get("day"))
        return slots(free, asked.data.get("day"))


def _count_search(free: FreeTime, day: date | None) -> None:
    if day is not None:
        services = [service.slug for service in free.wish.services]
        count_asked_searches(services, day.weekday(), empty_parts(free, day))


def slots(free: FreeTime, day: date | None) -> Mapping[str, Any]:
    """Free time as the API tells it."""
    return {
        "days": [{"date": on, "starts": len(starts)} for on, starts in free.by_day.items()],
        "next_day": free.next_day(day or today(free.now)),
        "day": _day(free, day) if day else None,
    }


def _day(free: FreeTime, day: date) -> Mapping[str, Any]:
    found, zone = free.on(day), salon_zone()
    best = free.best_on(day) if found else frozenset()
    empty = None
    if not found:
        reason = free.explain(day)
        empty = {"code": reason.code, "message": why_empty(reason, catalog().masters)}
    starts = [{"start": calendar.moment(one.at).astimezone(zone), "is_best": one.at in best} for one in found]
    return {"date": day, "starts": starts, "empty": empty}


def _category(category: CategoryOffer, services: list[ServiceOffer], known: Catalog) -> Mapping[str, Any]:
    return {
        "slug": category.slug,
        "name": category.name,
        "services": [
            {
                "slug": service.slug,
                "name": service.name,
                "summary": service.summary,
                "minutes": dict(zip(("least", "most"), service.minutes, strict=True)),
                "price": service.price,
                "masters": [known.masters[pk].slug for pk in service.offers if known.masters[pk].is_visible],
            }
            for service in services
        ],
    }


def _master(master: MasterOffer, known: Catalog) -> Mapping[str, Any]:
    own = [slug for slug, service in known.services.items() if master.pk in service.offers]
    return {"slug": master.slug, "name": master.name, "role": master.role, "services": own}
