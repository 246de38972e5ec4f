"""A time that is offered to somebody who waits is kept for her alone, and whoever is faster has it alone."""

from datetime import datetime, timedelta

import pytest

from booking.actions.clients import Contact
from booking.actions.waiting import offer_free_time
from booking.actions.waiting_place import PlaceRequest, join_waiting_list, leave_waiting_list
from booking.models import HoursException, Master, Occupancy, WaitingEntry, WaitingOffer
from tests.booking.conftest import NOW, wish_for
from tests.booking.story.invariants import assert_desk_is_sound
from tests.races.attempts import accept_once, after, book_once, decline_offer_once, offer_once
from tests.races.conftest import MOMENTS
from tests.races.crowd import PEOPLE, Crowd, Outcome

pytestmark = [pytest.mark.races, pytest.mark.django_db(transaction=True)]

HALF = PEOPLE // 2
HOUR = timedelta(hours=1)
LATER = NOW + timedelta(minutes=61)


def winners(outcomes: list[Outcome]) -> int:
    return sum(outcome.won is not None for outcome in outcomes)


def only_hour(master: Master, start: datetime) -> None:
    """On this day she works for one haircut."""
    HoursException.objects.filter(master=master).delete()
    HoursException.objects.create(
        master=master, date=start.date(), starts_at=start.time(), ends_at=(start + HOUR).time()
    )


def wait_for(start: datetime, name: str) -> WaitingEntry:
    contact = Contact(name, "", f"{name}-{start:%m%d%H}@example.org")
    wish = wish_for("haircut", "anna")
    request = PlaceRequest(f"{name} {start}", wish, start.date(), start.date(), contact, "de")
    entry = join_waiting_list(request, now=NOW)
    # As if the hour had been taken when they joined.
    WaitingEntry.objects.filter(pk=entry.pk).update(passed_over=[])
    return entry


def bookings(number: int, start: datetime, now: datetime) -> list[tuple[object, ...]]:
    people = range(number * PEOPLE, number * PEOPLE + HALF)
    return [(book_once, who, ("haircut",), start, "anna", f"d{who}", now) for who in people]


def test_a_free_time_is_offered_to_one_who_waits_or_booked_by_somebody(anna: Master, olga: Master) -> None:
    with Crowd("waiting-list offer against book") as crowd:
        for number, moment in enumerate(MOMENTS):
            only_hour(anna, moment)
            entries = [wait_for(moment, name) for name in ("Olena", "Dora")]
            # Whoever looks through the list takes longer than whoever books.
            booking = [(after, 0.02 * (number % 5), *one) for one in bookings(number, moment, NOW)]
            outcomes = crowd.rush([*booking, *[(offer_once,)] * (PEOPLE - HALF)])
            offered = sum(outcome.won or 0 for outcome in outcomes[HALF:])
            assert winners(outcomes[:HALF]) + offered == 1
            assert {outcome.refused for outcome in outcomes} == {"", "slot_taken"}
            assert WaitingOffer.objects.filter(entry__in=entries).count() == offered
            assert Occupancy.objects.filter(start=moment).count() == 1
            for entry in entries:
                leave_waiting_list(entry_id=entry.pk, now=NOW)
    assert_desk_is_sound()


def test_an_offer_that_has_run_out_is_still_taken_unless_somebody_has_booked_it(anna: Master, olga: Master) -> None:
    with Crowd("accept an expired offer against book") as crowd:
        for number, moment in enumerate(MOMENTS):
            only_hour(anna, moment)
            entry = wait_for(moment, "Olena")
            offer_free_time(now=NOW)
            accepting = [(accept_once, entry.offers.get(), LATER)] * (PEOPLE - HALF)
            outcomes = crowd.rush([*bookings(number, moment, LATER), *accepting])
            booked = winners(outcomes[:HALF])
            assert {outcome.refused for outcome in outcomes[HALF:]} == {"offer_gone" if booked else ""}
            assert booked + len({outcome.won for outcome in outcomes[HALF:] if outcome.won}) == 1
            assert Occupancy.objects.filter(start=moment, hold=None).count() == 1
    assert_desk_is_sound()


def test_an_offer_is_taken_or_goes_to_the_next_in_line(anna: Master, olga: Master) -> None:
    with Crowd("accept an offer against decline") as crowd:
        for number, moment in enumerate(MOMENTS):
            only_hour(anna, moment)
            first, second = (wait_for(moment, name) for name in ("Olena", "Dora"))
            offer_free_time(now=NOW)
            offer = first.offers.get()
            accepting = [(after, 0.01 * (number % 5), accept_once, offer)] * HALF
            outcomes = crowd.rush([*accepting, *[(decline_offer_once, offer)] * (PEOPLE - HALF)])
            taken = {outcome.won for outcome in outcomes[:HALF]} - {None}
            assert len({outcome.refused for outcome in outcomes[:HALF]}) == 1
            assert len(taken) + second.offers.count() == 1
            assert Occupancy.objects.filter(start=moment).count() == 1
            leave_waiting_list(entry_id=second.pk, now=NOW)
    assert_desk_is_sound()
