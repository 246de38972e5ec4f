"""The three numbers below the salon's name on the admin's home page."""

from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from wagtail.admin.site_summary import SummaryItem

from booking.selectors import agenda
from booking.selectors.availability import today


class DeskSummary(SummaryItem):
    """For who sees appointments: whoever edits pages too finds those in the menu."""

    template_name = "booking/admin/summary.html"
    order = 10

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        user = self.request.user
        return {
            "expected": agenda.day_of(user, today(timezone.now())).values("visit").distinct().count(),
            "waiting": agenda.requests_for(user).order_by().values("visit").distinct().count(),
        }


def desk_summary(request: HttpRequest, items: list[SummaryItem]) -> None:
    if request.user.has_perm("booking.view_appointment"):
        items[:] = [DeskSummary(request)]
