"""Whoever moves meets the same lock as whoever books: one gets the time, and who is refused keeps hers."""

from collections import Counter
from datetime import datetime, timedelta

import pytest

from booking.models import Appointment, Master
from tests.booking.conftest import Booker, local
from tests.booking.story.invariants import assert_desk_is_sound
from tests.races.attempts import book_once, cancel_once, move_once, move_one_once
from tests.races.conftest import MOMENTS
from tests.races.crowd import PEOPLE, Crowd

pytestmark = [pytest.mark.races, pytest.mark.django_db(transaction=True)]

HALF = PEOPLE // 2
HOUR = timedelta(hours=1)
# Where visits wait to be moved: in the weeks after the rounds' own.
PARKED = [local(day, hour, month=7) for day in (14, 15, 16, 17) for hour in (9, 10, 11, 12, 13)]


def start_of(visit: int) -> datetime:
    return Appointment.objects.get(visit=visit).start


def test_one_of_many_visits_moves_to_the_time_and_the_others_stay(book: Booker, anna: Master) -> None:
    visits = [book("haircut", start, master="anna").pk for start in PARKED[:PEOPLE]]
    with Crowd("move against move") as crowd:
        for moment in MOMENTS:
            before = {visit: start_of(visit) for visit in visits}
            outcomes = crowd.rush([(move_once, visit, moment) for visit in visits])
            assert Counter(outcome.refused for outcome in outcomes) == {"": 1, "slot_taken": PEOPLE - 1}
            (winner,) = [outcome.won for outcome in outcomes if outcome.won]
            assert {visit: start_of(visit) for visit in visits} == before | {winner: moment}
    assert_desk_is_sound()


def test_a_time_goes_to_one_of_those_who_book_it_and_those_who_move_to_it(book: Booker, anna: Master) -> None:
    visits = [book("haircut", start, master="anna").pk for start in PARKED[:HALF]]
    with Crowd("book against move") as crowd:
        for number, moment in enumerate(MOMENTS):
            people = range(number * PEOPLE, number * PEOPLE + PEOPLE - HALF)
            booking = [(book_once, who, ("haircut",), moment, "anna", f"d{who}") for who in people]
            outcomes = crowd.rush([*booking, *((move_once, visit, moment) for visit in visits)])
            assert Counter(outcome.refused for outcome in outcomes) == {"": 1, "slot_taken": PEOPLE - 1}
            assert Appointment.objects.filter(start=moment).count() == 1
    assert_desk_is_sound()


def test_a_gap_goes_to_one_of_two_whom_reception_moves_into_it_and_who_books_it(
    book: Booker, anna: Master, olga: Master
) -> None:
    """From two masters onto a third person's gap; whoever is refused stays at hers."""
    rows = [book("haircut", PARKED[0], master=slug).appointments.get().pk for slug in ("anna", "olga")]
    with Crowd("book against two moves of staff", 3) as crowd:
        for number, moment in enumerate(MOMENTS):
            before = dict(Appointment.objects.filter(pk__in=rows).values_list("pk", "start"))
            moves = [(move_one_once, row, anna.pk, moment) for row in rows]
            outcomes = crowd.rush([*moves, (book_once, number, ("haircut",), moment, "anna", f"d{number}")])
            assert Counter(outcome.refused for outcome in outcomes) == {"": 1, "slot_taken": 2}
            assert Appointment.objects.filter(start=moment, master=anna).count() == 1
            kept = [row for row, outcome in zip(rows, outcomes, strict=False) if outcome.refused]
            assert dict(Appointment.objects.filter(pk__in=kept).values_list("pk", "start")) == {
                row: before[row] for row in kept
            }
    assert crowd.deadlocks == 0
    assert_desk_is_sound()


def test_who_move_onto_each_others_time_both_stay_where_they_are(book: Booker, anna: Master) -> None:
    """Neither time is free before the other one has left it, and neither leaves before hers is certain."""
    places = PARKED[: 2 * HALF]
    visits = [book("haircut", start, master="anna").pk for start in places]
    swapped = [place for pair in zip(places[1::2], places[::2], strict=True) for place in pair]
    with Crowd("move against move, onto each other's time", 2 * HALF) as crowd:
        for _ in MOMENTS:
            outcomes = crowd.rush([(move_once, visit, to) for visit, to in zip(visits, swapped, strict=True)])
            assert {outcome.refused for outcome in outcomes} == {"slot_taken"}
            assert [start_of(visit) for visit in visits] == places
    assert_desk_is_sound()


def test_who_moves_after_another_gets_her_time_or_keeps_the_old_one(book: Booker, anna: Master) -> None:
    """Whoever leaves always can; whoever follows is in time for it or not."""
    ahead = [start for start in PARKED if start.hour in (9, 12)][:HALF]
    places = [place for start in ahead for place in (start, start + HOUR)]
    visits = [book("haircut", place, master="anna").pk for place in places]
    with Crowd("move against move, after each other", len(visits)) as crowd:
        for _ in MOMENTS:
            outcomes = crowd.rush([(move_once, visit, at + HOUR) for visit, at in zip(visits, places, strict=True)])
            assert {outcome.refused for outcome in outcomes[::2]} <= {"", "slot_taken"}
            assert {outcome.refused for outcome in outcomes[1::2]} == {""}
            for visit, at, outcome in zip(visits, places, outcomes, strict=True):
                assert start_of(visit) == (at + HOUR if outcome.won else at)
                move_once(visit, at)
    assert_desk_is_sound()


def test_chains_that_move_to_one_time_in_opposite_order_do_not_deadlock(book: Booker, anna: Master) -> None:
    orders = [("colour", "manicure"), ("manicure", "colour")]
    parked = [start for start in PARKED if start.hour in (9, 13)][:PEOPLE]
    visits = [book(orders[place % 2], start).pk for place, start in enumerate(parked)]
    with Crowd("move against move, two orders of the same chain", len(visits)) as crowd:
        for moment in MOMENTS:
            outcomes = crowd.rush([(move_once, visit, moment) for visit in visits])
            kinds = Counter(outcome.refused for outcome in outcomes)
            assert set(kinds) <= {"", "slot_taken"}
            assert 1 <= kinds[""] <= 2
    assert crowd.deadlocks == 0
    assert_desk_is_sound()


def test_a_visit_that_is_moved_and_cancelled_at_once_is_off(book: Booker, anna: Master) -> None:
    with Crowd("move against cancel") as crowd:
        for moment in MOMENTS:
            visit = book("haircut", moment, master="anna").pk
            moves = [(move_once, visit, moment + HOUR) for _ in range(HALF)]
            outcomes = crowd.rush([*moves, *[(cancel_once, visit)] * (PEOPLE - HALF)])
            assert {outcome.refused for outcome in outcomes} == {"", "already_decided"}
            assert sum(outcome.won is not None for outcome in outcomes[HALF:]) == 1
            assert set(Appointment.objects.values_list("status", flat=True)) == {"cancelled"}
    assert_desk_is_sound()
