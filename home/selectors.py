"""What the pages show of the catalogue: the same names, minutes and prices as the wizard."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse

from booking.selectors.catalog import Catalog, CategoryOffer, Price, ServiceOffer
from booking.selectors.wishes import booking_rules
from home.models import CategoryPage, ContactPage, ServicePage
from salon.cms.models import SalonImage
from salon.lib import language
from team.selectors import Face

# How many other services of its category a service's page shows.
RELATED = 4


@dataclass(frozen=True, slots=True)
class ServiceRow:
    """A row of a price list; `href` is empty where the service has no page in the active language."""

    slug: str
    name: str
    text: str
    href: str
    minutes: tuple[int, int]
    price: Price
    book_href: str
    is_popular: bool


@dataclass(frozen=True, slots=True)
class Section:
    """A category with its services; without a page of its own it has neither address nor picture.

    `picture` comes by `pictures.in_place`.
    """

    slug: str
    name: str
    text: str
    href: str
    alt: str
    rows: tuple[ServiceRow, ...]
    picture_id: int | None
    picture: SalonImage | None = None

    @property
    def price(self) -> Price:
        """The lowest of all; "from" unless everything costs the same."""
        lowest = min((row.price for row in self.rows), key=lambda price: price.amount)
        return Price(lowest.amount, lowest.is_from or len({row.price.amount for row in self.rows}) > 1)


@dataclass(frozen=True, slots=True)
class Performer:
    """Who performs a service, in her own minutes and for her own price; `face` is None while she has no page."""

    name: str
    face: Face | None
    minutes: int
    price: Price
    book_href: str


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of a treatment, `begin` minutes after its start; in `is_rest` the client waits while something works."""

    begin: int
    minutes: int
    is_rest: bool


@dataclass(frozen=True, slots=True)
class ServiceFacts:
    """What a service's page shows beside its words. `cancel_hours`: free of charge until so many hours before."""

    row: ServiceRow
    performers: tuple[Performer, ...]
    course: tuple[Stretch, ...]
    cancel_hours: int
    related: tuple[ServiceRow, ...]


def service_addresses(request: HttpRequest) -> Mapping[str, str]:
    """Addresses of the live pages about services in the active language, by slug; asked for once a request."""
    if not hasattr(request, "service_addresses"):
        live = ServicePage.objects.live().filter(locale__language_code=language.current())
        pages = live.select_related("locale", "service")
        request.service_addresses = {page.service.slug: page.get_url(request) for page in pages}  # type: ignore[attr-defined]
    return request.service_addresses  # type: ignore[attr-defined]


def above(address: str) -> str:
    """The address of the page that this one hangs below: categories below the overview, masters below the team."""
    return address.rstrip("/").rpartition("/")[0] + "/" if address else ""


def sections(request: HttpRequest, catalog: Catalog) -> list[Section]:
    """All categories in which something can be booked, in the order of the price list."""
    live = CategoryPage.objects.live().filter(locale__language_code=language.current())
    pages = {page.category.slug: page for page in live.select_related("locale", "category")}
    return [_section(request, category, pages.get(category.slug)) for category in catalog.categories]


def popular(found: Iterable[Section]) -> list[ServiceRow]:
    """The first of each category that the salon marks as popular."""
    firsts = (next((row for row in section.rows if row.is_popular), None) for section in found)
    return [row for row in firsts if row is not None]


def service_facts(request: HttpRequest, catalog: Catalog, slug: str, faces: Mapping[int, Face]) -> ServiceFacts | None:
    """None while nobody can book the service."""
    service = catalog.services.get(slug)
    if service is None or not service.offers:
        return None
    own = service.limits.free_cancel_hours
    same = [other for other in catalog.services.values() if other.category == service.category and other != service]
    return ServiceFacts(
        row=_row(request, service),
        performers=tuple(_performers(catalog, service, faces)),
        course=tuple(_course(service)),
        cancel_hours=booking_rules().free_cancel_hours if own is None else own,
        related=tuple(_row(request, other) for other in same[:RELATED]),
    )


def _section(request: HttpRequest, category: CategoryOffer, page: CategoryPage | None) -> Section:
    return Section(
        slug=category.slug,
        name=category.name,
        text=category.summary,
        href=page.get_url(request) if page else "",
        picture_id=page.picture_id if page else None,
        alt=page.picture_alt if page else "",
        rows=tuple(_row(request, service) for service in category.services),
    )


def _row(request: HttpRequest, service: ServiceOffer) -> ServiceRow:
    return ServiceRow(
        slug=service.slug,
        name=service.name,
        text=service.summary,
        href=service_addresses(request).get(service.slug, ""),
        minutes=service.minutes,
        price=service.price,
        book_href=f"{reverse('booking:start')}?service={service.slug}" if service.offers else "",
        is_popular=service.is_popular,
    )


def _performers(catalog: Catalog, service: ServiceOffer, faces: Mapping[int, Face]) -> Iterable[Performer]:
    for pk, offer in service.offers.items():
        master = catalog.masters[pk]
        if master.is_visible:
            book = f"{reverse('booking:start')}?service={service.slug}&master={master.slug}"
            yield Performer(master.name, faces.get(pk), offer.work.minutes, offer.price, book)


def _course(service: ServiceOffer) -> Iterable[Stretch]:
    """How the minutes are spent, where there is processing time and all masters take the same time."""
    works = {offer.work for offer in service.offers.values()}
    work = works.pop()
    away, lasts = work.processing_after, work.processing_lasts
    if works or not away or not lasts or away + lasts >= work.minutes:
        return
    yield Stretch(0, away, is_rest=False)
    yield Stretch(away, lasts, is_rest=True)
    yield Stretch(away + lasts, work.minutes - away - lasts, is_rest=False)


def contact_page() -> ContactPage | None:
    """The live contact page in the active language."""
    live = ContactPage.objects.live().public().filter(locale__language_code=language.current())
    return live.select_related("locale").order_by("path").first()
