"""Endings of the four languages, cut so that the forms of a word share a stem. The stem need not be a word.

Own short rules instead of a stemmer: there is none for Ukrainian, and a salon's words are few. The letters are folded
(`words.fold`): no umlauts, no ё, British "our" is "or".
"""

import re
from collections.abc import Callable, Iterable


def _by_length(endings: str) -> tuple[str, ...]:
    return tuple(sorted(endings.split(), key=len, reverse=True))


ENDINGS = {
    "de": _by_length("ungen ung innen ern en em er es e s"),
    "en": _by_length("ings ing es ed e s"),
    "ru": _by_length(
        "ированиями ированиях ирования ирование ированию ированием ировать "
        "ивания ивание иванию иванием ивать ования ование ованию ованием овать "
        "иями ями ами ыми ими иях ях ах ого его ому ему ией ием иям ям ам ем ом ым им ых их ую юю ая яя ое ее ые ие "
        "ый ий ой ей ою ею ов ев ия ию ии ье ья ью а я о е ы и у ю ь й"
    ),
    "uk": _by_length(
        "уваннями уваннях уванням ування уванню увань увати ювання юванню ювань ювати "
        "ями ами ими іми ях ах ого ього ому ьому ям ам ем єм ом им ім їм их їх ою ею єю ів їв ей ій ий їй "
        "ої єї ую юю ія ію ії а я о е є и і ї у ю ь й"
    ),
}
# How many letters an ending leaves at least: behind a single letter, behind a longer one.
LEAST = {"de": (4, 3), "en": (4, 3), "ru": (2, 3), "uk": (2, 3)}
_DATIVE = re.compile(r"(?<=[lr])n$")
_DOUBLE = re.compile(r"(\w)\1$")
_CONSONANT = "бвгджзклмнпрстфхцчшщ"
_FLEETING = re.compile(rf"(?<=\w\w)([{_CONSONANT}])[оеі]([{_CONSONANT}])$")
_CLOSED = re.compile(rf"і([{_CONSONANT}]{{1,2}})$")
_SOFTENED = re.compile(rf"(?<=[{_CONSONANT}])ц$")


def stem(folded: str, language: str) -> str:
    """What is left of a folded word without its ending, made alike for all its forms."""
    left = _cut(folded, ENDINGS.get(language, ()), *LEAST.get(language, (0, 0)))
    for change in _CHANGES.get(language, ()):
        left = change(left)
    return left


def _cut(folded: str, endings: Iterable[str], behind_one: int, behind_more: int) -> str:
    for ending in endings:
        least = behind_one if len(ending) == 1 else behind_more
        if folded.endswith(ending) and len(folded) - len(ending) >= least:
            return folded[: -len(ending)]
    return folded


def _single(left: str) -> str:
    """cutt(ing) is cut, волосс(я) is волос."""
    return _DOUBLE.sub(r"\1", left)


def _without_fleeting(left: str) -> str:
    """стрижек is стрижк(а), ноготь is ногт(и): the vowel that comes and goes, in every word that could have one."""
    return _FLEETING.sub(r"\1\2", left)


def _with_o(left: str) -> str:
    """брів is бров(и), віск is воск(у): і in a closed last syllable."""
    return _CLOSED.sub(r"о\1", left)


def _hard(left: str) -> str:
    """стрижц(і) is стрижк(а)."""
    return _SOFTENED.sub("к", left)


def _without_soft_signs(left: str) -> str:
    """кольор(у) is колір."""
    return left.replace("ь", "")


def _y_is_i(left: str) -> str:
    """lady is lad(ies)."""
    return f"{left[:-1]}i" if left.endswith("y") else left


def _without_dative(left: str) -> str:
    """Nageln is Nagel."""
    return _DATIVE.sub("", left)


_CHANGES: dict[str, tuple[Callable[[str], str], ...]] = {
    "de": (_without_dative,),
    "en": (_single, _y_is_i),
    "ru": (_single, _without_fleeting),
    "uk": (_single, _without_soft_signs, _hard, _without_fleeting, _with_o),
}
