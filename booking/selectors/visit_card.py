"""What page, mail and calendar file say around a visit: where it is, how it is managed, how a calendar keeps it."""

from datetime import UTC, datetime
from email.utils import parseaddr
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from booking.ics import Entry, Person
from booking.models import Status
from booking.selectors.availability import salon_zone
from booking.selectors.visit_view import VisitView
from salon.cms.place import Place
from salon.lib.urls import absolute

STATUSES = {
    Status.PENDING: "TENTATIVE",
    **dict.fromkeys((Status.CONFIRMED, Status.COMPLETED, Status.NO_SHOW), "CONFIRMED"),
}


def manage_url(view: VisitView) -> str:
    """The visit's own address, absolute, in the active language."""
    return absolute(reverse("booking:visit", args=[view.token]))


def calendar_entry(view: VisitView, place: Place, *, stamp: datetime) -> Entry:
    """The visit for a calendar, in the active language; it keeps its `uid` for life, whatever happens to its link.

    The visit's own contact is its attendee where there is an email; only what goes to that address names it.
    """
    url = manage_url(view)
    return Entry(
        uid=entry_uid(view.reference.lower()),
        sequence=view.sequence,
        stamp=stamp,
        start=view.start,
        end=view.end,
        summary=_summary(view, place),
        location=_location(place),
        description="\n".join([*_details(view, place), url]),
        url=url,
        organiser=organiser(),
        attendee=Person(view.name, view.email) if view.email else None,
        zone=salon_zone(),
        status=STATUSES.get(Status(view.status), "CANCELLED"),  # type: ignore[arg-type]
    )


def entry_uid(name: str) -> str:
    """What a calendar knows an entry by, the same for life (RFC 7986, 5.3)."""
    return f"{name}@{urlsplit(settings.SALON_URL).hostname}"


def organiser() -> Person:
    """Who sends our mails: only an entry's organiser may change it (RFC 6047, 2.2.1)."""
    return Person(*parseaddr(settings.DEFAULT_FROM_EMAIL))


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
