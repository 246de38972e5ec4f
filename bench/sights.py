"""What there is to look at: one page of every type in a language, and the steps of a booking that is being made.

The one list for `./run lighthouse` and `./run screenshots`; a new page type stands in it by itself.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from wagtail.models import Page, get_page_models

from bench.visitor import Visitor
from booking.models import Category
from home.models import CategoryPage
from salon.cms.models import BasePage
from salon.lib.urls import reverse_in

NOWHERE = "qwxzv"


@dataclass(frozen=True, slots=True)
class Sight:
    """`path` with its query; `listed`: search engines may show it; `cookies`: of the visitor whose page it is."""

    name: str
    path: str
    listed: bool = True
    cookies: Mapping[str, str] = field(default_factory=dict)


def pages(code: str) -> list[Sight]:
    """Each page type by its first page, in the order of the tree; then search and the booking's first step."""
    typed = [Sight(_name(page), _path(page)) for page in one_of_each(code)]
    search, services = reverse_in(code, "search:results"), reverse_in(code, "booking:services")
    return [*typed, Sight("search", search, listed=False), Sight("step-services", services)]


def corners(code: str) -> list[Sight]:
    """What search engines don't list, and nobody should find ugly."""
    search = reverse_in(code, "search:results")
    found = {
        "search-results": f"{search}?{urlencode({'q': _one(CategoryPage, code).title})}",
        "search-nothing": f"{search}?{urlencode({'q': NOWHERE})}",
        "not-found": f"/{code}/{NOWHERE}/",
        "message": reverse_in(code, "home:message"),
        "withdrawal": reverse_in(code, "legal:withdrawal"),
        "account": reverse_in(code, "booking:account"),
    }
    return [Sight(name, path, listed=False) for name, path in found.items()]


def empty_category(code: str) -> tuple[Sight, Category]:
    """The page of a category, and the category in which the caller leaves nothing to book."""
    page = _one(CategoryPage, code)
    return Sight("empty-category", _path(page), listed=False), page.category


def steps(site: str, code: str) -> list[Sight]:
    """A booking on its way, from the master to the review, and the page of one that is made. A time is held for some
    minutes only, so they should be looked at soon.
    """
    undecided, decided = (Visitor(site, reverse_in(code, "booking:services")) for _ in range(2))
    shown = [Sight(f"step-{step}", path, False, undecided.cookies) for step, path in undecided.walk_to_review()]
    decided.walk_to_review()
    return [*shown, Sight("visit", decided.book(), False, decided.cookies)]


def one_of_each(code: str) -> list[Page]:
    """The first page of every type in the default language, in another one; in the order of the tree."""
    models = [model for model in get_page_models() if issubclass(model, BasePage)]
    firsts = [page for model in models if (page := _german(model)) is not None]
    firsts.sort(key=lambda page: page.path)
    return [page for first in firsts if (page := _in(first, code)) is not None]


def _one(model: type[Page], code: str) -> Page:
    first = _german(model)
    page = first and _in(first, code)
    if page is None:
        raise LookupError(f"{model.__name__}: no page in {code}")
    return page


def _german(model: type[Page]) -> Page | None:
    return model.objects.live().filter(locale__language_code=settings.LANGUAGE_CODE).order_by("path").first()


def _in(page: Page, code: str) -> Page | None:
    return type(page).objects.live().filter(translation_key=page.translation_key, locale__language_code=code).first()


def _name(page: Page) -> str:
    return type(page).__name__.removesuffix("Page").lower()


def _path(page: Page) -> str:
    return urlsplit(page.full_url).path
