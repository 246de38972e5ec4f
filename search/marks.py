"""Found words made visible: marked in a line, and the piece of a long text in which they stand."""

from collections.abc import Collection, Sequence

from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString

from search.words import CHAIN, fold, split

# Letters of a long text that are shown, about so many of them before the first found word.
LENGTH, BEFORE = 180, 60
MORE = "…"


def marked(text: str, letters: Collection[str], language: str) -> SafeString:
    """`text` as HTML, with the words that were found in `<mark>`; `letters`: folded."""
    parts: list[SafeString] = []
    done = 0
    for chain in CHAIN.finditer(text):
        if _is_found(chain.group(), letters, language):
            parts += [escape(text[done : chain.start()]), format_html("<mark>{}</mark>", chain.group())]
            done = chain.end()
    return format_html_join("", "{}", ((part,) for part in (*parts, escape(text[done:]))))


def excerpt(pieces: Sequence[str], letters: Collection[str], language: str) -> str:
    """The piece of a text with the most of the words, cut to about a line; empty where none holds any."""
    held = {
        piece: [chain for chain in CHAIN.finditer(piece) if _is_found(chain.group(), letters, language)]
        for piece in pieces
    }
    best = max(held, key=lambda piece: len({fold(chain.group(), language) for chain in held[piece]}), default="")
    return _cut(best, held[best][0].start()) if best and held[best] else ""


def _is_found(chain: str, letters: Collection[str], language: str) -> bool:
    parts = split(chain)
    return any(fold(part, language) in letters for part in (*parts, "".join(parts)))


def _cut(piece: str, first: int) -> str:
    """From a whole word a little before place `first` to the end of a whole word."""
    begin = piece.rfind(" ", 0, first - BEFORE) + 1 if first > BEFORE else 0
    until = begin + LENGTH
    end = len(piece) if len(piece) <= until else max(piece.rfind(" ", first, until), 0) or until
    return f"{MORE if begin else ''}{piece[begin:end]}{MORE if end < len(piece) else ''}"
