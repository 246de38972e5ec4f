"""The words of facts, one row a language; the name here is the name everywhere."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, PublishingPanel

from booking.models.catalog import Category, Service
from booking.models.masters import Master
from salon.cms.models import TranslatedText


class CategoryText(TranslatedText):
    category = models.ForeignKey(Category, on_delete=models.CASCADE, related_name="texts", verbose_name=_("category"))
    name = models.CharField(_("name"), max_length=80)
    summary = models.CharField(_("summary"), max_length=120, blank=True)

    panels = [FieldPanel("category"), FieldPanel("name"), FieldPanel("summary"), PublishingPanel()]

    class Meta(TranslatedText.Meta):
        verbose_name = _("text of a category")
        verbose_name_plural = _("texts of categories")
        constraints = [
            models.UniqueConstraint(fields=["category", "locale"], name="booking_one_category_text_a_language")
        ]

    def __str__(self) -> str:
        return self.name


class ServiceText(TranslatedText):
    service = models.ForeignKey(Service, on_delete=models.CASCADE, related_name="texts", verbose_name=_("service"))
    name = models.CharField(_("name"), max_length=80)
    summary = models.CharField(_("summary"), max_length=120, blank=True)

    panels = [FieldPanel("service"), FieldPanel("name"), FieldPanel("summary"), PublishingPanel()]

    class Meta(TranslatedText.Meta):
        verbose_name = _("text of a service")
        verbose_name_plural = _("texts of services")
        constraints = [
            models.UniqueConstraint(fields=["service", "locale"], name="booking_one_service_text_a_language")
        ]

    def __str__(self) -> str:
        return self.name


class MasterText(TranslatedText):
    """A master's name as written in this language, her role and a short line."""

    master = models.ForeignKey(Master, on_delete=models.CASCADE, related_name="texts", verbose_name=_("master"))
    name = models.CharField(_("name"), max_length=80)
    role = models.CharField(_("role"), max_length=80, blank=True)
    short = models.CharField(_("short text"), max_length=160, blank=True)

    panels = [FieldPanel("master"), FieldPanel("name"), FieldPanel("role"), FieldPanel("short"), PublishingPanel()]

    class Meta(TranslatedText.Meta):
        verbose_name = _("text of a master")
        verbose_name_plural = _("texts of masters")
        constraints = [models.UniqueConstraint(fields=["master", "locale"], name="booking_one_master_text_a_language")]

    def __str__(self) -> str:
        return self.name
