"""The board in words: states, and what stands at the head of a language's column."""

from collections import Counter
from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import pgettext_lazy

from salon.cms.translations.board import State
from salon.cms.translations.filters import OPEN

STATES = {
    OPEN: pgettext_lazy("translation", "open"),
    State.MISSING: pgettext_lazy("translation", "missing"),
    State.DRAFT: pgettext_lazy("translation", "draft"),
    State.STALE: pgettext_lazy("translation", "out of date"),
    State.INCOMPLETE: pgettext_lazy("translation", "incomplete"),
    State.COMPLETE: pgettext_lazy("translation", "complete"),
}


@dataclass(frozen=True, slots=True)
class Summary:
    code: str
    name: str
    complete: int
    whole: int
    stale: int
    incomplete: int
    draft: int
    missing: int


def summary_of(code: str, of: Counter[State]) -> Summary:
    return Summary(
        code=code,
        name=dict(settings.LANGUAGES)[code],
        complete=of[State.COMPLETE],
        whole=of.total(),
        stale=of[State.STALE],
        incomplete=of[State.INCOMPLETE],
        draft=of[State.DRAFT],
        missing=of[State.MISSING],
    )
