"""How the board is narrowed; whatever an address says that is not known is left out."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

from salon.cms.translations.selectors.board import Row
from salon.cms.translations.selectors.cells import Cell
from salon.cms.translations.state import State
from salon.lib.language import OTHERS

OPEN = "open"


class BoardFilter:
    """`language`, `state` (one of `State`, or "open": whatever is not complete), `kind` (a model's label), `key`."""

    all_languages = OTHERS
    all_states: Mapping[str, str | Promise] = {OPEN: pgettext_lazy("translation", "open")} | dict(State.choices)

    def __init__(self, asked: Mapping[str, str]) -> None:
        language, state = asked.get("language", ""), asked.get("state", "")
        self.language = language if language in OTHERS else ""
        self.state = state if state in self.all_states else ""
        self.kind = asked.get("kind", "")
        self.key = asked.get("key", "")

    @property
    def languages(self) -> tuple[str, ...]:
        """The columns."""
        return (self.language,) if self.language else OTHERS

    @property
    def is_narrow(self) -> bool:
        return bool(self.language or self.state or self.kind or self.key)

    def narrow(self, rows: Iterable[Row]) -> list[Row]:
        cut = (replace(row, cells=tuple(cell for cell in row.cells if cell.language in self.languages)) for row in rows)
        return [row for row in cut if self._fits(row)]

    def _fits(self, row: Row) -> bool:
        if (self.kind and row.kind != self.kind) or (self.key and row.key != self.key):
            return False
        return not self.state or any(self._is_in_state(cell) for cell in row.cells)

    def _is_in_state(self, cell: Cell) -> bool:
        return cell.state != State.COMPLETE if self.state == OPEN else cell.state == self.state
