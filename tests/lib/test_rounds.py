"""What is looked up once a round."""

from salon.lib.rounds import once_a_round, one_round


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
