"""When time comes free: who is passed over, and what is not offered."""

from datetime import timedelta

from booking.actions.waiting import offer_free_time
from booking.models import Client, ClientStatus, WaitingEntry
from tests.booking.conftest import NOW, OLENA, Booker, Holder, local
from tests.booking.waiting.conftest import (
    Joiner,
    Tuesday,
    cancel,
    offers_to,
)

TEN = local(9, 10)


def test_a_blocked_client_is_passed_over_and_the_next_is_asked(full_tuesday: Tuesday, join: Joiner) -> None:
    blocked, second = join(contact=OLENA), join()
    Client.objects.create(name="Olena", email=OLENA.email, status=ClientStatus.BLOCKED)
    cancel(full_tuesday["anna", 10])
    offer_free_time(now=NOW)
    assert (offers_to(blocked), offers_to(second)) == ([], [(TEN, "open")])


def test_what_cannot_be_booked_any_more_waits_on_and_the_next_is_asked(full_tuesday: Tuesday, join: Joiner) -> None:
    gone, second = join("manicure"), join()
    WaitingEntry.objects.filter(pk=gone.pk).update(services=["pedicure"])
    cancel(full_tuesday["anna", 10])
    offer_free_time(now=NOW)
    gone.refresh_from_db()
    assert (gone.state, offers_to(gone), offers_to(second)) == ("waiting", [], [(TEN, "open")])


def test_an_erased_entry_is_passed_over(full_tuesday: Tuesday, join: Joiner) -> None:
    erased, second = join(), join()
    WaitingEntry.objects.filter(pk=erased.pk).update(contact_name="", contact_phone="", contact_email="")
    cancel(full_tuesday["anna", 10])
    offer_free_time(now=NOW)
    assert (offers_to(erased), offers_to(second)) == ([], [(TEN, "open")])


def test_who_has_as_many_visits_as_allowed_is_passed_over(full_tuesday: Tuesday, join: Joiner, book: Booker) -> None:
    busy, second = join(contact=OLENA), join()
    for day in (10, 11, 12):
        book("haircut", local(day, 9), contact=OLENA)
    cancel(full_tuesday["anna", 10])
    offer_free_time(now=NOW)
    assert (offers_to(busy), offers_to(second)) == ([], [(TEN, "open")])


def test_the_time_that_somebody_else_chose_meanwhile_is_not_offered(
    full_tuesday: Tuesday, join: Joiner, hold: Holder
) -> None:
    entry = join()
    cancel(full_tuesday["anna", 10])
    hold("haircut", TEN, draft="somebody")
    assert offer_free_time(now=NOW) == 0
    assert offer_free_time(now=NOW + timedelta(minutes=10)) == 1
    assert offers_to(entry) == [(TEN, "open")]
