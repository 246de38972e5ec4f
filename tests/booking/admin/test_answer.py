"""Karin answers requests at the desk, Anna those for her own time."""

import re

import pytest
from django.test import Client as Browser
from django.urls import reverse

from booking.models import BookingSettings, Confirmation, Occupancy, Status, Visit
from tests.booking.conftest import OLENA, Booker, local

pytestmark = pytest.mark.usefixtures("on_request")
HOME = reverse("wagtailadmin_home")


@pytest.fixture
def on_request(salon: object) -> None:
    rules = BookingSettings.load()
    rules.confirmation = Confirmation.REQUEST
    rules.save()


@pytest.fixture
def visit(book: Booker) -> Visit:
    """Olena asks for colour at Anna's and a manicure at Olga's afterwards."""
    return book(["colour", "manicure"], local(11, 10), contact=OLENA)


def door(visit: Visit, position: int = 0) -> str:
    return reverse("appointments:answer", args=[visit.appointments.get(position=position).pk])


def statuses(visit: Visit) -> set[str]:
    return {row.status for row in visit.appointments.all()}


def test_requests_wait_on_the_home_page_with_a_way_to_answer(karin: Browser, visit: Visit) -> None:
    home = karin.get(HOME).content.decode()
    assert "Olena Kovalenko" in home
    assert door(visit) in home


def test_a_master_is_asked_only_for_her_own_part(annas_phone: Browser, visit: Visit) -> None:
    home = annas_phone.get(HOME).content.decode()
    assert door(visit, 0) in home
    assert door(visit, 1) not in home
    assert annas_phone.get(door(visit, 1), follow=True).status_code == 404


def test_an_editor_is_asked_nothing(editor: Browser, visit: Visit) -> None:
    assert "Olena" not in editor.get(HOME).content.decode()


def test_looking_at_the_question_answers_nothing(karin: Browser, visit: Visit) -> None:
    assert "Olena Kovalenko" in karin.get(door(visit)).content.decode()
    assert statuses(visit) == {Status.PENDING}


def test_reception_approves_the_whole_visit(karin: Browser, visit: Visit) -> None:
    page = karin.post(door(visit), {"answer": "approve"}, follow=True).content.decode()
    assert statuses(visit) == {Status.CONFIRMED}
    assert "ist bestätigt" in page


def test_a_master_approves_her_part_and_hears_that_the_other_waits(annas_phone: Browser, visit: Visit) -> None:
    page = annas_phone.post(door(visit), {"answer": "approve"}, follow=True).content.decode()
    assert statuses(visit) == {Status.CONFIRMED, Status.PENDING}
    assert "sobald die anderen zugestimmt haben" in page


def test_declining_with_a_reason_ends_it_and_the_reason_is_kept(karin: Browser, visit: Visit) -> None:
    karin.post(door(visit), {"answer": "decline", "reason": "Wir bilden uns an dem Tag fort."})
    assert statuses(visit) == {Status.DECLINED}
    assert not Occupancy.objects.exists()
    card = karin.get(reverse("appointments:inspect", args=[visit.appointments.first().pk])).content.decode()
    assert "Wir bilden uns an dem Tag fort." in card


def test_who_answers_second_is_told_what_is_true_now(karin: Browser, annas_phone: Browser, visit: Visit) -> None:
    annas_phone.post(door(visit), {"answer": "decline"})
    page = karin.post(door(visit), {"answer": "approve"}, follow=True).content.decode()
    assert "wurde bereits beantwortet" in page
    assert statuses(visit) == {Status.DECLINED}


@pytest.mark.parametrize("answer", ["", "confirm", "approve\x00"])
def test_a_forged_answer_changes_nothing(karin: Browser, visit: Visit, answer: str) -> None:
    assert karin.post(door(visit), {"answer": answer}).status_code in {200, 400}
    assert statuses(visit) == {Status.PENDING}


def test_enter_in_the_reason_does_not_approve(karin: Browser, visit: Visit) -> None:
    page = karin.get(door(visit)).content.decode()
    forms = re.findall(r'<form action="" method="post">(.*?)</form>', page, re.DOTALL)
    assert [re.findall(r'name="answer" value="(\w+)"', form) for form in forms] == [["approve"], ["decline"]]
    assert 'name="reason"' in forms[1]
