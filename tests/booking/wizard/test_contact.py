"""Who comes: one way to reach her is enough, errors stand beside the fields, nothing typed is lost."""

import re
from datetime import timedelta

import pytest
import time_machine

from booking.models import Client, Hold, Visit
from tests.booking.conftest import local
from tests.booking.wizard.conftest import CONTACT, Browser

pytestmark = pytest.mark.once


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ({"phone": "0151 2345678", "email": ""}, ("+491512345678", "")),
        ({"phone": "+380 44 123 45 67", "email": ""}, ("+380441234567", "")),
        ({"phone": "", "email": "Olena@Example.org"}, ("", "olena@example.org")),
    ],
)
def test_phone_or_email_is_enough(olena: Browser, typed: dict, kept: tuple) -> None:
    olena.choose_time().send(**{**CONTACT, **typed}).confirm()
    visit = Visit.objects.get()
    assert (visit.contact_phone, visit.contact_email) == kept


WRONG = [
    ({"name": "  "}, "Bitte geben Sie Ihren Namen ein.", "id_name"),
    ({"phone": "", "email": ""}, "Bitte geben Sie eine Telefonnummer oder E-Mail-Adresse ein.", "id_phone"),
    ({"phone": "0151"}, "Diese Telefonnummer ist nicht vollständig. Beispiel: 0151 23456789", "id_phone"),
    ({"email": "olena@"}, "Fehlt vielleicht ein Zeichen?", "id_email"),
    ({"consent": ""}, "Bitte setzen Sie hier ein Häkchen, damit wir buchen können.", "id_consent"),
    ({"name": "O" * 121}, "Bitte höchstens 120 Zeichen.", "id_name"),
    ({"note": "n" * 1001}, "Bitte höchstens 1000 Zeichen.", "id_note"),
    ({"phone": "1" * 5000}, "Bitte höchstens 40 Zeichen.", "id_phone"),
    ({"email": f"{'o' * 300}@example.org"}, "höchstens", "id_email"),
    ({"name": "Olena\x00"}, "Nullzeichen", "id_name"),
]


def test_an_error_stands_beside_its_field_and_on_top(olena: Browser) -> None:
    olena.choose_time()
    for wrong, sentence, field in WRONG:
        olena.send(**{**CONTACT, **wrong})
        assert (olena.status, olena.step) == (422, "contact"), wrong
        assert sentence in olena.text
        assert "<title>Fehler: Ihre Angaben" in olena.html
        assert f'href="#{field}"' in olena.html
        assert 'role="alert" tabindex="-1"' in olena.html
        tag = next(tag for tag in re.findall(r"<(?:input|textarea)[^>]*>", olena.html) if f'id="{field}"' in tag)
        assert 'aria-invalid="true"' in tag
        assert f"{field}_error" in tag


def test_nothing_typed_is_lost_when_something_is_wrong(olena: Browser) -> None:
    olena.choose_time().send(**{**CONTACT, "phone": "0151", "note": "Mit Kinderwagen"})
    for page in (olena, olena.reload()):
        assert page.value("name") == "Olena Kovalenko"
        assert page.value("phone") == "0151"
        assert page.value("email") == "olena@example.org"
        assert "Mit Kinderwagen" in page.text


def test_the_fields_tell_a_phones_keyboard_what_they_want(olena: Browser) -> None:
    olena.choose_time()
    wanted = {
        "phone": {'type="tel"', 'inputmode="tel"', 'autocomplete="tel"'},
        "email": {'type="email"', 'inputmode="email"', 'autocomplete="email"'},
        "name": {'type="text"', 'autocomplete="name"'},
    }
    for name, attributes in wanted.items():
        tag = next(tag for tag in re.findall(r"<input[^>]*>", olena.html) if f'name="{name}"' in tag)
        assert attributes <= set(tag.split())


def test_a_name_stands_on_one_line(olena: Browser) -> None:
    olena.choose_time().send(**{**CONTACT, "name": "Olena\r\nBcc: all@example.org"}).confirm()
    assert Visit.objects.get().contact_name == "Olena Bcc: all@example.org"


def test_a_machine_that_fills_the_hidden_field_gets_no_further(olena: Browser) -> None:
    olena.choose_time().send(**CONTACT, website="https://spam.example.org")
    assert olena.status == 403
    assert "+49 30 23125110" in olena.text
    assert olena.step == "contact"


def test_a_hold_that_ran_out_while_typing_is_silently_taken_again(
    olena: Browser, monday_noon: time_machine.Traveller
) -> None:
    olena.choose_time()
    monday_noon.shift(timedelta(minutes=30))
    assert "freigehalten" not in olena.reload().text
    olena.send(**CONTACT)
    assert olena.step == "review"
    assert "noch 10 Minuten" in olena.text
    assert Hold.objects.get().held_until == local(8, 12, 40)


def test_a_hold_that_ran_out_and_was_taken_by_another_is_said_and_the_contact_stays(
    olena: Browser, book, monday_noon: time_machine.Traveller
) -> None:
    olena.choose_time(start="2026-06-09T07:00Z")
    monday_noon.shift(timedelta(minutes=30))
    book("haircut", local(9, 9), master="anna", now=local(8, 12, 30))
    olena.send(**CONTACT)
    assert olena.status == 409
    assert "gerade vergeben" in olena.text
    olena.send(olena.action, start="2026-06-09T08:00Z")
    assert olena.step == "review"
    assert "Olena Kovalenko" in olena.text


def test_what_we_know_of_a_client_is_never_shown_to_who_types_her_number(olena: Browser, book) -> None:
    Client.objects.create(name="Olena Geheim", phone="+491512345678", email="geheim@example.org", language="de")
    olena.choose_time().send(**{**CONTACT, "email": ""})
    assert "eheim" not in olena.html
    olena.confirm()
    assert "eheim" not in olena.html
    assert Client.objects.get(name="Olena Geheim").email == "geheim@example.org"
