"""What search engines may list: the live, public pages of each language and the way into the booking.

As many queries for a thousand pages as for two: the pages, the homes, whether any are private, one for each kind of
page that is about a fact.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import BooleanField, ExpressionWrapper, F, Max, Q
from wagtail.models import Page

from salon.cms.models import HOME_DEPTH, FactPage
from salon.cms.public_tree import listed
from salon.cms.seo.addresses import booking_urls, by_language, page_url
from salon.lib import language
from salon.lib.rounds import once_a_round


@dataclass(frozen=True, slots=True)
class Entry:
    """`url` is absolute; `changed` an aware time, None where nobody knows; `alternates` as `hreflang` wants them."""

    url: str
    changed: datetime | None
    alternates: Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Facts:
    """Of pages about facts, by id: when their fact or its text changed last, and which of them lists leave out; when
    any of them changed last, by the id of its locale.
    """

    changed: Mapping[int, datetime | None]
    hidden: frozenset[int]
    latest: Mapping[int, datetime]


def entries(code: str) -> list[Entry]:
    """In the order of the tree, the booking at the end."""
    facts, pages = _facts(), listed_pages()
    family: dict[object, dict[str, str]] = {}
    for page in pages:
        family.setdefault(page.translation_key, {})[language.code_of(page.locale_id)] = page_url(page)
    own = [page for page in pages if language.code_of(page.locale_id) == code]
    found = [Entry(page_url(page), _changed(page, facts), by_language(family[page.translation_key])) for page in own]
    doors = booking_urls()
    return [*found, Entry(doors[code], None, by_language(doors))]


def latest(code: str) -> datetime | None:
    """When anything in a language changed last."""
    return _latest(entry.changed for entry in entries(code))


@once_a_round
def listed_pages() -> list[Page]:
    """Of all languages, in the order of the tree; those about somebody who is not shown are left out."""
    pages = Page.objects.live().filter(alias_of=None, depth__gte=HOME_DEPTH)
    hidden = _facts().hidden
    return [page for page in listed(pages.order_by("path").select_related("content_type")) if page.pk not in hidden]


def _changed(page: Page, facts: Facts) -> datetime | None:
    told = [page.last_published_at, facts.changed.get(page.pk)]
    if getattr(page.specific_class, "shows_prices", False):
        told.append(facts.latest.get(page.locale_id))
    return _latest(told)


def _latest(moments: Iterable[datetime | None]) -> datetime | None:
    return max((moment for moment in moments if moment), default=None)


@once_a_round
def _facts() -> Facts:
    changed: dict[int, datetime | None] = {}
    hidden: set[int] = set()
    latest: dict[int, datetime] = {}
    for kind in FactPage.kinds():
        for pk, locale, is_listed, moment in _rows(kind):
            changed[pk] = moment
            hidden |= set() if is_listed else {pk}
            if moment:
                latest[locale] = max(moment, latest.get(locale, moment))
    return Facts(changed, frozenset(hidden), latest)


def _rows(kind: type[FactPage]) -> Iterable[tuple[int, int, bool, datetime | None]]:
    """Each page's id, its locale's, whether lists name its fact, and when that or the fact's words changed last."""
    texts = f"{kind.fact}__texts"
    ours = Q(**{f"{texts}__locale_id": F("locale_id"), f"{texts}__live": True})
    dates = {f"dated_{place}": Max(f"{kind.fact}__{name}") for place, name in enumerate(kind.dated_by)}
    told = {"told": Max(f"{texts}__last_published_at", filter=ours), **dates}
    is_listed = ExpressionWrapper(kind.listed(), output_field=BooleanField())
    pages = kind.objects.annotate(is_listed=is_listed, **told).order_by()
    for pk, locale, is_named, *moments in pages.values_list("pk", "locale_id", "is_listed", *told):
        yield pk, locale, is_named, _latest(moments)
