"""A code connects one chat, whoever is faster or is being forgotten; a key of the API does one thing, once."""

from collections import Counter

import pytest

from booking.actions.link_telegram import account_code, visit_code
from booking.models import ApiAnswer, BookingSettings, Client, LinkCode, Visit
from tests.booking.conftest import NOW, OLENA, Booker
from tests.booking.story.invariants import assert_desk_is_sound
from tests.races.attempts import asked_once, book_once, erase_once, link_once
from tests.races.conftest import MOMENTS
from tests.races.crowd import PEOPLE, ROUNDS, Crowd

pytestmark = [pytest.mark.races, pytest.mark.django_db(transaction=True)]

CHATS = range(7001, 7001 + PEOPLE)


def test_of_many_who_send_a_code_one_is_connected(book: Booker) -> None:
    visit = book("haircut", MOMENTS[0], contact=OLENA).pk
    with Crowd("link against link") as crowd:
        for _round in range(ROUNDS):
            code = visit_code(visit_id=visit, now=NOW)
            outcomes = crowd.rush([(link_once, code, chat) for chat in CHATS])
            assert Counter(outcome.refused for outcome in outcomes) == {"": 1, "link_expired": PEOPLE - 1}
            (winner,) = [outcome.won for outcome in outcomes if outcome.won]
            assert Visit.objects.get(pk=visit).reader_id == winner


def test_who_is_erased_is_connected_with_nothing(book: Booker) -> None:
    """The codes are of both kinds; whoever came first was connected and is forgotten with the rest."""
    with Crowd("link against erase") as crowd:
        for moment in MOMENTS:
            visit = book(["haircut", "manicure"], moment, contact=OLENA).pk
            codes = [
                visit_code(visit_id=visit, now=NOW),
                visit_code(visit_id=visit, proves=OLENA.email, now=NOW),
                account_code(email=OLENA.email, now=NOW),
            ]
            links = [(link_once, code, chat) for code, chat in zip(codes, CHATS, strict=False)]
            outcomes = crowd.rush([*links, *[(erase_once, OLENA.email)] * (PEOPLE - len(links))])
            assert {outcome.refused for outcome in outcomes} <= {"", "link_expired"}
            assert Visit.objects.get(pk=visit).contact_name == ""
            assert not LinkCode.objects.filter(used_at=None, visit=visit).exists()
    assert not Client.objects.filter(erased_at=None, visits__contact_name__gt="").exists()
    assert_desk_is_sound()


def test_the_same_request_many_times_at_once_is_one_visit(book: Booker) -> None:
    with Crowd("one key") as crowd:
        for number, moment in enumerate(MOMENTS):
            booking = (book_once, number, ("haircut",), moment, "anna", f"draft-{number}")
            outcomes = crowd.rush([(asked_once, "token:1|7001", f"key-{number}", *booking)] * PEOPLE)
            assert len({outcome.won for outcome in outcomes}) == 1
    assert Visit.objects.count() == ApiAnswer.objects.filter(status=201).count() == ROUNDS
    assert_desk_is_sound()


def test_of_many_requests_for_one_time_one_gets_it_and_nothing_is_kept_of_the_others(book: Booker) -> None:
    """The wall's no ends the whole of each: its key can be tried again with another time."""
    BookingSettings.objects.update(max_open_visits=999)
    with Crowd("one time by the API") as crowd:
        for number, moment in enumerate(MOMENTS):
            outcomes = crowd.rush(
                [
                    (
                        asked_once,
                        f"token:1|{chat}",
                        f"key-{number}",
                        book_once,
                        chat,
                        ("haircut",),
                        moment,
                        "anna",
                        f"d-{number}-{chat}",
                    )
                    for chat in CHATS
                ]
            )
            assert Counter(outcome.refused for outcome in outcomes) == {"": 1, "slot_taken": PEOPLE - 1}
    assert Visit.objects.count() == ApiAnswer.objects.count() == ROUNDS
    assert_desk_is_sound()


def test_nobody_is_known_again_by_a_code_that_was_mailed_before(salon: object) -> None:
    """Of an address without any visit: the chat's client would be the first that we know of it."""
    with Crowd("prove against erase") as crowd:
        for number in range(ROUNDS * 3):
            email = f"client-{number}@example.org"
            code = account_code(email=email, now=NOW)
            outcomes = crowd.rush([(link_once, code, CHATS[0] + number), *[(erase_once, email)] * (PEOPLE - 1)])
            assert {outcome.refused for outcome in outcomes} <= {"", "link_expired"}
            assert not Client.objects.filter(email=email).exists()
            assert not Client.objects.filter(telegram_email=email).exists()
