"""When a word that was typed is like a word that was written."""

import pytest

from search.match import Likeness, distance, likeness, slips
from search.words import chains, word, words

SAME, BEGINNING, INSIDE = Likeness.SAME, Likeness.BEGINNING, Likeness.INSIDE


@pytest.mark.parametrize(
    ("language", "asked", "written"),
    [
        ("de", "Haarschnitte", "Haarschnitt"),
        ("de", "Färbungen", "Färbung"),
        ("de", "färben", "Farbe"),
        ("de", "Nagel", "Nägeln"),
        ("de", "Wimper", "Wimpern"),
        ("de", "Massage", "Massagen"),
        ("de", "Termine", "Termin"),
        ("ru", "стрижку", "стрижка"),
        ("ru", "стрижек", "стрижки"),
        ("ru", "маникюра", "маникюр"),
        ("ru", "ноготь", "ногтями"),
        ("ru", "брови", "бровей"),
        ("ru", "ламинировать", "ламинирование"),
        ("uk", "стрижку", "стрижки"),
        ("uk", "стрижок", "стрижці"),
        ("uk", "манікюру", "манікюр"),
        ("uk", "вії", "вій"),
        ("uk", "брови", "брів"),
        ("uk", "ніготь", "нігтів"),
        ("uk", "фарбувати", "фарба"),
        ("uk", "воску", "віск"),
        ("uk", "волосся", "волоссям"),
        ("en", "colour", "colouring"),
        ("en", "ladies", "lady"),
        ("en", "lash", "lashes"),
        ("en", "massaging", "massages"),
    ],
)
def test_the_forms_of_a_word_are_the_same_word(language: str, asked: str, written: str) -> None:
    assert likeness(word(asked, language), word(written, language)) is SAME
    assert likeness(word(written, language), word(asked, language)) is SAME


@pytest.mark.parametrize(
    ("language", "asked", "written"),
    [
        ("de", "faerbung", "FÄRBUNG"),
        ("de", "farbung", "Färbung"),
        ("de", "Fuss", "Fuß"),
        ("de", "Färbung", "Fa\u0308rbung"),
        ("ru", "елка", "ёлка"),
        ("uk", "ганок", "ґанок"),
        ("uk", "об’єм", "об'єм"),
        ("uk", "обʼєм", "об`єм"),
        ("uk", "обєм", "об’єм"),
        ("en", "cafe", "café"),
        ("en", "color", "colour"),
        ("en", "mens", "men’s"),
    ],
)
def test_a_word_is_the_same_however_its_letters_are_typed(language: str, asked: str, written: str) -> None:
    assert likeness(word(asked, language), word(written, language)) is SAME


@pytest.mark.parametrize(
    ("language", "asked", "written"),
    [("de", "Brauen", "braun"), ("de", "Quark", "Kur"), ("uk", "мій", "мий"), ("en", "hair", "chair")],
)
def test_other_words_stay_other_words(language: str, asked: str, written: str) -> None:
    assert likeness(word(asked, language), word(written, language)) is not SAME


@pytest.mark.parametrize(
    ("asked", "written", "how"),
    [
        ("Mani", "Maniküre", BEGINNING),
        ("Haare", "Haarschnitt", BEGINNING),
        ("Schnitt", "Damenhaarschnitt", INSIDE),
        ("Brauen", "Augenbrauen", INSIDE),
        ("Damenschnitt", "Damenhaarschnitt", INSIDE),
        ("Uhr", "Frisuhren", None),
        ("Maniküre", "Mani", None),
    ],
)
def test_a_part_of_a_word_finds_it(asked: str, written: str, how: Likeness | None) -> None:
    assert likeness(word(asked, "de"), word(written, "de")) is how


@pytest.mark.parametrize(
    ("language", "asked", "written", "off"),
    [
        ("de", "Balyage", "Balayage", 1),
        ("de", "Massgae", "Massage", 1),
        ("ru", "манекюр", "маникюр", 1),
        ("uk", "манікур", "манікюр", 1),
        ("de", "Wimpernlfting", "Wimpernlifting", 1),
        ("de", "Wimpermliftnig", "Wimpernlifting", 2),
        ("de", "Haar", "Hase", None),
        ("de", "Msage", "Massage", None),
        ("en", "peel", "peal", None),
    ],
)
def test_one_slip_is_forgiven_from_five_letters_on_and_two_from_nine(
    language: str, asked: str, written: str, off: int | None
) -> None:
    assert slips(word(asked, language), word(written, language)) == off


def test_neighbours_that_changed_places_are_one_slip() -> None:
    assert (distance("ab", "ba"), distance("", "ab"), distance("abc", "abc")) == (1, 2, 0)


def test_a_chain_is_its_words_and_one_word() -> None:
    assert [one.text for _, one in words("Hot-Stone-Massage, гель\u2011лак", "ru")] == [
        *("hot", "stone", "massage", "гель", "лак")
    ]
    assert [one.text for _, one in chains("Hot-Stone-Massage, гель\u2011лак", "ru")] == ["hotstonemassage", "гельлак"]


@pytest.mark.parametrize("text", ["", "…?!", "🙂", "_", "\x00", "’’", "-"])
def test_what_is_no_word_is_none(text: str) -> None:
    assert list(words(text, "de")) == []
