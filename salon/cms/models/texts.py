"""Words: one row a language, written by editors, translated with wagtail-localize."""

from django.contrib.contenttypes.fields import GenericRelation
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, PublishingPanel
from wagtail.models import DraftStateMixin, Revision, RevisionMixin, TranslatableMixin

from salon.cms.models.hours import ClosedDay


class TranslatedText(TranslatableMixin, DraftStateMixin, RevisionMixin, models.Model):
    """The words of a fact in one language. Drafts keep a half-finished translation off the site.

    A subclass with a fact names its foreign key; wagtail-localize copies the key into each translation by itself.
    """

    revisions = GenericRelation(Revision, content_type_field="content_type", object_id_field="object_id")

    class Meta(TranslatableMixin.Meta):
        abstract = True


class SalonText(TranslatedText):
    """The salon's name, town and slogans as each language writes them."""

    name = models.CharField(_("name"), max_length=80)
    in_text = models.CharField(_("name in running text"), max_length=80)
    town = models.CharField(_("town"), max_length=80)
    slogan = models.CharField(_("slogan"), max_length=120, blank=True)
    about = models.TextField(_("about us"), blank=True)
    payment = models.CharField(_("payment"), max_length=160, blank=True)
    policy = models.TextField(_("moving and cancelling, in short"), blank=True)
    directions = models.CharField(
        _("how to find the door"),
        max_length=160,
        blank=True,
        help_text=_("One sentence; it stands in the reminder on the day of the visit."),
    )

    panels = [
        *[FieldPanel(name) for name in ("name", "in_text", "town", "slogan", "about", "payment", "policy")],
        FieldPanel("directions"),
        PublishingPanel(),
    ]

    class Meta(TranslatedText.Meta):
        verbose_name = _("salon text")
        verbose_name_plural = _("salon texts")

    def __str__(self) -> str:
        return self.name


class ClosedDayText(TranslatedText):
    """The name of a closed day."""

    closed_day = models.ForeignKey(ClosedDay, on_delete=models.CASCADE, related_name="texts")
    name = models.CharField(_("name"), max_length=80)

    panels = [FieldPanel("closed_day"), FieldPanel("name"), PublishingPanel()]

    class Meta(TranslatedText.Meta):
        verbose_name = _("name of a closed day")
        verbose_name_plural = _("names of closed days")

    def __str__(self) -> str:
        return self.name
