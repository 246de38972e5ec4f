"""The register of what happened to appointments: who changed what, when and from where."""

from collections.abc import Sequence
from typing import Any, ClassVar

from django.contrib.admin import SimpleListFilter
from django.contrib.admin.utils import quote
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy
from wagtail.admin.ui.tables import Column, TitleColumn

from booking.admin.history import ACTORS, KINDS, told
from booking.admin.scan_registers import LookList, LookRegister
from booking.models import AppointmentEvent
from booking.selectors import agenda
from salon.cms.registers import by_time
from salon.outbox.admin.shown import sortable


def card(row: AppointmentEvent) -> str:
    return reverse("appointments:inspect", args=[quote(row.appointment_id)])


class HistoryList(LookList):
    """The latest first."""

    title, hint = gettext_lazy("History of appointments"), gettext_lazy("Reference or name")
    found = ("appointment__visit__reference", "appointment__visit__contact_name")
    cells: ClassVar = {
        "at": (gettext_lazy("When"), lambda row: told(row).when),
        "what": (gettext_lazy("What"), lambda row: str(told(row).what)),
        "more": (gettext_lazy("In detail"), lambda row: told(row).more),
        "who": (gettext_lazy("Who"), lambda row: str(told(row).who)),
        "source": (gettext_lazy("From where"), lambda row: row.get_source_display()),
        "client": (gettext_lazy("Client"), lambda row: row.appointment.visit.contact_name),
        "reference": (gettext_lazy("Reference"), lambda row: row.appointment.visit.reference),
    }
    sheet: ClassVar = {"at": lambda row: sortable(row.at)}

    def columns(self) -> list[Column]:
        """The first one leads to the appointment."""
        at, *others = super().columns()
        return [TitleColumn(at.name, label=at.label, accessor=at.accessor, get_url=card), *others]


class KindFilter(SimpleListFilter):
    title, parameter_name = gettext_lazy("What"), "kind"

    def lookups(self, request: Any, model_admin: Any) -> Sequence[tuple[str, Any]]:
        return sorted(KINDS.items(), key=lambda known: str(known[1]))

    def queryset(self, request: Any, queryset: QuerySet[AppointmentEvent]) -> QuerySet[AppointmentEvent]:
        return queryset.filter(kind=self.value()) if self.value() else queryset


class ActorFilter(SimpleListFilter):
    title, parameter_name = gettext_lazy("Who"), "actor"

    def lookups(self, request: Any, model_admin: Any) -> Sequence[tuple[str, Any]]:
        return list(ACTORS.items())

    def queryset(self, request: Any, queryset: QuerySet[AppointmentEvent]) -> QuerySet[AppointmentEvent]:
        return queryset.filter(actor=self.value()) if self.value() else queryset


class HistoryRegister(LookRegister):
    model = AppointmentEvent
    base_url_path = "reports/history"
    index_view_class = HistoryList
    menu_label, menu_icon = gettext_lazy("History of appointments"), "history"
    list_filter = (*by_time("at"), KindFilter, ActorFilter, "source")
    list_export = tuple(HistoryList.cells)
    ordering = ("-at", "-pk")
    export_filename = "history"

    def get_queryset(self, request: Any) -> QuerySet[AppointmentEvent]:
        """A master reads about her own appointments."""
        rows = super().get_queryset(request).select_related("appointment__visit", "user")
        everything = agenda.sees_everybody(request.user)
        return rows if everything else rows.filter(appointment__master__user_id=request.user.pk)
