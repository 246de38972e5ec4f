"""The translation board: every page and text of the default language, and how it stands in each other language.

A constant number of queries, whatever there is: one a table and one a kind of texts.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass

from django.conf import settings
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from wagtail.models import Page, TranslatableMixin

from salon.cms.editors import editor_url
from salon.cms.models.pages import HOME_DEPTH
from salon.cms.translations.rights import User, editable_pages, may_change
from salon.cms.translations.selectors.cells import Cell, Found, cell_of
from salon.cms.translations.selectors.progress import Progress, Progresses, read_progresses
from salon.cms.translations.state import State
from salon.cms.translations.translatable import text_models
from salon.lib.language import OTHERS, names


@dataclass(frozen=True, slots=True)
class Row:
    """`kind`: the model's label, `depth`: below the home page; `source` is set where it can be brought up to date."""

    kind: str
    kind_name: str
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
class Summary:
    """What stands at the head of a language's column: `complete` of `whole`, and how much of the rest is in which
    state.
    """

    code: str
    name: str
    complete: int
    whole: int
    open: Sequence[tuple[State, int]]


@dataclass(frozen=True, slots=True)
class _Kind:
    """Pages, or the texts of one model. `editable`: ids of what this person may change; None: all of them."""

    model: type[TranslatableMixin]
    name: str
    editable: Set[int] | None = None

    def url_of(self, found: Found) -> str:
        is_open = self.editable is None or found.pk in self.editable
        return editor_url(self.model, found.pk) if is_open else ""

    def has_editable(self, found: Iterable[Found]) -> bool:
        return self.editable is None or any(one.pk in self.editable for one in found)


def board_rows(user: User) -> list[Row]:
    """Pages in the order of their tree, then texts by kind; of each kind only what this person may change."""
    progresses = read_progresses()
    rows = list(_rows(_Kind(Page, _("Pages"), editable_pages(user)), _pages(progresses.codes), progresses))
    for model in text_models():
        if may_change(user, model):
            kind = _Kind(model, capfirst(str(model._meta.verbose_name_plural)))
            rows += _rows(kind, _texts(model, progresses.codes), progresses)
    return rows


def summaries(rows: Sequence[Row]) -> list[Summary]:
    """Of each language."""
    return [_summary(code, [cell for row in rows for cell in row.cells if cell.language == code]) for code in OTHERS]


def _summary(code: str, cells: Sequence[Cell]) -> Summary:
    count = Counter(cell.state for cell in cells)
    still_open = [(state, count[state]) for state in State if count[state] and state != State.COMPLETE]
    return Summary(code, names([code]), count[State.COMPLETE], len(cells), still_open)


def _pages(codes: Mapping[int, str]) -> list[Found]:
    fields = ("pk", "translation_key", "locale_id", "title", "depth", "live", "last_published_at")
    found = Page.objects.filter(depth__gte=HOME_DEPTH, locale__in=codes, alias_of=None).order_by("path")
    return [
        Found(pk, str(key), codes[locale], title, depth - HOME_DEPTH, is_live, at)
        for pk, key, locale, title, depth, is_live, at in found.values_list(*fields)
    ]


def _texts(model: type[TranslatableMixin], codes: Mapping[int, str]) -> list[Found]:
    return [
        Found(
            text.pk,
            str(text.translation_key),
            codes[text.locale_id],
            title=str(text),
            depth=0,
            is_live=getattr(text, "live", True),
            published_at=getattr(text, "last_published_at", None),
        )
        for text in model._base_manager.filter(locale__in=codes).order_by("pk")
    ]


def _rows(kind: _Kind, found: Sequence[Found], progresses: Progresses) -> Iterator[Row]:
    by_key: dict[str, dict[str, Found]] = defaultdict(dict)
    for one in found:
        by_key[one.key][one.language] = one
    for one in found:
        if one.language == settings.LANGUAGE_CODE and kind.has_editable(by_key[one.key].values()):
            yield _row(kind, by_key[one.key], progresses.by_key.get(one.key))


def _row(kind: _Kind, languages: Mapping[str, Found], progress: Progress | None) -> Row:
    source = languages[settings.LANGUAGE_CODE]
    others = [(code, languages.get(code)) for code in OTHERS]
    return Row(
        kind=kind.model._meta.label,
        kind_name=kind.name,
        key=source.key,
        title=source.title,
        depth=source.depth,
        url=kind.url_of(source),
        cells=tuple(
            cell_of(found, progress, kind.url_of(found)) if found else Cell(code, State.MISSING)
            for code, found in others
        ),
        source=progress.source if progress and progress.can_update else None,
    )
