"""The card of a client: contact in one form, a reason for blocking, every visit."""

import pytest
from django.test import Client as Browser
from django.urls import reverse

from booking.models import Client
from tests.booking.conftest import OLENA, Booker, local

TYPED = {"name": "Olena Kovalenko", "language": "uk", "status": "active", "blocked_reason": "", "notes": ""}


@pytest.fixture
def olena(db: None) -> Client:
    return Client.objects.create(name="Olena Kovalenko", phone="+491512345678", email="olena@example.org")


def save(browser: Browser, client: Client, **typed: str) -> list[str]:
    """Post the form; the names of the fields that were refused."""
    answer = browser.post(reverse("clients:edit", args=[client.pk]), {**TYPED, **typed})
    client.refresh_from_db()
    return [] if answer.status_code == 302 else sorted(answer.context["form"].errors)


def test_a_number_is_kept_in_e164_and_an_address_in_small_letters(karin: Browser, olena: Client) -> None:
    assert save(karin, olena, phone="0151 / 99 88 77 66", email=" Olena.K@Example.org") == []
    assert (olena.phone, olena.email) == ("+4915199887766", "olena.k@example.org")


def test_what_is_no_number_is_refused(karin: Browser, olena: Client) -> None:
    assert save(karin, olena, phone="ruft an", email="olena@example.org") == ["phone"]
    assert olena.phone == "+491512345678"


def test_a_client_stays_reachable(karin: Browser, olena: Client) -> None:
    assert save(karin, olena, phone="", email="") == ["phone"]


def test_who_is_linked_to_telegram_needs_nothing_else(karin: Browser, olena: Client) -> None:
    Client.objects.filter(pk=olena.pk).update(telegram_id=77)
    assert save(karin, olena, phone="", email="") == []


def test_blocking_needs_a_reason(karin: Browser, olena: Client) -> None:
    assert save(karin, olena, phone=olena.phone, email="", status="blocked") == ["blocked_reason"]
    assert save(karin, olena, phone=olena.phone, email="", status="blocked", blocked_reason="dreimal weg") == []


def test_the_card_lists_every_visit_of_the_client(karin: Browser, book: Booker) -> None:
    visit = book("haircut", local(9, 10), master="anna", contact=OLENA)
    book("haircut", local(10, 10), master="olga")
    page = karin.get(reverse("clients:inspect", args=[visit.client_id])).content.decode()
    assert visit.reference in page
    assert page.count("10:00–11:00") == 1


@pytest.mark.parametrize("words", ["KOVAL", "olena@", "0151 2345"])
def test_clients_are_found_by_name_address_and_number(karin: Browser, olena: Client, words: str) -> None:
    Client.objects.create(name="Maria Huber", phone="+4917099999999")
    rows = karin.get(reverse("clients:index"), {"q": words}).context["object_list"]
    assert [row.name for row in rows] == ["Olena Kovalenko"]


def test_the_internal_id_of_telegram_is_in_no_form(karin: Browser, olena: Client) -> None:
    save(karin, olena, phone=olena.phone, email="", telegram_id="1234")
    assert olena.telegram_id is None
