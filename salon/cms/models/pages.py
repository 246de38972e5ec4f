"""The page that every page of the site is."""

from functools import partial
from typing import ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponseBase
from django.template.response import SimpleTemplateResponse
from django.utils.functional import Promise, cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.models import Page, PageViewRestriction
from wagtail.search import index
from wagtailseo.models import SeoMixin

from salon.lib.policy import allow_map
from salon.lib.rounds import once_a_round

# First path segments of our own URLs; a page with such a slug below the home page could never be reached.
TAKEN_SLUGS = frozenset(
    {"termin", "zapis", "zapys", "booking", "visit", "my"}
    | {"search", "message", "consent", "withdrawal", "waiting", "scan", "calendar", "_util", "llms.txt"}
)
# Wagtail's tree: the root, a home page a language, the rest. One salon, one site: nothing else stands below the root.
HOME_DEPTH = 2


@once_a_round
def has_private_pages() -> bool:
    return PageViewRestriction.objects.exists()


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
    # Whether a page right below the home page that is not in the menu stands in the foot's list of pages.
    in_list: ClassVar[bool] = False

    # Whether pages of this kind show the catalogue: they change when its texts or prices do.
    shows_prices: ClassVar[bool] = False

    # Without wagtail-seo's view of a search result: it shows another title and description than our head has.
    preview_modes = Page.DEFAULT_PREVIEW_MODES

    listing_text = models.CharField(
        _("text in lists"),
        max_length=200,
        blank=True,
        help_text=_("A line where other pages point to this one. Empty: the description for search engines."),
    )
    listing_picture = models.ForeignKey(
        settings.WAGTAILIMAGES_IMAGE_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("picture in lists"),
        help_text=_("Beside that line. Empty: the page's own picture, else the one for sharing."),
    )

    promote_panels = [
        MultiFieldPanel(
            [FieldPanel("slug"), FieldPanel("seo_title"), FieldPanel("search_description"), FieldPanel("og_image")],
            heading=_("Search engines and sharing"),
        ),
        MultiFieldPanel([FieldPanel("search_keywords")], heading=_("Search on this site")),
        MultiFieldPanel([FieldPanel("listing_text"), FieldPanel("listing_picture")], heading=_("In lists")),
        MultiFieldPanel([FieldPanel("show_in_menus")], heading=_("Menu")),
    ]
    search_fields = [*Page.search_fields, index.SearchField("search_keywords")]

    class Meta:
        abstract = True

    def clean(self) -> None:
        super().clean()
        if self.slug in TAKEN_SLUGS and self.depth in (None, HOME_DEPTH + 1):
            raise ValidationError({"slug": _("This address is used by the site itself. Please choose another one.")})

    def serve(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        """Whether there is a map on the page is known once it is rendered. Only a page that is served is described to
        machines (`salon/cms/structured_data`), not what stands in its place, as the question for a password.
        """
        request.described_page = self  # type: ignore[attr-defined]
        answer = super().serve(request, *args, **kwargs)
        if isinstance(answer, SimpleTemplateResponse):
            answer.add_post_render_callback(partial(allow_map, request))
        return answer

    def get_context(self, request: HttpRequest, *args: object, **kwargs: object) -> dict[str, object]:
        return {
            **super().get_context(request, *args, **kwargs),
            "crumbs": self.crumbs(request),
        }

    def head_title(self, salon_name: str = "") -> str:
        """The editor's title for search engines alone, else the page's own with the salon's name where one is given."""
        return self.seo_title or " | ".join(part for part in (self.title, salon_name) if part)

    def anchors(self) -> frozenset[str]:
        """Places in the page that a link may lead to, beside those that every page has."""
        return frozenset()

    @property
    def listed_text(self) -> str:
        return self.listing_text or self.search_description

    @property
    def listed_picture_id(self) -> int | None:
        """The id of the picture beside that line."""
        return self.listing_picture_id or getattr(self, "picture_id", None) or self.og_image_id

    @cached_property
    def line(self) -> list[Page]:
        """The pages above this one, from the home page down."""
        if not self.depth or self.depth <= HOME_DEPTH:
            return []
        return list(self.get_ancestors().filter(depth__gte=HOME_DEPTH).select_related("locale"))

    def crumbs(self, request: HttpRequest) -> list[dict[str, str]]:
        """The way from the home page, which is left out, down to this page: titles and addresses. What was taken down
        above it would lead nowhere.
        """
        shown = [*(page for page in self.line[1:] if page.live), self] if self.line else []
        return [{"title": page.title, "url": page.get_url(request)} for page in shown]

    def get_view_restrictions(self) -> QuerySet[PageViewRestriction]:
        """Wagtail looks above every page; mostly the whole site has none."""
        return super().get_view_restrictions() if has_private_pages() else PageViewRestriction.objects.none()


class Pictured(models.Model):
    """A page with a picture of its own, which says what it shows or that it is mere ornament."""

    picture = models.ForeignKey(
        settings.WAGTAILIMAGES_IMAGE_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("picture"),
    )
    picture_alt = models.CharField(
        _("what the picture shows"), max_length=160, blank=True, help_text=_("For people who can't see it.")
    )
    picture_is_ornament = models.BooleanField(
        _("mere ornament"), default=False, help_text=_("It says nothing that the words don't say.")
    )

    class Meta:
        abstract = True

    def clean(self) -> None:
        super().clean()
        if self.picture_id and not self.picture_alt.strip() and not self.picture_is_ornament:
            raise ValidationError({"picture_alt": _("Please say what it shows, or that it is mere ornament.")})

    @property
    def picture_words(self) -> str:
        """What is read aloud; empty for ornament."""
        return "" if self.picture_is_ornament else self.picture_alt

    @property
    def listed_picture_words(self) -> str:
        """The same where other pages point to this one; a picture for lists is ornament beside the page's name."""
        return self.picture_words if self.listed_picture_id == self.picture_id else ""


def picture_panel(heading: Promise) -> MultiFieldPanel:
    fields = [FieldPanel("picture"), FieldPanel("picture_alt"), FieldPanel("picture_is_ornament")]
    return MultiFieldPanel(fields, heading=heading)
