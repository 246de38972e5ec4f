"""The home page of a language; everything in it lives below it."""

from django.conf import settings
from django.db import models
from django.http import Http404, HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.search import index
from wagtail.url_routing import RouteResult

from salon.cms.blocks import Quotes, Values
from salon.cms.models import BasePage
from salon.lib import language


class HomePage(BasePage):
    """Welcome, the ways into the booking, what we do, who we are. One a language.

    Services, masters and prices come from the catalogue; only the words around them are written here.
    """

    hero_eyebrow = models.CharField(_("line above the heading"), max_length=80, blank=True)
    hero_heading = models.CharField(_("heading"), max_length=80)
    hero_text = models.CharField(_("text"), max_length=240, blank=True)
    hero_button = models.CharField(_("button"), max_length=40, help_text=_("It leads to the booking."))
    hero_link = models.CharField(_("second link"), max_length=60, blank=True, help_text=_("It leads to the services."))
    hero_picture = models.ForeignKey(
        settings.WAGTAILIMAGES_IMAGE_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    hero_alt = models.CharField(
        _("what the picture shows"), max_length=160, blank=True, help_text=_("For people who can't see it.")
    )

    teasers_heading = models.CharField(_("heading"), max_length=80)
    teasers_text = models.CharField(_("text"), max_length=240, blank=True)
    teasers_link = models.CharField(_("link to all services"), max_length=60)
    popular_heading = models.CharField(_("heading of the popular services"), max_length=80, blank=True)

    room_heading = models.CharField(_("heading"), max_length=80, blank=True)
    room_text = models.TextField(_("text"), blank=True)
    room_picture = models.ForeignKey(
        settings.WAGTAILIMAGES_IMAGE_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    room_alt = models.CharField(_("what the picture shows"), max_length=160, blank=True)

    team_heading = models.CharField(_("heading"), max_length=80)
    team_text = models.CharField(_("text"), max_length=240, blank=True)
    team_button = models.CharField(_("link to the team"), max_length=60)

    values_heading = models.CharField(_("heading"), max_length=80, blank=True)
    values = StreamField(Values(), blank=True, verbose_name=_("what guests can rely on"))

    quotes_heading = models.CharField(_("heading"), max_length=80, blank=True)
    quotes_note = models.CharField(
        _("note"),
        max_length=160,
        blank=True,
        help_text=_("Say here if these are not real reviews, or whether you check them."),
    )
    quotes = StreamField(Quotes(), blank=True, verbose_name=_("what guests say"))

    cta_heading = models.CharField(_("heading"), max_length=80)
    cta_text = models.CharField(_("text"), max_length=240, blank=True)
    cta_button = models.CharField(_("button"), max_length=40)

    content_panels = [
        *BasePage.content_panels,
        MultiFieldPanel(
            [
                FieldPanel("hero_eyebrow"),
                FieldPanel("hero_heading"),
                FieldPanel("hero_text"),
                FieldPanel("hero_button"),
                FieldPanel("hero_link"),
                FieldPanel("hero_picture"),
                FieldPanel("hero_alt"),
            ],
            heading=_("Welcome"),
        ),
        MultiFieldPanel(
            [FieldPanel("cta_heading"), FieldPanel("cta_text"), FieldPanel("cta_button")],
            heading=_("Ways into the booking"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("teasers_heading"),
                FieldPanel("teasers_text"),
                FieldPanel("teasers_link"),
                FieldPanel("popular_heading"),
            ],
            heading=_("Services"),
        ),
        MultiFieldPanel(
            [FieldPanel("room_heading"), FieldPanel("room_text"), FieldPanel("room_picture"), FieldPanel("room_alt")],
            heading=_("The dark room"),
        ),
        MultiFieldPanel(
            [FieldPanel("team_heading"), FieldPanel("team_text"), FieldPanel("team_button")], heading=_("Team")
        ),
        MultiFieldPanel([FieldPanel("values_heading"), FieldPanel("values")], heading=_("Promises")),
        MultiFieldPanel(
            [FieldPanel("quotes_heading"), FieldPanel("quotes_note"), FieldPanel("quotes")], heading=_("Quotations")
        ),
    ]

    # Without the quotations: what guests praise is not what the page is about.
    search_fields = [
        *BasePage.search_fields,
        *[index.SearchField(name) for name in ("hero_heading", "hero_text", "room_heading", "room_text", "values")],
    ]
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = ["home.ServicesPage", "team.TeamPage", "home.ContentPage", "legal.LegalPage"]
    page_description = _("The first page of a language.")

    class Meta:
        verbose_name = _("home page")
        verbose_name_plural = _("home pages")

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """A prefix answers only in its own language: what is not translated is 404, never another language.

        Wagtail itself would serve the German home page under a prefix whose own home page is not live.
        """
        if self.locale.language_code != language.current():
            raise Http404
        found = super().route(request, path_components)
        if found.page.locale_id != self.locale_id:
            raise Http404
        return found
