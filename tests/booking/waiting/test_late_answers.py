"""An answer that comes late: what can still be taken, and what has gone to the next."""

from decimal import Decimal

import pytest

from booking.actions.book import Agreed
from booking.actions.waiting import offer_free_time
from booking.errors import OfferGone, TooSoon
from booking.models import (
    WaitingEntry,
)
from tests.booking.conftest import NOW, Booker, local
from tests.booking.waiting.answering import TEN, accept, olena
from tests.booking.waiting.conftest import (
    HOUR,
    Committing,
    Joiner,
    Tuesday,
    cancel,
    offer_and_write,
    offers_to,
)

__all__ = ["olena"]
pytestmark = pytest.mark.django_db

NOON = local(9, 12)


def test_an_expired_offer_is_booked_all_the_same_while_nobody_else_has_its_time(olena: WaitingEntry) -> None:
    offer_free_time(now=NOW + HOUR)
    assert accept(olena, now=NOW + HOUR).appointments.get().start == TEN
    assert offers_to(olena) == [(TEN, "taken")]


def test_an_expired_offer_that_the_next_one_has_is_gone(olena: WaitingEntry, join: Joiner) -> None:
    second = join()
    offer_free_time(now=NOW + HOUR)
    with pytest.raises(OfferGone):
        accept(olena, now=NOW + HOUR)
    assert (offers_to(olena), offers_to(second)) == ([(TEN, "expired")], [(TEN, "open")])
    olena.refresh_from_db()
    assert olena.state == "waiting"


def test_an_expired_offer_meets_the_rules_of_everybody(olena: WaitingEntry) -> None:
    offer_free_time(now=NOW + HOUR)
    with pytest.raises(TooSoon):
        accept(olena, now=local(9, 8, 1))


def test_where_any_master_would_do_another_free_one_is_taken_for_an_expired_offer(
    olena: WaitingEntry, full_tuesday: Tuesday, book: Booker
) -> None:
    offer_free_time(now=NOW + HOUR)
    book("haircut", TEN, master="anna", now=NOW + HOUR)
    cancel(full_tuesday["olga", 10])
    assert accept(olena, now=NOW + HOUR).appointments.get().master.slug == "olga"


def test_the_last_of_three_missed_offers_can_still_be_taken(full_tuesday: Tuesday, join: Joiner) -> None:
    entry = join()
    for number, hour in enumerate((10, 12, 14)):
        cancel(full_tuesday["anna", hour])
        offer_and_write(NOW + number * HOUR)
    offer_free_time(now=NOW + 3 * HOUR)
    entry.refresh_from_db()
    assert entry.state == "over"
    agreed = Agreed(local(9, 15), Decimal("45.00"))
    assert accept(entry, now=NOW + 3 * HOUR, agreed=agreed, start=local(9, 14)).pk
    entry.refresh_from_db()
    assert entry.state == "booked"


def test_taking_an_earlier_time_gives_the_one_just_offered_to_the_next(
    olena: WaitingEntry, full_tuesday: Tuesday, join: Joiner, django_capture_on_commit_callbacks: Committing
) -> None:
    cancel(full_tuesday["anna", 12])
    offer_free_time(now=NOW + HOUR)
    assert offers_to(olena) == [(TEN, "expired"), (NOON, "open")]
    second = join()
    with django_capture_on_commit_callbacks(execute=True):
        accept(olena, now=NOW + HOUR)
    assert offers_to(olena) == [(TEN, "taken"), (NOON, "withdrawn")]
    assert offers_to(second) == [(NOON, "open")]


def test_one_place_on_the_list_is_one_visit_whichever_offer_is_pressed_afterwards(
    olena: WaitingEntry, full_tuesday: Tuesday
) -> None:
    cancel(full_tuesday["anna", 12])
    offer_free_time(now=NOW + HOUR)
    visit = accept(olena, now=NOW + HOUR, agreed=Agreed(local(9, 13), Decimal("45.00")), start=NOON)
    assert accept(olena, now=NOW + HOUR) == visit
    assert offers_to(olena) == [(TEN, "expired"), (NOON, "taken")]
