"""Pages as search engines are told of them: one absolute address each, and which pages they are told of at all."""

from collections.abc import Collection, Iterable, Mapping

from django.conf import settings
from wagtail.models import Page, PageViewRestriction

from salon.cms.models import has_private_pages
from salon.cms.top_pages import homes
from salon.lib import language
from salon.lib.rounds import once_a_round
from salon.lib.urls import absolute, page_path, reverse_in

# Language and country as the Open Graph protocol writes them.
LOCALES = {"de": "de_DE", "ru": "ru_RU", "uk": "uk_UA", "en": "en_GB"}
X_DEFAULT = "x-default"


def page_url(page: Page) -> str:
    """The one address of a page, whatever the request was called; empty while the page stands nowhere."""
    path = page_path(language.code_of(page.locale_id), page.url_path or "")
    return path and absolute(path)


def booking_urls() -> Mapping[str, str]:
    """The first step of the booking by language."""
    return {code: absolute(reverse_in(code, "booking:services")) for code, _ in settings.LANGUAGES}


def listed(pages: Iterable[Page]) -> list[Page]:
    """Of live pages those that everybody may see, that mirror no other page, and whose language is open."""
    places = {home.path for home in homes(language.current())}
    walls = _private_paths() if has_private_pages() else ()
    return [page for page in pages if _is_listed(page, places, walls)]


def _is_listed(page: Page, places: Collection[str], walls: Iterable[str]) -> bool:
    is_below = page.path[: 2 * Page.steplen] in places
    return page.live and page.alias_of_id is None and is_below and not any(map(page.path.startswith, walls))


@once_a_round
def _private_paths() -> tuple[str, ...]:
    return tuple(PageViewRestriction.objects.values_list("page__path", flat=True))


def by_language(addresses: Mapping[str, str]) -> list[tuple[str, str]]:
    """For `hreflang`: languages and addresses in the salon's order, at last what everybody else gets."""
    found = [(code, addresses[code]) for code, _ in settings.LANGUAGES if code in addresses]
    default = addresses.get(settings.LANGUAGE_CODE)
    return [*found, (X_DEFAULT, default)] if default else found
