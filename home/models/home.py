"""The home page of a language; everything in it lives below it."""

from django.http import Http404, HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.search import index
from wagtail.url_routing import RouteResult

from salon.cms.blocks import Body
from salon.cms.models import BasePage
from salon.lib import language


class HomePage(BasePage):
    """Whatever an editor puts together; services, masters and prices come from the catalogue. One a language."""

    shows_prices = True

    body = StreamField(Body(), blank=True, verbose_name=_("content"))

    content_panels = [*BasePage.content_panels, FieldPanel("body")]
    search_fields = [*BasePage.search_fields, index.SearchField("body")]
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = [
        "home.ServicesPage",
        "home.PricesPage",
        "team.TeamPage",
        "home.ContactPage",
        "home.ContentPage",
        "legal.LegalPage",
    ]
    page_description = _("The first page of a language.")

    class Meta:
        verbose_name = _("home page")
        verbose_name_plural = _("home pages")

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """A prefix answers only in its own language: what is not translated is 404, never another language.

        Wagtail itself would serve the German home page under a prefix whose own home page is not live.
        """
        if language.code_of(self.locale_id) != language.current():
            raise Http404
        page = self._page_at(path_components)
        found = page.route(request, []) if page else super().route(request, path_components)
        if found.page.locale_id != self.locale_id:
            raise Http404
        return found

    def _page_at(self, path_components: list[str]) -> Page | None:
        """The page of exactly this address, however deep, in two queries; Wagtail itself asks twice a level."""
        address = self.url_path + "".join(f"{part}/" for part in path_components)
        below = Page.objects.filter(url_path=address, path__startswith=self.path).exclude(pk=self.pk)
        page = below.first() if path_components else None
        return page.specific if page else None
