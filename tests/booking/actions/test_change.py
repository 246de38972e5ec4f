"""Moving and cancelling: the same guards as booking, one change, and staff are not bound by the clients' limits."""

import pytest

from booking.actions.change import cancel_visit, move_visit
from booking.actions.events import ONLINE, Actor
from booking.errors import AlreadyDecided, MasterUnavailable, OutsideHours, SlotTaken, TooLateToCancel, TooLateToMove
from booking.models import Appointment, BookingSettings, Master, Occupancy, Source, Status
from salon.outbox.models import Message, State
from tests.booking.conftest import NOW, Booker, local

pytestmark = pytest.mark.django_db

KARIN = Actor("staff", Source.DESK)
TOO_LATE = local(9, 8)


def test_a_cancelled_visit_gives_its_time_back(book: Booker) -> None:
    visit = book("haircut", local(11, 10), master="anna")
    cancel_visit(visit_id=visit.pk, by=ONLINE, now=NOW)
    assert not Occupancy.objects.exists()
    assert book("haircut", local(11, 10), master="anna")


def test_a_moved_visit_gives_its_old_time_back_and_keeps_price_and_link(book: Booker) -> None:
    visit = book("haircut", local(11, 10), master="anna")
    moved = move_visit(visit_id=visit.pk, to=local(12, 9), by=ONLINE, now=NOW)
    appointment = moved.appointments.get()
    assert (appointment.start, appointment.price, moved.public_id) == (local(12, 9), 45, visit.public_id)
    assert book("haircut", local(11, 10), master="anna")


def test_a_move_to_an_overlapping_time_of_ones_own_is_no_conflict(book: Booker) -> None:
    visit = book("haircut", local(11, 10), master="anna")
    assert move_visit(visit_id=visit.pk, to=local(11, 10, 30), by=ONLINE, now=NOW)
    assert Occupancy.objects.get().start == local(11, 10, 30)


def test_a_visit_moved_within_a_day_stays_with_its_master(book: Booker) -> None:
    visit = book("haircut", local(11, 10))
    master = visit.appointments.get().master
    Master.objects.exclude(pk=master.pk).update(last_booked_at=NOW)
    Master.objects.filter(pk=master.pk).update(last_booked_at=None)
    moved = move_visit(visit_id=visit.pk, to=local(11, 14), by=ONLINE, now=NOW)
    assert moved.appointments.get().master == master


@pytest.mark.parametrize("by", [ONLINE, KARIN], ids=["client", "reception"])
def test_nobody_moves_onto_somebody_elses_time(book: Booker, by: Actor) -> None:
    book("haircut", local(12, 10), master="anna")
    visit = book("haircut", local(11, 10), master="anna")
    with pytest.raises(SlotTaken):
        move_visit(visit_id=visit.pk, to=local(12, 10, 30), by=by, now=NOW)
    assert visit.appointments.get().start == local(11, 10)
    assert Occupancy.objects.count() == 2


def test_a_move_obeys_hours_and_the_slot_step(book: Booker) -> None:
    rules = BookingSettings.load()
    rules.slot_step = 20
    rules.save()
    visit = book("haircut", local(11, 10), master="anna")
    for to, refusal in (
        (local(14, 10), OutsideHours),
        (local(11, 17, 20), MasterUnavailable),
        (local(12, 9, 15), SlotTaken),
    ):
        with pytest.raises(refusal):
            move_visit(visit_id=visit.pk, to=to, by=ONLINE, now=NOW)
    assert move_visit(visit_id=visit.pk, to=local(12, 9, 20), by=ONLINE, now=NOW)


def test_clients_are_bound_by_the_limits_and_reception_is_not(book: Booker) -> None:
    visit = book("haircut", local(9, 15), master="anna")
    with pytest.raises(TooLateToMove):
        move_visit(visit_id=visit.pk, to=local(10, 10), by=ONLINE, now=TOO_LATE)
    with pytest.raises(TooLateToCancel):
        cancel_visit(visit_id=visit.pk, by=ONLINE, now=TOO_LATE)
    assert move_visit(visit_id=visit.pk, to=local(9, 16), by=KARIN, now=TOO_LATE)


def test_a_late_cancellation_is_marked_as_late(book: Booker) -> None:
    late, early = book("haircut", local(9, 15), master="anna"), book("haircut", local(11, 15), master="anna")
    cancel_visit(visit_id=late.pk, by=KARIN, now=TOO_LATE)
    cancel_visit(visit_id=early.pk, by=KARIN, now=TOO_LATE)
    assert late.appointments.get().is_late_cancel
    assert not early.appointments.get().is_late_cancel


def test_between_the_two_limits_a_client_cancels_late_and_after_the_second_not_at_all(book: Booker) -> None:
    rules = BookingSettings.load()
    rules.free_cancel_hours, rules.cancel_limit_hours, rules.move_limit_hours = 24, 2, 12
    rules.save()
    free, late, never = (book("haircut", local(9, hour), master="anna") for hour in (14, 15, 16))
    cancel_visit(visit_id=free.pk, by=ONLINE, now=local(8, 14))
    cancel_visit(visit_id=late.pk, by=ONLINE, now=local(9, 13))
    with pytest.raises(TooLateToCancel):
        cancel_visit(visit_id=never.pk, by=ONLINE, now=local(9, 14, 1))
    with pytest.raises(TooLateToMove):
        move_visit(visit_id=never.pk, to=local(10, 10), by=ONLINE, now=local(9, 4, 1))
    assert [visit.appointments.get().is_late_cancel for visit in (free, late)] == [False, True]


def test_a_visit_keeps_the_limits_of_the_day_it_was_booked(book: Booker) -> None:
    visit = book("haircut", local(11, 10))
    rules = BookingSettings.load()
    rules.free_cancel_hours = rules.cancel_limit_hours = rules.move_limit_hours = 72
    rules.save()
    assert cancel_visit(visit_id=visit.pk, by=ONLINE, now=local(10, 9))


def test_what_is_decided_is_not_decided_again(book: Booker) -> None:
    visit = book("haircut", local(11, 10))
    cancel_visit(visit_id=visit.pk, by=ONLINE, now=NOW)
    with pytest.raises(AlreadyDecided):
        cancel_visit(visit_id=visit.pk, by=ONLINE, now=NOW)
    with pytest.raises(AlreadyDecided):
        move_visit(visit_id=visit.pk, to=local(12, 10), by=ONLINE, now=NOW)


def test_a_pending_appointment_takes_its_time_as_a_confirmed_one_does(book: Booker) -> None:
    visit = book("haircut", local(11, 10), master="anna")
    Appointment.objects.filter(visit=visit).update(status=Status.PENDING)
    with pytest.raises(SlotTaken):
        book("haircut", local(11, 10), master="anna")


def test_reminders_follow_a_move_and_go_with_a_cancellation(book: Booker) -> None:
    visit = book("haircut", local(11, 10))
    move_visit(visit_id=visit.pk, to=local(12, 10), by=ONLINE, now=NOW)
    reminders = Message.objects.filter(kind="visit_reminder", state=State.QUEUED)
    assert sorted(reminders.values_list("due_at", flat=True)) == [local(11, 10), local(12, 8)]
    cancel_visit(visit_id=visit.pk, by=ONLINE, now=NOW)
    assert not reminders.exists()


def test_every_change_leaves_its_event(book: Booker) -> None:
    visit = book("haircut", local(11, 10))
    move_visit(visit_id=visit.pk, to=local(12, 10), by=ONLINE, now=NOW)
    cancel_visit(visit_id=visit.pk, by=KARIN, now=NOW, reason="ill")
    events = visit.appointments.get().events
    assert list(events.values_list("kind", "actor", "source")) == [
        ("booked", "client", "website"),
        ("moved", "client", "website"),
        ("cancelled", "staff", "desk"),
    ]
