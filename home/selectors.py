"""What the pages show of the catalogue: the same names, minutes and prices as the wizard."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Q
from django.http import HttpRequest
from django.urls import reverse
from wagtail.models import Page

from booking.selectors.catalog import Catalog, CategoryOffer, Price, ServiceOffer, catalog
from booking.selectors.wishes import booking_rules
from home.models import CategoryPage, ContactPage
from salon.cms.models import SalonImage
from salon.cms.top_pages import public
from salon.lib import language
from salon.lib.rounds import once_a_round
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


@once_a_round
def _pages(request: HttpRequest) -> tuple[Mapping[str, CategoryPage], Mapping[str, str]]:
    """The live pages about categories, and the addresses of those about services, by slug, in the active language."""
    about = Q(categorypage__isnull=False) | Q(servicepage__isnull=False)
    live = public(Page.objects.live().filter(about, locale__language_code=language.current()))
    categories, services = {}, {}
    for page in live.select_related("locale", "categorypage__category", "servicepage__service"):
        if hasattr(page, "categorypage"):
            categories[page.categorypage.category.slug] = page.categorypage
        else:
            services[page.servicepage.service.slug] = page.get_url(request)
    return categories, services


def service_addresses(request: HttpRequest) -> Mapping[str, str]:
    """Addresses of the live pages about services in the active language, by slug."""
    return _pages(request)[1]


@once_a_round
def sections(request: HttpRequest) -> Sequence[Section]:
    """All categories in which something can be booked, in the order of the price list and the active language."""
    pages = _pages(request)[0]
    return [_section(request, category, pages.get(category.slug)) for category in catalog().categories]


def with_pages(request: HttpRequest, slugs: Collection[str] = ()) -> list[Section]:
    """The categories that have a page of their own; of these only the chosen ones where `slugs` names some."""
    return [section for section in sections(request) if section.href and (not slugs or section.slug in slugs)]


def rows_of(request: HttpRequest, category: str, slugs: Collection[str]) -> list[ServiceRow]:
    """Services by their slugs, else of a category, else the popular ones, in the order of the price list."""
    rows = [row for section in sections(request) for row in section.rows]
    if slugs:
        return [row for row in rows if row.slug in slugs]
    if category:
        return next((list(section.rows) for section in sections(request) if section.slug == category), [])
    return popular(sections(request))


def popular(found: Iterable[Section]) -> list[ServiceRow]:
    """The first of each category that the salon marks as popular."""
    firsts = (next((row for row in section.rows if row.is_popular), None) for section in found)
    return [row for row in firsts if row is not None]


def service_facts(request: HttpRequest, pk: int, faces: Mapping[int, Face]) -> ServiceFacts | None:
    """Of the service with this id; None while nobody can book it."""
    services = catalog().services
    service = next((service for service in services.values() if service.pk == pk), None)
    if service is None or not service.offers:
        return None
    own = service.limits.free_cancel_hours
    same = [other for other in services.values() if other.category == service.category and other != service]
    return ServiceFacts(
        row=_row(request, service),
        performers=tuple(_performers(catalog(), service, faces)),
        course=tuple(_course(service)),
        cancel_hours=booking_rules().free_cancel_hours if own is None else own,
        related=tuple(_row(request, other) for other in same[:RELATED]),
    )


def _section(request: HttpRequest, category: CategoryOffer, page: CategoryPage | None) -> Section:
    return Section(
        slug=category.slug,
        name=category.name,
        text=(page.listing_text if page else "") or category.summary,
        href=page.get_url(request) if page else "",
        picture_id=page.listed_picture_id if page else None,
        alt=page.listed_picture_words if page else "",
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
