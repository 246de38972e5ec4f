"""The homes of all languages and what stands right below them, looked up once a page."""

from django.db.models import Q
from wagtail.models import Page
from wagtail.query import PageQuerySet

from salon.cms.models import HOME_DEPTH, has_private_pages
from salon.lib import language
from salon.lib.rounds import once_a_round


def pages_below_home(code: str) -> list[Page]:
    """The pages right below a language's home: root, homes, then these."""
    return [page for page in _top(code) if page.depth > HOME_DEPTH]


def homes(code: str) -> list[Page]:
    """The home pages of all languages; in the same query as what stands below the one of this language."""
    return [page for page in _top(code) if page.depth == HOME_DEPTH]


def open_languages() -> list[str]:
    """The codes of the languages that have a home page which everybody may see."""
    return [home.locale.language_code for home in homes(language.current())]


def below_home_url(code: str, page: Page) -> str:
    """The address of a page right below a language's home."""
    return f"/{code}/{page.slug}/"


def overview_url(kind: type[Page], code: str) -> str:
    """The address of the page of a kind right below a language's home; empty where there is none that all may see."""
    found = (page for page in pages_below_home(code) if page.specific_class is kind)
    return next((below_home_url(code, page) for page in found), "")


@once_a_round
def _top(code: str) -> list[Page]:
    """The homes of all languages, and what stands right below the one of this language."""
    home = Q(depth=HOME_DEPTH, alias_of=None)
    below = Q(depth=HOME_DEPTH + 1, locale__language_code=code)
    pages = public(Page.objects.filter(home | below).live())
    return list(pages.order_by("path").select_related("content_type", "locale"))


def public(pages: PageQuerySet) -> PageQuerySet:
    """Those that everybody may see."""
    return pages.public() if has_private_pages() else pages
