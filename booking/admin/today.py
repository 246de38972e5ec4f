"""The home page's panels: what waits for an answer, and who is expected today, as far as their visitor may know."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest
from django.middleware.csrf import get_token
from django.utils import timezone
from wagtail.admin.ui.components import Component

from booking.admin import shown
from booking.admin.answer_visit import APPROVE
from booking.models import OPEN, Appointment, Status
from booking.selectors import agenda
from booking.selectors.availability import salon_zone, today
from salon.cms.dashboard import Panel
from salon.lib import dates

# The list of appointments and the calendar have them all.
MOST_REQUESTS, MOST_EXPECTED = 20, 8


class RequestsPanel(Panel):
    """Requests that wait for this person's answer, the most urgent first."""

    template_name = "booking/admin/requests.html"
    order = 20

    def __init__(self, rows: list[Appointment], count: int) -> None:
        self.rows, self.count = rows, count

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        request: HttpRequest = parent_context["request"]
        return {
            "lines": [{"row": row, "when": shown.when(row), "until": _until(row)} for row in self.rows],
            "count": self.count,
            "more": self.count - len(self.rows),
            "approve": APPROVE,
            "home": request.path,
            "csrf_token": get_token(request),
        }


class TodayPanel(Panel):
    """Today's appointments that are not over yet by time, in the salon's zone."""

    template_name = "booking/admin/today.html"
    order = 30

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        now = timezone.now()
        day = today(now)
        request: HttpRequest = parent_context["request"]
        rows = list(agenda.day_of(request.user, day))
        ahead = [row for row in rows if row.end > now and row.status in OPEN]
        return {
            "day": dates.full(day),
            "lines": [_line(row, now) for row in ahead[:MOST_EXPECTED]],
            "more": max(len(ahead) - MOST_EXPECTED, 0),
            "is_over": bool(rows) and not ahead,
        }


def requests_panel(request: HttpRequest) -> Component | None:
    """Nothing where nothing waits, or for who can't answer."""
    if not request.user.has_perm("booking.decide_appointment"):
        return None
    rows = list(agenda.requests_for(request.user)[: MOST_REQUESTS + 1])
    if not rows:
        return None
    count = len(rows) if len(rows) <= MOST_REQUESTS else agenda.requests_for(request.user).count()
    return RequestsPanel(rows[:MOST_REQUESTS], count)


def today_panel(request: HttpRequest) -> Component | None:
    """Nothing for who sees no appointments."""
    return TodayPanel() if request.user.has_perm("booking.view_appointment") else None


def _until(row: Appointment) -> str:
    return shown.moment(row.visit.decide_until) if row.visit.decide_until else ""


def _line(row: Appointment, now: datetime) -> dict[str, Any]:
    begin, end = (at.astimezone(salon_zone()) for at in (row.start, row.end))
    return {
        "row": row,
        "begin": dates.clock(begin),
        "when": dates.stretch(begin, end),
        "sign": shown.SIGNS[Status(row.status)],
        "is_running": row.start <= now,
    }
