"""Whom being forgotten must not touch, and what the desk sees of it."""

import pytest
from django.test import Client as Browser
from django.urls import reverse

from booking.actions.clients import Contact
from booking.actions.events import Actor
from booking.actions.privacy import Erased, erase_person
from booking.errors import InvalidContact
from booking.models import Appointment, AppointmentEvent, Client, Occupancy, Source, Status, Visit
from salon.outbox.models import Message
from tests.booking.account.conftest import erase
from tests.booking.admin.conftest import karin, log_in
from tests.booking.conftest import NOW, OLENA, Booker, local

__all__ = ["karin", "log_in"]

KARIN = Actor("staff", Source.PHONE)
PHONE_ONLY = Contact(OLENA.name, OLENA.phone)
IGOR = Contact("Igor Bondar", "+491519999999", "igor@example.org")


def rows_of(visit: Visit) -> list[object]:
    """Everything about a visit and its client, in every table."""
    about = {
        Visit: {"pk": visit.pk},
        Appointment: {"visit": visit},
        AppointmentEvent: {"appointment__visit": visit},
        Occupancy: {"appointment__visit": visit},
        Client: {"pk": visit.client_id},
        Message: {"about": f"visit:{visit.pk}"},
    }
    return [list(model._default_manager.filter(**where).order_by("pk").values()) for model, where in about.items()]


def test_nobody_else_is_touched(book: Booker, visit: Visit) -> None:
    igors = book("haircut", local(11, 10), contact=IGOR)
    before = rows_of(igors)
    assert all(before)
    erase()
    assert rows_of(igors) == before


def test_a_client_who_also_came_by_phone_loses_only_the_email(visit: Visit, book: Booker) -> None:
    by_phone = book("haircut", local(11, 10), contact=PHONE_ONLY, by=KARIN)
    assert by_phone.client_id == visit.client_id
    erase()
    client = Client.objects.get(pk=visit.client_id)
    assert (client.name, client.phone, client.email, client.erased_at) == (OLENA.name, OLENA.phone, "", None)
    by_phone.refresh_from_db()
    assert by_phone.contact_phone == OLENA.phone
    assert by_phone.appointments.get().status == Status.CONFIRMED


def test_a_client_known_only_by_the_email_leaves_the_other_visits_to_their_own_contact(book: Booker) -> None:
    """Reception has changed Olena's address: the visit under the old one is not proven to be hers."""
    old = book("haircut", local(11, 10), contact=Contact("Olena", "", "alt@example.org"))
    Client.objects.update(email=OLENA.email)
    new = book("haircut", local(12, 10), contact=Contact("Olena", "", OLENA.email))
    assert new.client_id == old.client_id
    erase()
    old.refresh_from_db()
    assert Client.objects.get(pk=new.client_id).erased_at
    assert (old.client.email, old.client.erased_at) == ("alt@example.org", None)
    assert erase("alt@example.org") == Erased(visits=1, cancelled=1)
    assert not Client.objects.filter(erased_at=None).exists()


def test_visits_that_were_erased_before_keep_nobody_known(book: Booker, visit: Visit) -> None:
    """Reception has changed Olena's address, and she erases the one after the other."""
    Client.objects.update(email="neu@example.org")
    erase()
    book("haircut", local(12, 10), contact=Contact(OLENA.name, OLENA.phone, "neu@example.org"))
    erase("neu@example.org")
    assert not Client.objects.filter(erased_at=None).exists()


def test_an_unverified_phone_empties_nobody(book: Booker) -> None:
    """Igor typed Olena's phone number and was matched to her; his being forgotten does not forget her."""
    hers = Client.objects.create(name=OLENA.name, phone=OLENA.phone, notes="Allergisch gegen Henna")
    his = book("haircut", local(11, 10), contact=Contact("Igor", OLENA.phone, IGOR.email))
    assert his.client_id == hers.pk
    erase(IGOR.email)
    hers.refresh_from_db()
    assert (hers.name, hers.phone, hers.erased_at) == (OLENA.name, OLENA.phone, None)


def test_an_empty_address_is_nobodys(book: Booker) -> None:
    by_phone = book("haircut", local(11, 10), contact=PHONE_ONLY, by=KARIN)
    with pytest.raises(InvalidContact):
        erase("")
    by_phone.refresh_from_db()
    assert by_phone.contact_name == OLENA.name


def test_an_unknown_address_changes_nothing(visit: Visit) -> None:
    assert erase("niemand@example.org") == Erased(visits=0, cancelled=0)
    visit.refresh_from_db()
    assert visit.contact_name == OLENA.name


def test_who_was_forgotten_may_come_again(visit: Visit, book: Booker) -> None:
    erase()
    again = book("haircut", local(10, 14), master="anna", contact=OLENA)
    assert again.client_id != visit.client_id
    assert again.client.email == OLENA.email
    assert erase() == Erased(visits=1, cancelled=1)


# -- the desk -----------------------------------------------------------------------------------------------------


def test_the_desk_sees_what_happened(visit: Visit, karin: Browser) -> None:
    erase()
    appointment = visit.appointments.get()
    card = karin.get(reverse("appointments:inspect", args=[appointment.pk]))
    assert card.status_code == 200
    assert reverse("clients:inspect", args=[visit.client_id]) not in card.content.decode()
    kinds = [event.kind for event in appointment.events.all()]
    assert kinds == ["booked", "cancelled", "erased"]
    assert karin.get(reverse("appointments:index")).status_code == 200
    assert OLENA.name not in karin.get(reverse("clients:index")).content.decode()


def test_staff_may_do_it_and_is_named(visit: Visit, karin: Browser) -> None:
    user_id = int(karin.session["_auth_user_id"])
    erase_person(email=OLENA.email, by=Actor("staff", Source.DESK, user_id), now=NOW)
    event = AppointmentEvent.objects.get(kind="erased")
    assert (event.actor, event.user_id) == ("staff", user_id)
