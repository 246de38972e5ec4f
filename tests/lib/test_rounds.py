"""What is looked up once a round."""

from collections.abc import Collection

from salon.lib.rounds import Gathered, once_a_round, one_round


def test_in_a_round_it_is_done_once_for_the_same_question() -> None:
    asked: list[str] = []

    @once_a_round
    def name_in(language: str) -> str:
        asked.append(language)
        return language.upper()

    with one_round():
        assert [name_in("de"), name_in("de"), name_in("uk")] == ["DE", "DE", "UK"]
        assert asked == ["de", "uk"]
    with one_round():
        name_in("de")
    assert asked == ["de", "uk", "de"]


def test_outside_a_round_nothing_is_remembered() -> None:
    asked: list[int] = []

    @once_a_round
    def count() -> int:
        asked.append(1)
        return len(asked)

    assert [count(), count()] == [1, 2]


def test_what_was_gathered_in_a_round_is_not_read_again() -> None:
    read: list[list[int]] = []

    def squares(numbers: Collection[int]) -> dict[int, int]:
        read.append(sorted(numbers))
        return {number: number**2 for number in numbers if number}

    of = Gathered(squares)
    of.gather([9])  # kept by nobody
    with one_round():
        of.gather([1, 2])
        assert [of.of(1), of.of(2), of.of(3), of.of(0)] == [1, 4, 9, None]
        of.gather([4])
        assert [of.of(4), of.of(1)] == [16, 1]
    assert read == [[1, 2], [3], [0], [4], [1]]
