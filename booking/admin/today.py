"""The home page's panel: who is expected today, as far as its visitor may know."""

from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from wagtail.admin.ui.components import Component

from booking.admin import shown
from booking.models import Appointment, Status
from booking.selectors import agenda
from booking.selectors.availability import salon_zone, today
from salon.lib import dates


class TodayPanel(Component):
    """Today's appointments by time, in the salon's zone."""

    template_name = "booking/admin/today.html"
    order = 50

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        day = today(timezone.now())
        request: HttpRequest = parent_context["request"]
        return {"day": dates.full(day), "lines": [_line(row) for row in agenda.day_of(request.user, day)]}


def today_panel(request: HttpRequest) -> Component | None:
    """Nothing for who sees no appointments."""
    return TodayPanel() if request.user.has_perm("booking.view_appointment") else None


def _line(row: Appointment) -> dict[str, Any]:
    zone = salon_zone()
    return {
        "row": row,
        "when": dates.stretch(row.start.astimezone(zone), row.end.astimezone(zone)),
        "sign": shown.SIGNS[Status(row.status)],
    }
