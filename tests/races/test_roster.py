"""A master is away, or somebody is booked with her: never both without anybody having seen it."""

from datetime import datetime, time, timedelta

import pytest

from booking.models import Appointment, Master, TimeOff, WorkingHours
from tests.booking.conftest import Booker, local
from tests.booking.story.invariants import assert_desk_is_sound
from tests.races.attempts import after, be_away_once, book_once, go_home_earlier_once, move_once
from tests.races.conftest import MOMENTS
from tests.races.crowd import PEOPLE, Crowd, Outcome

pytestmark = [pytest.mark.races, pytest.mark.django_db(transaction=True)]

HALF = PEOPLE // 2


def pauses(number: int) -> list[float]:
    """Seconds: hours are written sooner than a visit is booked, so they wait, more or less, for a fair start."""
    return [0.02 * (number % 5) + 0.01 * place for place in range(PEOPLE - HALF)]


def absences(master: Master, start: datetime, number: int) -> list[tuple[object, ...]]:
    """An hour that begins in the middle of a haircut at `start`."""
    away = (be_away_once, master.pk, start + timedelta(minutes=30), 1)
    return [(after, pause, *away) for pause in pauses(number)]


def winners(outcomes: list[Outcome]) -> int:
    return sum(outcome.won is not None for outcome in outcomes)


def assert_one_side_won(asking: list[Outcome], closing: list[Outcome], refusals: set[str]) -> None:
    """Either one client has the time and every absence over it was asked about, or all are and no client is there."""
    if winners(asking):
        assert winners(asking) == 1
        assert {outcome.refused for outcome in closing} == {"appointments_inside"}
    else:
        assert winners(closing) == len(closing)
        assert {outcome.refused for outcome in asking} <= refusals


def test_a_time_is_booked_or_off(anna: Master) -> None:
    with Crowd("book against time off") as crowd:
        for number, moment in enumerate(MOMENTS):
            people = range(number * PEOPLE, number * PEOPLE + HALF)
            booking = [(book_once, who, ("haircut",), moment, "anna", f"d{who}") for who in people]
            outcomes = crowd.rush([*booking, *absences(anna, moment, number)])
            assert_one_side_won(outcomes[:HALF], outcomes[HALF:], {"slot_taken", "master_unavailable"})
    assert_nobody_is_expected_where_she_is_away()
    assert_desk_is_sound()


def test_a_visit_moves_to_a_time_or_the_time_is_off(book: Booker, anna: Master) -> None:
    parked = [local(day, hour, month=7) for day in (14, 15) for hour in (9, 10, 11, 12, 13)]
    visits = [book("haircut", start, master="anna").pk for start in parked[:HALF]]
    with Crowd("move against time off") as crowd:
        for number, moment in enumerate(MOMENTS):
            outcomes = crowd.rush([*((move_once, visit, moment) for visit in visits), *absences(anna, moment, number)])
            assert_one_side_won(outcomes[:HALF], outcomes[HALF:], {"slot_taken", "master_unavailable"})
    assert_nobody_is_expected_where_she_is_away()
    assert_desk_is_sound()


def test_nobody_is_booked_after_the_hours_have_ended(anna: Master) -> None:
    """Who shortens the hours looks at the appointments inside the same lock, and booking reads the hours in it."""
    with Crowd("book against shorter hours") as crowd:
        for number, moment in enumerate(MOMENTS):
            hours = WorkingHours.objects.filter(master=anna, weekday=moment.weekday())
            hours.update(ends_at=time(17))
            people = range(number * PEOPLE, number * PEOPLE + HALF)
            booking = [(book_once, who, ("haircut",), moment, "anna", f"d{who}") for who in people]
            shorter = [(after, pause, go_home_earlier_once, anna.pk, moment) for pause in pauses(number)]
            outcomes = crowd.rush([*booking, *shorter])
            assert_one_side_won(outcomes[:HALF], outcomes[HALF:], {"slot_taken", "master_unavailable"})
            assert hours.get().ends_at == (time(17) if winners(outcomes[:HALF]) else moment.time())
    assert_desk_is_sound()


def assert_nobody_is_expected_where_she_is_away() -> None:
    for off in TimeOff.objects.all():
        inside = Appointment.objects.filter(master=off.master_id, occupancies__start__lt=off.end)
        assert not inside.filter(occupancies__end__gt=off.start).exists()
