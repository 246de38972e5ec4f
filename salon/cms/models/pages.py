"""The page that every page of the site is."""

from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.models import Page
from wagtail.search import index
from wagtailseo.models import SeoMixin

# First path segments of our own URLs; a page with such a slug below the home page could never be reached.
TAKEN_SLUGS = frozenset(
    {"termin", "zapis", "zapys", "booking", "visit", "my", "search", "consent", "withdrawal", "scan", "calendar"}
)
# Wagtail's tree: the root, a home page a language, the rest.
DEPTH_BELOW_HOME = 3


class BasePage(SeoMixin, Page):
    """Title, search engine fields and sharing picture; the language's own slug, always in Latin letters.

    What the site's own search reads of a page stands in `search_fields`; a type adds its own words to them.
    wagtail-seo's `canonical_url` is left out: wagtail-localize would copy it into all translations and so de-index
    them.
    """

    canonical_url = None
    search_keywords = models.CharField(
        _("words that lead here"),
        max_length=240,
        blank=True,
        help_text=_("What guests may type into the site’s search and the page does not say: other names, short forms."),
    )
    # Whether the foot of every page links to pages of this kind.
    in_foot: ClassVar[bool] = False

    promote_panels = [
        MultiFieldPanel(
            [FieldPanel("slug"), FieldPanel("seo_title"), FieldPanel("search_description"), FieldPanel("og_image")],
            heading=_("Search engines and sharing"),
        ),
        MultiFieldPanel([FieldPanel("search_keywords")], heading=_("Search on this site")),
        MultiFieldPanel([FieldPanel("show_in_menus")], heading=_("Menu")),
    ]
    search_fields = [*Page.search_fields, index.SearchField("search_keywords")]

    class Meta:
        abstract = True

    def clean(self) -> None:
        super().clean()
        if self.slug in TAKEN_SLUGS and self.depth in (None, DEPTH_BELOW_HOME):
            raise ValidationError({"slug": _("This address is used by the site itself. Please choose another one.")})

    def get_context(self, request: HttpRequest, *args: object, **kwargs: object) -> dict[str, object]:
        return {
            **super().get_context(request, *args, **kwargs),
            "seo_title": self.seo_title or self.title,
            "crumbs": self.crumbs(request),
        }

    def crumbs(self, request: HttpRequest) -> list[dict[str, str]]:
        """The way from the home page down to this page: titles and addresses."""
        if not self.depth or self.depth < DEPTH_BELOW_HOME:
            return []
        above = self.get_ancestors().filter(depth__gte=DEPTH_BELOW_HOME).select_related("locale")
        return [{"title": page.title, "url": page.get_url(request)} for page in (*above, self)]
