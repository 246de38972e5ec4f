"""No page can be made that the map of the site hides."""

from collections.abc import Iterable, Iterator
from itertools import takewhile

import pytest
from django.conf import settings
from django.core.exceptions import ValidationError
from django.urls import LocalePrefixPattern, URLPattern, URLResolver, get_resolver
from django.utils.translation import override

from home.models import ServicesPage
from salon.cms.models.pages import TAKEN_SLUGS

Entry = URLPattern | URLResolver


def before_pages() -> Iterable[Entry]:
    """What is looked at below a language's prefix before the pages are."""
    (own,) = (entry for entry in get_resolver().url_patterns if isinstance(entry.pattern, LocalePrefixPattern))
    return takewhile(lambda entry: getattr(entry, "name", "") != "wagtail_serve", own.url_patterns)


def first_segments(entries: Iterable[Entry], prefix: str = "") -> Iterator[str]:
    for entry in entries:
        path = prefix + str(entry.pattern)
        if "/" in path:
            yield path.partition("/")[0]
        elif isinstance(entry, URLResolver):
            yield from first_segments(entry.url_patterns, path)
        else:
            yield path


@pytest.mark.parametrize("code", dict(settings.LANGUAGES))
def test_no_page_below_a_home_may_be_called_as_an_address_of_ours(code: str) -> None:
    with override(code):
        ours = set(first_segments(before_pages()))
    assert {"visit", "search", "withdrawal", "message"} <= ours
    assert ours <= TAKEN_SLUGS


@pytest.mark.django_db
def test_a_page_with_such_a_slug_is_refused_beside_its_field() -> None:
    with pytest.raises(ValidationError) as refused:
        ServicesPage(title="Search", slug="search").clean()
    assert set(refused.value.message_dict) == {"slug"}
