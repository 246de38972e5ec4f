"""Services and categories: facts with their words in one form; switched off instead of deleted."""

from typing import Any, ClassVar

import django_filters
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList, Panel
from wagtail.admin.ui.tables import BooleanColumn, Column

from booking.admin import shown
from booking.admin.bulk.catalog import SWITCH_DEEDS
from booking.admin.bulk.lists import TickedViewSet
from booking.admin.doors import LIST, DeskEdit
from booking.admin.thumbnails import PictureColumn, with_thumbnails
from booking.admin.time_filters import masters
from booking.admin.words import WordsForm, words_panel
from booking.models import Category, CategoryText, Service, ServiceText
from booking.selectors import agenda
from booking.selectors.agenda import Staff
from salon.lib import duration

# What visits keep as it was when they were booked.
KEPT = {
    "minutes",
    "price",
    "price_kind",
    "price_max",
    "free_cancel_hours",
    "cancel_limit_hours",
    "move_limit_hours",
}
KEPT_TEXT = gettext_lazy("Visits that are booked already keep their minutes, price and limits.")


class ServiceForm(WordsForm):
    text_model, key, words = ServiceText, "service", ("name", "summary")
    name = ServiceText._meta.get_field("name").formfield()
    summary = ServiceText._meta.get_field("summary").formfield()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        processing = ("processing_after", "processing_lasts")
        missing = [name for name in processing if name in cleaned and cleaned[name] is None]
        if len(missing) == 1:
            self.add_error(missing[0], _("Processing time needs both: when it begins and how long it lasts."))
        return cleaned


class CategoryForm(WordsForm):
    text_model, key, words = CategoryText, "category", ("name", "summary")
    name = CategoryText._meta.get_field("name").formfield()
    summary = CategoryText._meta.get_field("summary").formfield()


def categories() -> list[tuple[int, str]]:
    return [(category.pk, category.name) for category in agenda.named_categories()]


class TakenPanel(Panel):
    """What a booking of the service takes, in words; nothing before it is saved."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "booking/admin/taken_panel.html"

        def is_shown(self) -> bool:
            return super().is_shown() and bool(self.instance.pk)

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            service = self.instance
            whole = service.buffer_before + service.minutes + service.buffer_after
            found = {"whole": duration.span(whole), "service": service, "time": duration.span(service.minutes)}
            if service.processing_lasts:
                found["free"] = duration.span(service.processing_lasts)
            return super().get_context_data(parent_context) | found


class ServiceFilters(WagtailFilterSet):
    category = django_filters.ChoiceFilter(label=gettext_lazy("Category"), choices=categories)
    master = django_filters.ChoiceFilter(
        label=gettext_lazy("Performed by"), choices=masters, field_name="skills__master"
    )

    class Meta:
        model = Service
        fields = ("category", "master", "is_active", "is_popular")


class ServiceEdit(DeskEdit):
    def get_success_message(self) -> str:
        said = super().get_success_message()
        return f"{said} {KEPT_TEXT}" if KEPT & set(self.form.changed_data) else said


class ServiceViewSet(TickedViewSet):
    model = Service
    name = "services"
    icon = "cut"
    edit_view_class = ServiceEdit
    doors = (*LIST, "add", "edit", "inspect", "bulk")
    deeds = SWITCH_DEEDS
    filterset_class = ServiceFilters
    search = staticmethod(agenda.services_matching)
    sheet: ClassVar = {
        "name": (gettext_lazy("Name"), lambda row: row.name),
        "category": (gettext_lazy("Category"), lambda row: row.category_name),
        "minutes": (gettext_lazy("Minutes"), lambda row: row.minutes),
        "taken": (gettext_lazy("What is taken"), shown.taken),
        "price": (gettext_lazy("Price"), shown.price),
        "active": (gettext_lazy("Bookable"), lambda row: shown.yes_no(row.is_active)),
    }
    before_title = (PictureColumn("picture", label=gettext_lazy("Picture")),)
    list_display = (
        Column("category", label=gettext_lazy("Category"), accessor="category_name"),
        Column("minutes", label=gettext_lazy("Minutes"), sort_key="minutes"),
        Column("price", label=gettext_lazy("Price"), accessor=shown.price, sort_key="price"),
        BooleanColumn("is_active", label=gettext_lazy("Bookable"), sort_key="is_active"),
    )
    inspect_view_fields = ("slug", "category", "minutes", "buffer_before", "buffer_after", "price", "is_active")
    edit_handler = ObjectList(
        [
            words_panel("name", "summary"),
            MultiFieldPanel(
                [
                    FieldPanel("category"),
                    FieldPanel("slug"),
                    FieldRowPanel([FieldPanel("is_active"), FieldPanel("is_popular")]),
                    FieldPanel("order"),
                ],
                heading=gettext_lazy("Where it stands"),
            ),
            MultiFieldPanel(
                [
                    TakenPanel(),
                    FieldPanel("minutes"),
                    FieldRowPanel([FieldPanel("buffer_before"), FieldPanel("buffer_after")]),
                    FieldRowPanel([FieldPanel("processing_after"), FieldPanel("processing_lasts")]),
                ],
                heading=gettext_lazy("Time"),
                help_text=KEPT_TEXT,
            ),
            MultiFieldPanel(
                [FieldRowPanel([FieldPanel("price"), FieldPanel("price_kind")]), FieldPanel("price_max")],
                heading=gettext_lazy("Price in EUR, incl. VAT"),
                help_text=KEPT_TEXT,
            ),
            MultiFieldPanel(
                [
                    FieldRowPanel([FieldPanel("lead_minutes"), FieldPanel("horizon_days")]),
                    FieldPanel("confirmation"),
                    FieldRowPanel([FieldPanel("free_cancel_hours"), FieldPanel("cancel_limit_hours")]),
                    FieldPanel("move_limit_hours"),
                    FieldPanel("rebook_days"),
                ],
                heading=gettext_lazy("Own rules"),
                help_text=gettext_lazy("Empty: as the booking rules of the salon say."),
            ),
        ],
        base_form_class=ServiceForm,
    )

    def rows(self, user: Staff) -> QuerySet[Service]:
        return with_thumbnails(agenda.named_services())


class CategoryViewSet(TickedViewSet):
    model = Category
    name = "categories"
    icon = "folder-open-inverse"
    doors = (*LIST, "add", "edit", "inspect", "bulk")
    deeds = SWITCH_DEEDS
    list_filter = ("is_active",)
    search = staticmethod(agenda.categories_matching)
    sheet: ClassVar = {
        "name": (gettext_lazy("Name"), lambda row: row.name),
        "order": (gettext_lazy("Order"), lambda row: row.order),
        "earliest_start": (gettext_lazy("Earliest start"), shown.earliest_start),
        "active": (gettext_lazy("Active"), lambda row: shown.yes_no(row.is_active)),
    }
    before_title = (PictureColumn("picture", label=gettext_lazy("Picture")),)
    list_display = (
        Column("order", label=gettext_lazy("Order"), sort_key="order"),
        Column("earliest_start", label=gettext_lazy("Earliest start"), accessor=shown.earliest_start),
        BooleanColumn("is_active", label=gettext_lazy("Active"), sort_key="is_active"),
    )
    inspect_view_fields = ("slug", "order", "earliest_start", "is_active")
    edit_handler = ObjectList(
        [
            words_panel("name", "summary"),
            FieldPanel("slug"),
            FieldPanel("order"),
            FieldPanel("is_active"),
            FieldPanel("earliest_start"),
            FieldPanel("confirmation"),
        ],
        base_form_class=CategoryForm,
    )

    def rows(self, user: Staff) -> QuerySet[Category]:
        return with_thumbnails(agenda.named_categories())
