"""Two answers to one request: one counts, the other is told; and an end is an end whoever else was about to answer."""

from collections import Counter
from datetime import timedelta

import pytest

from booking.models import Appointment, BookingSettings, Client, Occupancy, Status, Visit
from salon.outbox.models import Message
from tests.booking.conftest import NOW, OLENA, Booker
from tests.booking.story.invariants import assert_desk_is_sound
from tests.races.attempts import (
    approve_once,
    book_once,
    cancel_once,
    decline_once,
    erase_once,
    expire_once,
)
from tests.races.conftest import MOMENTS
from tests.races.crowd import PEOPLE, ROUNDS, Crowd, Outcome

pytestmark = [pytest.mark.races, pytest.mark.django_db(transaction=True)]

HALF = PEOPLE // 2
ONE_DAY = timedelta(hours=24)


def winners(outcomes: list[Outcome]) -> int:
    return sum(outcome.won is not None for outcome in outcomes)


def status(visit: int) -> str:
    """That of all its appointments: none is left behind."""
    (found,) = set(Appointment.objects.filter(visit=visit).values_list("status", flat=True))
    return found


def test_of_many_approvals_one_counts(on_request: None, book: Booker) -> None:
    with Crowd("approve against approve") as crowd:
        for moment in MOMENTS:
            visit = book(["colour", "manicure"], moment).pk
            outcomes = crowd.rush([(approve_once, visit)] * PEOPLE)
            assert Counter(outcome.refused for outcome in outcomes) == {"": 1, "already_decided": PEOPLE - 1}
            assert status(visit) == Status.CONFIRMED
    assert Message.objects.filter(kind="visit_confirmed").count() == ROUNDS
    assert_desk_is_sound()


def test_a_request_is_approved_or_declined_and_never_both(on_request: None, book: Booker) -> None:
    with Crowd("approve against decline") as crowd:
        for moment in MOMENTS:
            visit = book(["colour", "manicure"], moment).pk
            outcomes = crowd.rush([*[(approve_once, visit)] * HALF, *[(decline_once, visit)] * (PEOPLE - HALF)])
            assert Counter(outcome.refused for outcome in outcomes) == {"": 1, "already_decided": PEOPLE - 1}
            assert status(visit) == (Status.CONFIRMED if winners(outcomes[:HALF]) else Status.DECLINED)
    assert Message.objects.filter(kind__in=["visit_confirmed", "visit_declined"]).count() == ROUNDS
    assert_desk_is_sound()


def test_a_request_is_approved_in_the_last_moment_or_expires(on_request: None, book: Booker) -> None:
    later = NOW + ONE_DAY
    with Crowd("approve against expire") as crowd:
        for number, moment in enumerate(MOMENTS):
            visit = book(["colour", "manicure"], moment + timedelta(weeks=1), now=NOW).pk
            outcomes = crowd.rush([*[(approve_once, visit, later)] * HALF, *[(expire_once, later)] * (PEOPLE - HALF)])
            assert {outcome.refused for outcome in outcomes} <= {"", "already_decided"}, number
            approved, expired = winners(outcomes[:HALF]), sum(outcome.won or 0 for outcome in outcomes[HALF:])
            assert approved + expired == 1
            assert status(visit) == (Status.CONFIRMED if approved else Status.EXPIRED)
    assert_desk_is_sound()


def test_a_request_that_is_withdrawn_stays_off_whoever_approves_it(on_request: None, book: Booker) -> None:
    with Crowd("approve against cancel") as crowd:
        for moment in MOMENTS:
            visit = book(["colour", "manicure"], moment).pk
            outcomes = crowd.rush([*[(approve_once, visit)] * HALF, *[(cancel_once, visit)] * (PEOPLE - HALF)])
            assert {outcome.refused for outcome in outcomes} == {"", "already_decided"}
            assert winners(outcomes[:HALF]) <= winners(outcomes[HALF:]) == 1
            assert status(visit) == Status.CANCELLED
    assert_desk_is_sound()


def test_who_is_erased_comes_to_nothing_that_is_just_approved(on_request: None, book: Booker) -> None:
    with Crowd("approve against erase") as crowd:
        for moment in MOMENTS:
            visit = book(["colour", "manicure"], moment, contact=OLENA).pk
            outcomes = crowd.rush([*[(approve_once, visit)] * HALF, *[(erase_once, OLENA.email)] * (PEOPLE - HALF)])
            assert {outcome.refused for outcome in outcomes} <= {"", "already_decided"}
            assert sum(outcome.won or 0 for outcome in outcomes[HALF:]) == 1
            assert status(visit) == Status.CANCELLED
            assert Visit.objects.get(pk=visit).contact_email == ""
    assert not Client.objects.filter(email=OLENA.email).exists()
    assert_desk_is_sound()


def test_who_books_while_being_erased_is_erased_or_somebody_new(book: Booker) -> None:
    """What was booked before is off and nobody's; what comes after is a new person's, and never an erased one's."""
    rules = BookingSettings.load()
    rules.max_open_visits = 999
    rules.save()
    with Crowd("book against erase") as crowd:
        for number, moment in enumerate(MOMENTS):
            who = f"client-{number}@example.org"
            book("haircut", moment + timedelta(weeks=4), master="anna")
            booking = [
                (book_once, number, ("haircut",), moment + timedelta(hours=place), "", f"d{number}-{place}")
                for place in range(3)
            ]
            outcomes = crowd.rush([*booking, *[(erase_once, who)] * (PEOPLE - 3)])
            assert {outcome.refused for outcome in outcomes} <= {"", "rate_limited"}
            open_ones = Visit.objects.filter(appointments__status=Status.CONFIRMED).select_related("client")
            assert all(visit.contact_phone and visit.client.erased_at is None for visit in open_ones)
            nobodys = Visit.objects.filter(contact_email="", contact_phone="")
            assert not Occupancy.objects.filter(appointment__visit__in=nobodys).exists()
    assert_desk_is_sound()
