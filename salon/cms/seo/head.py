"""What a page's head says to search engines and to whoever shares it; at most two queries a page of its own.

(A third one where pages are private: which ones.)
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from wagtail.models import Page
from wagtailseo.models import SeoSettings

from salon.cms.models import HOME_DEPTH, BasePage
from salon.cms.public_tree import listed
from salon.cms.selectors import SiteFrame
from salon.cms.seo import share_pictures
from salon.cms.seo.addresses import LOCALES, booking_urls, by_language, page_url
from salon.cms.seo.description import description
from salon.cms.seo.share_pictures import SharePicture
from salon.cms.top_pages import homes
from salon.lib import language


@dataclass(frozen=True, slots=True)
class Head:
    """`url` is the page's one address, absolute; `alternates` are languages and addresses, with "x-default"."""

    title: str
    description: str
    url: str
    kind: str
    site_name: str
    locale: str
    alternates: Sequence[tuple[str, str]]
    picture: SharePicture | None
    twitter_site: str

    @property
    def other_locales(self) -> list[str]:
        found = [LOCALES[code] for code, _ in self.alternates if code in LOCALES]
        return [locale for locale in found if locale != self.locale]


def page_head(frame: SiteFrame) -> Head | None:
    """Of a page of the CMS; None for everything else."""
    page = frame.page
    if not isinstance(page, BasePage):
        return None
    addresses = _translations(frame)
    return Head(
        title=page.head_title(),
        description=description(page, frame.text.about or frame.text.slogan),
        url=page_url(page.source),
        kind="website" if page.depth == HOME_DEPTH else page.seo_og_type,
        site_name=frame.text.name,
        locale=LOCALES[frame.code],
        alternates=by_language(addresses),
        picture=share_pictures.of_page(page, frame.text.name),
        twitter_site=_twitter_site(),
    )


def booking_head(frame: SiteFrame, title: str, words: str) -> Head:
    """Of the way into the booking: it shares the picture of the home page."""
    addresses = booking_urls()
    home = next((home for home in homes(frame.code) if home.locale.language_code == frame.code), None)
    return Head(
        title=title,
        description=words,
        url=addresses[frame.code],
        kind="website",
        site_name=frame.text.name,
        locale=LOCALES[frame.code],
        alternates=by_language(addresses),
        picture=share_pictures.drawn(home, frame.text.name) if home else None,
        twitter_site=_twitter_site(),
    )


def _translations(frame: SiteFrame) -> Mapping[str, str]:
    """By language the addresses of what this page really is there; none where it is no such page itself: then nobody
    would point back to it.
    """
    own: list[Page] = listed(there.page for there in frame.counterparts.values() if there.is_same)
    if frame.page is None or frame.page.pk not in {page.pk for page in own}:
        return {}
    return {language.code_of(page.locale_id): page_url(page) for page in own}


def _twitter_site() -> str:
    """The salon's name there, with its "@"; empty where it has none."""
    settings = SeoSettings.objects.only("twitter_site").first()
    name = settings.at_twitter_site if settings else ""
    return name if name.strip("@") else ""
