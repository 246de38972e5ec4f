"""Appointments: a list, a card with its history, and the one action of this step. There are no forms for them."""

from typing import Any

import django_filters
from django.contrib.admin.utils import quote
from django.db.models import QuerySet
from django.forms import CheckboxSelectMultiple
from django.urls import URLPattern, path, reverse
from django.utils import translation
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column
from wagtail.admin.widgets import Button, HeaderButton

from booking.admin import shown
from booking.admin.answer_visit import AnswerVisitView
from booking.admin.bulk.lists import TickedViewSet
from booking.admin.bulk.visits import VISIT_DEEDS, ticked
from booking.admin.cancel_visit import CancelVisitView
from booking.admin.close_visit import CloseVisitView
from booking.admin.doors import LIST, DeskInspect
from booking.admin.history import told
from booking.admin.time_filters import StaffFilters
from booking.models import OPEN, Appointment, Source, Status
from booking.selectors import agenda
from booking.selectors.agenda import Staff
from booking.selectors.visits import manage_token

# What somebody can say about it.
CLOSABLE = (Status.CONFIRMED, Status.COMPLETED, Status.NO_SHOW)


class AppointmentFilters(StaffFilters):
    """A service is found by its name."""

    status = django_filters.MultipleChoiceFilter(
        label=_("Status"), choices=Status.choices, widget=CheckboxSelectMultiple
    )
    source = django_filters.ChoiceFilter(label=_("Source"), choices=Source.choices, field_name="visit__source")

    class Meta:
        model = Appointment
        fields = ("month", "days", "master", "status", "source")


SHEET = {
    "when": (_("When"), shown.when),
    "client": (_("Client"), lambda row: row.visit.contact_name),
    "service": (_("Service"), lambda row: row.service_now),
    "master": (_("Master"), lambda row: row.master_name),
    "status": (_("Status"), lambda row: row.get_status_display()),
    "reference": (_("Reference"), lambda row: row.visit.reference),
    "source": (_("Source"), lambda row: row.visit.get_source_display()),
    "quoted": (_("Quoted"), lambda row: row.price),
    "paid": (_("Paid"), lambda row: row.paid),
}


class AppointmentCard(DeskInspect):
    """Everything about an appointment, and what the rest of its visit is as far as its visitor may see it."""

    template_name = "booking/admin/appointment.html"
    page_title = _("Appointment")

    @cached_property
    def can_change(self) -> bool:
        return self.user_has_permission("change")

    @cached_property
    def header_buttons(self) -> list[Button]:
        found, key = [], quote(self.object.pk)
        if self.object.status == Status.PENDING and self.user_has_permission("decide"):
            url = reverse("appointments:answer", args=[key])
            found.append(HeaderButton(_("Answer request"), url=url, icon_name="help"))
        if self.object.status in CLOSABLE and self.user_has_permission("decide"):
            url = reverse("appointments:close", args=[key])
            found.append(HeaderButton(_("What became of it"), url=url, icon_name="success"))
        if self.can_change and self.object.status in OPEN:
            url = reverse("appointments:cancel", args=[key])
            found.append(HeaderButton(_("Cancel visit"), url=url, icon_name="cross"))
        return found

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        row, user = self.object, self.request.user
        others = agenda.appointments_for(user).filter(visit=row.visit).exclude(pk=row.pk).order_by("start")
        return super().get_context_data(
            row=row,
            visit=row.visit,
            facts=facts(row),
            contact=shown.contact(row.visit),
            hint=shown.HINTS.get(row.visit.client_hint, ""),
            others=[(other, shown.stretch(other.start, other.end)) for other in others],
            history=[told(event) for event in agenda.history_of(row)],
            manage_url=manage_url(row) if self.can_change else "",
            may_see_clients=user.has_perm("booking.view_client"),
            sign=shown.SIGNS[Status(row.status)],
            **kwargs,
        )


class AppointmentViewSet(TickedViewSet):
    model = Appointment
    name = "appointments"
    icon = "calendar-check"
    doors = (*LIST, "inspect", "cancel", "answer", "close", "bulk")
    own_actions = ("add", "change", "decide")
    inspect_view_class = AppointmentCard
    called = staticmethod(shown.booked)
    ordering = "-start"
    filterset_class = AppointmentFilters
    deeds = VISIT_DEEDS
    ticked = staticmethod(ticked)
    sheet = SHEET
    search = staticmethod(agenda.appointments_matching)
    title = {
        "name": "start",
        "label": _("When"),
        "accessor": shown.when,
        "sort_key": "start",
        "classname": "w-whitespace-nowrap",
    }
    list_display = (
        Column("client", label=_("Client"), accessor="visit.contact_name", sort_key="visit__contact_name"),
        Column("service", label=_("Service"), accessor="service_now"),
        Column("master", label=_("Master"), accessor="master_name"),
        shown.StatusColumn("status", label=_("Status"), sort_key="status", classname="w-whitespace-nowrap"),
        Column("reference", label=_("Reference"), accessor="visit.reference"),
    )

    def rows(self, user: Staff) -> QuerySet[Appointment]:
        return agenda.appointments_for(user)

    def get_urlpatterns(self) -> list[URLPattern]:
        own = {"cancel": CancelVisitView, "answer": AnswerVisitView, "close": CloseVisitView}
        doors = [path(f"{door}/<int:pk>/", self.construct_view(view), name=door) for door, view in own.items()]
        return [*super().get_urlpatterns(), *doors]


def facts(row: Appointment) -> list[tuple[Any, Any]]:
    """What was booked, as labels and values."""
    why = shown.REASONS.get(row.choice_reason, "")
    visit = row.visit
    answer = [(_("Answer until"), shown.moment(visit.decide_until))] if visit.decide_until else []
    return [
        *answer,
        (_("When"), shown.stretch(row.start, row.end)),
        (_("Service"), row.service_now),
        (_("Master"), f"{row.master_name} ({why})" if why else row.master_name),
        (_("Price"), shown.price(row)),
        (_("Reference"), visit.reference),
        *([(_("Why declined"), visit.decline_reason)] if visit.decline_reason else []),
        (_("Source"), visit.get_source_display()),
        *([(_("Page"), visit.page)] if visit.page else []),
        *([(_("Widget"), visit.widget)] if visit.widget else []),
        *shown.campaigns(visit),
        (_("Booked at"), shown.moment(visit.created_at)),
    ]


def manage_url(row: Appointment) -> str:
    """The visit's own page, in its client's language."""
    with translation.override(row.visit.language):
        return reverse("booking:visit", args=[manage_token(row.visit)])
