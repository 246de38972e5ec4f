"""A place on the list: for which days, whose, how many."""

from datetime import date, timedelta

import pytest

from booking.actions.clients import Contact
from booking.actions.waiting_place import leave_waiting_list
from booking.errors import Blocked, InvalidContact, InvalidDays, NoWaitingList, TooManyVisits, TooManyWaiting
from booking.models import BookingSettings, Client, ClientStatus, Master, Service, WaitingEntry
from salon.outbox.models import Message
from tests.booking.conftest import NOW, OLENA, Booker, local
from tests.booking.waiting.conftest import TUESDAY, Joiner

MONDAY = date(2026, 6, 8)
DAY = timedelta(days=1)


def test_a_place_keeps_what_was_asked_and_typed(join: Joiner, anna: Master) -> None:
    entry = join(
        ["haircut", "colour"],
        master="anna",
        last=TUESDAY + 2 * DAY,
        contact=OLENA,
        language="uk",
        note="Ich bin schwanger",
        consent="Ich bin einverstanden.",
    )
    entry.refresh_from_db()
    assert (entry.services, entry.master, entry.state) == (["haircut", "colour"], anna, "waiting")
    assert (entry.first_day, entry.last_day) == (TUESDAY, TUESDAY + 2 * DAY)
    assert (entry.contact_name, entry.contact_phone, entry.contact_email) == (OLENA.name, OLENA.phone, OLENA.email)
    assert (entry.language, entry.note, entry.consent) == ("uk", "Ich bin schwanger", "Ich bin einverstanden.")


def test_without_a_master_any_will_do(join: Joiner) -> None:
    assert join().master is None


def test_one_draft_is_one_place_and_one_mail(join: Joiner) -> None:
    assert join(draft="a").pk == join(draft="a").pk
    assert WaitingEntry.objects.count() == 1
    assert Message.objects.filter(kind="waiting_joined").count() == 1


def test_nobody_becomes_a_client_by_waiting(join: Joiner) -> None:
    join(contact=OLENA)
    assert not Client.objects.exists()


@pytest.mark.parametrize(
    ("first", "last"),
    [
        (MONDAY, MONDAY),
        (MONDAY, MONDAY + 30 * DAY),
        (MONDAY + 60 * DAY, MONDAY + 60 * DAY),
        (MONDAY + 30 * DAY, MONDAY + 60 * DAY),
    ],
)
def test_days_from_today_to_the_horizon_a_month_at_most(join: Joiner, first: date, last: date) -> None:
    assert join(first=first, last=last).pk


@pytest.mark.parametrize(
    ("first", "last"),
    [
        (MONDAY - DAY, MONDAY),
        (MONDAY, MONDAY + 31 * DAY),
        (MONDAY + 60 * DAY, MONDAY + 61 * DAY),
        (TUESDAY, MONDAY),
        (date.min, MONDAY),
        (MONDAY, date.max),
    ],
    ids=["past", "too many", "beyond the horizon", "backwards", "the first day ever", "the last day ever"],
)
def test_other_days_are_refused_with_those_that_are_possible(join: Joiner, first: date, last: date) -> None:
    with pytest.raises(InvalidDays) as refused:
        join(first=first, last=last)
    assert refused.value.facts == {"first": MONDAY, "last": MONDAY + 60 * DAY, "days": 31}
    assert not WaitingEntry.objects.exists()


def test_today_is_the_salons(join: Joiner) -> None:
    with pytest.raises(InvalidDays):
        join(first=MONDAY, now=local(9, 0, 5))
    assert join(first=TUESDAY, now=local(9, 0, 5)).pk


def test_the_shortest_horizon_of_the_services_counts(join: Joiner, haircut: Service) -> None:
    Service.objects.filter(pk=haircut.pk).update(horizon_days=7)
    with pytest.raises(InvalidDays):
        join(first=MONDAY + 8 * DAY)


def test_offers_come_by_mail_so_an_email_is_needed(join: Joiner) -> None:
    with pytest.raises(InvalidContact):
        join(contact=Contact("Olena Kovalenko", "+491512345678"))


def test_a_blocked_client_gets_the_neutral_answer(join: Joiner) -> None:
    Client.objects.create(name="Olena", phone=OLENA.phone, status=ClientStatus.BLOCKED)
    with pytest.raises(Blocked):
        join(contact=OLENA)


def test_nobody_waits_more_often_than_they_may_have_visits(join: Joiner) -> None:
    for _ in range(3):
        join(contact=OLENA)
    with pytest.raises(TooManyWaiting):
        join(contact=OLENA)
    with pytest.raises(TooManyWaiting):
        join(contact=Contact("Olena", "", OLENA.email))
    with pytest.raises(TooManyWaiting):
        join(contact=Contact("Olena", OLENA.phone, "olena.neu@example.org"))


def test_only_open_places_count(join: Joiner) -> None:
    places = [join(contact=OLENA) for _ in range(3)]
    leave_waiting_list(entry_id=places[0].pk, now=NOW)
    assert join(contact=OLENA).pk


def test_who_could_take_no_offer_need_not_wait(join: Joiner, book: Booker) -> None:
    for day in (10, 11, 12):
        book("haircut", local(day, 9), contact=OLENA)
    with pytest.raises(TooManyVisits):
        join(contact=OLENA)


def test_a_salon_without_a_waiting_list_takes_nobody(join: Joiner) -> None:
    BookingSettings.objects.update(has_waiting_list=False)
    with pytest.raises(NoWaitingList):
        join()
