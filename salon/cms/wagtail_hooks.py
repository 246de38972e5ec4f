"""What the admin shows of the salon's own floor, and the panels that upper floors add to its home page."""

from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import URLPattern
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component
from wagtail.snippets.models import register_snippet

from salon.cms import dashboard, look, page_cache
from salon.cms.admin import ClosedDayTextViewSet, SalonTextViewSet
from salon.cms.audit import hooks as _audit  # noqa: F401 - they register themselves
from salon.cms.registries import dashboard_panels, first_steps
from salon.cms.translations import gate as _gate  # noqa: F401 - they register themselves
from salon.cms.translations import hooks as _translations  # noqa: F401

register_snippet(SalonTextViewSet)
register_snippet(ClosedDayTextViewSet)

hooks.register("is_request_cacheable", page_cache.is_request_cacheable)
hooks.register("is_response_cacheable", page_cache.is_response_cacheable)


dashboard_panels.register(dashboard.first_steps_panel)
first_steps.register(dashboard.salon_steps)


@hooks.register("construct_homepage_panels")
def add_dashboard(request: HttpRequest, panels: list[Component]) -> None:
    panels.append(dashboard.Dashboard(request))


@hooks.register("register_admin_urls")
def add_look() -> list[URLPattern]:
    return look.urls()


@hooks.register("register_settings_menu_item")
def add_look_to_menu() -> MenuItem:
    return look.menu_item()


@hooks.register("insert_global_admin_css")
def salons_colours() -> SafeString:
    return format_html('<link rel="stylesheet" href="{}">', static("salon/css/admin/brand.css"))
