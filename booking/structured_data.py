"""Services and offers for search engines: the prices, minutes and names of the catalogue that pages show."""

from collections.abc import Iterable

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from booking.selectors.catalog import CategoryOffer, ServiceOffer, catalog
from salon.cms.models import BasePage
from salon.cms.registries import service_pages
from salon.cms.selectors import site_frame
from salon.cms.structured_data.pages import own_picture
from salon.cms.structured_data.salon import CURRENCY
from salon.cms.structured_data.terms import Node, filled, id_of, number, page_address, page_id, ref, salon_id
from salon.lib import language
from salon.lib.money import euro
from salon.lib.urls import absolute

HOUR = 60


def nodes(request: HttpRequest, page: BasePage) -> Iterable[Node]:
    """On a service's own page, while somebody performs it."""
    if getattr(page, "fact", "") != "service":
        return
    services = catalog().services.values()
    service = next((service for service in services if service.pk == page.service_id and service.offers), None)
    if service is not None:
        yield _service(request, page, service)
        yield {"@id": page_id(request, page), "about": ref(_service_id(service))}


def catalogue(request: HttpRequest) -> Node:
    """What the salon offers, by category, and between which prices; for the pages that tell all of it."""
    addresses = {slug: url for tell in service_pages for slug, url in tell(request).items()}
    parts = [part for category in catalog().categories if (part := _category(category, addresses))]
    services = {"@type": "OfferCatalog", "name": _("Services and prices"), "itemListElement": parts}
    return filled({"@id": salon_id(), "priceRange": _price_range(), "hasOfferCatalog": services if parts else {}})


def _category(category: CategoryOffer, addresses: dict[str, str]) -> Node:
    """Empty where nothing in it can be booked."""
    offers = [
        {
            "@type": "Offer",
            "url": _booking_url(service),
            **_price(service),
            "itemOffered": filled(
                {
                    "@type": "Service",
                    "@id": _service_id(service),
                    "name": service.name,
                    "url": absolute(addresses[service.slug]) if service.slug in addresses else "",
                }
            ),
        }
        for service in category.services
        if service.offers
    ]
    return {"@type": "OfferCatalog", "name": category.name, "itemListElement": offers} if offers else {}


def _service(request: HttpRequest, page: BasePage, service: ServiceOffer) -> Node:
    town = site_frame(request).text.town
    category = next(found.name for found in catalog().categories if found.slug == service.category)
    return filled(
        {
            "@type": "Service",
            "@id": _service_id(service),
            "name": service.name,
            "description": service.summary,
            "category": category,
            "url": page_address(request, page),
            "image": own_picture(page),
            "provider": ref(salon_id()),
            "areaServed": town and {"@type": "City", "name": town},
            "availableChannel": {
                "@type": "ServiceChannel",
                "serviceUrl": _booking_url(service),
                "availableLanguage": list(language.CODES),
            },
            "offers": _offer(service),
        }
    )


def _offer(service: ServiceOffer) -> Node:
    return {
        "@type": "Offer",
        "url": _booking_url(service),
        **_price(service),
        "seller": ref(salon_id()),
        "additionalProperty": _duration(*service.minutes),
    }


def _price(service: ServiceOffer) -> Node:
    """One price; "from" one; or from the lowest to the highest, where each master has a fixed one of her own."""
    lowest = number(service.price.amount)
    if not service.price.is_from:
        return {"price": lowest, "priceCurrency": CURRENCY}
    prices = [offer.price for offer in service.offers.values()]
    ends = {} if any(price.is_from for price in prices) else {"maxPrice": number(max(one.amount for one in prices))}
    said = {"minPrice": lowest, **ends, "priceCurrency": CURRENCY, "valueAddedTaxIncluded": True}
    return {"priceCurrency": CURRENCY, "priceSpecification": {"@type": "PriceSpecification", **said}}


def _duration(shortest: int, longest: int) -> Node:
    """Neither Service nor Offer has a duration in schema.org, but an Offer may have properties of its own; as ISO 8601
    where it is one time.
    """
    length = {"minValue": shortest, "maxValue": longest} if shortest != longest else {"value": iso_8601(shortest)}
    unit = {"unitCode": "MIN"} if shortest != longest else {}
    return {"@type": "PropertyValue", "propertyID": "duration", "name": _("Duration"), **length, **unit}


def iso_8601(minutes: int) -> str:
    """ "PT3H20M" for 200."""
    hours, rest = divmod(minutes, HOUR)
    return "PT" + (f"{hours}H" if hours else "") + (f"{rest}M" if rest or not hours else "")


def _price_range() -> str:
    """From the cheapest to the dearest that can be booked, as the language writes it; empty where nothing can."""
    services = catalog().services.values()
    amounts = {offer.price.amount for service in services for offer in service.offers.values()}
    return "–".join(euro(amount) for amount in sorted({min(amounts), max(amounts)})) if amounts else ""


def _service_id(service: ServiceOffer) -> str:
    return id_of(f"service-{service.slug}")


def _booking_url(service: ServiceOffer) -> str:
    return absolute(f"{reverse('booking:start')}?service={service.slug}")
