"""The translation board: every page and text of the default language, and how it stands in each other language.

A constant number of queries, whatever there is: one a table and one a kind of texts.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from itertools import groupby
from typing import Any

from django.conf import settings
from django.db.models import Model
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from wagtail.models import Page

from salon.cms.editors import editor_url
from salon.cms.models.pages import HOME_DEPTH
from salon.cms.translations.content import text_models
from salon.cms.translations.known import Known, Progress, read_known
from salon.cms.translations.rights import editable_pages, may_change

PAGES = "wagtailcore.Page"
OTHERS = tuple(code for code, _name in settings.LANGUAGES if code != settings.LANGUAGE_CODE)


class State(StrEnum):
    """How a page or text stands in a language. Only `COMPLETE` asks for nothing."""

    COMPLETE = "complete"
    INCOMPLETE = "incomplete"
    STALE = "stale"
    DRAFT = "draft"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class Cell:
    """`done` of `total` sentences are translated; `changed` ones differ since `since` (aware UTC). `url` leads to the
    editor, empty where this person may not change it.
    """

    language: str
    state: State
    done: int = 0
    total: int = 0
    changed: int = 0
    since: datetime | None = None
    url: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """`kind`: the model's label, `depth`: below the home page; `source` is set where it can be brought up to date."""

    kind: str
    kind_name: str
    pk: Any
    key: str
    title: str
    depth: int
    url: str
    cells: tuple[Cell, ...]
    source: int | None

    @property
    def is_missing(self) -> bool:
        return any(cell.state == State.MISSING for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Found:
    """A page or text in one language."""

    pk: Any
    key: str
    language: str
    title: str
    depth: int
    is_live: bool
    published_at: datetime | None


def board_rows(user: Any) -> list[Row]:
    """Pages in the order of their tree, then texts by kind; of each kind only what this person may change."""
    known = read_known()
    editable = editable_pages(user)
    rows = list(_rows(Page, PAGES, _("Pages"), _pages(known), known, editable))
    for model in text_models():
        if may_change(user, model):
            name = capfirst(str(model._meta.verbose_name_plural))
            rows += _rows(model, model._meta.label, name, _texts(model, known), known, None)
    return rows


def counts(rows: list[Row]) -> dict[str, Counter[State]]:
    """How often each state occurs in each language."""
    return {code: Counter(cell.state for row in rows for cell in row.cells if cell.language == code) for code in OTHERS}


def _pages(known: Known) -> Iterator[Found]:
    fields = ("pk", "translation_key", "locale_id", "title", "depth", "live", "last_published_at")
    found = Page.objects.filter(depth__gte=HOME_DEPTH, locale__in=known.codes, alias_of=None).order_by("path")
    for pk, key, locale, title, depth, is_live, at in found.values_list(*fields):
        yield Found(pk, str(key), known.codes[locale], title, depth - HOME_DEPTH, is_live, at)


def _texts(model: type[Any], known: Known) -> Iterator[Found]:
    for text in model._base_manager.filter(locale__in=known.codes).order_by("pk"):
        is_live, at = getattr(text, "live", True), getattr(text, "last_published_at", None)
        yield Found(text.pk, str(text.translation_key), known.codes[text.locale_id], str(text), 0, is_live, at)


def _rows(
    model: type[Model], kind: str, name: str, found: Iterator[Found], known: Known, editable: set[int] | None
) -> Iterator[Row]:
    """`editable`: keys of what may be changed; None: everything."""
    all_found = list(found)
    by_key = _by_key(all_found)
    for one in all_found:
        if one.language != settings.LANGUAGE_CODE:
            continue
        address = _Addresses(model, editable)
        progress = known.progress.get(one.key)
        others = by_key[one.key]
        cells = tuple(_cell(code, others.get(code), progress, address) for code in OTHERS)
        if editable is not None and not editable.intersection(other.pk for other in others.values()):
            continue
        can_update = progress is not None and progress.changed is not None
        yield Row(
            kind=kind,
            kind_name=name,
            pk=one.pk,
            key=one.key,
            title=one.title,
            depth=one.depth,
            url=address.of(one),
            cells=cells,
            source=progress.source if progress and can_update else None,
        )


def _by_key(found: list[Found]) -> Mapping[str, dict[str, Found]]:
    in_order = sorted(found, key=lambda one: one.key)
    return {key: {one.language: one for one in same} for key, same in groupby(in_order, key=lambda one: one.key)}


@dataclass(frozen=True, slots=True)
class _Addresses:
    model: type[Model]
    editable: set[int] | None

    def of(self, found: Found) -> str:
        is_open = self.editable is None or found.pk in self.editable
        return editor_url(self.model, found.pk) if is_open else ""


def _cell(code: str, found: Found | None, progress: Progress | None, address: _Addresses) -> Cell:
    if found is None:
        return Cell(code, State.MISSING)
    url = address.of(found)
    language = progress.languages.get(code) if progress else None
    if progress is None or language is None:
        # Written in this language by hand: nothing is known but whether it is public.
        return Cell(code, State.COMPLETE if found.is_live else State.DRAFT, url=url)
    # What was there when the translation was begun is taken for what it says.
    public_at = max(filter(None, (found.published_at, language.begun_at)))
    is_behind = language.entered_at is not None and language.entered_at > public_at
    if progress.changed and found.is_live:
        state = State.STALE
    elif not found.is_live:
        state = State.DRAFT
    elif language.done < progress.total:
        state = State.INCOMPLETE
    else:
        state = State.DRAFT if is_behind else State.COMPLETE
    return Cell(code, state, language.done, progress.total, progress.changed or 0, progress.since, url)
