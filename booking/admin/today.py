"""The home page's panels: what waits for an answer, and who is expected today, as far as their visitor may know."""

from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from wagtail.admin.ui.components import Component

from booking.admin import shown
from booking.models import Appointment, Status
from booking.selectors import agenda
from booking.selectors.availability import salon_zone, today
from salon.lib import dates

# The list of appointments has them all.
MOST_REQUESTS = 20


class TodayPanel(Component):
    """Today's appointments by time, in the salon's zone."""

    template_name = "booking/admin/today.html"
    order = 50

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        day = today(timezone.now())
        request: HttpRequest = parent_context["request"]
        return {"day": dates.full(day), "lines": [_line(row) for row in agenda.day_of(request.user, day)]}


class RequestsPanel(Component):
    """Requests that wait for this person's answer, the most urgent first."""

    template_name = "booking/admin/requests.html"
    order = 40

    def __init__(self, rows: list[Appointment]) -> None:
        self.rows = rows

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        return {"lines": [{"row": row, "when": shown.when(row), "until": _until(row)} for row in self.rows]}


def requests_panel(request: HttpRequest) -> Component | None:
    """Nothing where nothing waits, or for who can't answer."""
    if not request.user.has_perm("booking.decide_appointment"):
        return None
    rows = list(agenda.requests_for(request.user)[:MOST_REQUESTS])
    return RequestsPanel(rows) if rows else None


def today_panel(request: HttpRequest) -> Component | None:
    """Nothing for who sees no appointments."""
    return TodayPanel() if request.user.has_perm("booking.view_appointment") else None


def _until(row: Appointment) -> str:
    return shown.moment(row.visit.decide_until) if row.visit.decide_until else ""


def _line(row: Appointment) -> dict[str, Any]:
    zone = salon_zone()
    return {
        "row": row,
        "when": dates.stretch(row.start.astimezone(zone), row.end.astimezone(zone)),
        "sign": shown.SIGNS[Status(row.status)],
    }
