"""The masters' public pages. Who they are and what they do comes from the catalogue."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

from salon.cms.blocks import Sections
from salon.cms.models import BasePage, FactPage


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


class MasterPage(FactPage):
    """A master: portrait, biography, her services with her own minutes and prices."""

    fact = "master"
    listed_if = {"is_visible": True, "is_employed": True}

    master = models.ForeignKey(
        "booking.Master", on_delete=models.PROTECT, related_name="pages", verbose_name=_("master")
    )
    bio = StreamField(Sections(), blank=True, verbose_name=_("biography"))
    picture = models.ForeignKey(
        settings.WAGTAILIMAGES_IMAGE_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    picture_alt = models.CharField(
        _("what the picture shows"), max_length=160, blank=True, help_text=_("For people who can't see it.")
    )

    content_panels = [
        FieldPanel("master", help_text=_("The page takes its title from the master's text.")),
        MultiFieldPanel([FieldPanel("picture"), FieldPanel("picture_alt")], heading=_("Portrait")),
        FieldPanel("bio"),
    ]
    override_translatable_fields = [
        SynchronizedField("master", overridable=False),
        SynchronizedField("title", overridable=False),
    ]
    search_fields = [*FactPage.search_fields, index.SearchField("bio")]
    parent_page_types = ["team.TeamPage"]
    subpage_types: list[str] = []
    page_description = _("A master with her services.")

    class Meta:
        verbose_name = _("page of a master")
        verbose_name_plural = _("pages of masters")
