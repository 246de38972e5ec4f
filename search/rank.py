"""Which texts hold what was asked for, the best first. No database has a say in it, so both find the same."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from itertools import chain
from sys import intern

from search.match import Likeness, likeness, slips
from search.words import Word, chains, fold, words

# Small words that say nothing beside others; nor do those of one or two letters.
SMALL = {
    "de": "und oder für mit der die das den dem ein eine einen bei von zum zur auf ist wie was",
    "en": "and or for with the from how what are you your",
    "ru": "для или под над при без как что это",
    "uk": "для або під над при без як що це",
}
SHORT = 2
# More words than this nobody means.
MOST_WORDS = 8
# In a long text a part of a word is found by chance.
IN_BODIES = (Likeness.SAME, Likeness.BEGINNING)


class Place(IntEnum):
    """Where a word stands, and what it counts there."""

    BODY = 1
    LINE = 3
    KEYWORDS = 5
    TITLE = 8


Parts = Sequence[tuple[Place, str]]


@dataclass(frozen=True, slots=True)
class Entry:
    """A text's words by their letters, each with the best place it stands in."""

    places: Mapping[str, int]
    title_words: int


@dataclass(frozen=True, slots=True)
class Index:
    """All texts of a language. `vocabulary`: each word, and how it is written where it counts most, by its letters;
    `named`: those that stand in more than bodies.
    """

    language: str
    entries: Sequence[Entry]
    vocabulary: Mapping[str, tuple[Word, str]]
    named: frozenset[str]


@dataclass(frozen=True, slots=True)
class Asked:
    """A word of the question as written, with what is like it, by letters. `meant`: the nearest, if mistyped."""

    written: str
    hits: Mapping[str, Likeness]
    meant: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """Numbers of the texts, the best first, and what was asked."""

    order: Sequence[int]
    asked: Sequence[Asked]

    @property
    def letters(self) -> frozenset[str]:
        """Of all the words that were found."""
        return frozenset(letters for one in self.asked for letters in one.hits)


def make_index(texts: Iterable[Parts], language: str) -> Index:
    """An index of texts, which keep their numbers."""
    entries: list[Entry] = []
    vocabulary: dict[str, tuple[Word, str]] = {}
    best: dict[str, int] = {}
    for parts in texts:
        places: dict[str, int] = {}
        for place, text in parts:
            for written, one in chain(words(text, language), chains(text, language)):
                letters = intern(one.text)
                places[letters] = max(int(place), places.get(letters, 0))
                if place > best.get(letters, 0):
                    best[letters], vocabulary[letters] = int(place), (one, written)
        entries.append(Entry(places, sum(place == Place.TITLE for place in places.values())))
    named = frozenset(letters for letters, place in best.items() if place != Place.BODY)
    return Index(language, entries, vocabulary, named)


def find(index: Index, question: str) -> Found:
    """The texts that hold most of the question's words."""
    asked = [_look_up(index, written, one) for written, one in _telling(question, index.language)]
    scores = [_score(entry, asked) for entry in index.entries]
    most = max((held for held, _ in scores), default=0)
    best = [number for number, (held, _) in enumerate(scores) if held == most > 0]
    return Found(sorted(best, key=lambda number: (-scores[number][1], number)), asked)


def _telling(question: str, language: str) -> list[tuple[str, Word]]:
    """The words that count; all of them where only small ones were said."""
    said = [(written, one) for written, one in words(question, language) if one.text]
    small = {fold(one, language) for one in SMALL.get(language, "").split()}
    telling = [(written, one) for written, one in said if len(one.text) > SHORT and one.text not in small]
    return (telling or said)[:MOST_WORDS]


def _look_up(index: Index, written: str, asked: Word) -> Asked:
    alike = {letters: likeness(asked, one) for letters, (one, _) in index.vocabulary.items()}
    hits = {letters: how for letters, how in alike.items() if how and (how in IN_BODIES or letters in index.named)}
    return Asked(written, hits) if hits else _mistyped(index, written, asked)


def _mistyped(index: Index, written: str, asked: Word) -> Asked:
    """The nearest words, if any is near enough; they are looked for only among those that name something."""
    near = {letters: slips(asked, index.vocabulary[letters][0]) for letters in index.named}
    least = min((off for off in near.values() if off is not None), default=0)
    hits = {letters: Likeness.SLIP for letters, off in near.items() if off == least}
    first = min(hits, key=lambda letters: (abs(len(letters) - len(asked.text)), letters), default="")
    return Asked(written, hits, index.vocabulary[first][1] if first else "")


def _score(entry: Entry, asked: Sequence[Asked]) -> tuple[int, float]:
    """How many of the words a text holds, and how well; where that is alike, the shorter title goes first."""
    held, score, in_title = 0, 0, 0
    for one in asked:
        found = [(how * entry.places[letters], letters) for letters, how in one.hits.items() if letters in entry.places]
        if found:
            best, letters = max(found)
            held, score = held + 1, score + best
            in_title += entry.places[letters] == Place.TITLE
    return held, score + in_title / (entry.title_words or 1)
