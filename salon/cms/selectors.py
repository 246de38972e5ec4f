"""What every page's frame shows: the salon, menu, languages, opening hours."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import time
from functools import cached_property

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest
from django.urls import reverse, translate_url
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _
from wagtail.models import Page

from salon.cms.link import Link
from salon.cms.models import BasePage, SalonSettings, SalonText, salon_settings
from salon.cms.registries import foot_links
from salon.cms.salon_calendar import shown_calendar
from salon.cms.top_pages import below_home_url, homes, open_languages, pages_below_home
from salon.lib import language
from salon.lib.rounds import once_a_round
from salon.lib.urls import absolute

# Where a page says that it is the nearest one, not the one that was asked for. The server never hears of it, so a kept
# page can say it too, and only to whom it is true (`components/not_translated.html`).
NEAREST = "#not-translated"


@dataclass(frozen=True, slots=True)
class Counterpart:
    """Where a page is in another language: the page itself, or the nearest one above it."""

    page: Page
    url: str
    is_same: bool


@dataclass(frozen=True, slots=True)
class HoursRow:
    """A weekday of the opening hours table: weekday as in `date.weekday()`, stretches in local time, none if closed."""

    weekday: int
    day: str
    windows: tuple[tuple[time, time], ...]

    @property
    def text(self) -> str:
        if not self.windows:
            return _("Closed")
        return ", ".join(f"{start:%-H:%M}–{end:%-H:%M}" for start, end in self.windows)


@dataclass(frozen=True)
class SiteFrame:
    """Everything around a page's content in the active language; each part is loaded when it is first shown."""

    request: HttpRequest
    page: Page | None
    code: str

    @cached_property
    def salon(self) -> SalonSettings:
        return salon_settings()

    @cached_property
    def text(self) -> SalonText:
        return salon_text(self.code)

    @cached_property
    def menu(self) -> Sequence[Link]:
        return [self._link(child) for child in self._children if child.show_in_menus]

    @cached_property
    def pages(self) -> Sequence[Link]:
        """The menu, and what else the foot lists."""
        others = [child for child in self._children if not child.show_in_menus]
        return [*self.menu, *(self._link(child) for child in others if getattr(child.specific_class, "in_list", False))]

    @cached_property
    def legal(self) -> Sequence[Link]:
        pages = [self._link(child) for child in self._children if getattr(child.specific_class, "in_foot", False)]
        return [*pages, *_other_foot_links(self.code)]

    @cached_property
    def languages(self) -> Sequence[Link]:
        return _languages(self)

    @cached_property
    def counterparts(self) -> Mapping[str, Counterpart]:
        """Where the page is in each language in which there is anything of it."""
        return _counterparts(self.page, self.code) if self.page is not None else {}

    @cached_property
    def hours(self) -> Sequence[HoursRow]:
        return hours_table()

    @property
    def home_url(self) -> str:
        return f"/{self.code}/"

    @property
    def booking_url(self) -> str:
        return reverse("booking:start")

    @property
    def search_url(self) -> str:
        return reverse("search:results")

    @property
    def account_url(self) -> str:
        return reverse("booking:account")

    @cached_property
    def _children(self) -> Sequence[Page]:
        return pages_below_home(self.code)

    def _link(self, page: Page) -> Link:
        url = below_home_url(self.code, page)
        return Link(page.title, url, is_current=self.request.path.startswith(url))


def salon_text(code: str | None = None) -> SalonText:
    """The salon's words in a language, else in the default one, else empty."""
    wanted = code or language.current()
    texts = SalonText.objects.filter(live=True, locale__language_code__in={wanted, settings.LANGUAGE_CODE})
    found = {text.locale.language_code: text for text in texts.select_related("locale")}
    return found.get(wanted) or found.get(settings.LANGUAGE_CODE) or SalonText()


def salon_name() -> str:
    """In the active language; a minute old at most, so that no page of the admin asks the database for it."""
    code = language.current()
    name = cache.get_or_set(f"salon-name:{code}", lambda: salon_text(code).name, timeout=60)
    return name or settings.WAGTAIL_SITE_NAME


@once_a_round
def legal_links(code: str) -> list[Link]:
    """Imprint, privacy and the like in a language, with absolute addresses."""
    pages = [page for page in pages_below_home(code) if getattr(page.specific_class, "in_foot", False)]
    links = [*(Link(page.title, below_home_url(code, page)) for page in pages), *_other_foot_links(code)]
    return [replace(link, url=absolute(link.url)) for link in links]


def _other_foot_links(code: str) -> list[Link]:
    return [link for tell in foot_links for link in tell(code)]


def hours_table() -> list[HoursRow]:
    weekly = shown_calendar().weekly
    return [HoursRow(number, str(name), tuple(weekly.get(number, ()))) for number, name in WEEKDAYS.items()]


def site_frame(request: HttpRequest, page: Page | None = None) -> SiteFrame:
    """Everything around a page's content, kept on the request. `page`: the Wagtail page shown, if it is one."""
    if not hasattr(request, "site_frame"):
        request.site_frame = SiteFrame(request, page, language.current())  # type: ignore[attr-defined]
    return request.site_frame  # type: ignore[attr-defined]


def _languages(frame: SiteFrame) -> list[Link]:
    """The same page in every language; where there is none, the nearest translated parent's, at last the home page.
    A language that has no home page yet leads nowhere: it is left out.
    """
    links = []
    for other, name in settings.LANGUAGES:
        there = frame.counterparts.get(other)
        if frame.page is None:
            url, translated = _same_view(frame.request, other)
        else:
            url, translated = (there.url, there.is_same) if there else (f"/{other}/", False)
            url = url if translated else f"{url}{NEAREST}"
        if translated or other in open_languages():
            links.append(Link(name, url, is_current=other == frame.code, code=other, translated=translated))
    return links


def _same_view(request: HttpRequest, code: str) -> tuple[str, bool]:
    """A view of ours in another language; what leads nowhere would lead nowhere there too, so to the home page."""
    if request.resolver_match is None or request.resolver_match.url_name == "wagtail_serve":
        return f"/{code}/", False
    return translate_url(request.get_full_path(), code), True


def _counterparts(page: Page, code: str) -> dict[str, Counterpart]:
    family = [page, *reversed(page.line)] if isinstance(page, BasePage) else [page]
    keys = [member.translation_key for member in family]
    top = [home for home in homes(code) if home.translation_key in keys]
    wanted = [key for key in keys if key not in {home.translation_key for home in top}]
    others = Page.objects.filter(translation_key__in=wanted, live=True, alias_of=None).select_related("locale")
    # A mirror of another page is nobody's translation, but it is where the visitor is.
    own = page.get_url()
    found = {code: Counterpart(page, own, True)} if own else {}
    for other in sorted([*top, *(others if wanted else [])], key=lambda other: keys.index(other.translation_key)):
        url = other.get_url()
        if url and other.locale.language_code in open_languages():
            is_same = other.translation_key == page.translation_key
            found.setdefault(other.locale.language_code, Counterpart(other, url, is_same))
    return found
