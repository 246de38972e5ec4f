"""What follows an answer: the time is booked, or goes to the next at once."""

from decimal import Decimal

import pytest

from booking.actions.book import Agreed
from booking.actions.change import cancel_visit
from booking.actions.decide import decline_visit
from booking.actions.events import ONLINE
from booking.actions.waiting import offer_free_time
from booking.actions.waiting_place import accept_offer, decline_offer, leave_waiting_list
from booking.errors import MasterUnavailable, OfferGone, PriceChanged, TooManyVisits
from booking.models import (
    AppointmentEvent,
    BookingSettings,
    Confirmation,
    Hold,
    Occupancy,
    Service,
    Status,
    TimeOff,
    Visit,
    WaitingEntry,
)
from salon.outbox.models import Message
from tests.booking.conftest import NOW, OLENA, Booker, local
from tests.booking.waiting.answering import AGREED, TEN, accept, olena
from tests.booking.waiting.conftest import (
    HOUR,
    KARIN,
    Committing,
    Joiner,
    Tuesday,
    cancel,
    offers_to,
    open_offer,
)

__all__ = ["olena"]
pytestmark = pytest.mark.django_db
NOON = local(9, 12)


def decline(entry: WaitingEntry) -> None:
    decline_offer(entry_id=entry.pk, offer_id=open_offer(entry).pk, now=NOW)


def test_accepting_books_what_was_kept(olena: WaitingEntry) -> None:
    rows = list(open_offer(olena).hold.occupancies.values_list("pk", flat=True))
    visit = accept(olena)
    appointment = visit.appointments.get()
    assert (appointment.start, appointment.master.slug, appointment.status) == (TEN, "anna", Status.CONFIRMED)
    assert (visit.contact_name, visit.contact_phone, visit.contact_email) == (OLENA.name, OLENA.phone, OLENA.email)
    assert (visit.source, visit.language, visit.note) == ("website", "uk", "Ich komme mit Kinderwagen")
    assert list(appointment.occupancies.values_list("pk", flat=True)) == rows
    assert not Hold.objects.exists()
    assert Message.objects.filter(kind="visit_confirmed", about=f"visit:{visit.pk}").exists()


def test_the_place_on_the_list_and_the_offer_know_what_came_of_them(olena: WaitingEntry) -> None:
    visit = accept(olena)
    olena.refresh_from_db()
    assert (olena.state, olena.visit) == ("booked", visit)
    offer = olena.offers.get()
    assert (offer.state, offer.answered_at, offer.hold) == ("taken", NOW, None)


def test_the_history_of_the_visit_tells_that_it_came_from_the_list(olena: WaitingEntry) -> None:
    accept(olena)
    facts = AppointmentEvent.objects.get(kind="booked").facts
    assert facts["waiting_list"] == olena.pk
    assert facts["consent"] == "Ich bin einverstanden."


def test_a_second_click_is_the_same_visit(olena: WaitingEntry) -> None:
    assert accept(olena) == accept(olena)
    assert AppointmentEvent.objects.filter(kind="booked").count() == 1


def test_the_client_agrees_to_the_price_that_was_shown(olena: WaitingEntry) -> None:
    Service.objects.filter(slug="haircut").update(price=Decimal("50.00"))
    with pytest.raises(PriceChanged):
        accept(olena)
    assert offers_to(olena) == [(TEN, "open")]
    assert accept(olena, agreed=Agreed(AGREED.end, Decimal("50.00"))).appointments.get().price == 50


def test_an_offer_inside_the_lead_time_is_booked_as_long_as_it_is_open(full_tuesday: Tuesday, join: Joiner) -> None:
    entry = join()
    cancel(full_tuesday["anna", 10])
    offer_free_time(now=local(9, 8))
    assert accept(entry, now=local(9, 8, 59)).appointments.get().start == TEN


def test_a_service_on_request_becomes_a_request(olena: WaitingEntry) -> None:
    BookingSettings.objects.update(confirmation=Confirmation.REQUEST)
    visit = accept(olena)
    assert visit.decide_until is not None
    assert visit.appointments.get().status == Status.PENDING
    assert AppointmentEvent.objects.get(kind="requested").facts["waiting_list"] == olena.pk


def test_one_who_has_enough_visits_meanwhile_is_told_so_and_keeps_the_offer(olena: WaitingEntry, book: Booker) -> None:
    for day in (10, 11, 12):
        book("haircut", local(day, 9), contact=OLENA)
    with pytest.raises(TooManyVisits):
        accept(olena)
    assert offers_to(olena) == [(TEN, "open")]


def test_declining_offers_it_to_the_next_at_once(
    olena: WaitingEntry, join: Joiner, django_capture_on_commit_callbacks: Committing
) -> None:
    second = join()
    with django_capture_on_commit_callbacks(execute=True):
        decline(olena)
    assert (offers_to(olena), offers_to(second)) == ([(TEN, "declined")], [(TEN, "open")])
    assert olena.offers.get().answered_at == NOW


def test_a_declined_time_is_free_for_everybody_if_nobody_else_waits(olena: WaitingEntry, book: Booker) -> None:
    decline(olena)
    assert book("haircut", TEN, master="anna")


def test_three_declined_offers_end_it_as_three_expired_ones_do(full_tuesday: Tuesday, join: Joiner) -> None:
    entry = join()
    for hour in (10, 12, 14):
        cancel(full_tuesday["anna", hour])
        offer_free_time(now=NOW)
        decline(entry)
    entry.refresh_from_db()
    assert entry.state == "over"


def test_declining_twice_is_declining_once(olena: WaitingEntry) -> None:
    offer_id = open_offer(olena).pk
    for _ in range(2):
        decline_offer(entry_id=olena.pk, offer_id=offer_id, now=NOW)
    assert offers_to(olena) == [(TEN, "declined")]


def test_what_is_booked_cannot_be_declined_any_more(olena: WaitingEntry) -> None:
    offer_id = open_offer(olena).pk
    visit = accept(olena)
    decline_offer(entry_id=olena.pk, offer_id=offer_id, now=NOW)
    assert offers_to(olena) == [(TEN, "taken")]
    assert Occupancy.objects.filter(appointment__visit=visit).exists()


def test_whoever_leaves_gives_the_offered_time_to_the_next(
    olena: WaitingEntry, join: Joiner, django_capture_on_commit_callbacks: Committing
) -> None:
    second = join()
    with django_capture_on_commit_callbacks(execute=True):
        assert leave_waiting_list(entry_id=olena.pk, now=NOW)
    olena.refresh_from_db()
    assert (olena.state, offers_to(olena), offers_to(second)) == (
        "withdrawn",
        [(TEN, "withdrawn")],
        [(TEN, "open")],
    )


def test_leaving_twice_is_leaving_once(olena: WaitingEntry) -> None:
    assert leave_waiting_list(entry_id=olena.pk, now=NOW)
    assert not leave_waiting_list(entry_id=olena.pk, now=NOW)


def test_an_offer_is_answered_only_by_whom_it_was_made_to(olena: WaitingEntry, join: Joiner) -> None:
    stranger, offer = join(), open_offer(olena)
    with pytest.raises(OfferGone):
        accept_offer(entry_id=stranger.pk, offer_id=offer.pk, agreed=AGREED, now=NOW)
    decline_offer(entry_id=stranger.pk, offer_id=offer.pk, now=NOW)
    assert offers_to(olena) == [(TEN, "open")]


def test_a_master_who_takes_that_day_off_meanwhile_is_not_booked(full_tuesday: Tuesday, join: Joiner) -> None:
    entry = join(master="anna")
    cancel(full_tuesday["anna", 10])
    offer_free_time(now=NOW)
    TimeOff.objects.create(master_id=full_tuesday["anna", 9].appointments.get().master_id, start=TEN, end=TEN + HOUR)
    with pytest.raises(MasterUnavailable):
        accept(entry)
    assert not Visit.objects.filter(source="website").exists()
    assert (offers_to(entry)[-1][1], Hold.objects.count()) == ("withdrawn", 0)


@pytest.mark.parametrize("minutes", [45, 75])
def test_what_was_kept_for_a_service_of_another_length_is_gone(
    full_tuesday: Tuesday, join: Joiner, minutes: int
) -> None:
    entry = join(master="anna")
    cancel(full_tuesday["anna", 10])
    offer_free_time(now=NOW)
    Service.objects.filter(slug="haircut").update(minutes=minutes)
    with pytest.raises(OfferGone):
        accept(entry)
    assert offers_to(entry)[-1][1] == "withdrawn"


def test_who_asked_from_the_list_and_was_declined_goes_on_waiting(olena: WaitingEntry) -> None:
    BookingSettings.objects.update(confirmation="request")
    visit = accept(olena)
    decline_visit(visit_id=visit.pk, by=KARIN, now=NOW)
    olena.refresh_from_db()
    assert (olena.state, olena.visit) == ("waiting", None)


def test_an_offer_whose_visit_was_declined_is_gone_for_good(olena: WaitingEntry) -> None:
    """Its link is still in her mail: a click must not end her waiting with a visit that is off."""
    BookingSettings.objects.update(confirmation="request")
    decline_visit(visit_id=accept(olena).pk, by=KARIN, now=NOW)
    with pytest.raises(OfferGone):
        accept(olena)
    olena.refresh_from_db()
    assert (olena.state, olena.visit) == ("waiting", None)


def test_the_booked_visit_is_cancelled_like_any_other_and_its_time_goes_to_the_next(
    olena: WaitingEntry, join: Joiner, django_capture_on_commit_callbacks: Committing
) -> None:
    second, visit = join(), accept(olena)
    BookingSettings.objects.update(cancel_limit_hours=0)
    visit.appointments.update(policy={"free_cancel_hours": 0, "cancel_limit_hours": 0, "move_limit_hours": 0})
    with django_capture_on_commit_callbacks(execute=True):
        cancel_visit(visit_id=visit.pk, by=ONLINE, now=NOW)
    assert offers_to(second) == [(TEN, "open")]
