"""The salon: on every page who it is and where, on some all that holds of it."""

from collections.abc import Iterable
from datetime import date, time
from zoneinfo import ZoneInfo

from django.conf import settings
from django.http import HttpRequest
from django.templatetags.static import static
from django.utils import timezone
from django.utils.translation import gettext as _

from salon.cms.models import SalonSettings
from salon.cms.salon_calendar import closed_ahead
from salon.cms.selectors import HoursRow, SiteFrame, site_frame
from salon.cms.structured_data.terms import Node, filled, number, ref, salon_id
from salon.lib.urls import absolute

COUNTRY, CURRENCY = "DE", "EUR"
# How far ahead closed days are told.
YEAR = 365
# Schema.org's own names, whatever the page's language.
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MIDNIGHT, LAST_MINUTE = "00:00", "23:59"
PLATFORMS = ["DesktopWebPlatform", "MobileWebPlatform"]


def salon_name(frame: SiteFrame) -> str:
    return frame.text.name or frame.salon.legal_name


def salon_in_short(frame: SiteFrame) -> Node:
    """What a LocalBusiness must have wherever one is named, and the foot of every page shows.

    The source: https://developers.google.com/search/docs/appearance/structured-data/local-business
    """
    return filled(
        {
            "@type": "BeautySalon",
            "@id": salon_id(),
            "name": salon_name(frame),
            "url": absolute("/"),
            "address": _address(frame),
        }
    )


def salon_facts(request: HttpRequest, image: Node | None = None) -> Node:
    """The rest that holds of it; `image` is a picture of it, else its mark stands there."""
    frame = site_frame(request)
    salon, mark = frame.salon, absolute(static("salon/icons/apple-touch-icon.png"))
    return filled(
        {
            "@id": salon_id(),
            "legalName": salon.legal_name,
            "geo": _geo(salon),
            "telephone": salon.phone,
            "email": salon.email,
            "image": image or mark,
            "logo": mark,
            "currenciesAccepted": CURRENCY,
            "openingHoursSpecification": opening_hours(frame.hours),
            "specialOpeningHoursSpecification": closed_days(today()),
            "potentialAction": _reserve(frame),
        }
    )


def opening_hours(rows: Iterable[HoursRow]) -> list[Node]:
    """Each stretch with the weekdays on which it holds; days without one are closed."""
    days: dict[tuple[time, time], list[str]] = {}
    for row in rows:
        for stretch in row.windows:
            days.setdefault(stretch, []).append(f"https://schema.org/{DAYS[row.weekday]}")
    return [
        {"@type": "OpeningHoursSpecification", "dayOfWeek": names, **_clock(*stretch)}
        for stretch, names in sorted(days.items())
    ]


def closed_days(first: date) -> list[Node]:
    """The days of a year that are usually open and are not; closed is "from midnight to midnight".

    The source: https://developers.google.com/search/docs/appearance/structured-data/local-business#business-hours
    """
    return [
        {
            "@type": "OpeningHoursSpecification",
            "opens": MIDNIGHT,
            "closes": MIDNIGHT,
            "validFrom": day.isoformat(),
            "validThrough": day.isoformat(),
        }
        for day, _closure in closed_ahead(first, YEAR)
    ]


def today() -> date:
    """The salon's."""
    return timezone.localdate(timezone=ZoneInfo(settings.SALON_TIME_ZONE))


def _clock(opens: time, closes: time) -> dict[str, str]:
    """A whole day ends a minute early: from midnight to midnight would mean closed."""
    begin, end = f"{opens:%H:%M}", f"{closes:%H:%M}"
    return {"opens": begin, "closes": LAST_MINUTE if begin == end == MIDNIGHT else end}


def _address(frame: SiteFrame) -> Node:
    return filled(
        {
            "@type": "PostalAddress",
            "streetAddress": frame.salon.street,
            "postalCode": frame.salon.postcode,
            "addressLocality": frame.text.town,
            "addressCountry": COUNTRY,
        }
    )


def _geo(salon: SalonSettings) -> Node:
    if salon.latitude is None or salon.longitude is None:
        return {}
    return {"@type": "GeoCoordinates", "latitude": number(salon.latitude), "longitude": number(salon.longitude)}


def _reserve(frame: SiteFrame) -> Node:
    """The wizard with a service chosen, in the page's language; `{service}` stands for a service's short name."""
    return {
        "@type": "ReserveAction",
        "target": {
            "@type": "EntryPoint",
            "urlTemplate": f"{absolute(frame.booking_url)}?service={{service}}",
            "inLanguage": frame.code,
            "actionPlatform": [f"https://schema.org/{platform}" for platform in PLATFORMS],
        },
        "object-input": "required name=service",
        "result": {"@type": "Reservation", "name": _("Book an appointment"), "provider": ref(salon_id())},
    }
