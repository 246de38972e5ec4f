"""Karin says what became of a visit, Anna of her own part of it; nobody before it has begun."""

import re
from collections.abc import Iterator

import pytest
import time_machine
from django.http import HttpResponseBase
from django.test import Client as Browser
from django.urls import reverse

from booking.models import AppointmentEvent, BookingSettings, Occupancy, Status, Visit
from salon.outbox.models import Message
from tests.booking.conftest import OLENA, Booker, local

BUTTON = "Was daraus wurde"


@pytest.fixture
def visit(book: Booker) -> Visit:
    """Olena's colour at Anna's on Thursday at ten, and a manicure at Olga's afterwards."""
    return book(["colour", "manicure"], local(11, 10), contact=OLENA)


@pytest.fixture(autouse=True)
def clock() -> Iterator[time_machine.Traveller]:
    """Thursday at five: she has been there."""
    with time_machine.travel(local(11, 17).timestamp(), tick=False) as clock:
        yield clock


def door(visit: Visit, position: int = 0) -> str:
    return reverse("appointments:close", args=[visit.appointments.get(position=position).pk])


def card(browser: Browser, visit: Visit) -> str:
    address = reverse("appointments:inspect", args=[visit.appointments.get(position=0).pk])
    return browser.get(address).content.decode()


def press(browser: Browser, visit: Visit, outcome: str, position: int = 0) -> str:
    """The page to which a button leads."""
    return browser.post(door(visit, position), {"outcome": outcome}, follow=True).content.decode()


def statuses(visit: Visit) -> list[str]:
    return list(visit.appointments.order_by("position").values_list("status", flat=True))


def test_reception_notes_with_one_press_that_it_is_done(karin: Browser, visit: Visit) -> None:
    assert f"Der Besuch {visit.reference} ist erledigt." in press(karin, visit, "done")
    assert statuses(visit) == [Status.COMPLETED] * 2
    assert Message.objects.filter(kind="visit_thanks").count() == 1


def test_or_that_nobody_came(karin: Browser, visit: Visit) -> None:
    assert "Nicht erschienen" in press(karin, visit, "no_show")
    assert statuses(visit) == [Status.NO_SHOW] * 2
    assert Occupancy.objects.exists()


def test_or_that_it_was_a_mistake(karin: Browser, visit: Visit) -> None:
    press(karin, visit, "no_show")
    assert "wieder bestätigt" in press(karin, visit, "reopen")
    assert statuses(visit) == [Status.CONFIRMED] * 2
    kinds = AppointmentEvent.objects.filter(appointment__position=0).order_by("pk").values_list("kind", flat=True)
    assert list(kinds) == ["booked", "no_show", "reopened"]
    assert Message.objects.get(kind="visit_no_show").state == "withdrawn"


def test_a_master_says_it_only_of_her_own_part(annas_phone: Browser, visit: Visit) -> None:
    page = annas_phone.get(door(visit)).content.decode()
    assert ("Farbe" in page, "Maniküre" in page) == (True, False)
    press(annas_phone, visit, "done")
    assert statuses(visit) == [Status.COMPLETED, Status.CONFIRMED]
    assert not Message.objects.filter(kind="visit_thanks").exists()
    assert annas_phone.get(door(visit, 1), follow=True).status_code == 404
    assert annas_phone.post(door(visit, 1), {"outcome": "done"}, follow=True).status_code == 404
    assert statuses(visit) == [Status.COMPLETED, Status.CONFIRMED]


def test_a_master_takes_back_only_her_own_part(karin: Browser, annas_phone: Browser, visit: Visit) -> None:
    press(karin, visit, "done")
    press(annas_phone, visit, "reopen")
    assert statuses(visit) == [Status.CONFIRMED, Status.COMPLETED]


def test_an_editor_says_nothing(editor: Browser, visit: Visit) -> None:
    for answer in (editor.get(door(visit)), editor.post(door(visit), {"outcome": "done"})):
        assert (answer.status_code, answer.headers.get("Location")) == (302, reverse("wagtailadmin_home"))
    assert statuses(visit) == [Status.CONFIRMED] * 2


def test_without_a_login_nothing_changes(visit: Visit) -> None:
    answer = Browser().post(door(visit), {"outcome": "done"})
    assert answer["Location"].startswith(reverse("wagtailadmin_login"))
    assert statuses(visit) == [Status.CONFIRMED] * 2


@pytest.mark.parametrize("method", ["get", "head"])
def test_looking_at_the_question_answers_nothing(karin: Browser, visit: Visit, method: str) -> None:
    getattr(karin, method)(f"{door(visit)}?outcome=done")
    assert statuses(visit) == [Status.CONFIRMED] * 2


@pytest.mark.parametrize("outcome", ["done", "no_show"])
def test_before_it_begins_it_is_refused_in_words(
    karin: Browser, visit: Visit, clock: time_machine.Traveller, outcome: str
) -> None:
    clock.move_to(local(11, 9, 59).timestamp())
    assert "Der Besuch hat noch nicht begonnen." in press(karin, visit, outcome)
    assert statuses(visit) == [Status.CONFIRMED] * 2


def test_who_says_it_second_is_told_what_is_true_now(karin: Browser, annas_phone: Browser, visit: Visit) -> None:
    press(karin, visit, "no_show")
    assert "wurde bereits beantwortet" in press(annas_phone, visit, "done")
    assert statuses(visit) == [Status.NO_SHOW] * 2


@pytest.mark.parametrize("outcome", ["", "completed", "done\x00", "cancelled"])
def test_a_forged_outcome_changes_nothing(karin: Browser, visit: Visit, outcome: str) -> None:
    answer: HttpResponseBase = karin.post(door(visit), {"outcome": outcome})
    assert answer.status_code in {200, 400}
    assert statuses(visit) == [Status.CONFIRMED] * 2


def test_the_page_offers_what_can_be_said(karin: Browser, visit: Visit) -> None:
    def buttons() -> list[str]:
        return re.findall(r'name="outcome" value="(\w+)"', karin.get(door(visit)).content.decode())

    assert buttons() == ["done", "no_show"]
    press(karin, visit, "done")
    assert buttons() == ["reopen"]


def test_the_card_leads_there_where_there_is_something_to_say(karin: Browser, visit: Visit, book: Booker) -> None:
    assert door(visit) in card(karin, visit)
    assert BUTTON in card(karin, visit)
    BookingSettings.objects.update(confirmation="request")
    asked = book("haircut", local(13, 10), now=local(11, 17))
    assert BUTTON not in card(karin, asked)
    assert "noch nichts zu sagen" in karin.get(door(asked)).content.decode()
