"""The register of messages knows visits, places on the waiting list and masters, as far as its reader may see them."""

from datetime import date

import pytest
from django.contrib.auth import get_user
from django.db import connection
from django.http import HttpRequest
from django.test import Client as Browser
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from booking.models import Master, Visit, WaitingEntry, WaitingOffer
from legal.registries import contract_called
from salon.cms.roles import Role
from salon.outbox.models import Message
from salon.outbox.subjects import Subject, found_by, subjects_of
from tests.booking.admin.conftest import LogIn
from tests.booking.conftest import OLENA, Booker, local


def request_of(browser: Browser) -> HttpRequest:
    request = RequestFactory().get("/admin/")
    request.user = get_user(browser)
    return request


@pytest.fixture
def visit(book: Booker) -> Visit:
    return book("haircut", local(9, 10), master="anna", contact=OLENA)


@pytest.fixture
def entry(db: None) -> WaitingEntry:
    day = date(2026, 6, 9)
    facts = {"services": ["haircut"], "first_day": day, "last_day": day, "language": "de"}
    return WaitingEntry.objects.create(contact_name="Olena", contact_phone="+4930123456", **facts)


def test_a_visit_is_its_reference_with_the_way_to_its_card(karin: Browser, visit: Visit) -> None:
    told = subjects_of([f"visit:{visit.pk}"], request_of(karin))[f"visit:{visit.pk}"]
    card = reverse("appointments:inspect", args=[visit.appointments.get().pk])
    assert (told.label, told.url, told.name) == (visit.reference, card, "Olena Kovalenko")
    assert told.phone.replace("\N{NO-BREAK SPACE}", "") == OLENA.phone
    assert "10:00" in told.detail


def test_a_visit_of_several_appointments_leads_to_the_first(karin: Browser, book: Booker) -> None:
    visit = book(["haircut", "manicure"], local(9, 10))
    first = visit.appointments.order_by("start").first()
    assert subjects_of([f"visit:{visit.pk}"], request_of(karin))[f"visit:{visit.pk}"].url.endswith(f"/{first.pk}/")


def test_a_visit_is_found_by_the_reference_that_somebody_types(visit: Visit, book: Booker) -> None:
    assert contract_called(f"Nr. {visit.reference.lower()}, Dienstag") == f"visit:{visit.pk}"
    other = book("haircut", local(9, 12), master="olga")
    for words in ("12.06.2026", "", "Haarschnitt", f"{visit.reference} {other.reference}"):
        assert contract_called(words) == ""


def test_a_master_is_told_nothing_of_a_colleagues_visit(annas_phone: Browser, book: Booker, visit: Visit) -> None:
    other = book("haircut", local(9, 12), master="olga")
    told = subjects_of([f"visit:{visit.pk}", f"visit:{other.pk}"], request_of(annas_phone))
    assert set(told) == {f"visit:{visit.pk}"}


def test_the_waiting_list_is_told_to_who_may_see_it(log_in: LogIn, karin: Browser, entry: WaitingEntry) -> None:
    offer = WaitingOffer.objects.create(
        entry=entry, start=local(9, 10), end=local(9, 11), offered_at=local(8, 12), expires_at=local(8, 14)
    )
    about = [f"waiting:{entry.pk}", f"offer:{offer.pk}"]
    told = subjects_of(about, request_of(karin))
    card = reverse("waiting-list:inspect", args=[entry.pk])
    assert {(each.url, each.name) for each in told.values()} == {(card, "Olena")}
    assert set(told) == set(about)
    assert subjects_of(about, request_of(log_in(Role.EDITOR))) == {}


def test_days_and_masters_have_names(karin: Browser, anna: Master) -> None:
    told = subjects_of(["day:2026-06-09", f"master:{anna.pk}", "magic_link:1", ""], request_of(karin))
    assert told[f"master:{anna.pk}"] == Subject("Anna Lindner")
    assert told["day:2026-06-09"].label.startswith("Di 9.")
    assert len(told) == 2


@pytest.mark.parametrize("words", ["reference", "Kovalenko", "1512 345678", "Haarschnitt"])
def test_a_search_finds_visits_as_the_list_of_appointments_does(karin: Browser, visit: Visit, words: str) -> None:
    wanted = visit.reference if words == "reference" else words
    assert found_by(wanted, request_of(karin)) == {f"visit:{visit.pk}"}
    assert found_by("nobody like this", request_of(karin)) == set()


def test_all_visits_of_a_page_are_one_query(karin: Browser, book: Booker) -> None:
    visits = [book("haircut", local(9, hour), master="anna") for hour in (9, 10, 11, 12)]
    request = request_of(karin)
    assert request.user.has_perm("booking.see_all_appointment")
    with CaptureQueriesContext(connection) as queries:
        subjects_of([f"visit:{visit.pk}" for visit in visits], request)
    assert len(queries) == 1


def test_the_register_shows_what_booking_wrote(karin: Browser, visit: Visit) -> None:
    assert Message.objects.filter(about=f"visit:{visit.pk}").exists()
    page = karin.get(reverse("outbox_message_modeladmin_index"), {"q": visit.reference}).content.decode()
    assert reverse("appointments:inspect", args=[visit.appointments.get().pk]) in page
    assert f"visit:{visit.pk}" not in page


def test_an_erased_visit_is_still_a_reference(karin: Browser, visit: Visit) -> None:
    Visit.objects.update(contact_name="", contact_phone="", contact_email="")
    told = subjects_of([f"visit:{visit.pk}"], request_of(karin))[f"visit:{visit.pk}"]
    assert (told.label, told.name, told.phone) == (visit.reference, "", "")
