"""The home page's panel of what could still be booked soon."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from wagtail.admin.ui.components import Component

from booking.admin import shown
from booking.selectors.gaps_ahead import Gap, gaps_ahead
from booking.selectors.waiting import count_waiting
from salon.cms.dashboard import Panel
from salon.lib import dates

# The rest stands in the calendar, day by day.
MOST = 6


class GapsPanel(Panel):
    template_name = "booking/admin/gaps.html"
    order = 50

    def __init__(self, gaps: list[Gap], waiting: int) -> None:
        self.gaps, self.waiting = gaps, waiting

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        return {
            "lines": [_line(gap) for gap in self.gaps[:MOST]],
            "more": max(len(self.gaps) - MOST, 0),
            "waiting": self.waiting,
        }


def gaps_panel(request: HttpRequest) -> Component | None:
    """Nothing where all is booked, or for who sees no appointments."""
    user = request.user
    if not user.has_perm("booking.view_appointment"):
        return None
    gaps = gaps_ahead(user, now=timezone.now())
    waiting = count_waiting() if user.has_perm("booking.view_waitingentry") else 0
    return GapsPanel(gaps, waiting) if gaps else None


def _line(gap: Gap) -> dict[str, Any]:
    begin, end = (dates.local(at) for at in (gap.start, gap.end))
    words = urlencode({"master": gap.master, "start": gap.start.isoformat()})
    return {
        "gap": gap,
        "day": shown.day(begin.date()),
        "when": dates.stretch(begin, end),
        "url": f"{reverse('calendar_new')}?{words}",
    }
