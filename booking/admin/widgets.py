"""How editors make a booking widget: words, and what of the booking is chosen already."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel, ObjectList, PublishingPanel
from wagtail.admin.ui.tables import Column, LiveStatusTagColumn, LocaleColumn

from booking.admin.words import NAMED
from booking.models import BookingSettings, BookingWidget, Category, Master, Service
from salon.cms.admin import TextViewSet


class WidgetForm(WagtailAdminModelForm):
    """What is chosen must be bookable together; a widget that cannot be booked would be a door into a wall."""

    def clean_slug(self) -> str:
        slug = self.cleaned_data["slug"]
        others = BookingWidget.objects.filter(slug=slug).exclude(translation_key=self.instance.translation_key)
        if others.exists():
            raise forms.ValidationError(_("Another widget has this short name. Please choose a different one."))
        return slug

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        master, category = cleaned.get("master"), cleaned.get("category")
        if master and not (master.is_bookable and master.is_employed and master.is_visible):
            self.add_error("master", _("Clients cannot ask for this person at the moment."))
        if category and not category.is_active:
            self.add_error("category", _("This category is switched off."))
        elif category and not _bookable_in(category).exists():
            self.add_error("category", _("Nobody performs anything in this category at the moment."))
        elif master and category and not _bookable_in(category).filter(skills__master=master).exists():
            sentence = _("{master} performs nothing in this category.").format(master=_name(master))
            self.add_error("master", sentence)
        return cleaned

    def is_valid(self) -> bool:
        """Rows of services are known only now; what is wrong with them is said beside each."""
        valid = super().is_valid()
        chosen, most = list(self._chosen()), BookingSettings.load().max_services
        for number, (row, service) in enumerate(chosen):
            if any(service == earlier for _row, earlier in chosen[:number]):
                row.add_error("service", _("This service is chosen twice."))
            elif problem := _problem(service, self.cleaned_data):
                row.add_error("service", problem)
            elif number >= most:
                sentence = ngettext("At most {n} service in one visit.", "At most {n} services in one visit.", most)
                row.add_error("service", sentence.format(n=most))
        return valid and not any(row.errors for row, _service in chosen)

    def _chosen(self) -> Iterator[tuple[forms.BaseForm, Service]]:
        for row in self.formsets["services"].forms:
            if row.is_valid() and not row.cleaned_data.get("DELETE") and row.cleaned_data.get("service"):
                yield row, row.cleaned_data["service"]


def _bookable_in(category: Category) -> QuerySet[Service]:
    """The services of a category that somebody performs whom clients may book."""
    able = {"skills__master__is_bookable": True, "skills__master__is_employed": True}
    return Service.objects.filter(category=category, is_active=True, **able)


def _problem(service: Service, chosen: dict[str, Any]) -> str:
    """What speaks against a service beside what else is chosen, empty where nothing does."""
    master, category = chosen.get("master"), chosen.get("category")
    name = _name(service)
    if not service.is_active or not service.category.is_active:
        return _("{service} cannot be booked at the moment.").format(service=name)
    if category and service.category_id != category.pk:
        return _("{service} belongs to another category.").format(service=name)
    if not service.skills.filter(master__is_bookable=True, master__is_employed=True).exists():
        return _("Nobody performs {service} at the moment.").format(service=name)
    if master and not service.skills.filter(master=master).exists():
        return _("{master} does not perform {service}.").format(master=_name(master), service=name)
    return ""


def _name(fact: Service | Master) -> str:
    return NAMED[type(fact)]().get(pk=fact.pk).name


WIDGET_FORM = ObjectList(
    [
        MultiFieldPanel([FieldPanel("title"), FieldPanel("text"), FieldPanel("button")], heading=gettext_lazy("Words")),
        MultiFieldPanel(
            [FieldPanel("category"), FieldPanel("master")],
            heading=gettext_lazy("Chosen already"),
            help_text=gettext_lazy("The widget asks only what is left open here. It is the same in every language."),
        ),
        InlinePanel(
            "services",
            [FieldPanel("service")],
            heading=gettext_lazy("Services"),
            label=gettext_lazy("Service"),
            help_text=gettext_lazy(
                "Where the client need not choose: the widget then asks for the master or the time."
            ),
        ),
        MultiFieldPanel([FieldPanel("slug"), FieldPanel("campaign")], heading=gettext_lazy("For links and reports")),
        PublishingPanel(),
    ],
    base_form_class=WidgetForm,
)


class BookingWidgetViewSet(TextViewSet):
    model = BookingWidget
    icon = "calendar-check"
    edit_handler = WIDGET_FORM
    list_display = ("title", Column("slug", label=gettext_lazy("Short name")), LocaleColumn(), LiveStatusTagColumn())
    search_fields = ("title", "slug")
    ordering = "title"
