"""What can be booked, in one language: the same names, prices and minutes for page, wizard, bot and search engine."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import time
from decimal import Decimal
from functools import cached_property
from typing import Any

from booking.engine.types import Work
from booking.models import CategoryText, Master, MasterText, PriceKind, Service, ServiceText, Skill
from salon.lib.language import current, word
from salon.lib.rounds import once_a_round


@dataclass(frozen=True, slots=True)
class Price:
    """EUR incl. VAT; `is_from` means "at least" and must be shown so (PAngV)."""

    amount: Decimal
    is_from: bool

    def __add__(self, other: "Price") -> "Price":
        return Price(self.amount + other.amount, self.is_from or other.is_from)


def total(prices: Iterable[Price]) -> Price:
    """Their sum; "from" where any of them is."""
    return sum(prices, Price(Decimal(0), False))


@dataclass(frozen=True, slots=True)
class Offer:
    """A service as one master performs it."""

    master: int
    price: Price
    work: Work


@dataclass(frozen=True, slots=True)
class Limits:
    """A service's own rules; None where the salon's hold."""

    lead_minutes: int | None = None
    horizon_days: int | None = None
    free_cancel_hours: int | None = None
    cancel_limit_hours: int | None = None
    move_limit_hours: int | None = None


@dataclass(frozen=True)
class ServiceOffer:
    """A bookable service; `offers` by master id, empty where nobody performs it at the moment.

    `confirmation`: the service's own or its category's; empty where the salon's holds. `rebook_days`: after how many
    days it is usually wanted again.
    """

    pk: int
    slug: str
    name: str
    summary: str
    category: str
    is_popular: bool
    limits: Limits
    confirmation: str
    earliest_start: time | None
    own_price: Price
    own_minutes: int
    rebook_days: int | None
    offers: Mapping[int, Offer]

    @cached_property
    def price(self) -> Price:
        """The lowest price among those who perform it; "from" where they differ."""
        if not self.offers:
            return self.own_price
        amounts = {offer.price.amount for offer in self.offers.values()}
        return Price(min(amounts), len(amounts) > 1 or any(offer.price.is_from for offer in self.offers.values()))

    @cached_property
    def minutes(self) -> tuple[int, int]:
        """The shortest and the longest duration among those who perform it."""
        lengths = [offer.work.minutes for offer in self.offers.values()] or [self.own_minutes]
        return min(lengths), max(lengths)


@dataclass(frozen=True, slots=True)
class CategoryOffer:
    slug: str
    name: str
    summary: str
    services: tuple[ServiceOffer, ...]


@dataclass(frozen=True, slots=True)
class MasterOffer:
    """A master whom clients may book. Not everybody is shown by name."""

    pk: int
    slug: str
    name: str
    role: str
    short: str
    photo_id: int | None
    is_visible: bool


@dataclass(frozen=True)
class Catalog:
    """Everything bookable in one language, in the salon's order."""

    categories: tuple[CategoryOffer, ...]
    masters: Mapping[int, MasterOffer]

    @cached_property
    def services(self) -> Mapping[str, ServiceOffer]:
        """By slug."""
        return {service.slug: service for category in self.categories for service in category.services}

    @cached_property
    def shortest_minutes(self) -> int:
        """What the shortest service takes of a master's time, buffers included; a gap below it helps nobody."""
        works = [offer.work for service in self.services.values() for offer in service.offers.values()]
        return min((work.before + work.minutes + work.after for work in works), default=0)

    def chosen(self, slugs: Iterable[str]) -> list[ServiceOffer]:
        """The services with these slugs, in the catalogue's order; unknown ones are left out."""
        wanted = set(slugs)
        return [service for slug, service in self.services.items() if slug in wanted]

    def master(self, slug: str) -> MasterOffer | None:
        return next((master for master in self.masters.values() if master.slug == slug), None)


@once_a_round
def people(language: str) -> Sequence[Any]:
    """Everybody who works here, in the salon's order, with their words in `language`; one query."""
    employed = Master.objects.filter(is_employed=True)
    return list(
        employed.annotate(
            name=word(MasterText, "master", "name", language),
            role=word(MasterText, "master", "role", language, fallback=None),
            short=word(MasterText, "master", "short", language, fallback=None),
        )
    )


@once_a_round
def _catalog(code: str) -> Catalog:
    return load_catalog(code)


def catalog() -> Catalog:
    """The catalogue in the active language, once a page."""
    return _catalog(current())


def load_catalog(language: str | None = None) -> Catalog:
    """The catalogue in `language` (default: the active one) in three queries."""
    skills = _skills()
    masters = {
        row.pk: MasterOffer(row.pk, row.slug, row.name, row.role, row.short, row.photo_id, row.is_visible)
        for row in people(language or current())
        if row.is_bookable
    }
    categories: dict[int, CategoryOffer] = {}
    services: dict[int, list[ServiceOffer]] = {}
    for row in _services(language):
        offers = {skill.master_id: _offer(row, skill) for skill in skills.get(row.pk, []) if skill.master_id in masters}
        services.setdefault(row.category_id, []).append(_service_offer(row, offers))
        categories.setdefault(
            row.category_id, CategoryOffer(row.category.slug, row.category_name, row.category_summary, ())
        )
    return Catalog(tuple(replace(found, services=tuple(services[pk])) for pk, found in categories.items()), masters)


def _services(language: str | None) -> Iterable[Any]:
    """Services with their words and those of their category."""
    return (
        Service.objects.filter(is_active=True, category__is_active=True)
        .select_related("category")
        .annotate(
            name=word(ServiceText, "service", "name", language),
            summary=word(ServiceText, "service", "summary", language, fallback=None),
            category_name=word(CategoryText, "category", "name", language, fallback="category__slug", of="category_id"),
            category_summary=word(CategoryText, "category", "summary", language, fallback=None, of="category_id"),
        )
        .order_by("category__order", "category__slug", "order", "slug")
    )


def _skills() -> dict[int, list[Skill]]:
    found: dict[int, list[Skill]] = {}
    for skill in Skill.objects.order_by("master__order", "master_id"):
        found.setdefault(skill.service_id, []).append(skill)
    return found


def _offer(service: Service, skill: Skill) -> Offer:
    """What the skill says, else what the service says."""
    amount = service.price if skill.price is None else skill.price
    kind = skill.price_kind or service.price_kind
    work = Work(
        minutes=skill.minutes or service.minutes,
        before=service.buffer_before,
        after=service.buffer_after,
        processing_after=service.processing_after,
        processing_lasts=service.processing_lasts,
    )
    return Offer(skill.master_id, Price(amount, kind == PriceKind.FROM), work)


def _service_offer(row: Any, offers: Mapping[int, Offer]) -> ServiceOffer:
    return ServiceOffer(
        pk=row.pk,
        slug=row.slug,
        name=row.name,
        summary=row.summary,
        category=row.category.slug,
        is_popular=row.is_popular,
        limits=Limits(**{limit.name: getattr(row, limit.name) for limit in fields(Limits)}),
        confirmation=row.confirmation or row.category.confirmation,
        earliest_start=row.category.earliest_start,
        own_price=Price(row.price, row.price_kind == PriceKind.FROM),
        own_minutes=row.minutes,
        rebook_days=row.rebook_days,
        offers=offers,
    )
