"""One page or text in one language, as the board shows it."""

from dataclasses import dataclass
from datetime import datetime

from salon.cms.translations.selectors.progress import Language, Progress
from salon.cms.translations.state import State


@dataclass(frozen=True, slots=True)
class Found:
    """A page or text in one language. `depth`: below the home page; `published_at`: aware UTC, None: never."""

    pk: int
    key: str
    language: str
    title: str
    depth: int
    is_live: bool
    published_at: datetime | None


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


def cell_of(found: Found, progress: Progress | None, url: str) -> Cell:
    language = progress.languages.get(found.language) if progress else None
    if progress is None or language is None:
        # Written in this language by hand: nothing is known but whether it is public.
        return Cell(found.language, State.COMPLETE if found.is_live else State.DRAFT, url=url)
    state = _state_of(found, progress, language)
    return Cell(found.language, state, language.done, progress.total, progress.changed or 0, progress.since, url)


def _state_of(found: Found, progress: Progress, language: Language) -> State:
    if not found.is_live:
        return State.DRAFT
    if progress.changed:
        return State.STALE
    if language.done < progress.total:
        return State.INCOMPLETE
    return State.UNPUBLISHED if language.is_behind(found.published_at) else State.COMPLETE
