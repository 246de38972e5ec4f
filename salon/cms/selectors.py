"""What every page's frame shows: the salon, menu, languages, opening hours."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import time

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse, translate_url
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _
from wagtail.models import Page, Site

from salon.cms.models import OpeningHours, SalonSettings, SalonText
from salon.lib import language


@dataclass(frozen=True, slots=True)
class Link:
    """A place to go; `code` is a language's code in the language switcher, `translated` whether it is the same page
    there.
    """

    title: str
    url: str
    is_current: bool = False
    code: str = ""
    translated: bool = True


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


@dataclass(frozen=True, slots=True)
class SiteFrame:
    salon: SalonSettings
    text: SalonText
    menu: Sequence[Link]
    legal: Sequence[Link]
    languages: Sequence[Link]
    hours: Sequence[HoursRow]
    home_url: str
    booking_url: str


def salon_text(code: str | None = None) -> SalonText:
    """The salon's words in a language, else in the default one, else empty."""
    wanted = code or language.current()
    texts = SalonText.objects.filter(live=True, locale__language_code__in={wanted, settings.LANGUAGE_CODE})
    found = {text.locale.language_code: text for text in texts.select_related("locale")}
    return found.get(wanted) or found.get(settings.LANGUAGE_CODE) or SalonText()


def hours_table() -> list[HoursRow]:
    windows: dict[int, list[tuple[time, time]]] = {}
    for row in OpeningHours.objects.order_by("weekday", "starts_at"):
        windows.setdefault(row.weekday, []).append((row.starts_at, row.ends_at))
    return [HoursRow(number, str(name), tuple(windows.get(number, []))) for number, name in WEEKDAYS.items()]


def site_frame(request: HttpRequest, page: Page | None = None) -> SiteFrame:
    """Everything around a page's content, kept on the request. `page`: the Wagtail page shown, if it is one."""
    if not hasattr(request, "site_frame"):
        request.site_frame = _frame(request, page)  # type: ignore[attr-defined]
    return request.site_frame  # type: ignore[attr-defined]


def _frame(request: HttpRequest, page: Page | None) -> SiteFrame:
    code = language.current()
    home_url = f"/{code}/"
    children = _children_of_home(request, code)
    path = request.path
    return SiteFrame(
        salon=SalonSettings.load(request_or_site=request),
        text=salon_text(code),
        menu=[_link(child, home_url, path) for child in children if child.show_in_menus],
        legal=[_link(child, home_url, path) for child in children if child.specific_class.__name__ == "LegalPage"],
        languages=_languages(request, page, code),
        hours=hours_table(),
        home_url=home_url,
        booking_url=reverse("booking:start"),
    )


def _children_of_home(request: HttpRequest, code: str) -> list[Page]:
    site = Site.find_for_request(request)
    if site is None:
        return []
    homes = Page.objects.filter(translation_key=site.root_page.translation_key, locale__language_code=code, live=True)
    home = homes.first()
    return list(home.get_children().live().public().select_related("content_type")) if home else []


def _link(page: Page, home_url: str, path: str) -> Link:
    url = f"{home_url}{page.slug}/"
    return Link(page.title, url, is_current=path.startswith(url))


def _languages(request: HttpRequest, page: Page | None, code: str) -> list[Link]:
    """The same page in every language; where there is none, the nearest translated parent's, at last the home page."""
    places = _translations(page) if page is not None else {}
    links = []
    for other, name in settings.LANGUAGES:
        if page is None:
            url, translated = translate_url(request.get_full_path(), other), True
        else:
            url, translated = places.get(other, (f"/{other}/", False))
        links.append(Link(name, url, is_current=other == code, code=other, translated=translated))
    return links


def _translations(page: Page) -> dict[str, tuple[str, bool]]:
    found: dict[str, tuple[str, bool]] = {}
    family = [page, *reversed(page.get_ancestors().filter(depth__gte=2))]
    keys = [member.translation_key for member in family]
    others = Page.objects.filter(translation_key__in=keys, live=True, alias_of=None).select_related("locale")
    for other in sorted(others, key=lambda other: keys.index(other.translation_key)):
        url = other.get_url()
        if url:
            found.setdefault(other.locale.language_code, (url, other.translation_key == page.translation_key))
    return found
