"""The question "who?": any master first, then faces with names, prices and their next free time."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.utils.translation import gettext as _

from booking.engine import calendar
from booking.engine.types import Start
from booking.selectors.availability import salon_zone, today
from booking.selectors.catalog import MasterOffer, Price
from booking.selectors.free_time import FreeTime, find_free_time
from booking.selectors.wishes import Wish, read_wish
from booking.views.journey import Journey
from booking.views.time_page import free_times
from salon.cms import pictures
from salon.lib import dates

# How far "12 free times until …" counts.
COUNTED = timedelta(days=13)


@dataclass(frozen=True, slots=True)
class MasterChoice:
    """A card. `able` false: she performs nothing of it, `note` says so; otherwise `note` says what others do."""

    master: MasterOffer
    photo: Any
    able: bool
    is_chosen: bool
    note: str
    minutes: tuple[int, int] | None = None
    price: Price | None = None
    next_free: str = ""


@dataclass(frozen=True, slots=True)
class PartChoice:
    """For one service of several: who may perform it, and the slug of who was chosen for it alone."""

    service: str
    slug: str
    masters: Sequence[MasterOffer]
    chosen: str


@dataclass(frozen=True, slots=True)
class MasterPage:
    """`any_free`: how much is free for any master, in words. `parts` is empty where there is nothing to share out.

    `can_be_together`: one master could do what several might.
    """

    any_free: str
    any_chosen: bool
    masters: Sequence[MasterChoice]
    parts: Sequence[PartChoice]
    can_be_together: bool

    @property
    def has_parts(self) -> bool:
        return any(part.chosen for part in self.parts)

    @classmethod
    def build(cls, journey: Journey, broad: Wish) -> "MasterPage":
        free = find_free_time(broad, now=journey.now, except_hold=journey.state.draft)
        chosen = journey.state.master if journey.wish else ""
        photos = pictures.load(master.photo_id for master in journey.visible_masters.values())
        cards = [
            _card(journey, broad, free, master, photos.get(master.photo_id or 0), master.slug == chosen)
            for master in journey.visible_masters.values()
        ]
        return cls(
            any_free=_any_free(free),
            any_chosen=not any(card.is_chosen for card in cards),
            masters=sorted(cards, key=lambda card: not card.able),
            parts=_parts(journey, broad),
            can_be_together=_can_be_together(broad),
        )


def _card(
    journey: Journey, broad: Wish, free: FreeTime, master: MasterOffer, photo: Any, is_chosen: bool
) -> MasterChoice:
    missing = [service.name for service in broad.services if master.pk not in service.offers]
    if len(missing) == len(broad.services):
        note = _("Does not offer: {services}").format(services=", ".join(missing))
        return MasterChoice(master, photo, able=False, is_chosen=False, note=note)
    wish = read_wish(journey.catalog, journey.rules, [service.slug for service in broad.services], master.slug)
    note = _("{services}: whoever is free").format(services=", ".join(missing)) if missing else ""
    return MasterChoice(
        master, photo, True, is_chosen, note, wish.minutes(), wish.price(), _next_free(_first(free, wish, master))
    )


def _first(free: FreeTime, wish: Wish, master: MasterOffer) -> Start | None:
    if len(wish.services) == 1:
        return next((start for start in free.starts if master.pk in start.masters), None)
    return free.first_of(wish)


def _next_free(start: Start | None) -> str:
    if start is None:
        return _("No free time")
    local = calendar.moment(start.at).astimezone(salon_zone())
    return _("Free from {date}").format(date=f"{dates.short(local)}, {dates.at(local)}")


def _any_free(free: FreeTime) -> str:
    first = today(free.now)
    last = min(first + COUNTED, free.window.last)
    number = sum(len(starts) for day, starts in free.by_day.items() if day <= last)
    if number == 0:
        return _next_free(free.starts[0] if free.starts else None)
    return _("{times} until {date}").format(times=free_times(number), date=dates.number(last))


def _can_be_together(broad: Wish) -> bool:
    """Whether it is a question at all: somebody performs two of the services, and not everything is hers anyway."""
    performed = [master for service in broad.services for master in service.offers]
    return len(set(performed)) > 1 and len(performed) > len(set(performed))


def _parts(journey: Journey, broad: Wish) -> list[PartChoice]:
    if len(broad.services) == 1 or "master" not in journey.steps:
        return []
    own = dict(journey.state.masters)
    shown = journey.visible_masters
    return [
        PartChoice(service.name, service.slug, able, own.get(service.slug, ""))
        for service in broad.services
        if len(able := [shown[pk] for pk in service.offers if pk in shown]) > 1
    ]
