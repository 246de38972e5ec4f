"""One appointment of a visit moves or is cancelled; the rest of it stays."""

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest

from booking.actions.desk import cancel_appointment, move_appointment
from booking.actions.events import Actor
from booking.engine import calendar
from booking.errors import (
    AlreadyDecided,
    BeyondHorizon,
    ClientBusy,
    MasterUnavailable,
    OutsideHours,
    SlotTaken,
    TooSoon,
    VisitNotFound,
)
from booking.models import Appointment, Category, Master, Occupancy, Service, Skill, Source, TimeOff, Visit
from salon.outbox.models import Message, State
from tests.booking.conftest import NOW, Booker, local, make_service
from tests.booking.story.invariants import assert_desk_is_sound
from tests.booking.test_clocks import autumn, by_night, spring

__all__ = ["by_night"]
pytestmark = pytest.mark.django_db

KARIN = Actor("staff", Source.DESK)
FIVE = timedelta(minutes=5)


@pytest.fixture(autouse=True)
def soundness() -> Iterator[None]:
    """Whatever a test does, the tables keep every promise."""
    yield
    assert_desk_is_sound()


def move(
    row: Appointment, to: datetime, master: Master | None = None, *, tells_client: bool = True, now: datetime = NOW
) -> Appointment:
    wanted = master.pk if master else row.master_id
    move_appointment(appointment_id=row.pk, to=to, master=wanted, tells_client=tells_client, by=KARIN, now=now)
    return Appointment.objects.get(pk=row.pk)


def cancel(row: Appointment, now: datetime = NOW) -> Appointment:
    cancel_appointment(appointment_id=row.pk, reason="krank", by=KARIN, now=now)
    return Appointment.objects.get(pk=row.pk)


def parts(visit: Visit) -> tuple[Appointment, Appointment]:
    first, second = visit.appointments.order_by("position")
    return first, second


def queued(kind: str, recipient: str = "client") -> int:
    return Message.objects.filter(kind=kind, recipient=recipient, state=State.QUEUED).count()


# -- where it goes


def test_one_service_moves_and_the_other_stays(book: Booker, olga: Master) -> None:
    colour, nails = parts(book(["colour", "manicure"], local(11, 9)))
    price, policy, old = nails.price, nails.policy, nails.start
    moved = move(nails, local(11, 14))
    assert (moved.start, moved.master, moved.price, moved.policy) == (local(11, 14), olga, price, policy)
    assert Appointment.objects.get(pk=colour.pk).start == local(11, 9)
    event = moved.events.get(kind="moved")
    assert event.facts["before"] == {"start": old.isoformat(), "master": olga.pk}
    assert event.facts["after"] == {"start": moved.start.isoformat(), "master": olga.pk}
    assert moved.visit.sequence == colour.visit.sequence + 1


def test_at_another_master_it_lasts_as_long_as_she_takes_and_costs_what_was_said(
    book: Booker, olga: Master, haircut: Service
) -> None:
    Skill.objects.filter(master=olga, service=haircut).update(minutes=90, price=70)
    moved = move(book("haircut", local(11, 10), master="anna").appointments.get(), local(11, 10), olga)
    assert (moved.master, moved.minutes, moved.end, moved.price) == (olga, 90, local(11, 11, 30), 45)
    assert Occupancy.objects.get().master == olga


def test_to_where_it_is_already_nothing_changes_and_nobody_is_told(book: Booker) -> None:
    row = book("haircut", local(11, 10), master="anna").appointments.get()
    before = list(Message.objects.values()), list(Occupancy.objects.values())
    assert move(row, local(11, 10)).visit.sequence == row.visit.sequence
    assert (list(Message.objects.values()), list(Occupancy.objects.values())) == before


@pytest.mark.parametrize(
    ("to", "refusal"),
    [
        (local(11, 12, 30), SlotTaken),
        (local(11, 13, 2), SlotTaken),
        (local(11, 15), MasterUnavailable),
        (local(11, 18, 30), OutsideHours),
        (local(8, 11), TooSoon),
        (local(8, 10, year=2029), BeyondHorizon),
    ],
    ids=["taken", "minute", "off", "closes", "past", "years"],
)
def test_the_guards_of_every_booking_hold_and_a_refused_move_changes_nothing(
    book: Booker, anna: Master, to: datetime, refusal: type[Exception]
) -> None:
    book("haircut", local(11, 12), master="anna")
    TimeOff.objects.create(master=anna, start=local(11, 15), end=local(11, 16))
    row = book("haircut", local(11, 10), master="anna").appointments.get()
    before = list(Message.objects.values()), list(Occupancy.objects.values())
    with pytest.raises(refusal):
        move(row, to)
    assert Appointment.objects.get(pk=row.pk).start == local(11, 10)
    assert (list(Message.objects.values()), list(Occupancy.objects.values())) == before


def test_it_goes_to_nobody_who_cannot_do_it_or_has_left(book: Booker, anna: Master, olga: Master) -> None:
    nails = book("manicure", local(11, 10)).appointments.get()
    with pytest.raises(MasterUnavailable):
        move(nails, local(11, 14), anna)
    cut = book("haircut", local(11, 12), master="anna").appointments.get()
    Master.objects.filter(pk=olga.pk).update(is_bookable=False)
    with pytest.raises(MasterUnavailable):
        move(cut, local(11, 14), olga)


def test_what_is_off_or_unknown_does_not_move(book: Booker) -> None:
    row = book("haircut", local(11, 10)).appointments.get()
    with pytest.raises(VisitNotFound):
        move_appointment(
            appointment_id=row.pk + 1, to=local(11, 12), master=row.master_id, tells_client=True, by=KARIN, now=NOW
        )
    cancel(row)
    with pytest.raises(AlreadyDecided):
        move(row, local(11, 12))


# -- beside the visit's other services


def test_at_every_five_minutes_it_goes_where_client_and_master_have_time(
    book: Booker, anna: Master, hair: Category
) -> None:
    """Colour at Anna's until noon, ten minutes to clean up; the other service wants five before and twenty after."""
    care = make_service("care", "Pflege", hair, minutes=30, buffer_before=5, buffer_after=20)
    Skill.objects.create(master=anna, service=care)
    row = book(["colour", "care"], local(11, 10), master="anna").appointments.get(service=care)
    opens, begins, ends, closes = (calendar.minutes(local(11, hour)) for hour in (9, 10, 12, 17))
    for at in range(opens, closes, 5):
        is_before = opens + 5 <= at and at + 30 + 20 <= begins
        is_after = ends + 10 <= at and at + 30 + 20 <= closes
        to = calendar.moment(at)
        if is_before or is_after:
            assert move(row, to).start == to
            assert_desk_is_sound()
        else:
            with pytest.raises((ClientBusy, SlotTaken)):
                move(row, to)
        row = Appointment.objects.get(pk=row.pk)


def test_the_client_sits_through_her_processing(book: Booker) -> None:
    colour, nails = parts(book(["colour", "manicure"], local(11, 9)))
    with pytest.raises(ClientBusy):
        move(nails, colour.start + timedelta(minutes=30))
    with pytest.raises(ClientBusy):
        move(colour, nails.start - timedelta(minutes=60))


def test_somebody_elses_processing_takes_what_fits_with_its_buffers(book: Booker, anna: Master, hair: Category) -> None:
    for slug, after in (("fringe", 0), ("fringe-and-wash", 20)):
        Skill.objects.create(
            master=anna, service=make_service(slug, slug.title(), hair, minutes=30, buffer_after=after)
        )
    book("colour", local(11, 9), master="anna")
    fits = book("fringe", local(11, 14), master="anna").appointments.get()
    too_long = book("fringe-and-wash", local(11, 15), master="anna").appointments.get()
    with pytest.raises(SlotTaken):
        move(too_long, local(11, 9, 30))
    assert move(fits, local(11, 9, 40)).start == local(11, 9, 40)


def test_a_buffer_that_two_services_shared_is_taken_whole_again(book: Booker, olga: Master) -> None:
    cut, nails = parts(book(["haircut", "manicure"], local(11, 10), master="olga"))
    shared = Occupancy.objects.get(appointment=nails)
    Occupancy.objects.filter(pk=shared.pk).update(start=nails.start)
    Occupancy.objects.filter(appointment=cut).update(end=nails.start)
    move(cut, local(11, 14))
    shared.refresh_from_db()
    assert shared.start == nails.start - FIVE


def test_a_cancelled_part_leaves_the_next_one_its_own_buffer(book: Booker, anna: Master, hair: Category) -> None:
    care = make_service("care", "Pflege", hair, minutes=30, buffer_before=5)
    Skill.objects.create(master=anna, service=care)
    colour, after = parts(book(["colour", "care"], local(11, 10), master="anna"))
    assert Occupancy.objects.get(appointment=after).start == after.start
    cancel(colour)
    assert Occupancy.objects.get(appointment=after).start == after.start - FIVE


# -- clocks


def test_it_moves_into_the_hour_that_comes_twice_and_over_midnight(book: Booker, by_night: None) -> None:
    row = book("haircut", autumn(12), master="anna", now=local(22, 12, month=10)).appointments.get()
    again = move(row, autumn(2, 30, again=True))
    assert (again.start, again.end) == (autumn(2, 30, again=True), autumn(3, 30))
    first = move(again, autumn(2, 30))
    assert again.start - first.start == timedelta(hours=1)
    over = move(first, local(24, 23, 30, month=10))
    assert over.end == autumn(0, 30)


def test_in_the_night_without_an_hour_it_lasts_its_real_minutes(book: Booker, by_night: None) -> None:
    early = local(23, 9, month=3)
    row = book("haircut", local(28, 10, month=3), master="anna", now=early).appointments.get()
    moved = move(row, spring(1, 30), now=early)
    assert (moved.end - moved.start, moved.end) == (timedelta(hours=1), spring(3, 30))


# -- who hears of it


def test_reminders_and_staff_follow_also_where_the_client_is_not_told(book: Booker, anna: Master, olga: Master) -> None:
    row = book("haircut", local(11, 10), master="anna").appointments.get()
    sequence = row.visit.sequence
    moved = move(row, local(12, 10), olga, tells_client=False)
    assert queued("visit_moved") == 0
    assert {queued("staff_moved", f"master:{pk}") for pk in (anna.pk, olga.pk)} == {1}
    reminders = Message.objects.filter(kind="visit_reminder", state=State.QUEUED)
    assert sorted(reminders.values_list("due_at", flat=True)) == [local(11, 10), local(12, 8)]
    assert moved.visit.sequence == sequence + 1
    move(moved, local(12, 12))
    assert queued("visit_moved") == 1


def test_a_moved_request_stays_one_and_wins_no_time(book: Booker, on_request: None) -> None:
    visit = book("haircut", local(11, 10), master="anna")
    until = visit.decide_until
    moved = move(visit.appointments.get(), local(12, 10))
    assert (moved.status, moved.visit.decide_until) == ("pending", until)
    assert move(moved, local(9, 9)).visit.decide_until == min(until, local(9, 9))
