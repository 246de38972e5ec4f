"""What an address that an editor typed leads to."""

from urllib.parse import urlsplit

from django.conf import settings
from django.urls import Resolver404, ResolverMatch, resolve
from django.utils import translation

# Files, which are looked up nowhere.
FILES = (settings.MEDIA_URL, settings.STATIC_URL)


def own_path(href: str) -> str | None:
    """The path of an address on our own site; None for others, mail and telephone. Raises ValueError for nonsense."""
    parts = urlsplit(href)
    own = urlsplit(settings.SALON_URL)
    if parts.scheme and (parts.scheme, parts.netloc) != (own.scheme, own.netloc):
        return None
    return None if parts.netloc not in ("", own.netloc) else parts.path


def our_view(path: str) -> ResolverMatch | None:
    """A view of ours beside the pages, in the language of the address."""
    with translation.override(translation.get_language_from_path(path) or settings.LANGUAGE_CODE):
        try:
            match = resolve(path)
        except Resolver404:
            return None
    return None if match.url_name == "wagtail_serve" else match


def leads_to_booking(href: str) -> bool:
    try:
        path = own_path(href)
    except ValueError:
        return False
    match = our_view(path) if path else None
    return bool(match and match.namespace == "booking")
