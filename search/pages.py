"""The pages that a language's search may know, in one query whatever their types: each type names its own words."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.apps import apps
from django.db.models import CharField, Exists, ExpressionWrapper, F, OuterRef, Q, QuerySet
from wagtail.blocks import StreamValue
from wagtail.models import Page, PageViewRestriction
from wagtail.search import index

from salon.cms.blocks.raw import words_in
from salon.cms.models import BasePage, FactPage
from salon.lib.urls import page_path

COLUMNS = ("title", "seo_title", "search_description", "url_path")


class About(NamedTuple):
    """What a page is about: "service", "category" or "master", and its slug."""

    fact: str
    slug: str


@dataclass(frozen=True, slots=True)
class PageWords:
    """What a page says. `pieces`: its texts without markup; `also`: its title for search engines."""

    title: str
    url: str
    keywords: str
    description: str
    pieces: Sequence[str]
    also: str
    about: About | None


@dataclass(frozen=True, slots=True)
class PageType:
    """A type of page, and the way to its columns from `Page`."""

    model: type[BasePage]
    way: str

    @property
    def texts(self) -> list[str]:
        """The fields that only this type has, as it names them in `search_fields`."""
        named = [field.field_name for field in self.model.search_fields if isinstance(field, index.SearchField)]
        known = {field.field_name for field in BasePage.search_fields}
        return [name for name in dict.fromkeys(named) if name not in known]

    @property
    def fact(self) -> str:
        return self.model.fact if issubclass(self.model, FactPage) else ""

    @property
    def columns(self) -> list[str]:
        fact = [f"{self.fact}__slug"] if self.fact else []
        return [f"{self.way}__{name}" for name in ("pk", "search_keywords", *self.texts, *fact)]

    @property
    def is_listed(self) -> Q:
        """True for all other types too."""
        wanted = self.model.listed_if if issubclass(self.model, FactPage) else {}
        listed = Q(**{f"{self.way}__{self.fact}__{name}": value for name, value in wanted.items()})
        return listed | Q(**{f"{self.way}__isnull": True}) if wanted else Q()


def live_pages(language: str) -> list[PageWords]:
    """Live, public, written in this language and not mirrored from another one; in the order of the tree."""
    types = [PageType(model, _way(model)) for model in apps.get_models() if issubclass(model, BasePage)]
    pages = Page.objects.live().filter(~_is_private(), *(one.is_listed for one in types), alias_of=None)
    rows = pages.filter(locale__language_code=language).order_by("path")
    return list(_read(rows.values(*COLUMNS, *(name for one in types for name in one.columns)), types, language))


def _read(rows: QuerySet[Page, dict[str, Any]], types: Sequence[PageType], language: str) -> Iterator[PageWords]:
    for row in rows:
        one = next((one for one in types if row[f"{one.way}__pk"]), None)
        if one is None:
            continue
        slug = row[f"{one.way}__{one.fact}__slug"] if one.fact else None
        yield PageWords(
            title=row["title"],
            url=page_path(language, row["url_path"]),
            keywords=row[f"{one.way}__search_keywords"],
            description=row["search_description"],
            pieces=tuple(_pieces(one, row)),
            also=row["seo_title"],
            about=About(one.fact, slug) if slug else None,
        )


def _pieces(one: PageType, row: Mapping[str, Any]) -> Iterator[str]:
    """Texts as Wagtail's own index would read them: of blocks and rich text the words."""
    for name in one.texts:
        value, field = row[f"{one.way}__{name}"], one.model._meta.get_field(name)
        if isinstance(value, StreamValue):
            yield from words_in(field.stream_block, list(value.raw_data))
        else:
            read = getattr(field, "get_searchable_content", None)
            yield from (text for text in (read(value) if read else [value]) if text)


def _is_private() -> Exists:
    """Behind a password or a login, itself or by a page above it."""
    walls = PageViewRestriction.objects.alias(below=ExpressionWrapper(OuterRef("path"), output_field=CharField()))
    return Exists(walls.filter(below__startswith=F("page__path")))


def _way(model: type[Page]) -> str:
    above = model._meta.get_ancestor_link(Page).remote_field.model
    return f"{'' if above is Page else _way(above) + '__'}{model._meta.model_name}"
