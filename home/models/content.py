"""A page of words, and whatever else an editor puts into it."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.search import index

from salon.cms.blocks import Body
from salon.cms.models import BasePage


class ContentPage(BasePage):
    """Whatever has no page type of its own: about us, a campaign, news."""

    in_list = True

    intro = models.CharField(
        _("introduction"), max_length=300, blank=True, help_text=_("A sentence or two below the title.")
    )
    body = StreamField(Body(), blank=True, verbose_name=_("content"))

    content_panels = [*BasePage.content_panels, FieldPanel("intro"), FieldPanel("body")]
    search_fields = [*BasePage.search_fields, index.SearchField("intro"), index.SearchField("body")]
    parent_page_types = ["home.HomePage", "home.ContentPage"]
    subpage_types = ["home.ContentPage"]
    page_description = _("A page of your own: words, pictures, services, team, booking.")

    class Meta:
        verbose_name = _("content page")
        verbose_name_plural = _("content pages")
