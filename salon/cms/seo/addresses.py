"""Pages as search engines are told of them: one absolute address each, and which pages they are told of at all."""

from collections.abc import Collection, Iterable, Mapping

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from wagtail.models import Page, PageViewRestriction

from salon.cms.models import has_private_pages
from salon.cms.top_pages import homes
from salon.lib import language
from salon.lib.rounds import once_a_round

# Language and country as the Open Graph protocol writes them.
LOCALES = {"de": "de_DE", "ru": "ru_RU", "uk": "uk_UA", "en": "en_GB"}
X_DEFAULT = "x-default"


def absolute(path: str) -> str:
    return f"{settings.SALON_URL}{path}"


def page_url(page: Page) -> str:
    """The one address of a page, whatever the request was called; empty while the page stands nowhere.

    The home pages stand right below the root; their own slugs are in no address.
    """
    parts = (page.url_path or "").split("/", 2)
    return absolute(f"/{language.code_of(page.locale_id)}/{parts[2]}") if len(parts) > 2 else ""


def booking_urls() -> Mapping[str, str]:
    """The first step of the booking by language."""
    return {code: absolute(_in(code, "booking:services")) for code, _ in settings.LANGUAGES}


def _in(code: str, name: str) -> str:
    with translation.override(code):
        return reverse(name)


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
