"""The home page's panels: what waits for an answer, and who is expected today, as far as their visitor may know."""

from datetime import datetime
from itertools import groupby
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
MOST_REQUESTS, MOST_ROWS, MOST_EXPECTED = 8, 200, 8


class RequestsPanel(Panel):
    """Requests that wait for this person's answer, the most urgent first; a visit of several services is one."""

    template_name = "booking/admin/requests.html"
    order = 20

    def __init__(self, rows: list[Appointment]) -> None:
        self.visits = [list(own) for _visit, own in groupby(rows, key=lambda row: row.visit_id)]

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        request: HttpRequest = parent_context["request"]
        return {
            "lines": [_request(rows) for rows in self.visits[:MOST_REQUESTS]],
            "count": len(self.visits),
            "more": max(len(self.visits) - MOST_REQUESTS, 0),
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
    rows = list(agenda.requests_for(request.user)[:MOST_ROWS])
    return RequestsPanel(rows) if rows else None


def today_panel(request: HttpRequest) -> Component | None:
    """Nothing for who sees no appointments."""
    return TodayPanel() if request.user.has_perm("booking.view_appointment") else None


def _request(rows: list[Appointment]) -> dict[str, Any]:
    first = rows[0]
    until = first.visit.decide_until
    return {
        "row": first,
        "when": shown.stretch(first.start, rows[-1].end),
        "what": [(row.service_now, row.master_name) for row in rows],
        "until": shown.moment(until) if until else "",
    }


def _line(row: Appointment, now: datetime) -> dict[str, Any]:
    begin, end = (at.astimezone(salon_zone()) for at in (row.start, row.end))
    return {
        "row": row,
        "begin": dates.clock(begin),
        "when": dates.stretch(begin, end),
        "sign": shown.SIGNS[Status(row.status)],
        "is_running": row.start <= now,
    }
