"""Masters: who they are, what they perform, when they work: one form, saved under the master's lock."""

from collections.abc import Callable, Collection, Sequence
from typing import Any, ClassVar

from django import forms
from django.conf import settings
from django.db.models import QuerySet
from django.urls import URLPattern, path
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, ObjectList, TabbedInterface
from wagtail.admin.ui.tables import BooleanColumn, Column
from wagtail.admin.widgets import Button

from booking.actions import roster
from booking.admin import shown
from booking.admin.bulk.catalog import SWITCH_DEEDS
from booking.admin.bulk.lists import TickedViewSet
from booking.admin.calendar_feed import CalendarLinkView, link_button
from booking.admin.doors import LIST, DeskInspect
from booking.admin.locks import LockedAdd, LockedEdit
from booking.admin.telegram_code import TelegramView, telegram_button
from booking.admin.thumbnails import PictureColumn, with_thumbnails
from booking.admin.words import WordsForm, words_panel
from booking.models import Master, MasterText
from booking.selectors import agenda
from booking.selectors.agenda import Staff

HOURS: Sequence[tuple[str, Callable[[Any, Any], bool]]] = (
    ("working_hours", roster.on_a_common_working_day),
    ("hours_exceptions", roster.on_a_common_date),
)


class MasterForm(WordsForm):
    """Hours that overlap are refused where they are typed."""

    text_model, key, words = MasterText, "master", ("name", "role", "short")
    name = MasterText._meta.get_field("name").formfield()
    role = MasterText._meta.get_field("role").formfield()
    short = MasterText._meta.get_field("short").formfield()
    languages = forms.MultipleChoiceField(
        label=gettext_lazy("Languages spoken"),
        choices=settings.LANGUAGES,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def is_valid(self) -> bool:
        valid = super().is_valid()
        overlaps = [self.mark_overlaps(name, share_a_day) for name, share_a_day in HOURS]
        return valid and not any(overlaps)

    def mark_overlaps(self, name: str, share_a_day: Callable[[Any, Any], bool]) -> bool:
        """Put an error on every row of a formset that overlaps an earlier one; True if there was any."""
        kept = [row for row in self.formsets[name].forms if row.is_valid() and not row.cleaned_data.get("DELETE")]
        typed = [row for row in kept if row.cleaned_data.get("starts_at")]
        clashing = roster.overlapping([row.instance for row in typed], share_a_day)
        for row in typed:
            if any(row.instance is instance for instance in clashing):
                row.add_error("starts_at", _("This overlaps other hours of the same day."))
        return bool(clashing)


class MasterAdd(LockedAdd):
    def concerned(self, form: MasterForm) -> Collection[int]:
        """Nobody can be booked with a master who isn't there yet."""
        return ()


class MasterEdit(LockedEdit):
    @cached_property
    def header_buttons(self) -> list[Button]:
        return [link_button(self.object), telegram_button(self.object)]

    def concerned(self, form: MasterForm) -> Collection[int]:
        return (form.instance.pk,)


class MasterCard(DeskInspect):
    """For who may only look; who may change her calendar link finds it here too."""

    @cached_property
    def header_buttons(self) -> list[Button]:
        buttons = [link_button(self.object), telegram_button(self.object)]
        return buttons if self.user_has_permission("change") else []


WHO = [
    words_panel("name", "role", "short"),
    MultiFieldPanel(
        [
            FieldPanel("slug"),
            FieldRowPanel([FieldPanel("level"), FieldPanel("order")]),
            FieldRowPanel([FieldPanel("is_bookable"), FieldPanel("is_visible"), FieldPanel("is_employed")]),
            FieldPanel("is_owner"),
            FieldPanel("since"),
            FieldPanel("languages"),
            FieldPanel("photo"),
            FieldPanel("user", help_text=gettext_lazy("With this login she sees her own appointments here.")),
        ],
        heading=gettext_lazy("Facts"),
    ),
]
SKILLS = [
    InlinePanel(
        "skills",
        [
            FieldPanel("service"),
            FieldRowPanel([FieldPanel("minutes"), FieldPanel("price"), FieldPanel("price_kind")]),
        ],
        heading=gettext_lazy("What she performs"),
        label=gettext_lazy("Service"),
        help_text=gettext_lazy("Empty fields: as the service says."),
    )
]
WEEK = [
    InlinePanel(
        "working_hours",
        [
            FieldRowPanel([FieldPanel("weekday"), FieldPanel("starts_at"), FieldPanel("ends_at")]),
            FieldRowPanel([FieldPanel("weeks"), FieldPanel("valid_from"), FieldPanel("valid_to")]),
        ],
        heading=gettext_lazy("Working hours"),
        label=gettext_lazy("Hours"),
        help_text=gettext_lazy("She is booked only while the salon is open. Several stretches a day are possible."),
    ),
    InlinePanel(
        "hours_exceptions",
        [FieldPanel("date"), FieldRowPanel([FieldPanel("starts_at"), FieldPanel("ends_at")])],
        heading=gettext_lazy("Other hours on single days"),
        label=gettext_lazy("Exception"),
        help_text=gettext_lazy("They replace the weekday's hours. A whole day off is time off."),
    ),
]


class MasterViewSet(TickedViewSet):
    model = Master
    name = "masters"
    icon = "user"
    doors = (*LIST, "add", "edit", "inspect", "calendar_link", "telegram", "bulk")
    add_view_class = MasterAdd
    edit_view_class = MasterEdit
    inspect_view_class = MasterCard
    add_to_reference_index = True
    deeds = SWITCH_DEEDS
    list_filter = ("is_bookable", "is_visible", "is_employed", "level")
    search = staticmethod(agenda.masters_matching)
    sheet: ClassVar = {
        "name": (gettext_lazy("Name"), lambda row: row.name),
        "level": (gettext_lazy("Level"), lambda row: row.get_level_display()),
        "bookable": (gettext_lazy("Bookable"), lambda row: shown.yes_no(row.is_bookable)),
        "visible": (gettext_lazy("Shown by name"), lambda row: shown.yes_no(row.is_visible)),
        "employed": (gettext_lazy("Works here"), lambda row: shown.yes_no(row.is_employed)),
    }
    before_title = (PictureColumn("picture", label=gettext_lazy("Picture")),)
    list_display = (
        Column("level", label=gettext_lazy("Level"), accessor="get_level_display", sort_key="level"),
        BooleanColumn("is_bookable", label=gettext_lazy("Bookable"), sort_key="is_bookable"),
        BooleanColumn("is_visible", label=gettext_lazy("Shown by name"), sort_key="is_visible"),
        BooleanColumn("is_employed", label=gettext_lazy("Works here"), sort_key="is_employed"),
    )
    inspect_view_fields = ("slug", "level", "is_bookable", "is_visible", "is_employed", "working_hours")
    edit_handler = TabbedInterface(
        [
            ObjectList(WHO, heading=gettext_lazy("Person")),
            ObjectList(SKILLS, heading=gettext_lazy("Services")),
            ObjectList(WEEK, heading=gettext_lazy("Hours")),
        ],
        base_form_class=MasterForm,
    )

    def rows(self, user: Staff) -> QuerySet[Master]:
        return with_thumbnails(agenda.named_masters(), own="photo")

    def get_urlpatterns(self) -> list[URLPattern]:
        link = self.construct_view(CalendarLinkView)
        chat = self.construct_view(TelegramView)
        own = [
            path("calendar-link/<int:pk>/", link, name="calendar_link"),
            path("telegram/<int:pk>/", chat, name="telegram"),
        ]
        return [*super().get_urlpatterns(), *own]
