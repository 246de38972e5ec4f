"""What the admin shows of the salon's own floor, and the panels that upper floors add to its home page."""

from django.http import HttpRequest
from wagtail import hooks
from wagtail.admin.ui.components import Component
from wagtail.snippets.models import register_snippet

from salon.cms.admin import ClosedDayTextViewSet, SalonTextViewSet
from salon.cms.registries import dashboard_panels

register_snippet(SalonTextViewSet)
register_snippet(ClosedDayTextViewSet)


@hooks.register("construct_homepage_panels")
def add_dashboard_panels(request: HttpRequest, panels: list[Component]) -> None:
    panels.extend(panel for panel in (make(request) for make in dashboard_panels) if panel is not None)
