"""What can be booked, in plain words (`salon/cms/seo/llms_txt.py`)."""

from collections.abc import Iterator, Sequence

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from booking.selectors.catalog import CategoryOffer, ServiceOffer, load_catalog
from salon.cms.registries import PlainLine, PlainPart, service_pages
from salon.lib.duration import span
from salon.lib.money import quoted
from salon.lib.urls import absolute


def services_in_words(request: HttpRequest) -> Iterator[PlainPart]:
    """Categories with their services, in the active language and the order of the price list; none where there are no
    services.
    """
    addresses = {slug: url for source in service_pages for slug, url in source(request).items()}
    categories = load_catalog().categories
    if categories:
        yield PlainPart(_("Services and prices"))
    for category in categories:
        lines = (_line(service, addresses.get(service.slug, "")) for service in category.services)
        yield PlainPart(category.name, tuple(lines), level=3)
    if categories:
        yield PlainPart(_("For programs"), tuple(_for_programs(categories)))


def _for_programs(categories: Sequence[CategoryOffer]) -> Iterator[PlainLine]:
    """The open API, with an address that really answers."""
    yield PlainLine(_("Services and prices as JSON"), absolute(reverse("api_services")))
    bookable = next((service for category in categories for service in category.services if service.offers), None)
    if bookable:
        yield PlainLine(_("Free times as JSON"), absolute(f"{reverse('api_slots')}?service={bookable.slug}"))


def _line(service: ServiceOffer, url: str) -> PlainLine:
    facts = (_length(service), quoted(service.price.amount, is_from=service.price.is_from), service.summary)
    return PlainLine(service.name, url and absolute(url), "; ".join(part for part in facts if part))


def _length(service: ServiceOffer) -> str:
    shortest, longest = service.minutes
    return span(shortest) if shortest == longest else f"{span(shortest)} – {span(longest)}"
