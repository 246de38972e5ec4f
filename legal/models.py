"""Documents that the law asks for."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.search import index

from salon.cms.blocks import Sections
from salon.cms.models import BasePage


class LegalKind(models.TextChoices):
    IMPRINT = "imprint", _("imprint (§ 5 DDG)")
    PRIVACY = "privacy", _("privacy (Art. 13 GDPR)")
    TERMS = "terms", _("terms of booking")
    CANCELLATION = "cancellation", _("rules for cancelling")
    OTHER = "other", _("other document")


class LegalPage(BasePage):
    """A document reachable from the foot of every page of its language."""

    in_foot = True

    kind = models.CharField(_("kind"), max_length=12, choices=LegalKind, default=LegalKind.OTHER)
    note = models.CharField(
        _("note on top"),
        max_length=240,
        blank=True,
        help_text=_("For example that this is a sample text, or that the German version is binding."),
    )
    body = StreamField(Sections(), verbose_name=_("text"))

    content_panels = [*BasePage.content_panels, FieldPanel("kind"), FieldPanel("note"), FieldPanel("body")]
    search_fields = [*BasePage.search_fields, index.SearchField("note"), index.SearchField("body")]
    parent_page_types = ["home.HomePage"]
    subpage_types: list[str] = []
    page_description = _("Imprint, privacy and the like: linked from the foot of every page.")

    class Meta:
        verbose_name = _("legal page")
        verbose_name_plural = _("legal pages")
