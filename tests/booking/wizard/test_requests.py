"""Where a booking needs an answer, the wizard says so before and after, and nothing is promised too early."""

import pytest

from booking.models import Appointment, BookingSettings, Confirmation, Service, Status, Visit
from tests.booking.conftest import OLENA, Booker, local
from tests.booking.wizard.conftest import Browser


@pytest.fixture
def on_request(haircut: Service) -> None:
    Service.objects.filter(pk=haircut.pk).update(confirmation=Confirmation.REQUEST)


def test_a_request_is_called_so_on_the_button_and_says_when_we_answer(on_request: None, olena: Browser) -> None:
    olena.to_review()
    assert "Termin anfragen" in olena.text
    assert "Verbindlich buchen" not in olena.text
    assert "Das ist eine Anfrage: Wir antworten innerhalb von 24 Stunden" in olena.text


def test_a_sent_request_is_with_the_salon_and_not_confirmed(on_request: None, olena: Browser) -> None:
    olena.to_review().confirm()
    assert Visit.objects.get().appointments.get().status == Status.PENDING
    assert "Danke, Ihre Anfrage ist bei uns" in olena.text
    assert "Wir antworten spätestens bis Dienstag, 9. Juni, 9:00 Uhr" in olena.text
    assert "bestätigt" not in olena.text


def test_what_needs_no_answer_is_booked_as_before(on_request: None, olena: Browser) -> None:
    olena.to_review("service=colour&master=anna")
    assert "Verbindlich buchen" in olena.text


def test_a_salon_that_answers_everything_asks_for_everything(olena: Browser) -> None:
    rules = BookingSettings.load()
    rules.confirmation = Confirmation.REQUEST
    rules.save()
    assert "Termin anfragen" in olena.to_review("service=colour&master=anna").text


def test_a_request_is_withdrawn_at_any_time_and_the_review_says_so(on_request: None, olena: Browser) -> None:
    assert "Sie können Ihre Anfrage jederzeit zurückziehen." in olena.to_review().text


def test_who_did_not_come_twice_is_told_before_the_button_that_it_is_a_request(olena: Browser, book: Booker) -> None:
    for day in (10, 11):
        book("haircut", local(day, 10), contact=OLENA)
    Appointment.objects.update(status=Status.NO_SHOW)
    assert "Termin anfragen" in olena.to_review("service=haircut&master=anna&day=2026-06-12").text
