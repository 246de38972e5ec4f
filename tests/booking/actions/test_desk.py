"""Staff book for others, and move, cancel and price one appointment: the guards of every booking hold."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from booking.actions.desk import DeskBooking, book_at_desk, set_note, set_price
from booking.actions.events import Actor
from booking.actions.hold import hold_start
from booking.errors import (
    AlreadyDecided,
    AmountOutOfBounds,
    BeyondHorizon,
    MasterUnavailable,
    OutsideHours,
    ServiceUnavailable,
    SlotTaken,
    TooSoon,
    VisitNotFound,
)
from booking.models import Hold, Master, Occupancy, Service, Source, TimeOff, Visit
from salon.cms.models import ClosedDay
from salon.outbox.models import Message
from tests.booking.conftest import NOW, OLENA, Booker, Holder, local, wish_for
from tests.booking.story.invariants import assert_desk_is_sound

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("anna", "olga")]

KARIN = Actor("staff", Source.DESK)
CALL = DeskBooking(("haircut",), "anna", local(11, 10), OLENA, "uk", "call-1")
CENT = Decimal("0.01")


def take_call(**differently: object) -> Visit:
    return book_at_desk(replace(CALL, **differently), by=KARIN, now=NOW)


# -- booking


def test_who_calls_is_booked_at_once_and_it_is_written_down_from_where(on_request: None) -> None:
    visit = take_call(note="Bitte leise")
    row = visit.appointments.get()
    assert (row.status, visit.source, visit.language, visit.note) == ("confirmed", "phone", "uk", "Bitte leise")
    assert list(row.events.values_list("kind", "actor", "source")) == [("booked", "staff", "phone")]
    assert visit.decide_until is None
    assert_desk_is_sound()


def test_staff_need_no_lead_time_know_no_horizon_and_no_grid_of_clients() -> None:
    soon = book_at_desk(CALL, by=KARIN, now=CALL.start)
    later = take_call(start=local(10, 10, month=9, year=2027), draft="call-2")
    between = take_call(start=local(11, 11, 5), draft="call-3")
    assert Visit.objects.count() == 3
    assert [visit.appointments.get().minutes for visit in (soon, later, between)] == [60, 60, 60]


def test_the_same_call_posted_twice_is_one_visit() -> None:
    assert take_call() == take_call()
    assert Visit.objects.count() == 1
    assert Message.objects.filter(kind="visit_confirmed").count() == 1


def test_several_services_follow_one_another_at_one_master(haircut: Service, colour: Service) -> None:
    visit = take_call(services=("haircut", "colour"))
    rows = visit.appointments.order_by("start")
    assert [row.master.slug for row in rows] == ["anna", "anna"]
    assert rows[1].start >= rows[0].end
    assert_desk_is_sound()


@pytest.mark.parametrize(
    ("differently", "refusal"),
    [
        ({"services": ("massage",)}, ServiceUnavailable),
        ({"services": ("haircut", "manicure")}, MasterUnavailable),
        ({"master": "nobody"}, MasterUnavailable),
        ({"start": local(11, 15)}, MasterUnavailable),
        ({"start": local(11, 18, 30)}, OutsideHours),
        ({"start": local(12, 10)}, OutsideHours),
        ({"start": local(11, 12, 30)}, SlotTaken),
        ({"start": local(11, 10, 2)}, SlotTaken),
        ({"start": local(8, 11)}, TooSoon),
        ({"start": local(8, 10, year=2029)}, BeyondHorizon),
    ],
    ids=["unknown", "skill", "nobody", "off", "closes", "closed-day", "taken", "minute", "past", "years"],
)
def test_all_other_guards_hold_for_staff(
    book: Booker, anna: Master, differently: dict[str, object], refusal: type[Exception]
) -> None:
    book("haircut", local(11, 12), master="anna")
    TimeOff.objects.create(master=anna, start=local(11, 15), end=local(11, 16))
    ClosedDay.objects.create(slug="bruecke", month=6, day=12)
    with pytest.raises(refusal):
        take_call(**differently)
    assert Visit.objects.count() == 1
    assert_desk_is_sound()


# -- what was held


def test_the_hold_of_a_call_becomes_its_visit(hold: Holder) -> None:
    held = hold("haircut", CALL.start, draft=CALL.draft, master="anna")
    rows = list(held.occupancies.values_list("pk", flat=True))
    visit = take_call()
    assert list(Occupancy.objects.filter(appointment__visit=visit).values_list("pk", flat=True)) == rows
    assert not Hold.objects.exists()


def test_staff_hold_what_staff_may_book() -> None:
    late = local(14, 10, 5, month=9, year=2027)
    wish = wish_for("haircut", "anna")
    hold_start(draft=CALL.draft, wish=wish, start=late, address="", now=NOW, is_staff=True)
    with pytest.raises(SlotTaken):
        take_call(start=late, draft="another")
    assert take_call(start=late).appointments.get().start == late


def test_an_expired_hold_whose_time_is_free_is_taken_again_and_one_whose_time_is_gone_is_not(hold: Holder) -> None:
    after = NOW + timedelta(hours=1)
    hold("haircut", CALL.start, draft=CALL.draft, master="anna")
    assert book_at_desk(CALL, by=KARIN, now=after).appointments.get().start == CALL.start
    hold("haircut", local(11, 14), draft="call-2", master="anna")
    book_at_desk(replace(CALL, draft="faster", start=local(11, 14)), by=KARIN, now=after)
    with pytest.raises(SlotTaken):
        book_at_desk(replace(CALL, draft="call-2", start=local(11, 14)), by=KARIN, now=after)
    assert_desk_is_sound()


def test_a_hold_of_somebody_else_stands_in_the_way(hold: Holder) -> None:
    hold("haircut", CALL.start, draft="somebody-else", master="anna")
    with pytest.raises(SlotTaken):
        take_call()


# -- prices


def test_an_agreed_price_is_shared_by_the_services_in_proportion(haircut: Service, colour: Service) -> None:
    visit = take_call(services=("haircut", "colour"), price=Decimal("100.00"))
    rows = {row.service.slug: row for row in visit.appointments.all()}
    assert (rows["haircut"].price, rows["colour"].price) == (Decimal("36.00"), Decimal("64.00"))
    assert {row.price_kind for row in rows.values()} == {"fixed"}
    assert {row.events.get().facts["price"] for row in rows.values()} == {"100.00"}


@pytest.mark.parametrize("price", ["-1.00", "45.5", "450000.00"])
def test_a_slip_of_the_finger_is_no_price(price: str, book: Booker) -> None:
    with pytest.raises(AmountOutOfBounds):
        take_call(price=Decimal(price))
    row = take_call().appointments.get()
    with pytest.raises(AmountOutOfBounds):
        set_price(appointment_id=row.pk, price=Decimal(price), by=KARIN, now=NOW)
    row.refresh_from_db()
    assert row.price == 45


def test_another_price_is_written_down_once_and_the_history_knows_the_old_one() -> None:
    row = take_call().appointments.get()
    for _ in range(2):
        set_price(appointment_id=row.pk, price=Decimal("40.00"), by=KARIN, now=NOW)
    row.refresh_from_db()
    assert (row.price, row.price_kind) == (Decimal("40.00"), "fixed")
    facts = row.events.filter(kind="priced").values_list("facts", flat=True)
    assert list(facts) == [{"old_price": "45.00", "price": "40.00"}]


def test_a_note_is_changed_and_the_history_does_not_repeat_it() -> None:
    visit = take_call(note="leise")
    set_note(visit_id=visit.pk, note="allergisch", by=KARIN, now=NOW)
    visit.refresh_from_db()
    assert visit.note == "allergisch"
    assert "allergisch" not in str(list(visit.appointments.get().events.values_list("facts", flat=True)))


def test_what_is_off_or_unknown_has_no_price_to_set() -> None:
    row = take_call().appointments.get()
    with pytest.raises(VisitNotFound):
        set_price(appointment_id=row.pk + 1, price=Decimal("40.00"), by=KARIN, now=NOW)
    row.status = "cancelled"
    row.save()
    with pytest.raises(AlreadyDecided):
        set_price(appointment_id=row.pk, price=Decimal("40.00"), by=KARIN, now=NOW)
