"""Time off: whole days or hours. What is booked inside it is shown first and stays until a person decides."""

from collections.abc import Callable, Collection
from datetime import date
from typing import Any, ClassVar

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db.models import QuerySet
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import Column
from wagtail.admin.widgets import AdminDateInput, AdminTimeInput

from booking.actions import roster
from booking.admin import shown
from booking.admin.doors import LIST, DeskInspect, DeskViewSet
from booking.admin.locks import LockedAdd, LockedDelete, LockedEdit
from booking.admin.time_filters import StaffFilters
from booking.errors import AppointmentsInside
from booking.models import TimeOff
from booking.selectors import agenda
from booking.selectors.agenda import Staff
from salon.cms.models import whole_step
from salon.lib.errors import Refusal

# A typing error in the year would otherwise close a master's calendar for centuries.
PLAUSIBLE = [MinValueValidator(date(2000, 1, 1)), MaxValueValidator(date(2199, 12, 31))]


class SeenInput(forms.CheckboxInput):
    """A tick whose value names what was listed beside it, so that it never stands for something else."""

    listed: Collection[int] = ()

    def value_from_datadict(self, data: Any, files: Any, name: str) -> str:
        return data.get(name, "")

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        context = super().get_context(name, None, attrs)
        context["widget"]["value"] = ",".join(map(str, self.listed))
        return context


class SeenField(forms.Field):
    """The ids of the appointments that a person has ticked."""

    widget = SeenInput

    def clean(self, value: str) -> frozenset[int]:
        return frozenset(int(part[:18]) for part in value.split(",") if part.isascii() and part.isdecimal())


class TimeOffForm(WagtailAdminModelForm):
    """Dates, and times only where it isn't whole days; all of it in the salon's local time."""

    first_day = forms.DateField(label=gettext_lazy("First day"), widget=AdminDateInput, validators=PLAUSIBLE)
    starts_at = forms.TimeField(
        label=gettext_lazy("From"), widget=AdminTimeInput, required=False, validators=[whole_step]
    )
    last_day = forms.DateField(label=gettext_lazy("Last day"), widget=AdminDateInput, validators=PLAUSIBLE)
    ends_at = forms.TimeField(
        label=gettext_lazy("Until"), widget=AdminTimeInput, required=False, validators=[whole_step]
    )
    seen = SeenField(label=gettext_lazy("I have seen these appointments and take care of them."), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.touched: list[str] = []
        if self.instance.pk:
            names = ("first_day", "last_day", "starts_at", "ends_at")
            self.initial |= dict(zip(names, roster.as_typed(self.instance), strict=True))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if {"first_day", "last_day", "starts_at", "ends_at"} <= cleaned.keys():
            try:
                self.instance.start, self.instance.end = roster.absence(
                    cleaned["first_day"], cleaned["last_day"], cleaned["starts_at"], cleaned["ends_at"]
                )
            except ValueError:
                self.add_error("last_day", _("The end must be after the start."))
        return cleaned

    def ask(self, user: Staff, ids: Collection[int]) -> None:
        """List the appointments with these ids beside the tick."""
        rows = agenda.appointments_for(user).filter(pk__in=ids).order_by("start")
        self.touched = [f"{shown.when(row)}: {row.visit.contact_name}, {row.service_now}" for row in rows]
        self.fields["seen"].widget.listed = sorted(ids)


class SeenPanel(FieldPanel):
    """Only there when there is something to tick."""

    class BoundPanel(FieldPanel.BoundPanel):
        template_name = "booking/admin/seen_panel.html"

        def is_shown(self) -> bool:
            return super().is_shown() and bool(self.form.touched)


class Absence:
    """Saves an absence unless it lies over appointments that nobody has looked at."""

    def save_locked(self, form: TimeOffForm, save: Callable[[], HttpResponse]) -> HttpResponse:
        return roster.take_time_off(
            time_off=form.instance, confirmed=form.cleaned_data["seen"], save=save, now=timezone.now()
        )

    def explain(self, form: TimeOffForm, refusal: Refusal) -> None:
        if isinstance(refusal, AppointmentsInside):
            form.ask(self.request.user, refusal.facts["appointments"])
        super().explain(form, refusal)


class TimeOffAdd(Absence, LockedAdd):
    """A new absence; from the calendar with `?master=` (an id) and `?day=`."""

    def get_initial(self) -> dict[str, Any]:
        asked = self.request.GET
        days = {"first_day": asked["day"], "last_day": asked["day"]} if asked.get("day") else {}
        master = {"master": asked["master"]} if asked.get("master", "").isdecimal() else {}
        return {**super().get_initial(), **days, **master}


class TimeOffEdit(Absence, LockedEdit):
    """A changed absence is looked at like a new one."""


class TimeOffCard(DeskInspect):
    """For who may only look."""

    def get_master_display_value(self) -> str:
        return self.object.master_name

    def get_start_display_value(self) -> str:
        return shown.moment(self.object.start)

    def get_end_display_value(self) -> str:
        return shown.moment(self.object.end)


class TimeOffFilters(StaffFilters):
    ends = "end"

    class Meta:
        model = TimeOff
        fields = ("month", "days", "master")


class TimeOffViewSet(DeskViewSet):
    model = TimeOff
    name = "time-off"
    icon = "no-view"
    doors = (*LIST, "add", "edit", "delete", "inspect")
    add_view_class = TimeOffAdd
    edit_view_class = TimeOffEdit
    delete_view_class = LockedDelete
    inspect_view_class = TimeOffCard
    inspect_view_fields = ("master", "start", "end", "reason")
    called = staticmethod(shown.absence)
    ordering = "-start"
    filterset_class = TimeOffFilters
    search = staticmethod(agenda.time_off_matching)
    sheet: ClassVar = {
        "master": (gettext_lazy("Master"), lambda row: row.master_name),
        "when": (gettext_lazy("When"), shown.absence),
        "reason": (gettext_lazy("Reason"), lambda row: row.reason),
    }
    title = {"name": "start", "label": gettext_lazy("When"), "accessor": shown.absence, "sort_key": "start"}
    list_display = (
        Column("master", label=gettext_lazy("Master"), accessor="master_name"),
        Column("reason", label=gettext_lazy("Reason")),
    )
    edit_handler = ObjectList(
        [
            SeenPanel("seen", heading=gettext_lazy("Appointments at this time")),
            FieldPanel("master"),
            MultiFieldPanel(
                [
                    FieldRowPanel([FieldPanel("first_day"), FieldPanel("starts_at")]),
                    FieldRowPanel([FieldPanel("last_day"), FieldPanel("ends_at")]),
                ],
                heading=gettext_lazy("When"),
                help_text=gettext_lazy("Without times the whole days are off, the last one included."),
            ),
            FieldPanel("reason"),
        ],
        base_form_class=TimeOffForm,
    )

    def rows(self, user: Staff) -> QuerySet[TimeOff]:
        return agenda.time_off_for(user)
