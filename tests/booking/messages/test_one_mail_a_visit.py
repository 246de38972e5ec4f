"""A visit of several services at several masters is one coming-in: one mail, one link, one reminder."""

import pytest
from django.core import mail

from booking.actions.attendance import complete_visit, mark_no_show
from booking.actions.change import cancel_visit, move_visit
from booking.actions.decide import approve_visit
from booking.actions.events import ONLINE, Actor
from booking.models import Appointment, Master, ServiceOrder, Visit
from tests.booking.conftest import NOW, OLENA, Booker, local
from tests.booking.messages.conftest import KARIN, set_rules
from tests.booking.post import due, event_of, leave, said

pytestmark = pytest.mark.django_db

THURSDAY, FRIDAY = local(11, 10), local(12, 10)


@pytest.fixture
def chain(book: Booker) -> Visit:
    """Colour at Anna's, a haircut and nails afterwards, on Thursday from ten on."""
    return book(["colour", "haircut", "manicure"], THURSDAY, contact=OLENA)


def test_booking_it_is_one_mail_with_a_line_a_service(chain: Visit) -> None:
    (letter,) = leave()
    words = said(letter.body)
    for line in (
        "10:00 Farbe bei Anna Lindner",
        "12:10 Haarschnitt bei Anna Lindner",
        "13:10 Maniküre bei Olga Schreiber",
    ):
        assert line in words
    assert "ab 155 €" in words
    assert letter.body.count("/visit/") == 1
    end = max(row.end for row in chain.appointments.all())
    assert (event_of(letter)[1].start, event_of(letter)[1].end) == (THURSDAY, end)


def test_asking_approving_moving_and_cancelling_are_one_mail_each(on_request: None, chain: Visit) -> None:
    masters = sorted({row.master_id for row in chain.appointments.all()})
    assert len(masters) == 2
    assert len(leave()) == 1
    for number, master in enumerate(masters):
        approve_visit(visit_id=chain.pk, by=KARIN, now=NOW, masters=[master])
        assert len(leave()) == number
    move_visit(visit_id=chain.pk, to=FRIDAY, by=KARIN, now=NOW)
    assert len(leave()) == 1
    cancel_visit(visit_id=chain.pk, by=ONLINE, now=NOW)
    assert len(leave()) == 1


def test_it_is_reminded_of_once_an_hour_before_its_first_service(chain: Visit) -> None:
    assert due("visit_reminder") == [local(10, 10), local(11, 8)]
    leave()
    assert len(leave(local(10, 10))) == 1
    assert len(leave(local(11, 8))) == 1


def test_in_a_free_order_the_first_in_time_counts(book: Booker) -> None:
    """Olga is busy from eleven on: nails first, whatever the catalogue says."""
    set_rules(service_order=ServiceOrder.FREE)
    for hour in range(11, 17):
        book("haircut", local(11, hour), master="olga", by=KARIN)
    visit = book(["colour", "manicure"], local(11, 9, 15), contact=OLENA)
    assert visit.appointments.earliest("start").service.slug == "manicure"
    assert due("visit_reminder", visit) == [local(10, 9, 15), local(11, 7, 15)]


def test_it_is_thanked_for_once_when_the_last_part_is_done(chain: Visit, anna: Master, olga: Master) -> None:
    leave()
    later = local(11, 17)
    complete_visit(visit_id=chain.pk, by=KARIN, now=later, masters=[anna.pk])
    assert leave(later) == []
    complete_visit(visit_id=chain.pk, by=KARIN, now=later, masters=[olga.pk])
    assert [letter.subject for letter in leave(later)] == ["Danke für Ihren Besuch"]


def test_whoever_came_to_one_part_of_it_is_thanked_and_not_missed(chain: Visit, anna: Master, olga: Master) -> None:
    leave()
    later = local(11, 17)
    complete_visit(visit_id=chain.pk, by=KARIN, now=later, masters=[anna.pk])
    mark_no_show(visit_id=chain.pk, by=KARIN, now=later, masters=[olga.pk])
    assert [letter.subject for letter in leave(later)] == ["Danke für Ihren Besuch"]


@pytest.mark.parametrize("by", [KARIN, ONLINE], ids=["the desk", "she herself"])
def test_where_a_part_was_done_the_cancellation_tells_only_of_the_rest(
    annas: Actor, olgas: Actor, chain: Visit, anna: Master, by: Actor
) -> None:
    set_rules(cancel_limit_hours=0)
    Appointment.objects.update(policy={**chain.appointments.first().policy, "cancel_limit_hours": 0})
    leave()
    complete_visit(visit_id=chain.pk, by=KARIN, now=THURSDAY, masters=[anna.pk])
    cancel_visit(visit_id=chain.pk, by=by, now=THURSDAY)
    before = len(mail.outbox)
    leave(THURSDAY)
    told = mail.outbox[before:]
    assert len(told) >= 2
    for letter in told:
        words = said(letter.body)
        assert "Maniküre" in words
        assert "13:10" in words
        assert "Farbe" not in words
        assert "Haarschnitt" not in words
