"""What page, mail and calendar file say around a visit: where it is, how it is managed, how a calendar keeps it."""

from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from booking.ics import Entry
from booking.models import Status
from booking.selectors.visits import VisitView
from salon.cms.models import SalonSettings
from salon.cms.selectors import salon_text

STATUSES = {
    Status.PENDING: "TENTATIVE",
    **dict.fromkeys((Status.CONFIRMED, Status.COMPLETED, Status.NO_SHOW), "CONFIRMED"),
}


@dataclass(frozen=True, slots=True)
class Place:
    """The salon as a client needs it to come or to call; `phone` in E.164 for links, `phone_shown` for people."""

    name: str
    in_text: str
    address: str
    phone: str
    phone_shown: str
    map_url: str


def salon_place() -> Place:
    """In the active language."""
    facts, text = SalonSettings.load(), salon_text()
    town = " ".join(part for part in (facts.postcode, text.town) if part)
    address = ", ".join(part for part in (facts.street, town) if part)
    name = text.name or facts.legal_name
    return Place(name, text.in_text or name, address, facts.phone, facts.phone_shown, _map_url(facts, address))


def manage_url(view: VisitView) -> str:
    """The visit's own address, absolute, in the active language."""
    return settings.SALON_URL + reverse("booking:visit", args=[view.token])


def calendar_entry(view: VisitView, place: Place, *, stamp: datetime) -> Entry:
    """The visit for a calendar, in the active language; it keeps its `uid` for life, whatever happens to its link."""
    url = manage_url(view)
    return Entry(
        uid=f"{view.reference.lower()}@{urlsplit(settings.SALON_URL).hostname}",
        sequence=view.sequence,
        stamp=stamp,
        start=view.start,
        end=view.end,
        summary=_summary(view, place),
        location=_location(place),
        description="\n".join([*_details(view, place), url]),
        url=url,
        status=STATUSES.get(Status(view.status), "CANCELLED"),  # type: ignore[arg-type]
    )


def google_url(view: VisitView, place: Place) -> str:
    """A link that opens Google's calendar with the visit filled in. The manage link stays here: it is a key."""
    start, end = (moment.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ") for moment in (view.start, view.end))
    facts = {
        "action": "TEMPLATE",
        "text": _summary(view, place),
        "dates": f"{start}/{end}",
        "location": _location(place),
        "details": "\n".join(_details(view, place)),
    }
    return f"https://calendar.google.com/calendar/render?{urlencode(facts)}"


def _summary(view: VisitView, place: Place) -> str:
    return f"{view.services} – {place.name}" if place.name else view.services


def _location(place: Place) -> str:
    return ", ".join(part for part in (place.name, place.address) if part)


def _details(view: VisitView, place: Place) -> list[str]:
    who = [f"{_('With')}: {view.masters}"] if view.masters and not view.itinerary else []
    lines = [*view.itinerary, *who, _("Reference {reference}").format(reference=view.reference)]
    return [*lines, f"{_('Phone')}: {place.phone_shown}"] if place.phone else lines


def _map_url(facts: SalonSettings, address: str) -> str:
    """Where the salon stands, on a map that wants nobody's data."""
    if facts.latitude is not None and facts.longitude is not None:
        spot = {"mlat": facts.latitude, "mlon": facts.longitude}
        return f"https://www.openstreetmap.org/?{urlencode(spot)}#map=17/{facts.latitude}/{facts.longitude}"
    return f"https://www.openstreetmap.org/search?{urlencode({'query': address})}" if address else ""
