"""The home page's panel of this week's figures beside last week's."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy
from wagtail.admin.ui.components import Component

from booking.reports.figures import OverviewReport
from booking.selectors.availability import today
from booking.selectors.week_figures import WeekFigures, week_figures
from salon.cms.dashboard import Panel
from salon.lib import dates, plots

# The pixels of the plot of days; the template names the same.
WIDTH, HEIGHT = 300, 88
# A number stands so far above the higher of its two bars.
ABOVE = 4
LABELS = {
    "visits": gettext_lazy("Visits"),
    "revenue": gettext_lazy("Revenue"),
    "occupancy": gettext_lazy("Occupancy"),
    "no_shows": gettext_lazy("Did not come"),
    "new_clients": gettext_lazy("New clients"),
}


class WeekPanel(Panel):
    """Five figures with the weeks that led here, and the visits of each day with last week's behind."""

    template_name = "booking/admin/week.html"
    order = 40
    is_wide = True

    def __init__(self, week: WeekFigures) -> None:
        self.week = week

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        lines = [
            {"label": LABELS[each.name], "figure": each, "spark": plots.spark(each.weeks)} for each in self.week.figures
        ]
        return {"lines": lines, "days": _days(self.week), "width": WIDTH, "url": reverse(OverviewReport.url_name())}


def week_panel(request: HttpRequest) -> Component | None:
    """Of everybody: a master reads hers in the report."""
    if not request.user.has_perm(OverviewReport.permission):
        return None
    return WeekPanel(week_figures(today(timezone.now())))


def _days(week: WeekFigures) -> list[dict[str, Any]]:
    now = today(timezone.now())
    top = max(1, *(count for _day, *counts in week.days for count in counts))
    box = {"width": WIDTH, "height": HEIGHT, "gap": 12, "top": top}
    bars = plots.bars([count for _day, count, _was in week.days], **box)
    before = plots.bars([was for _day, _count, was in week.days], **box)
    return [
        {
            "name": dates.weekday(day),
            "count": count,
            "count_at": min(bar.y, was.y) - ABOVE,
            "bar": bar,
            "was": was,
            "is_today": day == now,
        }
        for (day, count, _was), bar, was in zip(week.days, bars, before, strict=True)
    ]
