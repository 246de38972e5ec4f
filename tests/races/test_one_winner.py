"""Twenty people want the same time in the same moment: exactly one gets it, nobody sees a deadlock."""

from collections import Counter
from datetime import datetime, timedelta
from itertools import pairwise

import pytest

from booking.actions.book import Request, book_visit
from booking.actions.change import move_visit
from booking.actions.clients import Contact
from booking.actions.events import ONLINE
from booking.actions.hold import hold_start
from booking.errors import SlotTaken
from booking.models import Appointment, Hold, Master, Occupancy, Visit
from booking.selectors.free_time import find_free_time
from tests.booking.conftest import NOW, Booker, local, wish_for
from tests.races.crowd import PEOPLE, ROUNDS, Crowd, Outcome

pytestmark = [pytest.mark.races, pytest.mark.django_db(transaction=True)]

# Opening days of four weeks, each with a morning and an afternoon for a round of its own.
DAYS = [
    local(9, 10) + timedelta(days=7 * week + day, hours=4 * half)
    for half in (0, 1)
    for week in range(4)
    for day in range(4)
]
MOMENTS = [DAYS[number % len(DAYS)] for number in range(ROUNDS)]


def book_once(number: int, services: tuple[str, ...], start: datetime, master: str, draft: str) -> Outcome:
    wish = wish_for(services, master)
    request = Request(draft, wish, start, Contact(f"Client {number}", f"+4915199{number:06d}"), "de")
    try:
        return Outcome(book_visit(request, by=ONLINE, now=NOW).pk)
    except SlotTaken as refusal:
        near = find_free_time(wish, now=NOW).nearest(start)
        return Outcome(None, refusal.code, tuple(found.at for found in near))


def hold_once(number: int, start: datetime) -> Outcome:
    return Outcome(
        hold_start(draft=f"d{number}-{start}", wish=wish_for("haircut", "anna"), start=start, address="", now=NOW).pk
    )


def move_once(visit: int, start: datetime) -> Outcome:
    return Outcome(move_visit(visit_id=visit, to=start, by=ONLINE, now=NOW).pk)


def write_bare_row(master: int, hold: int, start: datetime) -> Outcome:
    row = Occupancy.objects.create(master_id=master, hold_id=hold, start=start, end=start + timedelta(hours=1))
    return Outcome(row.pk)


def assert_nothing_overlaps() -> None:
    rows = list(Occupancy.objects.order_by("master", "start").values_list("master", "start", "end"))
    for (master, _, end), (other, start, _) in pairwise(rows):
        assert master != other or start >= end


@pytest.mark.parametrize("apart", [0, 15], ids=["equal times", "overlapping, unequal times"])
def test_one_of_twenty_gets_the_time(anna: Master, olga: Master, apart: int) -> None:
    with Crowd(book_once) as crowd:
        for number, moment in enumerate(MOMENTS):
            people = range(number * PEOPLE, (number + 1) * PEOPLE)
            starts = [moment + timedelta(minutes=apart * (person % 4)) for person in people]
            outcomes = crowd.rush(
                [(who, ("haircut",), start, "anna", f"d{who}") for who, start in zip(people, starts, strict=True)]
            )
            assert Counter(outcome.refused for outcome in outcomes) == {"": 1, "slot_taken": PEOPLE - 1}
            assert all(len(outcome.alternatives) == 3 for outcome in outcomes if outcome.refused)
    assert Visit.objects.count() == Appointment.objects.count() == ROUNDS
    assert_nothing_overlaps()


def test_any_master_serves_as_many_as_there_are_masters(anna: Master, olga: Master) -> None:
    with Crowd(book_once) as crowd:
        for number, moment in enumerate(MOMENTS):
            people = range(number * PEOPLE, (number + 1) * PEOPLE)
            outcomes = crowd.rush([(who, ("haircut",), moment, "", f"d{who}") for who in people])
            assert Counter(outcome.refused for outcome in outcomes) == {"": 2, "slot_taken": PEOPLE - 2}
    assert_nothing_overlaps()


def test_chains_in_opposite_order_do_not_deadlock(anna: Master, olga: Master) -> None:
    orders = [("colour", "manicure"), ("manicure", "colour")]
    with Crowd(book_once) as crowd:
        for number, moment in enumerate(MOMENTS):
            people = range(number * PEOPLE, (number + 1) * PEOPLE)
            outcomes = crowd.rush([(who, orders[who % 2], moment, "", f"d{who}") for who in people])
            kinds = Counter(outcome.refused for outcome in outcomes)
            assert set(kinds) == {"", "slot_taken"}
            assert 1 <= kinds[""] <= 2
    assert_nothing_overlaps()
    assert not [visit for visit in Visit.objects.all() if visit.appointments.count() != 2]


def test_twenty_clicks_of_one_draft_are_one_visit(anna: Master, olga: Master) -> None:
    with Crowd(book_once) as crowd:
        for number, moment in enumerate(MOMENTS):
            outcomes = crowd.rush([(1000 + number, ("haircut",), moment, "", f"draft{number}")] * PEOPLE)
            assert len({outcome.won for outcome in outcomes}) == 1
            assert outcomes[0].won is not None
    assert Visit.objects.count() == ROUNDS


def test_one_of_twenty_holds_the_time(anna: Master, olga: Master) -> None:
    with Crowd(hold_once) as crowd:
        for number, moment in enumerate(MOMENTS):
            starts = [moment + timedelta(minutes=15 * (person % 4)) for person in range(PEOPLE)]
            outcomes = crowd.rush([(number * PEOPLE + person, start) for person, start in enumerate(starts)])
            assert Counter(outcome.refused for outcome in outcomes) == {"": 1, "slot_taken": PEOPLE - 1}
    assert Hold.objects.count() == ROUNDS
    assert_nothing_overlaps()


def test_one_of_many_visits_moves_to_the_time_and_the_others_stay(book: Booker, anna: Master) -> None:
    starts = [local(day, hour) for day in (16, 17, 18, 19) for hour in (9, 10, 11, 12, 13)]
    visits = [book("haircut", start, master="anna").pk for start in starts]
    with Crowd(move_once) as crowd:
        outcomes = crowd.rush([(visit, local(10, 10)) for visit in visits])
    assert Counter(outcome.refused for outcome in outcomes) == {"": 1, "slot_taken": PEOPLE - 1}
    assert Occupancy.objects.count() == PEOPLE
    assert Appointment.objects.filter(start__in=starts).count() == PEOPLE - 1
    assert_nothing_overlaps()


def test_the_wall_alone_keeps_the_promise_without_any_lock(anna: Master) -> None:
    hold = Hold.objects.create(key="x", held_since=NOW, held_until=NOW)
    with Crowd(write_bare_row) as crowd:
        for moment in MOMENTS:
            starts = [moment + timedelta(minutes=5 * (person % 10)) for person in range(PEOPLE)]
            outcomes = crowd.rush([(anna.pk, hold.pk, start) for start in starts])
            assert sum(outcome.won is not None for outcome in outcomes) == 1
    assert_nothing_overlaps()
