"""Many people want the same time in the same moment: exactly one gets it, nobody sees a deadlock."""

from collections import Counter
from datetime import timedelta

import pytest

from booking.models import Appointment, Hold, Master, Visit
from tests.booking.conftest import NOW
from tests.booking.story.invariants import assert_desk_is_sound, assert_nothing_overlaps
from tests.races.attempts import book_once, book_or_look_around, hold_once, write_bare_row
from tests.races.conftest import MOMENTS
from tests.races.crowd import PEOPLE, ROUNDS, Crowd

pytestmark = [pytest.mark.races, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize("apart", [0, 15], ids=["equal times", "overlapping, unequal times"])
def test_one_of_many_gets_the_time(anna: Master, olga: Master, apart: int) -> None:
    with Crowd("book against book, overlapping" if apart else "book against book") as crowd:
        for number, moment in enumerate(MOMENTS):
            people = range(number * PEOPLE, (number + 1) * PEOPLE)
            starts = [moment + timedelta(minutes=apart * (who % 4)) for who in people]
            outcomes = crowd.rush(
                [
                    (book_or_look_around, who, ("haircut",), start, "anna", f"d{who}")
                    for who, start in zip(people, starts, strict=True)
                ]
            )
            assert Counter(outcome.refused for outcome in outcomes) == {"": 1, "slot_taken": PEOPLE - 1}
            assert all(len(outcome.alternatives) == 3 for outcome in outcomes if outcome.refused)
    assert Visit.objects.count() == Appointment.objects.count() == ROUNDS
    assert_desk_is_sound()


def test_any_master_serves_as_many_as_there_are_masters(anna: Master, olga: Master) -> None:
    with Crowd("book against book, any master") as crowd:
        for number, moment in enumerate(MOMENTS):
            people = range(number * PEOPLE, (number + 1) * PEOPLE)
            outcomes = crowd.rush([(book_once, who, ("haircut",), moment, "", f"d{who}") for who in people])
            assert Counter(outcome.refused for outcome in outcomes) == {"": 2, "slot_taken": PEOPLE - 2}
    assert_desk_is_sound()


def test_chains_in_opposite_order_do_not_deadlock(anna: Master, olga: Master) -> None:
    orders = [("colour", "manicure"), ("manicure", "colour")]
    with Crowd("two orders of the same chain") as crowd:
        for number, moment in enumerate(MOMENTS):
            people = range(number * PEOPLE, (number + 1) * PEOPLE)
            outcomes = crowd.rush([(book_once, who, orders[who % 2], moment, "", f"d{who}") for who in people])
            kinds = Counter(outcome.refused for outcome in outcomes)
            assert set(kinds) == {"", "slot_taken"}
            assert 1 <= kinds[""] <= 2
    assert crowd.deadlocks == 0
    assert not [visit for visit in Visit.objects.all() if visit.appointments.count() != 2]
    assert_desk_is_sound()


def test_many_clicks_of_one_draft_are_one_visit(anna: Master, olga: Master) -> None:
    with Crowd("the same click, many times") as crowd:
        for number, moment in enumerate(MOMENTS):
            outcomes = crowd.rush([(book_once, 1000 + number, ("haircut",), moment, "", f"draft{number}")] * PEOPLE)
            assert len({outcome.won for outcome in outcomes}) == 1
            assert outcomes[0].won is not None
    assert Visit.objects.count() == ROUNDS
    assert_desk_is_sound()


def test_one_of_many_holds_the_time(anna: Master, olga: Master) -> None:
    with Crowd("hold against hold") as crowd:
        for number, moment in enumerate(MOMENTS):
            starts = [moment + timedelta(minutes=15 * (person % 4)) for person in range(PEOPLE)]
            outcomes = crowd.rush([(hold_once, f"d{number}-{who}", "colour", at) for who, at in enumerate(starts)])
            assert Counter(outcome.refused for outcome in outcomes) == {"": 1, "slot_taken": PEOPLE - 1}
    assert Hold.objects.count() == ROUNDS
    assert_desk_is_sound()


def test_the_wall_alone_keeps_the_promise_without_any_lock(anna: Master) -> None:
    hold = Hold.objects.create(key="x", held_since=NOW, held_until=NOW)
    with Crowd("bare rows against the wall") as crowd:
        for moment in MOMENTS:
            starts = [moment + timedelta(minutes=5 * (person % 10)) for person in range(PEOPLE)]
            outcomes = crowd.rush([(write_bare_row, anna.pk, hold.pk, start) for start in starts])
            assert sum(outcome.won is not None for outcome in outcomes) == 1
    assert_nothing_overlaps()
