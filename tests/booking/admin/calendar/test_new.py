"""A new visit in a gap: four inputs, a time that is kept, known clients, and nothing typed is lost."""

import re
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client as Browser
from django.urls import reverse

from booking.models import Appointment, Client, Hold, Master, Occupancy, Source, Visit
from salon.outbox.models import Message
from tests.booking.conftest import OLENA, Booker, local

FETCHED = {"X-Requested-With": "fetch"}
NEW, HOLD, RELEASE, PEOPLE = (reverse(f"calendar_{name}") for name in ("new", "hold", "release", "people"))
START = local(9, 14)
pytestmark = [pytest.mark.usefixtures("clock", "anna", "olga")]


def opened(browser: Browser, **words: Any) -> dict[str, str]:
    """What a gap's form brings along."""
    gap = {"master": "anna", "start": START.isoformat(), **words}
    html = browser.get(NEW, gap, headers=FETCHED).content.decode()
    return dict(re.findall(r'<input type="hidden" name="(master|start|draft)" value="([^"]*)"', html))


def book_by_phone(browser: Browser, **typed: str) -> HttpResponse:
    four = {"service": "haircut", "contact": "0151 2345678", "name": "Olena Kovalenko", "language": "uk"}
    return browser.post(NEW, {**opened(browser), **four, **typed}, headers=FETCHED)


def test_four_inputs_are_a_visit(karin: Browser) -> None:
    answer = book_by_phone(karin)
    assert answer.status_code == 200
    row = Appointment.objects.select_related("visit", "master").get()
    assert (row.start, row.master.slug, row.status) == (START, "anna", "confirmed")
    visit = row.visit
    assert (visit.contact_phone, visit.language, visit.source) == ("+491512345678", "uk", Source.PHONE)
    assert f'data-visit-id="{visit.pk}"' in answer.content.decode()


def test_an_email_is_as_good_and_gets_the_confirmation(karin: Browser) -> None:
    assert book_by_phone(karin, contact="Olena@Example.org").status_code == 200
    assert Visit.objects.get().contact_email == "olena@example.org"
    assert Message.objects.filter(kind="visit_confirmed").exists()


def test_a_plain_name_is_enough_for_who_is_here(karin: Browser) -> None:
    assert book_by_phone(karin, contact="").status_code == 200
    assert Visit.objects.get().source == Source.DESK


def test_more_is_possible(karin: Browser) -> None:
    noon = local(9, 12).isoformat()
    assert book_by_phone(karin, start=noon, second="colour", note="Nuss-Allergie", price="99,50").status_code == 200
    visit = Visit.objects.get()
    assert (visit.note, sum(row.price for row in visit.appointments.all())) == ("Nuss-Allergie", 99.5)


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"service": ""}, "service"),
        ({"service": "manicure"}, "service"),
        ({"contact": "nur so"}, "contact"),
        ({"contact": "olena@"}, "contact"),
        ({"name": " "}, "name"),
        ({"name": "x" * 200}, "name"),
        ({"language": "fr"}, "language"),
        ({"second": "haircut"}, "second"),
        ({"price": "viel"}, "price"),
    ],
)
def test_what_is_wrong_is_said_beside_the_field(karin: Browser, typed: dict[str, str], field: str) -> None:
    answer = book_by_phone(karin, note="Nuss-Allergie", **typed)
    html = answer.content.decode()
    assert (answer.status_code, Visit.objects.count()) == (422, 0)
    assert f'id="id_{field}_error"' in html
    assert "Nuss-Allergie" in html


def test_a_taken_time_is_refused_and_nothing_typed_is_lost(karin: Browser, book: Booker) -> None:
    book("haircut", local(9, 14, 30), master="anna")
    answer = book_by_phone(karin, note="Nuss-Allergie")
    html = answer.content.decode()
    assert (answer.status_code, Visit.objects.count()) == (409, 1)
    for kept in ("Olena Kovalenko", "0151 2345678", "Nuss-Allergie"):
        assert kept in html
    assert re.search('value="haircut"[^>]*selected', html)
    assert "data-desk-refused" in html


def test_pressed_twice_it_is_one_visit(karin: Browser) -> None:
    typed = {**opened(karin), "service": "haircut", "contact": "", "name": "Olena", "language": "de"}
    assert [karin.post(NEW, typed, headers=FETCHED).status_code for _ in range(2)] == [200, 200]
    assert Visit.objects.count() == 1


def test_the_time_is_kept_while_the_form_is_open(karin: Browser) -> None:
    told = opened(karin)
    kept = karin.post(HOLD, told | {"service": "haircut"}, headers=FETCHED)
    assert (kept.status_code, "15:00" in kept.json()["message"]) == (200, True)
    assert Hold.objects.get().key == told["draft"]
    other = karin.post(HOLD, opened(karin) | {"service": "haircut"}, headers=FETCHED)
    assert (other.status_code, bool(other.json()["message"])) == (409, True)
    karin.post(RELEASE, {"draft": told["draft"]})
    assert not Hold.objects.exists()
    assert not Occupancy.objects.exists()


def test_the_visit_takes_over_what_was_kept(karin: Browser) -> None:
    told = opened(karin)
    karin.post(HOLD, told | {"service": "haircut"})
    typed = {"service": "haircut", "contact": "", "name": "Olena", "language": "de"}
    assert karin.post(NEW, told | typed, headers=FETCHED).status_code == 200
    assert not Hold.objects.exists()


@pytest.mark.parametrize("draft", ["", "a", "desk-1-abc", "draft-1"])
def test_nobody_gives_back_what_others_keep(karin: Browser, book: Booker, draft: str) -> None:
    hold = Hold.objects.create(key=draft or "b", held_since=START, held_until=START)
    assert karin.post(RELEASE, {"draft": draft}).status_code == 204
    assert karin.post(HOLD, {**opened(karin), "draft": draft, "service": "haircut"}).status_code == 422
    assert Hold.objects.filter(pk=hold.pk).exists()


@pytest.mark.parametrize("words", [{}, {"master": "niemand"}, {"start": "gestern"}])
def test_without_a_gap_it_asks_who_and_when(karin: Browser, words: dict[str, str]) -> None:
    gap = {"master": "anna", "start": START.isoformat(), **words} if words else {}
    assert 'name="day"' in karin.get(NEW, gap).content.decode()
    asked = karin.get(NEW, {"master": "anna", "day": "2026-06-09", "time": "14:00"}, follow=True)
    assert 'name="service"' in asked.content.decode()


@pytest.mark.parametrize("day", ["0002-01-01", "9999-12-31"])
def test_a_day_beyond_the_calendar_is_refused_beside_its_field(karin: Browser, day: str) -> None:
    page = karin.get(NEW, {"master": "anna", "day": day, "time": "14:00"}).content.decode()
    assert 'id="id_day_error"' in page


def test_without_a_script_the_page_does_it(karin: Browser) -> None:
    typed = {**opened(karin), "service": "haircut", "contact": "", "name": "Olena", "language": "de"}
    answer = karin.post(NEW, typed)
    assert answer["Location"] == reverse("calendar_visit", args=[Visit.objects.get().pk])
    again = karin.post(NEW, {**opened(karin), **typed, "draft": ""})
    assert (again.status_code, "<html" in again.content.decode()) == (409, True)


def test_again_is_like_the_last_time(karin: Browser, book: Booker) -> None:
    visit = book("haircut", local(9, 9), master="anna", contact=OLENA)
    html = karin.get(NEW, {"again": visit.pk, "master": "anna", "start": START.isoformat()}).content.decode()
    assert "Olena Kovalenko" in html
    assert "+491512345678" in html
    assert re.search('value="haircut"[^>]*selected', html)


def test_a_master_books_only_in_her_own_column(annas_phone: Browser) -> None:
    assert book_by_phone(annas_phone).status_code == 200
    assert opened(annas_phone, master="olga") == {}
    typed = {"master": "olga", "start": START.isoformat(), "service": "haircut", "name": "Olena", "language": "de"}
    assert annas_phone.post(NEW, typed).status_code == 422, "no answer that a script takes for a booked visit"
    assert Visit.objects.count() == 1
    assert annas_phone.post(HOLD, typed | {"draft": "x"}).status_code == 422


def test_who_may_not_book_has_no_form(editor: Browser) -> None:
    for answer in (editor.get(NEW), editor.post(HOLD), editor.post(RELEASE), editor.get(PEOPLE, {"q": "Olena"})):
        assert answer["Location"] == reverse("wagtailadmin_home")


@pytest.mark.parametrize("words", ["olena", "KOVAL", "0151 2345", "olena@example.org"])
def test_known_clients_are_suggested(karin: Browser, book: Booker, words: str) -> None:
    book("haircut", local(9, 9), master="olga", contact=OLENA)
    html = karin.get(PEOPLE, {"q": words}).content.decode()
    for known in ('data-name="Olena Kovalenko"', 'data-contact="+491512345678"', "Haarschnitt"):
        assert known in html


def test_who_was_erased_or_is_not_meant_is_not(karin: Browser, book: Booker) -> None:
    book("haircut", local(9, 9), master="olga", contact=OLENA)
    for words in ("x", "", "Ottilie", "\x00\x00"):
        assert "data-name" not in karin.get(PEOPLE, {"q": words}).content.decode()
    Client.objects.update(erased_at=START)
    assert "data-name" not in karin.get(PEOPLE, {"q": "Olena"}).content.decode()


def test_a_master_finds_only_her_own_clients(annas_phone: Browser, book: Booker, anna: Master) -> None:
    book("haircut", local(9, 9), master="olga", contact=OLENA)
    assert "data-name" not in annas_phone.get(PEOPLE, {"q": "Olena"}).content.decode()
    book("haircut", local(9, 14), master="anna", contact=OLENA)
    html = annas_phone.get(PEOPLE, {"q": "Olena"}).content.decode()
    assert "data-name" in html


def test_a_master_learns_no_other_contact_than_what_was_left_with_her(annas_phone: Browser, book: Booker) -> None:
    visit = book("haircut", local(9, 14), master="anna", contact=OLENA)
    Visit.objects.filter(pk=visit.pk).update(contact_phone="", contact_email="privat@example.org")
    html = annas_phone.get(PEOPLE, {"q": "Olena"}).content.decode()
    assert 'data-contact="privat@example.org"' in html
    assert OLENA.phone not in html
    for words in ("0151 2345", "olena@example.org"):
        assert "data-name" not in annas_phone.get(PEOPLE, {"q": words}).content.decode()
