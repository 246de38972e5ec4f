"""Who comes: a typed contact is matched without showing, overwriting or merging what we know."""

import pytest
from django.db import IntegrityError, transaction

from booking.actions.clients import CONTRADICTION, SEVERAL, Contact
from booking.errors import InvalidContact
from booking.models import Client, Visit
from salon.lib import phone
from salon.outbox.models import Message
from tests.booking.conftest import OLENA, Booker, local

pytestmark = pytest.mark.django_db

PHONE, EMAIL = OLENA.phone, OLENA.email
OTHER_PHONE, OTHER_EMAIL = "+491701234567", "iryna@example.org"


@pytest.fixture
def olena() -> Client:
    return Client.objects.create(name="Olena Kovalenko", phone=PHONE, email=EMAIL, notes="allergic to ammonia")


def booked_by(book: Booker, number: str, address: str, name: str = "Somebody") -> Visit:
    return book("haircut", local(9, 10), contact=Contact(name, number, address))


def test_the_same_phone_and_email_are_the_same_person(book: Booker, olena: Client) -> None:
    assert booked_by(book, PHONE, EMAIL).client == olena


@pytest.mark.parametrize(("number", "address"), [(PHONE, ""), ("", EMAIL)])
def test_one_of_them_and_no_contradiction_is_the_same_person(
    book: Booker, olena: Client, number: str, address: str
) -> None:
    visit = booked_by(book, number, address)
    assert (visit.client, visit.client_hint) == (olena, "")


def test_a_known_phone_with_another_email_is_somebody_else_and_staff_are_told(book: Booker, olena: Client) -> None:
    visit = booked_by(book, PHONE, OTHER_EMAIL)
    assert visit.client != olena
    assert visit.client_hint == CONTRADICTION


def test_phone_of_one_and_email_of_another_merge_nobody(book: Booker, olena: Client) -> None:
    iryna = Client.objects.create(name="Iryna", phone=OTHER_PHONE, email=OTHER_EMAIL)
    visit = booked_by(book, PHONE, OTHER_EMAIL)
    assert visit.client not in (olena, iryna)
    assert visit.client_hint == CONTRADICTION


def test_of_several_with_one_phone_the_one_of_the_same_name_is_meant(book: Booker, olena: Client) -> None:
    Client.objects.create(name="Taras Kovalenko", phone=PHONE, email=OTHER_EMAIL)
    visit = booked_by(book, PHONE, "", name="olena kovalenko")
    assert (visit.client, visit.client_hint) == (olena, SEVERAL)


def test_two_rows_of_one_person_do_not_become_three(book: Booker, olena: Client) -> None:
    Client.objects.create(name="O. Kovalenko", phone=PHONE, email=EMAIL)
    visit = booked_by(book, PHONE, EMAIL, name="Olena Kovalenko")
    assert (visit.client, visit.client_hint) == (olena, SEVERAL)


def test_what_we_know_is_not_overwritten_by_who_types_the_number(book: Booker, olena: Client) -> None:
    visit = booked_by(book, PHONE, "", name="Mallory")
    olena.refresh_from_db()
    assert (olena.name, olena.email) == ("Olena Kovalenko", EMAIL)
    assert (visit.contact_name, visit.contact_email) == ("Mallory", "")


def test_nothing_is_written_to_an_address_that_was_not_typed(book: Booker, olena: Client) -> None:
    visit = booked_by(book, PHONE, "")
    assert EMAIL not in str(list(Message.objects.filter(about=f"visit:{visit.pk}").values_list("context", flat=True)))
    assert visit.contact_email == ""


def test_a_first_visit_makes_a_guest_without_an_account(book: Booker) -> None:
    client = booked_by(book, PHONE, EMAIL, name="Olena").client
    assert client is not None
    assert (client.name, client.phone, client.email, client.status) == ("Olena", PHONE, EMAIL, "guest")


def test_an_erased_person_is_not_found_again(book: Booker, olena: Client, now: object) -> None:
    Client.objects.filter(pk=olena.pk).update(erased_at=now)
    assert booked_by(book, PHONE, EMAIL).client != olena


def test_a_contact_needs_a_name_and_a_way_to_reach_it() -> None:
    for name, number, address in (("", PHONE, EMAIL), ("  ", PHONE, ""), ("Olena", "", "")):
        with pytest.raises(InvalidContact):
            Contact(name, number, address)


def test_the_database_keeps_no_client_who_cannot_be_reached(db: None) -> None:
    with pytest.raises(IntegrityError, match="booking_client_reachable"), transaction.atomic():
        Client.objects.create(name="Nobody")


@pytest.mark.parametrize(
    "written",
    ["0151 2345678", "+49 (151) 234-5678", "0049 151 2345678", "0151/2345678", "+49\N{NO-BREAK SPACE}151 2345678"],
)
def test_a_number_is_one_number_however_it_is_written(written: str) -> None:
    assert phone.e164(written) == "+491512345678"


@pytest.mark.parametrize("written", ["", "0151", "call me", "+", "112", "0" * 40])
def test_what_is_no_whole_number_is_none(written: str) -> None:
    assert phone.e164(written) is None
