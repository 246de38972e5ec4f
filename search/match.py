"""When two words are alike: the same, one the beginning of the other, one inside the other, or a slip of the finger."""

from enum import IntEnum

from search.words import Word

# Letters from which on a part of a word says something about it.
STEM, PART = 4, 4
# Letters from which on one or two slips are forgiven.
ONE_SLIP, TWO_SLIPS = 5, 9


class Likeness(IntEnum):
    """In hundredths of what the same word counts."""

    SLIP = 40
    INSIDE = 60
    BEGINNING = 75
    SAME = 100


def likeness(asked: Word, found: Word) -> Likeness | None:
    """How what was asked for is like a word that was found; slips are the matter of `slips`."""
    if asked.text == found.text or asked.stem == found.stem:
        return Likeness.SAME
    if found.text.startswith(asked.text) or (len(asked.stem) >= STEM and found.text.startswith(asked.stem)):
        return Likeness.BEGINNING
    return Likeness.INSIDE if _is_inside(asked, found) else None


def slips(asked: Word, found: Word) -> int | None:
    """How many letters were mistyped, left out, added or swapped; None where these are more than can be forgiven."""
    most = forgiven(asked)
    if not most:
        return None
    distances = [
        distance(one, other)
        for one, other in ((asked.text, found.text), (asked.stem, found.stem))
        if abs(len(one) - len(other)) <= most and len(one) >= STEM
    ]
    fewest = min(distances, default=most + 1)
    return fewest if fewest <= most else None


def forgiven(asked: Word) -> int:
    """How many slips a word of this length may hold."""
    return (len(asked.text) >= ONE_SLIP) + (len(asked.text) >= TWO_SLIPS)


def distance(one: str, other: str) -> int:
    """Damerau and Levenshtein's, where no piece is changed twice: a swap of neighbours is one slip."""
    before: list[int] = []
    last = list(range(len(other) + 1))
    for row, letter in enumerate(one, 1):
        line = [row]
        for column, mate in enumerate(other, 1):
            least = min(last[column] + 1, line[-1] + 1, last[column - 1] + (letter != mate))
            if row > 1 and column > 1 and letter == other[column - 2] and one[row - 2] == mate:
                least = min(least, before[column - 2] + 1)
            line.append(least)
        before, last = last, line
    return last[-1]


def _is_inside(asked: Word, found: Word) -> bool:
    """Compounds: Schnitt in Damenhaarschnitt, and Damenschnitt, which leaves out the middle of it."""
    part = asked.stem if len(asked.stem) >= PART else asked.text
    if len(part) < PART or len(part) >= len(found.text):
        return False
    return part in found.text or _is_shortened(part, found)


def _is_shortened(part: str, found: Word) -> bool:
    """Its beginning and its end together are all that was asked for, each of them long enough to be a word."""
    for whole in (found.text, found.stem):
        head = next((n for n, pair in enumerate(zip(part, whole, strict=False)) if pair[0] != pair[1]), len(part))
        tail = part[head:]
        if head >= PART and len(tail) >= PART and whole.endswith(tail):
            return True
    return False
