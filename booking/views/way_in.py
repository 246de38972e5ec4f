"""The way into the wizard: which draft a request belongs to, and what brought a new one here."""

from dataclasses import replace
from urllib.parse import urlsplit

from django.http import HttpRequest, QueryDict
from django.urls import reverse

from booking.selectors.widgets import find_widget
from booking.wizard import BookingState, find_draft, keep_draft, new_draft, read_campaign
from salon.analytics.names import came_from

PAGE_LENGTH = 200
# Where a browser says on which page it is: htmx in a header of its own, everything else in the referrer.
PLACES = ("HX-Current-URL", "Referer")

Place = tuple[str, dict[str, str]]


def find_or_begin(request: HttpRequest) -> tuple[BookingState, bool]:
    """The session's own draft that the URL names, or a new one; with the choices in the URL."""
    found = find_draft(request.session, request.GET.get("d", ""))
    if found is None:
        return begin(request), True
    if found.token:
        return found, False
    state = found.asked(request.GET)
    if state.last != found.last:
        keep_draft(request.session, state)
    return state, False


def begin(request: HttpRequest) -> BookingState:
    """A new draft that knows its page, its widget and its campaign, not kept yet.

    A widget named alone brings its choices; beside others in the URL they count. Its campaign's name fills the place
    that the address leaves empty. A widget that nobody knows is none.
    """
    page, campaign = _came_from(request)
    state = new_draft(page).asked(request.GET)
    came_by, widget = state.first or campaign, find_widget(request.GET.get("widget", ""))
    if widget is not None:
        if not {"service", "master"} & request.GET.keys():
            state = state.wishing(services=widget.services, master=widget.master)
        state = replace(state, widget=widget.slug)
        came_by = {**({"utm_campaign": widget.campaign} if widget.campaign else {}), **came_by}
    return replace(state, first=came_by, last=came_by, host=came_from(request))


def _came_from(request: HttpRequest) -> Place:
    """The page of ours that led into the wizard or holds its widget: its path, and the campaign in its address."""
    found = (_own_page(request, request.headers.get(name, "")) for name in PLACES)
    return next((place for place in found if place is not None), ("", {}))


def _own_page(request: HttpRequest, address: str) -> Place | None:
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    if parts.netloc != request.get_host() or not parts.path.isprintable():
        return None
    if parts.path.startswith(reverse("booking:start")):
        return None
    return parts.path[:PAGE_LENGTH], read_campaign(QueryDict(parts.query))
