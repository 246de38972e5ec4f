"""Booking widgets: the first question of the wizard inside any page, with a part of it answered already."""

from typing import Any

from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.models import Orderable, PreviewableMixin
from wagtail_localize.fields import SynchronizedField

from booking.models.catalog import Category, Service
from booking.models.masters import Master
from salon.cms.models import TranslatedText

# The same in every language: what is chosen already, and the names by which reports know the widget.
FACTS = ("slug", "category", "master", "campaign", "services")


class BookingWidget(PreviewableMixin, TranslatedText, ClusterableModel):
    """Words in one language; the facts are those of the default language, copied into each translation.

    `slug` is the widget's name in links and at visits, alike in all its languages. `campaign` stands at the visit as
    `utm_campaign` where the address that led to it names none.
    """

    slug = models.SlugField(
        _("short name"),
        help_text=_("Stands in links and reports, the same in every language; don’t change it later."),
    )
    title = models.CharField(
        _("title"), max_length=80, help_text=_("The heading above the question, such as “Book a hair appointment”.")
    )
    text = models.CharField(
        _("text"), max_length=240, blank=True, help_text=_("A sentence or two beside the question; may stay empty.")
    )
    button = models.CharField(
        _("button"), max_length=40, help_text=_("Leads into the booking where the widget itself cannot be shown.")
    )
    category = models.ForeignKey(
        Category,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("category"),
        help_text=_("Only its services are shown. Empty: all."),
    )
    master = models.ForeignKey(
        Master,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("master"),
        help_text=_("Empty: the client is asked."),
    )
    campaign = models.SlugField(
        _("campaign"),
        blank=True,
        help_text=_("Under this name reports count the bookings, unless the link names a campaign of its own."),
    )

    override_translatable_fields = [SynchronizedField(fact, overridable=False) for fact in FACTS]

    class Meta(TranslatedText.Meta):
        verbose_name = _("booking widget")
        verbose_name_plural = _("booking widgets")
        constraints = [models.UniqueConstraint(fields=["slug", "locale"], name="booking_one_widget_a_language")]

    def __str__(self) -> str:
        return self.title

    def get_preview_template(self, request: HttpRequest, mode_name: str) -> str:
        return "booking/widget/preview.html"

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        """In the widget's language, whatever the editor's."""
        with translation.override(self.locale.language_code):
            return super().serve_preview(request, mode_name).render()

    def get_preview_context(self, request: HttpRequest, mode_name: str) -> dict[str, Any]:
        return {**super().get_preview_context(request, mode_name), "widget": self}


class WidgetService(Orderable):
    """A service that is chosen already."""

    widget = ParentalKey(BookingWidget, on_delete=models.CASCADE, related_name="services")
    service = models.ForeignKey(Service, on_delete=models.CASCADE, related_name="+", verbose_name=_("service"))

    class Meta(Orderable.Meta):
        verbose_name = _("service of a widget")
        verbose_name_plural = _("services of widgets")

    def __str__(self) -> str:
        return f"{self.widget_id}: {self.service_id}"
