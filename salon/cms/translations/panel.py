"""The admin's home page says how far each language is."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse
from wagtail.admin.ui.components import Component

from salon.cms.dashboard import Panel
from salon.cms.editors import BOARD
from salon.cms.translations.board_filter import OPEN
from salon.cms.translations.rights import may_see
from salon.cms.translations.selectors.board import Summary, board_rows, summaries
from salon.cms.translations.state import State

# As wide as the drawing in the template.
BAR = 100


class TranslationsPanel(Panel):
    """A bar a language: what is complete, and what is there and out of date."""

    template_name = "cms/translations/panel.html"
    order = 80

    def __init__(self, languages: Sequence[Summary]) -> None:
        self.languages = languages

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        return {"bar": BAR, "languages": [_line(each) for each in self.languages]}


def translations_panel(request: HttpRequest) -> Component | None:
    """Nothing where all is complete, or for who does not translate."""
    if not may_see(request.user):
        return None
    languages = summaries(board_rows(request.user))
    return TranslationsPanel(languages) if any(each.open for each in languages) else None


def _line(each: Summary) -> dict[str, Any]:
    missing = sum(n for state, n in each.open if state == State.MISSING)
    done, there = (_share(n, each.whole) for n in (each.complete, each.whole - missing))
    return {
        "name": each.name,
        "code": each.code,
        "url": f"{reverse(BOARD)}?{urlencode({'language': each.code, 'state': OPEN})}",
        "open": [(state.label, n) for state, n in each.open],
        "done": done,
        "stale": there - done,
    }


def _share(part: int, whole: int) -> int:
    return part * BAR // whole if whole else BAR
