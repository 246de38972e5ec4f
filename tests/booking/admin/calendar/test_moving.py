"""An appointment goes elsewhere: by the script's dialog, or by a plain form."""

import pytest
from django.http import HttpResponse
from django.test import Client as Browser
from django.urls import reverse

from booking.models import Appointment, Master, Visit
from salon.outbox.models import Message
from tests.booking.conftest import OLENA, Booker, local

FETCHED = {"X-Requested-With": "fetch"}
pytestmark = pytest.mark.usefixtures("clock")


@pytest.fixture
def visit(book: Booker) -> Visit:
    return book("haircut", local(9, 14), master="anna", contact=OLENA)


def move(browser: Browser, visit: Visit, to: object, master: Master, **typed: str) -> HttpResponse:
    door = reverse("calendar_move", args=[visit.appointments.get().pk])
    start = to if isinstance(to, str) else to.isoformat()  # type: ignore[attr-defined]
    return browser.post(door, {"start": start, "master": str(master.pk), **typed}, headers=FETCHED)


def where(visit: Visit) -> tuple[object, str]:
    row = visit.appointments.select_related("master").get()
    return row.start, row.master.slug


def told() -> int:
    return Message.objects.filter(kind="visit_moved").count()


def test_to_a_free_time_it_moves_and_the_client_hears_it(karin: Browser, visit: Visit, olga: Master) -> None:
    answer = move(karin, visit, local(9, 15, 30), olga, tell="on")
    assert answer.status_code == 200
    assert "data-said=" in answer.content.decode()
    assert where(visit) == (local(9, 15, 30), "olga")
    assert told() == 1


def test_or_does_not_hear_it(karin: Browser, visit: Visit, olga: Master) -> None:
    assert move(karin, visit, local(9, 15, 30), olga).status_code == 200
    assert told() == 0


def test_to_a_taken_time_nothing_moves(karin: Browser, visit: Visit, olga: Master, book: Booker) -> None:
    book("haircut", local(9, 15), master="olga")
    answer = move(karin, visit, local(9, 15, 30), olga, tell="on")
    assert (answer.status_code, answer["Content-Type"]) == (409, "text/plain; charset=utf-8")
    assert answer.content.decode()
    assert (where(visit), told()) == ((local(9, 14), "anna"), 0)


@pytest.mark.parametrize("start", ["", "gestern", "2026-06-09T99:00Z", "0001-01-01T00:00Z", "\x00"])
def test_what_is_no_time_moves_nothing(karin: Browser, visit: Visit, anna: Master, start: str) -> None:
    assert move(karin, visit, start, anna).status_code == 422
    assert where(visit) == (local(9, 14), "anna")


def test_the_past_and_an_unknown_master_are_refused(karin: Browser, visit: Visit, olga: Master) -> None:
    assert move(karin, visit, local(9, 9), olga).status_code == 409
    olga.pk += 100
    assert move(karin, visit, local(9, 15), olga).status_code == 422
    assert where(visit) == (local(9, 14), "anna")


def test_without_a_script_there_is_a_form(karin: Browser, visit: Visit, olga: Master) -> None:
    door = reverse("calendar_move", args=[visit.appointments.get().pk])
    page = karin.get(door).content.decode()
    assert 'value="2026-06-09"' in page
    typed = {"day": "2026-06-10", "time": "10:15", "master": str(olga.pk), "tell": "on"}
    answer = karin.post(door, typed)
    assert answer["Location"] == reverse("calendar_visit", args=[visit.pk])
    assert where(visit) == (local(10, 10, 15), "olga")
    refused = karin.post(door, typed | {"day": "2026-06-08"})
    assert (refused.status_code, 'value="2026-06-08"' in refused.content.decode()) == (409, True)
    assert karin.post(door, {"day": "", "time": "10:15", "master": str(olga.pk)}).status_code == 422


def test_a_master_moves_nothing(annas_phone: Browser, visit: Visit, anna: Master) -> None:
    assert move(annas_phone, visit, local(9, 15, 30), anna).status_code == 302
    assert where(visit) == (local(9, 14), "anna")


def test_what_does_not_exist_is_not_moved(karin: Browser, visit: Visit) -> None:
    assert karin.get(reverse("calendar_move", args=[Appointment.objects.get().pk + 1])).status_code == 404
