"""The masters' public pages. Who they are and what they do comes from the catalogue."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

from salon.cms.blocks import Sections, Works
from salon.cms.models import BasePage, FactPage, Pictured, picture_panel


class TeamPage(BasePage):
    """Everybody who is shown by name."""

    intro = models.CharField(_("introduction"), max_length=240, blank=True)

    content_panels = [*BasePage.content_panels, FieldPanel("intro")]
    search_fields = [*BasePage.search_fields, index.SearchField("intro")]
    parent_page_types = ["home.HomePage"]
    subpage_types = ["team.MasterPage"]
    max_count_per_parent = 1
    page_description = _("Everybody who works here.")

    class Meta:
        verbose_name = _("team page")
        verbose_name_plural = _("team pages")


class MasterPage(Pictured, FactPage):
    """A master: portrait, biography, works and certificates, her services with her own minutes and prices."""

    fact = "master"
    listed_if = {"is_visible": True, "is_employed": True}
    dated_by = ("skills__service__changed_at",)

    master = models.ForeignKey(
        "booking.Master", on_delete=models.PROTECT, related_name="pages", verbose_name=_("master")
    )
    bio = StreamField(Sections(), blank=True, verbose_name=_("biography"))
    works = StreamField(Works(), blank=True, verbose_name=_("works and certificates"))

    content_panels = [
        FieldPanel("master", help_text=_("The page takes its title from the master's text.")),
        picture_panel(_("Portrait")),
        FieldPanel("bio"),
        FieldPanel("works"),
    ]
    override_translatable_fields = [
        SynchronizedField("master", overridable=False),
        SynchronizedField("title", overridable=False),
    ]
    search_fields = [*FactPage.search_fields, index.SearchField("bio"), index.SearchField("works")]
    parent_page_types = ["team.TeamPage"]
    subpage_types: list[str] = []
    page_description = _("A master with her services.")

    class Meta:
        verbose_name = _("page of a master")
        verbose_name_plural = _("pages of masters")
