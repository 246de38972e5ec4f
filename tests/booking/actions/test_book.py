"""Booking: what a client gets, and what the desk refuses."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from booking.actions.book import Agreed
from booking.actions.clients import Contact
from booking.actions.events import Actor
from booking.errors import (
    BeyondHorizon,
    Blocked,
    MasterUnavailable,
    OutsideHours,
    PriceChanged,
    ServiceUnavailable,
    SlotTaken,
    TooManyVisits,
    TooSoon,
)
from booking.models import Appointment, Client, Occupancy, Service, Source, TimeOff, Visit
from salon.cms.models import ClosedDay
from salon.outbox.models import Message
from tests.booking.conftest import NOW, OLENA, Booker, Holder, local, wish_for

pytestmark = pytest.mark.django_db


def test_a_visit_of_two_services_is_one_reference_back_to_back(book: Booker) -> None:
    visit = book(["haircut", "manicure"], local(9, 10))
    first, second = visit.appointments.order_by("position")
    assert first.start == local(9, 10)
    assert first.end <= second.start < first.end + timedelta(minutes=16)
    assert len(visit.reference) == 6
    assert Message.objects.filter(about=f"visit:{visit.pk}", kind="visit_confirmed").count() == 1


def test_price_minutes_names_and_policy_are_copied_at_booking(book: Booker, haircut: Service) -> None:
    visit = book("haircut", local(9, 10), master="anna")
    Service.objects.filter(pk=haircut.pk).update(price=99, minutes=30, cancel_limit_hours=1)
    copied = visit.appointments.get()
    assert (copied.price, copied.minutes, copied.service_name) == (Decimal("45.00"), 60, "Haarschnitt")
    assert copied.policy == {"free_cancel_hours": 24, "cancel_limit_hours": 24, "move_limit_hours": 24}


@pytest.mark.parametrize(("hour", "minute"), [(10, 0), (9, 15), (10, 45)])
def test_equal_and_overlapping_times_of_one_master_are_refused(book: Booker, hour: int, minute: int) -> None:
    book("haircut", local(9, 10), master="anna")
    with pytest.raises(SlotTaken):
        book("haircut", local(9, hour, minute), master="anna")
    assert Visit.objects.count() == 1


def test_the_database_itself_refuses_whatever_path_is_taken(book: Booker) -> None:
    visit = book("haircut", local(9, 10), master="anna")
    row = Occupancy.objects.get()
    with pytest.raises(IntegrityError, match="booking_no_overlap"), transaction.atomic():
        Occupancy.objects.create(
            master=row.master,
            start=row.start + timedelta(minutes=30),
            end=row.end,
            appointment=visit.appointments.get(),
        )


def test_moving_a_row_by_hand_meets_the_same_wall(book: Booker) -> None:
    book("haircut", local(9, 10), master="anna")
    book("haircut", local(9, 11), master="anna")
    late = Occupancy.objects.order_by("start")[1]
    with pytest.raises(IntegrityError, match="booking_no_overlap"), transaction.atomic():
        Occupancy.objects.filter(pk=late.pk).update(start=late.start - timedelta(minutes=5))


def test_buffers_hold_between_different_services(book: Booker) -> None:
    book("manicure", local(9, 10, 15), master="olga")
    with pytest.raises(SlotTaken):
        book("haircut", local(9, 11), master="olga")
    assert book("haircut", local(9, 11, 15), master="olga")


def test_processing_time_is_free_for_somebody_else(book: Booker, anna: object) -> None:
    Service.objects.create(slug="fringe", category=Service.objects.get(slug="colour").category, minutes=30, price=12)
    wanted = Service.objects.get(slug="fringe")
    wanted.skills.create(master=anna)
    book("colour", local(9, 10), master="anna")
    assert book("fringe", local(9, 10, 30), master="anna")
    with pytest.raises(SlotTaken):
        book("fringe", local(9, 11), master="anna")


def test_any_master_goes_to_who_has_least_to_do_and_says_why(book: Booker) -> None:
    book("haircut", local(9, 9), master="anna")
    visit = book("haircut", local(9, 14))
    appointment = visit.appointments.get()
    assert (appointment.master.slug, appointment.any_master, appointment.choice_reason) == (
        "olga",
        True,
        "fewest_minutes",
    )


def test_when_both_have_as_much_the_one_booked_longest_ago_is_taken(book: Booker) -> None:
    book("haircut", local(9, 9), master="anna", now=NOW)
    book("haircut", local(9, 9), master="olga", now=NOW + timedelta(minutes=5))
    appointment = book("haircut", local(9, 14), now=NOW + timedelta(minutes=9)).appointments.get()
    assert (appointment.master.slug, appointment.choice_reason) == ("anna", "least_recent")


def test_any_master_is_still_served_when_one_is_busy_and_refused_when_all_are(book: Booker) -> None:
    book("haircut", local(9, 10))
    book("haircut", local(9, 10))
    with pytest.raises(SlotTaken):
        book("haircut", local(9, 10))
    assert Appointment.objects.values("master").distinct().count() == 2


def test_the_same_draft_twice_is_one_visit(book: Booker) -> None:
    assert book("haircut", local(9, 10), draft="x").pk == book("haircut", local(9, 10), draft="x").pk
    assert Visit.objects.count() == 1
    assert Message.objects.filter(kind="visit_confirmed").count() == 1


@pytest.mark.parametrize(
    ("at", "refusal"),
    [
        (local(8, 11), TooSoon),  # in the past
        (local(8, 13), TooSoon),
        (local(9, 19), OutsideHours),
        (local(9, 8), OutsideHours),
        (local(14, 10), OutsideHours),  # a Sunday
        (local(12, 10, month=9), BeyondHorizon),
        (local(9, 10, 7), SlotTaken),  # off the grid
        (local(9, 17, 30), MasterUnavailable),  # open, but both have gone home
    ],
)
def test_a_start_outside_the_rules_is_refused(book: Booker, at: object, refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        book("haircut", at)
    assert not Visit.objects.exists()
    assert not Occupancy.objects.exists()


def test_lead_time_holds_when_booking_too(book: Booker) -> None:
    now = local(9, 9)
    with pytest.raises(TooSoon):
        book("haircut", local(9, 10, 45), now=now)
    assert book("haircut", local(9, 11), now=now)


def test_a_service_has_its_own_lead_and_horizon(book: Booker, haircut: Service) -> None:
    Service.objects.filter(pk=haircut.pk).update(lead_minutes=24 * 60, horizon_days=3)
    with pytest.raises(TooSoon):
        book("haircut", local(9, 10))
    with pytest.raises(BeyondHorizon):
        book("haircut", local(12, 10))
    assert book("haircut", local(11, 10))


def test_staff_are_not_bound_by_lead_time_but_by_the_wall(book: Booker) -> None:
    karin = Actor("staff", Source.PHONE)
    now = local(9, 9, 55)
    assert book("haircut", local(9, 10), master="anna", by=karin, now=now)
    with pytest.raises(SlotTaken):
        book("haircut", local(9, 10, 30), master="anna", by=karin, now=now)


def test_time_off_and_closed_days_are_read_inside_the_lock(book: Booker, anna: object) -> None:
    TimeOff.objects.create(master=anna, start=local(9, 13), end=local(9, 15))
    with pytest.raises(MasterUnavailable):
        book("haircut", local(9, 13), master="anna")
    with pytest.raises(SlotTaken):
        book("haircut", local(9, 12, 30), master="anna")
    ClosedDay.objects.create(slug="works-outing", month=6, day=10)
    with pytest.raises(OutsideHours):
        book("haircut", local(10, 10))


def test_an_inactive_service_or_master_is_not_bookable(book: Booker, haircut: Service, anna: object) -> None:
    Service.objects.filter(pk=haircut.pk).update(is_active=False)
    with pytest.raises(ServiceUnavailable):
        wish_for("haircut")
    Service.objects.update(is_active=True)
    type(anna).objects.filter(pk=anna.pk).update(is_bookable=False)
    with pytest.raises(MasterUnavailable):
        wish_for("haircut", "anna")
    with pytest.raises(MasterUnavailable):
        wish_for("manicure", "anna")


def test_a_held_time_is_not_given_to_others_and_becomes_the_visit(book: Booker, hold: Holder) -> None:
    kept = hold("haircut", local(9, 10), draft="olena", master="anna")
    with pytest.raises(SlotTaken):
        book("haircut", local(9, 10, 30), master="anna")
    rows = set(kept.occupancies.values_list("pk", flat=True))
    visit = book("haircut", local(9, 10), draft="olena", master="anna")
    assert set(Occupancy.objects.values_list("pk", flat=True)) == rows
    assert Occupancy.objects.get().appointment == visit.appointments.get()


def test_the_reason_for_any_master_is_kept_from_hold_to_visit(book: Booker, hold: Holder) -> None:
    book("haircut", local(9, 9), master="anna")
    hold("haircut", local(9, 14), draft="olena")
    book("haircut", local(9, 12), master="olga")
    appointment = book("haircut", local(9, 14), draft="olena").appointments.get()
    assert (appointment.master.slug, appointment.choice_reason) == ("olga", "fewest_minutes")


def test_an_expired_hold_whose_time_is_free_is_taken_again_silently(book: Booker, hold: Holder) -> None:
    hold("haircut", local(9, 10), draft="olena", master="anna")
    assert book("haircut", local(9, 10), draft="olena", master="anna", now=NOW + timedelta(hours=1))


def test_an_expired_hold_loses_to_who_came_meanwhile(book: Booker, hold: Holder) -> None:
    hold("haircut", local(9, 10), draft="olena", master="anna")
    later = NOW + timedelta(minutes=11)
    book("haircut", local(9, 10, 30), master="anna", now=later)
    with pytest.raises(SlotTaken):
        book("haircut", local(9, 10), draft="olena", master="anna", now=later)


def test_a_lost_any_master_time_goes_to_another_free_master(book: Booker, hold: Holder) -> None:
    taken = hold("haircut", local(9, 10), draft="olena").occupancies.get().master
    later = NOW + timedelta(minutes=11)
    book("haircut", local(9, 10), master=taken.slug, now=later)
    other = book("haircut", local(9, 10), draft="olena", now=later).appointments.get().master
    assert other != taken


def test_typing_does_not_make_a_held_time_too_soon(book: Booker, hold: Holder) -> None:
    chosen_at = local(9, 9)
    hold("haircut", local(9, 11), draft="olena", now=chosen_at)
    assert book("haircut", local(9, 11), draft="olena", now=chosen_at + timedelta(minutes=9))


def test_a_price_or_end_that_is_not_what_was_shown_is_refused(book: Booker) -> None:
    for agreed in (Agreed(local(9, 11), Decimal(1)), Agreed(local(9, 12), Decimal(45))):
        with pytest.raises(PriceChanged):
            book("haircut", local(9, 10), agreed=agreed)
    assert book("haircut", local(9, 10), agreed=Agreed(local(9, 11), Decimal(45)))


def test_three_open_visits_are_the_cap_for_one_phone_or_email(book: Booker) -> None:
    for day in (9, 10, 11):
        book("haircut", local(day, 10), contact=OLENA)
    with pytest.raises(TooManyVisits):
        book("haircut", local(12, 10), contact=OLENA)
    with pytest.raises(TooManyVisits):
        book("haircut", local(12, 10), contact=Contact("Someone", OLENA.phone))
    with pytest.raises(TooManyVisits):
        book("haircut", local(12, 10), contact=Contact("Someone", "", OLENA.email))


def test_a_blocked_client_gets_a_neutral_answer(book: Booker) -> None:
    Client.objects.create(name="Olena", phone=OLENA.phone, status="blocked", blocked_reason="three no-shows")
    with pytest.raises(Blocked) as refusal:
        book("haircut", local(9, 10), contact=OLENA)
    assert "no-show" not in str(refusal.value)


def test_everything_is_one_transaction(book: Booker, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*args: object, **kwargs: object) -> None:
        raise RuntimeError("power cut")

    monkeypatch.setattr("booking.actions.book.tell_booked", fail)
    with pytest.raises(RuntimeError, match="power cut"):
        book(["haircut", "manicure"], local(9, 10))
    assert not Visit.objects.exists()
    assert not Occupancy.objects.exists()
    assert not Client.objects.exists()
    assert not Message.objects.exists()


def test_reminders_are_due_before_the_start_and_never_at_once(book: Booker) -> None:
    far = book("haircut", local(11, 10), now=NOW)
    near = book("haircut", local(9, 10), now=NOW)
    due = dict(Message.objects.filter(kind="visit_reminder").values_list("about", "due_at").order_by("-due_at"))
    assert Message.objects.filter(about=f"visit:{far.pk}", kind="visit_reminder").count() == 2
    assert Message.objects.filter(about=f"visit:{near.pk}", kind="visit_reminder").count() == 1
    assert due[f"visit:{near.pk}"] == local(9, 8)
