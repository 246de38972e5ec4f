"""Opening hours and closed days: the salon's own, but saved under every master's lock, so they stand with booking."""

import calendar
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, ObjectList
from wagtail.admin.ui.tables import Column

from booking.actions import roster
from booking.admin import shown
from booking.admin.doors import LIST, DeskViewSet
from booking.admin.locks import LockedAdd, LockedDelete, LockedEdit
from booking.admin.words import WordsForm, words_panel
from booking.selectors import agenda
from salon.cms.models import ClosedDay, ClosedDayText, OpeningHours

FIRST_YEAR, LAST_YEAR = 2000, 2199
MONTHS = range(1, 13)


class OpeningHoursForm(WagtailAdminModelForm):
    """Stretches of one weekday don't overlap."""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if {"weekday", "starts_at", "ends_at"} <= cleaned.keys():
            typed = OpeningHours(**{name: cleaned[name] for name in ("weekday", "starts_at", "ends_at")})
            others = OpeningHours.objects.filter(weekday=typed.weekday).exclude(pk=self.instance.pk)
            if roster.overlapping([*others, typed], roster.on_a_common_weekday)[-1:] == [typed]:
                self.add_error("starts_at", _("This overlaps other hours of the same day."))
        return cleaned


class ClosedDayForm(WordsForm):
    """A day that exists, with its name."""

    text_model, key, words = ClosedDayText, "closed_day", ("name",)
    name = ClosedDayText._meta.get_field("name").formfield()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        month, day, year = (cleaned.get(name) for name in ("month", "day", "year"))
        if year is not None and not FIRST_YEAR <= year <= LAST_YEAR:
            self.add_error("year", _("Please enter a year with four digits."))
        elif month in MONTHS and day and day > calendar.monthrange(year or shown.LEAP_YEAR, month)[1]:
            self.add_error("day", _("There is no such day."))
        return cleaned


class SalonHoursViewSet(DeskViewSet):
    """What concerns everybody."""

    doors = (*LIST, "add", "edit", "delete")
    add_view_class = LockedAdd
    edit_view_class = LockedEdit
    delete_view_class = LockedDelete


class OpeningHoursViewSet(SalonHoursViewSet):
    model = OpeningHours
    name = "opening-hours"
    icon = "time"
    title = {"name": "weekday", "label": gettext_lazy("Weekday"), "accessor": "get_weekday_display"}
    list_display = (
        Column("starts_at", label=gettext_lazy("From"), accessor=shown.starts_at),
        Column("ends_at", label=gettext_lazy("To"), accessor=shown.ends_at),
    )
    edit_handler = ObjectList(
        [FieldPanel("weekday"), FieldRowPanel([FieldPanel("starts_at"), FieldPanel("ends_at")])],
        base_form_class=OpeningHoursForm,
    )


class ClosedDayViewSet(SalonHoursViewSet):
    model = ClosedDay
    name = "closed-days"
    icon = "lock"
    list_display = (
        Column("date", label=gettext_lazy("Date"), accessor=shown.date_of),
        Column("year", label=gettext_lazy("Only in this year"), accessor=shown.year_of),
    )
    edit_handler = ObjectList(
        [
            words_panel("name"),
            FieldPanel("slug"),
            FieldRowPanel([FieldPanel("day"), FieldPanel("month"), FieldPanel("year")]),
        ],
        base_form_class=ClosedDayForm,
    )

    def rows(self, user: agenda.Staff) -> Any:
        return agenda.named_closed_days()
