"""When time comes free: who is asked, for how long, and who is next."""

from datetime import datetime, time, timedelta

import pytest

from booking.actions.change import move_visit
from booking.actions.clients import Contact
from booking.actions.waiting import offer_free_time
from booking.errors import SlotTaken
from booking.models import BookingSettings, Hold, WaitingEntry
from booking.selectors.free_time import find_free_time
from salon.outbox.models import Message
from tests.booking.conftest import NOW, Booker, Holder, local, wish_for
from tests.booking.waiting.conftest import (
    HOUR,
    KARIN,
    TUESDAY,
    Joiner,
    Tuesday,
    cancel,
    offer_and_write,
    offers_to,
    open_offer,
)

TEN = local(9, 10)


def test_nobody_is_asked_while_nothing_is_free(full_tuesday: Tuesday, join: Joiner) -> None:
    entry = join()
    assert offer_free_time(now=NOW) == 0
    assert offers_to(entry) == []


def test_a_cancelled_time_is_offered_with_a_mail_and_kept_for_an_hour(full_tuesday: Tuesday, join: Joiner) -> None:
    entry = join()
    cancel(full_tuesday["anna", 10])
    assert offer_free_time(now=NOW) == 1
    offer = open_offer(entry)
    assert (offer.start, offer.end, offer.expires_at) == (TEN, local(9, 11), NOW + HOUR)
    assert offer.hold.held_until == NOW + HOUR
    assert offer.hold.occupancies.get().master.slug == "anna"
    assert Message.objects.get(kind="waiting_offer").about == f"offer:{offer.pk}"


def test_the_longest_waiting_is_asked_first_and_nobody_else(full_tuesday: Tuesday, join: Joiner) -> None:
    first, second = join(), join()
    cancel(full_tuesday["anna", 10])
    assert offer_free_time(now=NOW) == 1
    assert (offers_to(first), offers_to(second)) == ([(TEN, "open")], [])


def test_two_free_times_go_to_two_people(full_tuesday: Tuesday, join: Joiner) -> None:
    first, second = join(), join()
    cancel(full_tuesday["anna", 10])
    cancel(full_tuesday["olga", 14])
    assert offer_free_time(now=NOW) == 2
    assert (offers_to(first), offers_to(second)) == ([(TEN, "open")], [(local(9, 14), "open")])


def test_while_an_offer_is_open_nobody_else_gets_the_time(
    full_tuesday: Tuesday, join: Joiner, book: Booker, hold: Holder
) -> None:
    join()
    cancel(full_tuesday["anna", 10])
    offer_free_time(now=NOW)
    assert not find_free_time(wish_for("haircut"), now=NOW).has(TEN)
    with pytest.raises(SlotTaken):
        hold("haircut", TEN, draft="somebody")
    with pytest.raises(SlotTaken):
        book("haircut", TEN)
    with pytest.raises(SlotTaken):
        book("haircut", TEN, by=KARIN)
    with pytest.raises(SlotTaken):
        move_visit(visit_id=full_tuesday["anna", 12].pk, to=TEN, by=KARIN, now=NOW)


def test_after_it_expires_the_next_is_asked_and_the_first_not_for_the_same_time_again(
    full_tuesday: Tuesday, join: Joiner
) -> None:
    first, second = join(), join()
    cancel(full_tuesday["anna", 10])
    offer_and_write(NOW)
    assert offer_and_write(NOW + HOUR) == 1
    assert (offers_to(first), offers_to(second)) == ([(TEN, "expired")], [(TEN, "open")])
    assert offer_free_time(now=NOW + 2 * HOUR) == 0
    assert (offers_to(first), offers_to(second)) == ([(TEN, "expired")], [(TEN, "expired")])
    assert not Hold.objects.exists()


def test_whoever_missed_a_time_is_not_asked_for_one_that_overlaps_it(full_tuesday: Tuesday, join: Joiner) -> None:
    entry = join()
    for hour in (10, 11):
        cancel(full_tuesday["anna", hour])
    offer_and_write(NOW)
    assert offer_free_time(now=NOW + HOUR) == 1
    assert offers_to(entry) == [(TEN, "expired"), (local(9, 11), "open")]


def test_an_offer_whose_mail_never_left_was_none_and_nobody_loses_a_place_by_it(
    full_tuesday: Tuesday, join: Joiner
) -> None:
    """The mail server is away for hours: each hour the time is offered anew, to who waits longest."""
    first, second = join(), join()
    cancel(full_tuesday["anna", 10])
    for hours in range(5):
        assert offer_free_time(now=NOW + hours * HOUR) == 1
        assert (offers_to(first), offers_to(second)) == ([(TEN, "open")], [])
    first.refresh_from_db()
    assert (first.state, Hold.objects.count()) == ("waiting", 1)


def test_one_minute_before_it_expires_nothing_changes(full_tuesday: Tuesday, join: Joiner) -> None:
    first, _second = join(), join()
    cancel(full_tuesday["anna", 10])
    offer_free_time(now=NOW)
    assert offer_free_time(now=NOW + timedelta(minutes=59)) == 0
    assert offers_to(first) == [(TEN, "open")]


def test_whoever_has_an_open_offer_is_not_asked_a_second_time(full_tuesday: Tuesday, join: Joiner) -> None:
    entry = join()
    for hour in (10, 14):
        cancel(full_tuesday["anna", hour])
        offer_free_time(now=NOW)
    assert offers_to(entry) == [(TEN, "open")]


def test_three_missed_offers_end_it(full_tuesday: Tuesday, join: Joiner) -> None:
    entry = join()
    for hour in (10, 12, 14, 16):
        cancel(full_tuesday["anna", hour])
    for number in range(5):
        offer_and_write(NOW + number * HOUR)
    entry.refresh_from_db()
    assert offers_to(entry) == [(local(9, hour), "expired") for hour in (10, 12, 14)]
    assert entry.state == "over"


def test_only_the_days_the_services_and_the_master_that_were_asked_for(full_tuesday: Tuesday, join: Joiner) -> None:
    at_olgas, nails = join(master="olga"), join("manicure")
    cancel(full_tuesday["anna", 10])
    assert offer_free_time(now=NOW) == 0
    cancel(full_tuesday["olga", 12])
    assert offer_free_time(now=NOW) == 1
    assert offers_to(at_olgas) == [(local(9, 12), "open")]
    cancel(full_tuesday["olga", 13])
    cancel(full_tuesday["olga", 14])
    assert offer_free_time(now=NOW) == 1
    assert offers_to(nails) == [(local(9, 13, 15), "open")]


def test_a_span_of_days_is_searched_from_its_first_day_on(full_tuesday: Tuesday, join: Joiner) -> None:
    entry = join(first=TUESDAY, last=TUESDAY + timedelta(days=3))
    cancel(full_tuesday["olga", 14])
    cancel(full_tuesday["olga", 11])
    offer_free_time(now=NOW)
    assert offers_to(entry) == [(local(9, 11), "open")]


def test_what_was_free_already_is_not_what_one_waits_for(full_tuesday: Tuesday, join: Joiner) -> None:
    """Wednesday is empty: whoever wanted one of its times had it before their eyes."""
    entry = join(first=TUESDAY, last=TUESDAY + timedelta(days=3))
    assert offer_free_time(now=NOW) == 0
    cancel(full_tuesday["olga", 11])
    assert offer_free_time(now=NOW) == 1
    assert offers_to(entry) == [(local(9, 11), "open")]


def test_several_services_are_offered_as_one_visit(full_tuesday: Tuesday, join: Joiner) -> None:
    entry = join(["haircut", "manicure"])
    cancel(full_tuesday["olga", 12])
    cancel(full_tuesday["olga", 13])
    assert offer_free_time(now=NOW) == 1
    offer = open_offer(entry)
    assert (offer.start, offer.end) == (local(9, 12), local(9, 13, 50))
    assert [row.master.slug for row in offer.hold.occupancies.all()] == ["olga", "olga"]


def test_the_lead_time_holds_for_who_waits_as_for_everybody(full_tuesday: Tuesday, join: Joiner) -> None:
    entry, morning = join(), local(9, 8, 30)
    cancel(full_tuesday["anna", 10])
    cancel(full_tuesday["anna", 11])
    offer_free_time(now=morning)
    assert offers_to(entry) == [(local(9, 10, 30), "open")]


def test_an_offer_never_lasts_beyond_its_start(full_tuesday: Tuesday, join: Joiner) -> None:
    BookingSettings.objects.update(lead_minutes=15)
    entry = join()
    cancel(full_tuesday["anna", 10])
    offer_free_time(now=local(9, 9, 40))
    assert open_offer(entry).expires_at == TEN


def test_what_leaves_less_than_ten_minutes_for_an_answer_is_not_offered(full_tuesday: Tuesday, join: Joiner) -> None:
    BookingSettings.objects.update(lead_minutes=0)
    entry = join()
    cancel(full_tuesday["anna", 10])
    assert offer_free_time(now=local(9, 9, 51)) == 0
    assert offers_to(entry) == []


@pytest.mark.parametrize(
    ("now", "made"),
    [(local(8, 7, 59), 0), (local(8, 8), 1), (local(8, 20, 59), 1), (local(8, 21), 0), (local(9, 0), 0)],
)
def test_nobody_is_written_to_at_night(full_tuesday: Tuesday, join: Joiner, now: datetime, made: int) -> None:
    join(now=local(8, 7))
    cancel(full_tuesday["anna", 16], local(8, 7))
    assert offer_free_time(now=now) == made


def test_the_hours_of_writing_are_the_salons_own(full_tuesday: Tuesday, join: Joiner) -> None:
    BookingSettings.objects.update(offers_from=time(9), offers_until=time(11))
    join()
    cancel(full_tuesday["anna", 16])
    assert offer_free_time(now=NOW) == 0


def test_an_offer_expires_at_night_too_and_the_next_is_asked_in_the_morning(
    full_tuesday: Tuesday, join: Joiner
) -> None:
    first, second, evening = join(), join(), local(8, 20, 50)
    cancel(full_tuesday["anna", 16])
    offer_and_write(evening)
    assert offer_free_time(now=evening + HOUR) == 0
    assert (offers_to(first), offers_to(second)) == ([(local(9, 16), "expired")], [])
    assert offer_free_time(now=local(9, 8)) == 1
    assert offers_to(second) == [(local(9, 16), "open")]


def test_when_the_days_have_passed_it_is_over(full_tuesday: Tuesday, join: Joiner) -> None:
    entry, later = join(), join(last=TUESDAY + timedelta(days=1))
    offer_free_time(now=local(10, 0))
    assert WaitingEntry.objects.get(pk=entry.pk).state == "over"
    assert WaitingEntry.objects.get(pk=later.pk).state == "waiting"


def test_without_a_waiting_list_nobody_is_asked_and_what_is_past_ends(full_tuesday: Tuesday, join: Joiner) -> None:
    entry = join()
    cancel(full_tuesday["anna", 10])
    offer_and_write(NOW)
    BookingSettings.objects.update(has_waiting_list=False)
    cancel(full_tuesday["anna", 12])
    assert offer_free_time(now=NOW + HOUR) == 0
    assert offers_to(entry) == [(TEN, "expired")]


def test_any_master_is_the_one_with_least_to_do_and_the_hold_says_why(full_tuesday: Tuesday, join: Joiner) -> None:
    entry = join()
    cancel(full_tuesday["olga", 10])
    cancel(full_tuesday["olga", 11])
    cancel(full_tuesday["anna", 10])
    offer_free_time(now=NOW)
    kept = open_offer(entry).hold
    assert kept.occupancies.get().master.slug == "olga"
    assert kept.reason == "fewest_minutes"


def test_a_contact_without_phone_is_enough(full_tuesday: Tuesday, join: Joiner) -> None:
    entry = join(contact=Contact("Olena", "", "olena@example.org"))
    cancel(full_tuesday["anna", 10])
    assert offer_free_time(now=NOW) == 1
    assert offers_to(entry) == [(TEN, "open")]
