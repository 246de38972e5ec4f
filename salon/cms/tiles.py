"""Pages as other pages point to them."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import HttpRequest
from wagtail.models import Page

from salon.cms.models import SalonImage
from salon.cms.top_pages import public
from salon.lib import language


@dataclass(frozen=True, slots=True)
class Tile:
    """A page as other pages point to it. `picture` comes by `pictures.in_place`."""

    title: str
    url: str
    text: str
    picture_id: int | None
    picture: SalonImage | None = None


def tiles(request: HttpRequest, pages: Iterable[Page]) -> list[Tile]:
    """These pages in the active language, in their order; what isn't live in it is left out."""
    keys = [page.translation_key for page in pages if page is not None]
    there = Page.objects.filter(translation_key__in=keys, locale__language_code=language.current())
    live = public(there.live()).specific().select_related("locale")
    found = {page.translation_key: page for page in live}
    shown = [found[key] for key in keys if key in found]
    return [Tile(page.title, page.get_url(request), page.listed_text, page.listed_picture_id) for page in shown]
