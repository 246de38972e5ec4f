"""The calendar's side panels, each one of Wagtail's own: what waits, the chosen visit, a new visit."""

from typing import Any

from django.http import HttpRequest
from django.middleware.csrf import get_token
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.ui.side_panels import BaseSidePanel


class DeskPanel(BaseSidePanel):
    """`data`: what its template shows. A component gets no context processors, so the token comes along."""

    def __init__(self, request: HttpRequest, **data: Any) -> None:
        super().__init__(None, request)
        self.data = data

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        token = {"csrf_token": get_token(self.request)}
        context: dict[str, Any] = super().get_context_data(parent_context)
        return context | token | self.data


class WaitingPanel(DeskPanel):
    class SidePanelToggle(BaseSidePanel.SidePanelToggle):
        icon_name = "tasks"
        counter_classname = "w-bg-critical-200"

        @property
        def aria_label(self) -> str:
            """Says the number that the badge shows, so that what is seen is also what is spoken."""
            return _("Toggle what waits: {n}").format(n=self.panel.count)

        def get_context_data(self, parent_context: Any) -> dict[str, Any]:
            context: dict[str, Any] = super().get_context_data(parent_context)
            return context | {"count": self.panel.count}

    name, title, order = "waiting", gettext_lazy("What waits"), 100
    template_name = "booking/admin/calendar/panel_waiting.html"

    @property
    def count(self) -> int:
        return len(self.data["requests"])


class VisitPanel(DeskPanel):
    class SidePanelToggle(BaseSidePanel.SidePanelToggle):
        aria_label = gettext_lazy("Toggle the chosen visit")
        icon_name = "user"

    name, title, order = "visit", gettext_lazy("Chosen visit"), 200
    template_name = "booking/admin/calendar/panel_visit.html"


class NewVisitPanel(DeskPanel):
    class SidePanelToggle(BaseSidePanel.SidePanelToggle):
        aria_label = gettext_lazy("Toggle the new visit form")
        icon_name = "plus"

    name, title, order = "new-visit", gettext_lazy("New visit"), 300
    template_name = "booking/admin/calendar/panel_new.html"
