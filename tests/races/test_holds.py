"""A time that is kept for somebody, its last minute passed: she still gets it unless somebody else has it."""

from collections import Counter
from datetime import timedelta

import pytest

from booking.models import Hold, Master, Occupancy
from tests.booking.conftest import NOW, Holder
from tests.booking.story.invariants import assert_desk_is_sound
from tests.races.attempts import after, book_once, hold_once, sweep_once
from tests.races.conftest import MOMENTS
from tests.races.crowd import PEOPLE, Crowd

pytestmark = [pytest.mark.races, pytest.mark.django_db(transaction=True)]

LATER = NOW + timedelta(minutes=11)


def test_an_expired_hold_becomes_a_visit_while_it_is_swept_away(hold: Holder, anna: Master) -> None:
    """Else she would be confirmed and her time be everybody's."""
    with Crowd("book one's own expired hold against the sweep") as crowd:
        for number, moment in enumerate(MOMENTS):
            hold("haircut", moment, draft=f"d{number}", master="anna")
            booking = (book_once, number, ("haircut",), moment, "anna", f"d{number}", LATER)
            sweeping = [(after, 0.01 * place, sweep_once, LATER) for place in range(1, PEOPLE)]
            outcomes = crowd.rush([booking, *sweeping])
            assert all(outcome.won is not None for outcome in outcomes)
    assert not Hold.objects.exists()
    assert_desk_is_sound()


def test_a_visit_keeps_its_time_while_its_draft_chooses_another_in_a_second_window(hold: Holder, olga: Master) -> None:
    """Other masters: no lock keeps the two apart."""
    with Crowd("book against one's own second window") as crowd:
        for number, moment in enumerate(MOMENTS):
            hold("colour", moment, draft=f"d{number}")
            booking = (book_once, number, ("colour",), moment, "", f"d{number}")
            choosing = [
                (after, 0.01 * place, hold_once, f"d{number}", "manicure", moment + timedelta(minutes=15 * place))
                for place in range(1, PEOPLE)
            ]
            outcomes = crowd.rush([booking, *choosing])
            assert all(outcome.won is not None for outcome in outcomes)
    assert Occupancy.objects.filter(hold=None).count() == 2 * len(MOMENTS)
    assert_desk_is_sound()


def test_an_expired_hold_gives_no_right_to_what_others_want_too(hold: Holder, anna: Master) -> None:
    with Crowd("book one's own expired hold against book") as crowd:
        for number, moment in enumerate(MOMENTS):
            hold("haircut", moment, draft=f"d{number}-0", master="anna")
            outcomes = crowd.rush(
                [
                    (book_once, 100 * number + who, ("haircut",), moment, "anna", f"d{number}-{who}", LATER)
                    for who in range(PEOPLE)
                ]
            )
            assert Counter(outcome.refused for outcome in outcomes) == {"": 1, "slot_taken": PEOPLE - 1}
    assert Occupancy.objects.filter(hold=None).count() == len(MOMENTS)
    assert_desk_is_sound()
