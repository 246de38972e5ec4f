"""A visit is closed with what was paid: by the right master, on its day, once, within bounds."""

from decimal import Decimal

import pytest

from booking.actions.attendance import complete_visit, reopen_visit
from booking.actions.events import ONLINE
from booking.actions.finalise import NOTE_LENGTH, finalise_visit
from booking.actions.privacy import erase_person
from booking.errors import AlreadyDone, AmountOutOfBounds, NotConfirmed, NotToday, VisitNotFound
from booking.models import Appointment, AppointmentEvent, Master, Service, Status, Visit
from salon.outbox.models import Message
from tests.booking.conftest import OLENA, Booker, local
from tests.booking.scan.conftest import AT_TELEGRAM, THEN, finalise

pytestmark = pytest.mark.django_db


def paid(visit: Visit) -> dict[str, object]:
    rows = visit.appointments.select_related("service")
    return {row.service.slug: (row.status, row.paid) for row in rows}


def test_several_services_are_closed_at_once(visit: Visit, olga: Master) -> None:
    finalise(visit, None, haircut="55.00", manicure="30.50")
    assert paid(visit) == {
        "haircut": (Status.COMPLETED, Decimal("55.00")),
        "manicure": (Status.COMPLETED, Decimal("30.50")),
    }


def test_the_client_is_thanked_once_nothing_is_open_any_more(visit: Visit, anna: Master, olga: Master) -> None:
    finalise(visit, [anna.pk], haircut="45.00")
    assert not Message.objects.filter(kind="visit_thanks").exists()
    finalise(visit, [olga.pk], manicure="30.00")
    assert Message.objects.filter(kind="visit_thanks").count() == 1
    assert not Message.objects.filter(kind="visit_reminder", state="queued").exists()


def test_its_history_tells_amount_and_note(visit: Visit, anna: Master, haircut_row: Appointment) -> None:
    finalise(visit, [anna.pk], note=" Mit Pflege,  20 € Gutschein ", haircut="45.00")
    event = haircut_row.events.get(kind="finalised")
    assert event.facts == {"amount": "45.00", "note": "Mit Pflege, 20 € Gutschein"}
    assert (event.actor, event.source) == ("staff", "telegram")


def test_no_part_of_a_note_turns_or_hides_letters_or_is_endless(
    visit: Visit, anna: Master, haircut_row: Appointment
) -> None:
    finalise(visit, [anna.pk], note="\u202e<b>Trinkgeld</b>\u200b\x00\ud83d\n" + "x" * 5000, haircut="45.00")
    note = haircut_row.events.get(kind="finalised").facts["note"]
    assert note.startswith("<b>Trinkgeld</b>")
    assert len(note) == NOTE_LENGTH
    assert not set(note) & set("\u202e\u200b\x00\ud83d\n")


def test_it_happens_once(visit: Visit) -> None:
    finalise(visit, None, haircut="45.00", manicure="30.00")
    with pytest.raises(AlreadyDone):
        finalise(visit, None, haircut="46.00", manicure="30.00")
    with pytest.raises(AlreadyDone):
        finalise(visit, None, haircut="46.00")
    assert paid(visit)["haircut"] == (Status.COMPLETED, Decimal("45.00"))
    assert AppointmentEvent.objects.filter(kind="finalised").count() == 2


def test_all_of_it_or_nothing(visit: Visit, anna: Master) -> None:
    before = paid(visit)
    with pytest.raises(AmountOutOfBounds):
        finalise(visit, None, haircut="45.00", manicure="900.00")
    assert paid(visit) == before
    finalise(visit, [anna.pk], haircut="45.00")
    with pytest.raises(AlreadyDone):
        finalise(visit, None, haircut="45.00", manicure="30.00")
    assert paid(visit)["manicure"] == (Status.CONFIRMED, None)
    assert not AppointmentEvent.objects.filter(kind="finalised", appointment__service__slug="manicure").exists()


def test_another_masters_part_is_not_there_for_her(visit: Visit, anna: Master, olga: Master, book: Booker) -> None:
    others = book("manicure", local(10, 11), master="olga")
    for wanted in (visit, others):
        with pytest.raises(VisitNotFound):
            finalise(wanted, [anna.pk], manicure="30.00")
    with pytest.raises(VisitNotFound):
        finalise(visit, [anna.pk], haircut="45.00", manicure="30.00")
    assert not Appointment.objects.exclude(paid=None).exists()


@pytest.mark.parametrize("masters", [(), [0]])
def test_who_is_no_master_closes_nothing(visit: Visit, masters: object) -> None:
    with pytest.raises(VisitNotFound):
        finalise(visit, masters, haircut="45.00")


def test_a_line_of_another_visit_or_none_at_all_is_refused(visit: Visit, book: Booker) -> None:
    other = book("haircut", local(10, 10), master="anna").appointments.get()
    for amounts in ({}, {other.pk: Decimal("45.00")}, {0: Decimal("45.00")}):
        with pytest.raises(VisitNotFound):
            finalise_visit(visit_id=visit.pk, amounts=amounts, masters=None, by=AT_TELEGRAM, now=THEN)
    with pytest.raises(VisitNotFound):
        finalise_visit(visit_id=0, amounts={other.pk: Decimal("45.00")}, masters=None, by=AT_TELEGRAM, now=THEN)


@pytest.mark.parametrize("now", [local(9, 23, 59), local(11, 0, 1)])
def test_only_on_its_day(visit: Visit, now: object) -> None:
    with pytest.raises(NotToday):
        finalise(visit, None, now=now, haircut="45.00")


@pytest.mark.parametrize("now", [local(10, 0, 1), local(10, 23, 59)])
def test_on_its_day_at_any_hour(visit: Visit, now: object) -> None:
    finalise(visit, None, now=now, haircut="45.00")


@pytest.mark.parametrize("status", [Status.PENDING, Status.CANCELLED, Status.DECLINED, Status.EXPIRED, Status.NO_SHOW])
def test_only_what_is_confirmed(visit: Visit, status: str) -> None:
    visit.appointments.update(status=status)
    with pytest.raises(NotConfirmed):
        finalise(visit, None, haircut="45.00")


def test_what_was_done_without_a_price_gets_it_the_same_day(visit: Visit) -> None:
    complete_visit(visit_id=visit.pk, by=AT_TELEGRAM, now=THEN)
    finalise(visit, None, haircut="45.00", manicure="30.00")
    assert Message.objects.filter(kind="visit_thanks").count() == 1


@pytest.mark.parametrize(
    "amount", ["135.01", "-0.01", "-0.00", "45", "45.0", "45.005", "4.5E+1", "NaN", "Infinity", "-Infinity", "1E+400"]
)
def test_amounts_out_of_bounds_or_not_in_cents_are_refused(visit: Visit, amount: str) -> None:
    with pytest.raises(AmountOutOfBounds) as refusal:
        finalise(visit, None, haircut=amount)
    assert (refusal.value.facts["min"], refusal.value.facts["max"]) == (Decimal("0.00"), Decimal("135.00"))
    assert paid(visit)["haircut"] == (Status.CONFIRMED, None)


@pytest.mark.parametrize("amount", ["0.00", "0.01", "44.99", "135.00"])
def test_amounts_at_the_bounds_are_taken(visit: Visit, amount: str) -> None:
    finalise(visit, None, haircut=amount)
    assert paid(visit)["haircut"] == (Status.COMPLETED, Decimal(amount))


@pytest.mark.parametrize(
    ("price", "price_max", "most"),
    [
        ("10.00", None, "100.00"),
        ("10.00", "60.00", "180.00"),
        ("0.00", None, "100.00"),
        ("900000.00", None, "999999.99"),
    ],
)
def test_the_highest_amount_is_three_prices_and_a_hundred_at_least(
    visit: Visit, haircut: Service, price: str, price_max: str | None, most: str
) -> None:
    visit.appointments.update(price=price)
    Service.objects.filter(pk=haircut.pk).update(price=price, price_max=price_max)
    finalise(visit, None, haircut=most)
    assert paid(visit)["haircut"] == (Status.COMPLETED, Decimal(most))


def test_a_mistake_is_taken_back_and_entered_anew(visit: Visit, haircut_row: Appointment) -> None:
    finalise(visit, None, haircut="4.50", manicure="30.00")
    reopen_visit(visit_id=visit.pk, by=AT_TELEGRAM, now=THEN)
    assert paid(visit)["haircut"] == (Status.CONFIRMED, None)
    assert haircut_row.events.get(kind="reopened").facts == {"amount": "4.50"}
    finalise(visit, None, haircut="45.00", manicure="30.00")
    assert Message.objects.get(kind="visit_thanks").state == "queued"


def test_who_is_erased_leaves_the_sums_and_takes_the_note(visit: Visit, haircut_row: Appointment) -> None:
    finalise(visit, None, note="Olena zahlt das nächste Mal", haircut="45.00", manicure="30.00")
    erase_person(email=OLENA.email, by=ONLINE, now=local(12, 9))
    assert paid(visit)["haircut"] == (Status.COMPLETED, Decimal("45.00"))
    assert haircut_row.events.get(kind="finalised").facts == {"amount": "45.00"}
