"""What everybody may know: services with their prices, and when they are free. Kept for a short while."""

from collections.abc import Callable
from hashlib import sha256
from typing import Any

from django.core.cache import cache

from booking.api.operation import Asked, Look
from booking.api.operations.catalog import Services, slots
from booking.api.shapes.catalog import PublicSlotsQuestion, SlotsShape
from booking.errors import MasterUnavailable, ServiceUnavailable
from booking.selectors.catalog import catalog
from booking.selectors.empty_parts import empty_parts
from booking.selectors.free_time import find_free_time
from booking.selectors.wishes import booking_rules, read_clients_wish
from salon.analytics.counting import count_searches
from salon.lib.language import current

# How old an answer to everybody may be, in seconds.
FRESH = 20


class PublicServices(Services):
    """Categories with their services, prices and who performs them."""


class PublicSlots(Look):
    """Free times of services: how many a day, and the starts of one day."""

    takes = PublicSlotsQuestion
    gives = SlotsShape
    refuses = (ServiceUnavailable, MasterUnavailable)

    def shown(self, asked: Asked) -> Any:
        wanted = ("+".join(asked["service"]), asked["master"], str(asked.data.get("day", "")), current())
        return _kept("|".join(wanted), lambda: super(PublicSlots, self).shown(asked))

    def answer(self, asked: Asked) -> Any:
        wish = read_clients_wish(catalog(), booking_rules(), asked["service"], asked["master"])
        free, day = find_free_time(wish, now=asked.now), asked.data.get("day")
        if day is not None:
            count_searches(asked.request, asked["service"], day.weekday(), empty_parts(free, day))
        return slots(free, day)


def _kept(about: str, make: Callable[[], Any]) -> Any:
    """The answer that somebody else has just got, else a new one."""
    name = f"api:slots:{sha256(about.encode()).hexdigest()}"
    found = cache.get(name)
    if found is None:
        found = make()
        cache.set(name, found, FRESH)
    return found
