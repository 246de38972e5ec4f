"""The picture that stands beside a page's name where somebody shares it (the Open Graph protocol's `og:image`).

A picture of the page in a size made ahead, else one that is drawn from its title: a file in the media folder under a
name that changes with what is on it. The worker draws it when the page is published; where it is asked for earlier it
is drawn then. Showing a page never waits for it.
"""

import logging
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from tempfile import NamedTemporaryFile

from django.conf import settings
from django.urls import reverse
from wagtail.blocks import StreamValue
from wagtail.models import Page

from salon.cms.blocks.pictures import first_photo
from salon.cms.models import HOME_DEPTH, BasePage, SalonRendition
from salon.cms.pictures import SHARED, ids_in
from salon.cms.selectors import salon_text
from salon.cms.seo import card
from salon.cms.top_pages import public
from salon.lib import language
from salon.lib.urls import absolute

log = logging.getLogger(__name__)

# Raised whenever cards look different.
LOOK = 1
# Pixels. What is narrower is shown as a stamp beside the words
# (https://developers.facebook.com/docs/sharing/best-practices, "Images").
NARROWEST = 600


@dataclass(frozen=True, slots=True)
class SharePicture:
    """`url` is absolute, width and height are pixels, `alt` says what is seen."""

    url: str
    width: int
    height: int
    alt: str


def of_page(page: BasePage, name: str) -> SharePicture:
    """Of a page of the salon `name`: its picture for sharing, else its own, else the first one in its body.

    One query where it is a field's; a body's pictures are read once, with their sizes.
    """
    made, words = _made(page)
    return SharePicture(absolute(made.url), made.width, made.height, words or page.title) if made else drawn(page, name)


def drawn(page: Page, name: str) -> SharePicture:
    """The one with its title and the salon's name on it."""
    alt = ", ".join(part for part in (page.title, name) if part)
    return SharePicture(absolute(address(page, name)), card.WIDTH, card.HEIGHT, alt)


def address(page: Page, name: str) -> str:
    return reverse("seo:share", args=[page.pk or 0, _digest(page, name)])


def find_page(page_id: int) -> Page | None:
    """A live page that everybody may see."""
    return public(Page.objects.live().filter(pk=page_id, depth__gte=HOME_DEPTH)).select_related("locale").first()


def salon_name(page: Page) -> str:
    """As the page's language writes it."""
    return salon_text(language.code_of(page.locale_id)).name


def read(page: Page, name: str) -> bytes:
    """The picture drawn from the title, drawn now if nobody has done it before."""
    try:
        return _file(page, name).read_bytes()
    except FileNotFoundError:
        return _draw(page, name)


def draw_next(*, below: int | None = None) -> int | None:
    """That of the newest page that lacks one, or of the newest with an id below `below`. Returns its id, below which to
    go on; None where none is left. A tenth of a second of work.
    """
    pages = public(Page.objects.live().filter(alias_of=None, depth__gte=HOME_DEPTH))
    if below is not None:
        pages = pages.filter(pk__lt=below)
    page = _next(pages.order_by("-pk"))
    if page is None:
        return None
    try:
        _draw(page, salon_name(page))
    except Exception:
        # Whatever this title does to the drawing, the pages after it get their pictures.
        log.exception("no picture for sharing page %s", page.pk)
    return page.pk


def _next(pages: Iterable[Page]) -> Page | None:
    """The first one that has neither a picture nor a drawn one; as many queries for a thousand pages as for two."""
    names: dict[int, str] = {}
    lacking = []
    for page in pages:
        if page.locale_id not in names:
            names[page.locale_id] = salon_name(page)
        if not _file(page, names[page.locale_id]).exists():
            lacking.append(page.pk)
    own = Page.objects.filter(pk__in=lacking).order_by("-pk").specific() if lacking else ()
    return next((page for page in own if not _has_picture(page)), None)


def _has_picture(page: Page) -> bool:
    if not isinstance(page, BasePage):
        return False
    body = getattr(page, "body", None)
    in_body = any(ids_in(list(body.raw_data))) if isinstance(body, StreamValue) else False
    return bool(page.og_image_id or page.listed_picture_id or in_body)


def _made(page: BasePage) -> tuple[SalonRendition | None, str]:
    """The size that is shared, once it is made and where it is wide enough, and what it shows."""
    if image := page.og_image_id or page.listed_picture_id:
        sizes = SalonRendition.objects.filter(image_id=image, filter_spec=SHARED)
        words = getattr(page, "picture_words", "") if image == getattr(page, "picture_id", None) else ""
    elif photo := first_photo(page):
        sizes, words = photo["image"].renditions.all(), photo.words
    else:
        return None, ""
    wide = (size for size in sizes if size.filter_spec == SHARED and size.width >= NARROWEST)
    return next(wide, None), words


def _digest(page: Page, name: str) -> str:
    return sha256("\0".join((str(LOOK), page.title, name)).encode()).hexdigest()[:16]


def _folder() -> Path:
    return Path(settings.MEDIA_ROOT) / "share"


def _file(page: Page, name: str) -> Path:
    return _folder() / f"{page.pk}-{_digest(page, name)}.jpg"


def _draw(page: Page, name: str) -> bytes:
    """Whole or not at all, whoever else draws it now; what it said before goes."""
    file, picture = _file(page, name), card.draw(page.title, name)
    file.parent.mkdir(parents=True, exist_ok=True)
    with NamedTemporaryFile(dir=file.parent, suffix=".part", delete=False) as part:
        part.write(picture)
    Path(part.name).chmod(0o644)
    Path(part.name).replace(file)
    for other in file.parent.glob(f"{page.pk}-*.jpg"):
        if other != file:
            other.unlink(missing_ok=True)
    return picture
