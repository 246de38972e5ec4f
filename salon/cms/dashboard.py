"""The admin's home page: what now? Panels in the order of urgency, each of the floor that knows what it tells."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin.ui.components import Component

from salon.cms.models import OpeningHours, SalonSettings
from salon.cms.registries import FirstStep, dashboard_panels, first_steps

# Who opens a salon is the one who may say where it is.
MAY_OPEN = "cms.change_salonsettings"
# As wide as the drawing in the template.
BAR = 160


class Panel(Component):
    """A panel of the home page; `is_wide`: over both columns."""

    is_wide = False


class Dashboard(Component):
    """The panels that this person may see, in a grid of two columns where there is room."""

    template_name = "cms/dashboard/home.html"
    order = 10

    def __init__(self, request: HttpRequest) -> None:
        found = (make(request) for make in dashboard_panels)
        self.panels = sorted((panel for panel in found if panel is not None), key=lambda panel: panel.order)

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        return {"request": parent_context["request"], "panels": self.panels}

    class Media:
        css = {"all": [f"salon/css/admin/{name}.css" for name in ("tokens", "plots", "dashboard")]}


class FirstSteps(Panel):
    """What is left to do before the first client comes."""

    template_name = "cms/dashboard/first_steps.html"
    order = 10
    is_wide = True

    def __init__(self, steps: list[FirstStep]) -> None:
        self.steps = steps

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        done = sum(step.is_done for step in self.steps)
        return {
            "steps": self.steps,
            "done": done,
            "whole": len(self.steps),
            "bar": BAR,
            "width": done * BAR // len(self.steps),
        }


def first_steps_panel(request: HttpRequest) -> Component | None:
    """Nothing once all is done, or for who opens no salon."""
    if not request.user.has_perm(MAY_OPEN):
        return None
    steps = [step for make in first_steps for step in make(request)]
    return None if all(step.is_done for step in steps) else FirstSteps(steps)


def salon_steps(request: HttpRequest) -> Iterator[FirstStep]:
    salon = SalonSettings.load(request_or_site=request)
    settings_url = reverse("wagtailsettings:edit", args=["cms", "salonsettings"])
    yield FirstStep(_("Address and contact"), bool(salon.street and salon.postcode and salon.email), settings_url)
    yield FirstStep(_("Opening hours"), OpeningHours.objects.exists(), reverse("opening-hours:index"))
