"""What a run costs: the search the same however many wait, each offer its own; and two runs at once do no harm."""

import pytest

from booking.actions import waiting
from booking.actions.waiting import offer_free_time
from booking.models import WaitingOffer
from booking.selectors.waiting import next_in_line
from tests.booking.conftest import NOW, local
from tests.booking.waiting.conftest import HOUR, Joiner, Tuesday, cancel, offer_and_write, offers_to
from tests.counting import queries

MOST_A_RUN, MOST_AN_OFFER = 16, 30


def test_looking_for_thirty_costs_what_looking_for_one_costs(full_tuesday: Tuesday, join: Joiner) -> None:
    join()
    one = queries(lambda: offer_free_time(now=NOW))
    for _ in range(29):
        join()
    thirty = queries(lambda: offer_free_time(now=NOW))
    assert one == thirty <= MOST_A_RUN
    assert not WaitingOffer.objects.exists()


def test_each_offer_costs_the_same_however_many_there_are(full_tuesday: Tuesday, join: Joiner) -> None:
    for _ in range(30):
        join()
    cancel(full_tuesday["anna", 9])
    one = queries(lambda: offer_free_time(now=NOW))
    for hour in (10, 12, 14):
        cancel(full_tuesday["anna", hour])
    three = queries(lambda: offer_free_time(now=NOW))
    assert WaitingOffer.objects.count() == 4
    assert one <= MOST_A_RUN + MOST_AN_OFFER
    assert three <= MOST_A_RUN + 3 * MOST_AN_OFFER


def test_who_is_just_being_asked_costs_nothing(full_tuesday: Tuesday, join: Joiner) -> None:
    for hour in (9, 11, 13, 15):
        join()
        cancel(full_tuesday["anna", hour])
    assert offer_free_time(now=NOW) == 4
    assert queries(lambda: offer_free_time(now=NOW)) <= 5


def test_a_second_run_that_looked_before_the_first_wrote_offers_nothing_twice(
    full_tuesday: Tuesday, join: Joiner, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The slower of two runs goes on with the line as it was before the faster one."""
    first, second = join(), join()
    cancel(full_tuesday["anna", 10])
    line = next_in_line(10)
    assert offer_free_time(now=NOW) == 1
    monkeypatch.setattr(waiting, "next_in_line", lambda most: line)
    assert offer_free_time(now=NOW) == 0
    assert (offers_to(first), offers_to(second)) == ([(local(9, 10), "open")], [])


def test_a_slower_run_does_not_offer_the_same_start_again_after_it_was_missed(
    full_tuesday: Tuesday, join: Joiner, monkeypatch: pytest.MonkeyPatch
) -> None:
    entry = join()
    cancel(full_tuesday["anna", 10])
    line = next_in_line(10)
    offer_and_write()
    offer_free_time(now=NOW + HOUR)
    monkeypatch.setattr(waiting, "next_in_line", lambda most: line)
    assert offer_free_time(now=NOW + HOUR) == 0
    assert offers_to(entry) == [(local(9, 10), "expired")]
