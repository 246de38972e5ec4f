"""Requests: they take their time, are answered as a whole and expire by themselves."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from booking.actions.change import cancel_visit, move_visit
from booking.actions.decide import approve_visit, decline_visit, expire_requests
from booking.actions.events import ONLINE, Actor
from booking.errors import AlreadyDecided, SlotTaken, TooLateToMove, VisitNotFound
from booking.models import (
    Appointment,
    BookingSettings,
    Category,
    Confirmation,
    Master,
    Occupancy,
    Service,
    ServiceOrder,
    Source,
    Status,
    Visit,
)
from booking.selectors.visits import derived_status
from salon.outbox.models import Message, State
from tests.booking.conftest import NOW, OLENA, Booker, local

pytestmark = pytest.mark.django_db

KARIN = Actor("staff", Source.DESK)
ONE_DAY = timedelta(hours=24)


@pytest.fixture
def on_request(salon: object) -> None:
    change_rules(confirmation=Confirmation.REQUEST)


def change_rules(**values: object) -> None:
    rules = BookingSettings.load()
    for name, value in values.items():
        setattr(rules, name, value)
    rules.save()


def status(visit: Visit) -> str:
    return derived_status([row.status for row in visit.appointments.all()])


def kinds_queued() -> list[str]:
    """Of the messages to the client."""
    queued = Message.objects.filter(recipient="client", state=State.QUEUED).order_by("pk")
    return list(queued.values_list("kind", flat=True))


def test_a_request_takes_its_time_like_a_booking(on_request: None, book: Booker) -> None:
    visit = book("haircut", local(11, 10), master="anna")
    assert (status(visit), visit.decide_until) == (Status.PENDING, NOW + ONE_DAY)
    with pytest.raises(SlotTaken):
        book("haircut", local(11, 10), master="anna")


def test_a_request_is_received_first_and_reminded_of_only_once_approved(on_request: None, book: Booker) -> None:
    visit = book("haircut", local(11, 10))
    assert kinds_queued() == ["visit_received"]
    approve_visit(visit_id=visit.pk, by=KARIN, now=NOW)
    assert kinds_queued() == ["visit_received", "visit_confirmed", "visit_reminder", "visit_reminder"]


def test_an_approved_request_is_confirmed_and_keeps_its_time(on_request: None, book: Booker) -> None:
    visit = book("haircut", local(11, 10))
    before = list(Occupancy.objects.values())
    approved = approve_visit(visit_id=visit.pk, by=KARIN, now=NOW)
    assert (status(approved), approved.decide_until) == (Status.CONFIRMED, None)
    assert list(Occupancy.objects.values()) == before


def test_a_visit_waits_until_each_of_its_masters_has_approved(
    on_request: None, book: Booker, anna: Master, olga: Master
) -> None:
    visit = book(["colour", "manicure"], local(11, 10))
    approve_visit(visit_id=visit.pk, by=KARIN, now=NOW, masters=[anna.pk])
    assert (status(visit), "visit_confirmed" in kinds_queued()) == (Status.PENDING, False)
    with pytest.raises(AlreadyDecided):
        approve_visit(visit_id=visit.pk, by=KARIN, now=NOW, masters=[anna.pk])
    approve_visit(visit_id=visit.pk, by=KARIN, now=NOW, masters=[olga.pk])
    assert (status(visit), kinds_queued().count("visit_confirmed")) == (Status.CONFIRMED, 1)


def test_one_decline_declines_all_of_the_visit_and_gives_its_time_back(
    on_request: None, book: Booker, anna: Master, olga: Master
) -> None:
    visit = book(["colour", "manicure"], local(11, 10))
    approve_visit(visit_id=visit.pk, by=KARIN, now=NOW, masters=[anna.pk])
    decline_visit(visit_id=visit.pk, by=KARIN, now=NOW, reason="Olga ist krank", masters=[olga.pk])
    assert {row.status for row in visit.appointments.all()} == {Status.DECLINED}
    assert not Occupancy.objects.exists()
    assert Visit.objects.get().decline_reason == "Olga ist krank"


def test_nobody_answers_for_a_colleague(on_request: None, book: Booker, olga: Master) -> None:
    visit = book("colour", local(11, 10))
    for answer in (approve_visit, decline_visit):
        with pytest.raises(AlreadyDecided):
            answer(visit_id=visit.pk, by=KARIN, now=NOW, masters=[olga.pk])
    assert status(visit) == Status.PENDING


@pytest.mark.parametrize("first", [approve_visit, decline_visit])
@pytest.mark.parametrize("second", [approve_visit, decline_visit])
def test_of_two_decisions_the_second_is_told(
    on_request: None, book: Booker, first: Callable[..., Visit], second: Callable[..., Visit]
) -> None:
    visit = book("haircut", local(11, 10))
    first(visit_id=visit.pk, by=KARIN, now=NOW)
    with pytest.raises(AlreadyDecided):
        second(visit_id=visit.pk, by=KARIN, now=NOW)


def test_a_decision_about_nothing_finds_nothing(salon: object) -> None:
    with pytest.raises(VisitNotFound):
        approve_visit(visit_id=1, by=KARIN, now=NOW)


def test_an_unanswered_request_expires_and_gives_its_time_back(on_request: None, book: Booker) -> None:
    visit = book("haircut", local(11, 10), master="anna")
    assert expire_requests(now=NOW + ONE_DAY - timedelta(minutes=1)) == 0
    assert expire_requests(now=NOW + ONE_DAY) == 1
    assert expire_requests(now=NOW + ONE_DAY) == 0
    assert (status(visit), Occupancy.objects.count()) == (Status.EXPIRED, 0)
    assert kinds_queued() == ["visit_received", "visit_expired"]
    with pytest.raises(AlreadyDecided):
        approve_visit(visit_id=visit.pk, by=KARIN, now=NOW + ONE_DAY)


def test_a_request_never_outlives_its_own_start(on_request: None, book: Booker) -> None:
    assert book("haircut", local(9, 10)).decide_until == local(9, 10)


def test_an_answered_request_does_not_expire(on_request: None, book: Booker) -> None:
    visit = book("haircut", local(11, 10))
    approve_visit(visit_id=visit.pk, by=KARIN, now=NOW)
    assert expire_requests(now=NOW + 2 * ONE_DAY) == 0
    assert status(visit) == Status.CONFIRMED


@pytest.mark.parametrize(
    ("salons", "categorys", "services", "expected"),
    [
        ("instant", "", "", Status.CONFIRMED),
        ("request", "", "", Status.PENDING),
        ("instant", "request", "", Status.PENDING),
        ("request", "instant", "", Status.CONFIRMED),
        ("instant", "request", "instant", Status.CONFIRMED),
        ("request", "instant", "request", Status.PENDING),
    ],
)
def test_the_nearest_rule_counts_service_before_category_before_salon(
    book: Booker, haircut: Service, salons: str, categorys: str, services: str, expected: str
) -> None:
    change_rules(confirmation=salons)
    Category.objects.update(confirmation=categorys)
    Service.objects.filter(pk=haircut.pk).update(confirmation=services)
    assert status(book("haircut", local(11, 10))) == expected


def test_one_service_on_request_makes_the_whole_visit_a_request(book: Booker, colour: Service) -> None:
    Service.objects.filter(pk=colour.pk).update(confirmation=Confirmation.REQUEST)
    visit = book(["colour", "manicure"], local(11, 10))
    assert {row.status for row in visit.appointments.all()} == {Status.PENDING}


def test_reception_needs_nobodys_answer(on_request: None, book: Booker) -> None:
    assert status(book("haircut", local(11, 10), by=KARIN)) == Status.CONFIRMED


def test_who_did_not_come_twice_has_to_ask(book: Booker) -> None:
    for day in (9, 10):
        book("haircut", local(day, 10), contact=OLENA)
        assert status(book("haircut", local(day, 14), master="anna")) == Status.CONFIRMED
        Appointment.objects.filter(visit__contact_email=OLENA.email).update(status=Status.NO_SHOW)
    assert status(book("haircut", local(11, 10), contact=OLENA)) == Status.PENDING
    change_rules(no_show_limit=0)
    assert status(book("haircut", local(12, 10), contact=OLENA)) == Status.CONFIRMED


def test_a_client_withdraws_a_request_at_any_time_and_it_is_never_late(on_request: None, book: Booker) -> None:
    visit = book("haircut", local(9, 10))
    cancel_visit(visit_id=visit.pk, by=ONLINE, now=local(9, 9))
    appointment = visit.appointments.get()
    assert (appointment.status, appointment.is_late_cancel) == (Status.CANCELLED, False)
    assert expire_requests(now=local(9, 10)) == 0


def test_a_client_who_moves_an_approved_visit_asks_again(on_request: None, book: Booker) -> None:
    visit = book("haircut", local(11, 10))
    approve_visit(visit_id=visit.pk, by=KARIN, now=NOW)
    moved = move_visit(visit_id=visit.pk, to=local(12, 10), by=ONLINE, now=NOW)
    assert (status(moved), moved.decide_until) == (Status.PENDING, NOW + ONE_DAY)
    assert kinds_queued()[-1] == "visit_received"
    assert not Message.objects.filter(kind="visit_reminder", state=State.QUEUED).exists()


def test_reception_moves_a_request_and_it_stays_one_that_expires_before_its_start(
    on_request: None, book: Booker
) -> None:
    visit = book("haircut", local(11, 10))
    moved = move_visit(visit_id=visit.pk, to=local(9, 9), by=KARIN, now=NOW)
    assert (status(moved), moved.decide_until) == (Status.PENDING, local(9, 9))


def test_a_request_that_is_moved_when_none_is_needed_any_more_still_expires(on_request: None, book: Booker) -> None:
    visit = book("haircut", local(11, 10))
    change_rules(confirmation=Confirmation.INSTANT)
    moved = move_visit(visit_id=visit.pk, to=local(12, 10), by=ONLINE, now=NOW)
    assert (status(moved), moved.decide_until) == (Status.PENDING, NOW + ONE_DAY)


def test_every_decision_leaves_its_event(on_request: None, book: Booker) -> None:
    def story(visit: Visit) -> list[tuple[str, str]]:
        return list(visit.appointments.get().events.values_list("kind", "actor"))

    approved, declined, expired = (book("haircut", local(day, 10)) for day in (11, 12, 16))
    approve_visit(visit_id=approved.pk, by=KARIN, now=NOW)
    decline_visit(visit_id=declined.pk, by=KARIN, now=NOW)
    expire_requests(now=NOW + ONE_DAY)
    assert story(approved) == [("requested", "client"), ("approved", "staff")]
    assert story(declined) == [("requested", "client"), ("declined", "staff")]
    assert story(expired) == [("requested", "client"), ("expired", "system")]


def test_whoever_moves_a_promise_into_a_request_gives_it_up_only_while_that_is_free(
    on_request: None, book: Booker
) -> None:
    """Else a late cancellation would be had for nothing: move, and withdraw the request."""
    change_rules(free_cancel_hours=24, cancel_limit_hours=24, move_limit_hours=2)
    visit = book("haircut", local(9, 16), master="anna")
    approve_visit(visit_id=visit.pk, by=KARIN, now=NOW)
    with pytest.raises(TooLateToMove):
        move_visit(visit_id=visit.pk, to=local(10, 10), by=ONLINE, now=local(9, 10))
    assert move_visit(visit_id=visit.pk, to=local(10, 10), by=ONLINE, now=local(8, 15))


def test_moving_a_request_wins_no_time(on_request: None, book: Booker) -> None:
    visit = book("haircut", local(11, 10))
    moved = move_visit(visit_id=visit.pk, to=local(12, 10), by=ONLINE, now=NOW + timedelta(hours=20))
    assert moved.decide_until == NOW + ONE_DAY


def test_a_request_that_has_begun_is_not_moved(on_request: None, book: Booker) -> None:
    visit = book("haircut", local(9, 10))
    with pytest.raises(TooLateToMove):
        move_visit(visit_id=visit.pk, to=local(12, 10), by=ONLINE, now=local(9, 10))


def test_a_client_who_moves_a_half_approved_visit_asks_everybody_anew(
    on_request: None, book: Booker, anna: Master
) -> None:
    visit = book(["colour", "manicure"], local(11, 10))
    approve_visit(visit_id=visit.pk, by=KARIN, now=NOW, masters=[anna.pk])
    change_rules(confirmation=Confirmation.INSTANT)
    moved = move_visit(visit_id=visit.pk, to=local(12, 10), by=ONLINE, now=NOW)
    assert {row.status for row in moved.appointments.all()} == {Status.PENDING}


def test_in_a_free_order_the_message_tells_when_the_visit_would_have_begun(on_request: None, book: Booker) -> None:
    change_rules(service_order=ServiceOrder.FREE)
    for hour in range(11, 17):
        book("haircut", local(9, hour), master="olga", by=KARIN)
    visit = book(["colour", "manicure"], local(9, 9, 15))
    decline_visit(visit_id=visit.pk, by=KARIN, now=NOW)
    declined = Message.objects.get(kind="visit_declined")
    assert datetime.fromisoformat(declined.context["start"]) == local(9, 9, 15)
