"""What comes first."""

from collections.abc import Sequence

import pytest

from search.rank import Place, find, make_index

TITLE, KEYWORDS, LINE, BODY = Place.TITLE, Place.KEYWORDS, Place.LINE, Place.BODY


def order(question: str, *texts: Sequence[tuple[Place, str]], language: str = "de") -> list[int]:
    return list(find(make_index(texts, language), question).order)


def test_a_name_comes_before_keywords_a_line_and_a_text() -> None:
    texts = [[(place, "Maniküre")] for place in (BODY, LINE, KEYWORDS, TITLE)]
    assert order("Maniküren", *texts) == [3, 2, 1, 0]


def test_the_same_word_comes_before_a_beginning_a_part_and_they_before_a_longer_name() -> None:
    texts = [[(TITLE, name)] for name in ("Volumenwimpern", "Wimpernlifting", "Augenbrauen und Wimpern", "Wimpern")]
    assert order("Wimpern", *texts) == [3, 2, 1, 0]


def test_what_holds_every_word_leaves_out_what_holds_only_some() -> None:
    texts = [[(TITLE, "Maniküre")], [(TITLE, "Maniküre mit Gellack")], [(TITLE, "Gellack entfernen")]]
    assert order("Maniküre mit Lack", *texts) == [1]
    assert order("Maniküre Quantenphysik", *texts) == [0, 1]


def test_small_words_count_only_alone() -> None:
    texts = [[(TITLE, "Haarschnitt"), (BODY, "für alle")], [(TITLE, "Kinderhaarschnitt")]]
    assert order("Schnitt für Kinder", *texts) == [1]
    assert order("für", *texts) == [0]


def test_slips_are_forgiven_only_where_nothing_else_is_found_and_not_in_long_texts() -> None:
    texts = [[(TITLE, "Balayage")], [(BODY, "Balyage")], [(BODY, "Massage")]]
    assert order("Balyage", *texts) == [1]
    assert order("Balayge", *texts) == [0]
    assert order("Masage", *texts) == []


def test_part_of_a_word_in_a_long_text_is_chance() -> None:
    assert order("Stern", [(BODY, "gestern")], [(TITLE, "Seestern")]) == [1]


def test_a_mistyped_word_says_what_was_meant_as_its_name_writes_it() -> None:
    index = make_index([[(BODY, "balayage"), (LINE, "balayage")], [(TITLE, "Balayage")]], "de")
    assert [one.meant for one in find(index, "balyage haare").asked] == ["Balayage", ""]


@pytest.mark.parametrize("question", ["hotstone", "hot stone", "Hot-Stone", "stonemassage"])
def test_words_may_hang_together_or_not(question: str) -> None:
    assert order(question, [(TITLE, "Hot-Stone-Massage")], [(TITLE, "Maniküre")]) == [0]


def test_equals_keep_their_order() -> None:
    assert order("Haare", *[[(TITLE, "Haare")]] * 3) == [0, 1, 2]
