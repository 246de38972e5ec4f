"""A text as words that can be compared: folded letters, and a stem that a word's forms share."""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from search.endings import stem

# Inside a word and none of its letters: apostrophes however typed, soft hyphens, zero widths, marks of stress.
_INSIDE = "’'ʼ‘`´ʹ\u00ad\u200b-\u200d\u2060\u0300-\u036f"
_WORD = rf"[^\W_]+(?:[{_INSIDE}]+[^\W_]+)*"
CHAIN = re.compile(rf"{_WORD}(?:[-\u2010\u2011]{_WORD})*")
_HYPHEN = re.compile("[-\u2010\u2011]")
_CYRILLIC = re.compile("[\u0400-\u04ff]")
# Two of the apostrophes are letters to Unicode.
_ALIKE = str.maketrans("ёґ", "ег", "ʼʹ")
# Ways to write one sound (but not the ue of Brauen or quer); both sides are folded, so the result need not be a word.
_SPELLINGS = {"de": (re.compile("(?<![aeioq])([aou])e"), r"\1"), "en": (re.compile("our"), "or")}


class Word(NamedTuple):
    """`text`: folded letters; `stem`: what its forms have in common."""

    text: str
    stem: str


@lru_cache(maxsize=20_000)
def word(written: str, language: str) -> Word:
    """`written` is one word without a hyphen."""
    folded = fold(written, language)
    return Word(folded, stem(folded, language))


def fold(written: str, language: str) -> str:
    """Small letters without accents: ä is ae and a, ß is ss, é is e, ё is е, ґ is г; apostrophes are gone."""
    small = unicodedata.normalize("NFKC", written).casefold()
    plain = "".join(filter(str.isalnum, map(_plain, small))).translate(_ALIKE)
    spelling = _SPELLINGS.get(language)
    return spelling[0].sub(spelling[1], plain) if spelling else plain


def split(chain: str) -> list[str]:
    """The words of a chain that hyphens hold together."""
    return _HYPHEN.split(chain)


def words(text: str, language: str) -> Iterator[tuple[str, Word]]:
    """Each word of a text as it is written, and to compare."""
    for chain in CHAIN.findall(unicodedata.normalize("NFC", text)):
        for part in split(chain):
            yield part, word(part, language)


def chains(text: str, language: str) -> Iterator[tuple[str, Word]]:
    """The words that hyphens hold together, each chain as the one word that others write it as."""
    for chain in CHAIN.findall(unicodedata.normalize("NFC", text)):
        parts = split(chain)
        if len(parts) > 1:
            yield chain, word("".join(parts), language)


def _plain(letter: str) -> str:
    """й and ї are letters of their own, not и and і with an accent."""
    return letter if _CYRILLIC.match(letter) else unicodedata.normalize("NFD", letter)[0]
