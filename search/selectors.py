"""The answer to a question: what is found in the active language, made ready to be shown."""

from collections.abc import Sequence
from dataclasses import dataclass
from unicodedata import normalize

from django.utils.safestring import SafeString

from booking.selectors.catalog import Price
from salon.lib import language
from search.documents import Document, Kind, Library, gather
from search.kept import kept
from search.marks import excerpt, marked
from search.rank import Asked, find

# Longer questions are cut.
LONGEST = 80
# Results on the page, suggestions below the field.
MOST, FEW = 50, 6


@dataclass(frozen=True, slots=True)
class Result:
    """Title and line are HTML with the found words marked."""

    kind: Kind
    title: SafeString
    line: SafeString
    url: str
    minutes: tuple[int, int] | None
    price: Price | None
    book_url: str


@dataclass(frozen=True, slots=True)
class Answer:
    """The best results, how many there are in all, and the question without slips where it had any."""

    results: Sequence[Result]
    total: int
    meant: str


def asked_for(text: str) -> str:
    """What was typed, without what can't be shown, at most 80 letters."""
    shown = "".join(letter if letter.isprintable() else " " for letter in normalize("NFC", text[: 4 * LONGEST]))
    return " ".join(shown.split())[:LONGEST].rstrip()


def search(question: str, *, most: int = MOST) -> Answer:
    code, found_in = language.current(), library()
    found = find(found_in.index, question)
    results = [_result(found_in.documents[number], found.letters, code) for number in found.order[:most]]
    return Answer(results, len(found.order), _meant(question, found.asked) if results else "")


def categories() -> list[Document]:
    """Where somebody may go who knows no word for it."""
    return [document for document in library().documents if document.kind is Kind.CATEGORY]


def library() -> Library:
    """What can be found in the active language."""
    return kept(language.current(), gather)


def _result(document: Document, letters: frozenset[str], code: str) -> Result:
    """Where neither title nor line says why it was found, the line is a piece of the text that does."""
    title, line = marked(document.title, letters, code), marked(document.line, letters, code)
    if "<mark>" not in title + line:
        line = marked(excerpt(document.pieces, letters, code) or document.line, letters, code)
    return Result(document.kind, title, line, document.url, document.minutes, document.price, document.book_url)


def _meant(question: str, asked: Sequence[Asked]) -> str:
    meant = question
    for one in asked:
        meant = meant.replace(one.written, one.meant, 1) if one.meant else meant
    return "" if meant == question else meant
