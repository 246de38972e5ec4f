"""Suggestions while reception types: known clients, as far as whoever asks may know them."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from booking.admin import shown
from booking.admin.calendar import asked
from booking.selectors.desk_clients import Known, known_clients
from booking.selectors.desk_visit import BOOKS
from salon.lib import phone


@require_safe
def people(request: HttpRequest) -> HttpResponse:
    """`?q=`: a part of a name, an address or a number. The answer is a list of buttons."""
    if not (request.user.has_perm(asked.SEES) and request.user.has_perm(BOOKS)):
        raise PermissionDenied
    words = request.GET.get("q", "").replace("\x00", "")[:80]
    found = [_shown(known) for known in known_clients(request.user, words)]
    answer = render(request, "booking/admin/calendar/people.html", {"found": found})
    answer["Cache-Control"] = "no-store"
    return answer


def _shown(known: Known) -> dict[str, Any]:
    return {
        "client": known.client,
        "contact": known.phone or known.email,
        "ways": [line for line in (phone.shown(known.phone), known.email) if line],
        "last": shown.booked(known.last) if known.last else "",
        "is_blocked": known.is_blocked,
    }
