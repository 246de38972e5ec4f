"""What is pressed in the panel: each action, its refusal, and who may not."""

import pytest
import time_machine
from django.http import HttpResponse
from django.test import Client as Browser
from django.urls import reverse

from booking.models import Appointment, AppointmentEvent, BookingSettings, Occupancy, Status, Visit
from salon.outbox.models import Message
from tests.booking.conftest import OLENA, Booker, local

FETCHED = {"X-Requested-With": "fetch"}
pytestmark = pytest.mark.usefixtures("clock")


@pytest.fixture
def visit(book: Booker) -> Visit:
    """Olena's haircut at Anna's, today at eleven: it runs."""
    return book("haircut", local(9, 11), master="anna", contact=OLENA)


@pytest.fixture
def request_of_olena(book: Booker) -> Visit:
    BookingSettings.objects.update(confirmation="request")
    return book("haircut", local(9, 15), master="anna", contact=OLENA)


def press(browser: Browser, visit: Visit, action: str, **typed: str) -> HttpResponse:
    return browser.post(reverse("calendar_do", args=[visit.pk, action]), typed, headers=FETCHED)


def status(visit: Visit) -> str:
    return visit.appointments.get().status


def test_a_request_is_approved_and_the_client_hears_it(karin: Browser, request_of_olena: Visit) -> None:
    answer = press(karin, request_of_olena, "approve")
    assert (answer.status_code, status(request_of_olena)) == (200, Status.CONFIRMED)
    html = answer.content.decode()
    assert f'data-said="Der Besuch {request_of_olena.reference} ist bestätigt.' in html
    assert "desk-status--confirmed" in html
    assert Message.objects.filter(kind="visit_confirmed").exists()


def test_or_declined_with_a_reason_that_the_client_reads(karin: Browser, request_of_olena: Visit) -> None:
    assert press(karin, request_of_olena, "decline", reason="Bitte rufen Sie uns an").status_code == 200
    request_of_olena.refresh_from_db()
    assert (status(request_of_olena), request_of_olena.decline_reason) == ("declined", "Bitte rufen Sie uns an")
    assert not Occupancy.objects.exists()


def test_done_notes_what_was_quoted_as_paid(karin: Browser, visit: Visit) -> None:
    assert press(karin, visit, "done", quoted="1", amount="99").status_code == 200
    row = visit.appointments.get()
    assert (row.status, row.paid) == (Status.COMPLETED, row.price)


def test_or_what_was_typed(karin: Browser, visit: Visit) -> None:
    assert press(karin, visit, "done", amount="50,50 €").status_code == 200
    assert str(visit.appointments.get().paid) == "50.50"


@pytest.mark.parametrize("typed", ["viel", "-5", "100000"])
def test_an_impossible_amount_is_refused_and_stays_typed(karin: Browser, visit: Visit, typed: str) -> None:
    answer = press(karin, visit, "done", amount=typed)
    assert (answer.status_code, status(visit)) == (409, Status.CONFIRMED)
    assert f'value="{typed}"' in answer.content.decode()
    assert "data-desk-refused" in answer.content.decode()


def test_an_amount_typed_for_one_service_is_not_dropped_once_a_second_one_has_begun(
    karin: Browser, book: Booker, clock: time_machine.Traveller
) -> None:
    both = book(["haircut", "manicure"], local(9, 11), contact=OLENA)
    clock.move_to(local(9, 12, 30).timestamp())
    answer = press(karin, both, "done", amount="60")
    assert (answer.status_code, set(both.appointments.values_list("paid", flat=True))) == (409, {None})
    assert "haben sich" in answer.content.decode()


def test_done_on_a_later_day_says_nothing_of_money(karin: Browser, visit: Visit, clock: time_machine.Traveller) -> None:
    clock.move_to(local(10, 9).timestamp())
    karin.force_login(karin.get("/admin/").wsgi_request.user)
    assert press(karin, visit, "done").status_code == 200
    row = visit.appointments.get()
    assert (row.status, row.paid) == (Status.COMPLETED, None)


def test_a_no_show_is_noted_and_taken_back(karin: Browser, visit: Visit) -> None:
    assert press(karin, visit, "no-show").status_code == 200
    assert status(visit) == Status.NO_SHOW
    assert press(karin, visit, "reopen").status_code == 200
    assert status(visit) == Status.CONFIRMED


def test_cancelling_today_is_late_by_itself(karin: Browser, book: Booker) -> None:
    visit = book("haircut", local(9, 15), master="anna", contact=OLENA)
    assert press(karin, visit, "cancel", reason="krank").status_code == 200
    row = visit.appointments.get()
    assert (row.status, row.is_late_cancel) == (Status.CANCELLED, True)


@pytest.mark.parametrize(
    ("first", "action"),
    [
        ("confirmed", "approve"),
        ("confirmed", "decline"),
        ("completed", "done"),
        ("no_show", "no-show"),
        ("confirmed", "reopen"),
        ("cancelled", "cancel"),
    ],
)
def test_what_is_no_longer_possible_is_refused_in_words(karin: Browser, visit: Visit, first: str, action: str) -> None:
    visit.appointments.update(status=first)
    events = AppointmentEvent.objects.count()
    answer = press(karin, visit, action)
    assert answer.status_code == 409
    assert "wurde bereits beantwortet" in answer.content.decode()
    assert (status(visit), AppointmentEvent.objects.count()) == (first, events)


def test_nothing_is_done_before_its_time(karin: Browser, book: Booker) -> None:
    visit = book("haircut", local(9, 16), master="anna")
    for action in ("done", "no-show"):
        answer = press(karin, visit, action)
        assert answer.status_code == 409
        assert "noch nicht begonnen" in answer.content.decode()
    assert status(visit) == Status.CONFIRMED


def test_without_a_script_the_page_comes_back_with_a_sentence(karin: Browser, visit: Visit) -> None:
    do = reverse("calendar_do", args=[visit.pk, "no-show"])
    page = karin.post(do, follow=True)
    assert page.redirect_chain == [(reverse("calendar_visit", args=[visit.pk]), 302)]
    assert "„Nicht erschienen“ vermerkt" in page.content.decode()
    assert "<html" in page.content.decode()
    assert "wurde bereits beantwortet" in karin.post(do, follow=True).content.decode()


def test_a_master_answers_only_for_her_own(annas_phone: Browser, book: Booker) -> None:
    BookingSettings.objects.update(confirmation="request")
    both = book(["haircut", "manicure"], local(9, 14), master="anna", contact=OLENA)
    assert press(annas_phone, both, "approve").status_code == 200
    statuses = dict(both.appointments.values_list("master__slug", "status"))
    assert statuses == {"anna": Status.CONFIRMED, "olga": Status.PENDING}
    assert "Maniküre" not in annas_phone.get(reverse("calendar_visit", args=[both.pk])).content.decode()


def test_a_master_can_do_nothing_about_others_or_by_a_right_she_lacks(
    annas_phone: Browser, book: Booker, visit: Visit
) -> None:
    other = book("haircut", local(9, 11), master="olga")
    for action in ("done", "no-show", "cancel"):
        assert press(annas_phone, other, action).status_code == 404
    assert annas_phone.get(reverse("calendar_visit", args=[other.pk])).status_code == 404
    assert press(annas_phone, visit, "cancel").status_code == 302
    assert set(Appointment.objects.values_list("status", flat=True)) == {Status.CONFIRMED}


def test_who_may_not_see_may_not_do(editor: Browser, visit: Visit) -> None:
    assert press(editor, visit, "done").status_code == 302
    assert press(Browser(), visit, "done").status_code == 302
    assert status(visit) == Status.CONFIRMED


@pytest.mark.parametrize("action", ["destroy", "__class__"])
def test_a_forged_action_is_none(karin: Browser, visit: Visit, action: str) -> None:
    answer = karin.post(f"/admin/calendar/visit/{visit.pk}/{action}/", headers=FETCHED)
    assert answer.status_code == 404
    assert status(visit) == Status.CONFIRMED


def test_looking_does_nothing_and_a_forged_post_is_stopped(karin: Browser, visit: Visit) -> None:
    do = reverse("calendar_do", args=[visit.pk, "done"])
    assert karin.get(do).status_code == 405
    strict = Browser(enforce_csrf_checks=True)
    strict.cookies = karin.cookies
    assert strict.post(do, headers=FETCHED).status_code == 403
    assert karin.post("/admin/calendar/visit/99999999999999999999/done/").status_code == 404
    assert status(visit) == Status.CONFIRMED


def test_the_panel_knows_everything(karin: Browser, visit: Visit) -> None:
    Visit.objects.filter(pk=visit.pk).update(note="Nuss-Allergie")
    html = karin.get(reverse("calendar_visit", args=[visit.pk]), headers=FETCHED).content.decode()
    assert "<html" not in html
    for said in (
        "Olena Kovalenko",
        "tel:+491512345678",
        "mailto:olena@example.org",
        "Nuss-Allergie",
        "45",
        "Anna Lindner",
    ):
        assert said in html
    for link in (
        reverse("appointments:inspect", args=[visit.appointments.get().pk]),
        "/admin/clients/inspect/",
        "/de/",
    ):
        assert link in html
    assert visit.reference in html
