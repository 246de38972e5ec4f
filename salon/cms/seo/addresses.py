"""The addresses that search engines are told: one absolute address a page, and one a language."""

from collections.abc import Mapping

from django.conf import settings
from wagtail.models import Page

from salon.lib import language
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
    return {code: absolute(reverse_in(code, "booking:services")) for code in language.CODES}


def by_language(addresses: Mapping[str, str]) -> list[tuple[str, str]]:
    """For `hreflang`: languages and addresses in the salon's order, at last what everybody else gets."""
    found = [(code, addresses[code]) for code in language.CODES if code in addresses]
    default = addresses.get(settings.LANGUAGE_CODE)
    return [*found, (X_DEFAULT, default)] if default else found
