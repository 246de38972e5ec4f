"""Booking's rooms in the admin: the desk, the words, today on the home page."""

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import URLPattern, reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.model import ModelViewSetGroup
from wagtail.snippets.models import register_snippet

from booking import structured_data as told
from booking.admin import letter_words, message_subjects
from booking.admin.api_tokens import ApiTokenViewSet
from booking.admin.appointments import AppointmentViewSet
from booking.admin.calendar import asked
from booking.admin.calendar import urls as calendar_urls
from booking.admin.catalog import CategoryViewSet, ServiceViewSet
from booking.admin.clients import ClientViewSet
from booking.admin.first_steps import desk_steps
from booking.admin.gaps_panel import gaps_panel
from booking.admin.history_register import HistoryRegister
from booking.admin.masters import MasterViewSet
from booking.admin.salon_hours import ClosedDayViewSet, OpeningHoursViewSet
from booking.admin.scan_registers import LeadRegister, ScanRegister
from booking.admin.summary import desk_summary
from booking.admin.texts import CategoryTextViewSet, MasterTextViewSet, ServiceTextViewSet
from booking.admin.time_off import TimeOffViewSet
from booking.admin.today import requests_panel, today_panel
from booking.admin.waiting import WaitingViewSet
from booking.admin.widgets import BookingWidgetViewSet
from booking.audit import missing_facts
from booking.reports.demand import DemandReport
from booking.reports.figures import OverviewReport
from booking.reports.funnel import FunnelReport
from booking.reports.scans import ScanReportView
from booking.reports.services import ServicesReport
from booking.reports.sources import SourcesReport
from booking.reports.week_panel import week_panel
from booking.robots import closed_paths
from legal.registries import contract_finders
from salon.cms.registries import audit_checks, closed_to_robots, dashboard_panels, first_steps, structured_data
from salon.cms.reports.views import offer
from salon.outbox.admin.placeholders import explanations
from salon.outbox.subjects import finders, tellers


class Desk(ModelViewSetGroup):
    """The menu in the order in which a day needs it."""

    menu_label = pgettext_lazy("desk", "Desk")
    menu_icon = "calendar-check"
    menu_order = 50
    items = (
        AppointmentViewSet,
        ClientViewSet,
        WaitingViewSet,
        TimeOffViewSet,
        ServiceViewSet,
        CategoryViewSet,
        MasterViewSet,
        OpeningHoursViewSet,
        ClosedDayViewSet,
        ApiTokenViewSet,
    )


for viewset in (ServiceTextViewSet, CategoryTextViewSet, MasterTextViewSet, BookingWidgetViewSet):
    register_snippet(viewset)

dashboard_panels.register(requests_panel)
dashboard_panels.register(today_panel)
dashboard_panels.register(week_panel)
dashboard_panels.register(gaps_panel)
first_steps.register(desk_steps)
structured_data.register(told.nodes)
audit_checks.register(missing_facts)
closed_to_robots.register(closed_paths)

tellers.update(message_subjects.TELLERS)
finders.append(message_subjects.find_visits)
contract_finders.register(message_subjects.visit_called)
explanations.update(letter_words.EXPLANATIONS)

for report in (OverviewReport, ServicesReport, FunnelReport, SourcesReport, DemandReport, ScanReportView):
    offer(report)
registers = [ScanRegister(), LeadRegister(), HistoryRegister()]
for register in registers:
    register.register_with_wagtail()


@hooks.register("register_permissions")
def figures_permissions() -> QuerySet[Permission]:
    return Permission.objects.filter(
        content_type__app_label="booking", codename__in=["see_figures_visit", "see_own_figures_visit"]
    )


@hooks.register("register_admin_urls")
def calendar_addresses() -> list[URLPattern]:
    return calendar_urls.urlpatterns


class CalendarItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return bool(request.user.has_perm(asked.SEES))


@hooks.register("register_admin_menu_item")
def calendar_item() -> MenuItem:
    return CalendarItem(_("Calendar"), reverse("calendar_day"), name="calendar", icon_name="calendar-alt", order=10)


@hooks.register("register_reports_menu_item")
def scans_item() -> MenuItem:
    return registers[0].get_menu_item(order=210)


@hooks.register("register_reports_menu_item")
def leads_item() -> MenuItem:
    return registers[1].get_menu_item(order=220)


@hooks.register("register_reports_menu_item")
def history_item() -> MenuItem:
    return registers[2].get_menu_item(order=230)


# Wagtail's own items are added before it.
hooks.register("construct_homepage_summary_items", desk_summary, order=1000)


@hooks.register("register_admin_viewset")
def register_desk() -> Desk:
    return Desk()
