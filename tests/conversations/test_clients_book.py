"""A client books in the chat, from "what" to "thank you": what they are shown is what the salon's desk then knows."""

import pytest
from time_machine import travel

from booking.models import Client, Master, Service, Status, Visit
from salon.outbox.models import Message
from tests.booking.conftest import OLENA, Booker, local
from tests.conversations.phone import Phone
from tests.conversations.rig import IN_EVERY_LANGUAGE, Rig

WEDNESDAY = local(10, 10)


def choose_a_haircut(olena: Phone) -> None:
    """Of any master, on Wednesday at ten."""
    olena.start("book-haircut")
    olena.tap("Continue")
    olena.tap("No preference")
    olena.tap_day(WEDNESDAY.date())
    olena.tap_time(WEDNESDAY)


@pytest.mark.parametrize("language", IN_EVERY_LANGUAGE)
def test_somebody_unknown_books_by_sharing_their_number(rig: Rig, language: str, on_request: None) -> None:
    olena = rig.phone(language=language)
    assert olena.start().labels[:2] == [olena.label("Book"), olena.label("My appointments")]
    olena.tap("Book")
    olena.tap_like("Haarschnitt")
    olena.tap("Continue")
    olena.tap_like("Anna Lindner")
    olena.tap_day(WEDNESDAY.date())
    olena.tap_time(WEDNESDAY)
    assert olena.reads("What is your name? First and last name, please.")
    olena.write("Olena Kovalenko")
    assert olena.person.keys[0] == [olena.label("Send my number")]
    olena.share_phone()
    assert "Haarschnitt" in olena.screen.text
    assert "45" in olena.screen.text
    olena.tap("Request appointment")
    assert olena.reads("Not confirmed yet")
    visit = Visit.objects.get()
    assert (visit.source, visit.language) == ("telegram", language)
    assert (visit.contact_name, visit.contact_phone) == ("Olena Kovalenko", f"+{olena.person.phone}")
    assert visit.reader == Client.objects.get(telegram_id=olena.id, telegram_phone=f"+{olena.person.phone}")
    appointment = visit.appointments.get()
    assert (appointment.start, appointment.status, appointment.master.slug) == (WEDNESDAY, Status.PENDING, "anna")


def test_two_services_are_one_visit(rig: Rig, colour: Service, manicure: Service) -> None:
    olena = rig.phone()
    olena.start("book-haircut")
    olena.tap("Add a service")
    olena.tap_like("Maniküre")
    olena.tap("Continue")
    olena.tap_day(WEDNESDAY.date())
    olena.tap_time(WEDNESDAY)
    olena.write("Olena Kovalenko")
    olena.write("olena@example.org")
    olena.tap("Add a note")
    olena.write("Bitte leise")
    assert "75" in olena.screen.text
    olena.tap("Request appointment")
    visit = Visit.objects.get()
    assert sorted(visit.appointments.values_list("service__slug", flat=True)) == ["haircut", "manicure"]
    assert (visit.note, visit.contact_email, visit.contact_phone) == ("Bitte leise", "olena@example.org", "")
    assert visit.reader.telegram_email == ""


def test_a_time_that_the_website_took_leads_kindly_to_others(rig: Rig, book: Booker) -> None:
    """It is kept while she types; she took too long."""
    olena = rig.phone()
    choose_a_haircut(olena)
    olena.write("Olena Kovalenko")
    olena.share_phone()
    later = local(9, 10, 40)
    with travel(later, tick=True):
        for master in ("anna", "olga"):
            book("haircut", WEDNESDAY, master=master, now=later)
        shown = olena.tap("Request appointment")
        assert "10:00" not in shown.labels
        olena.tap_time(local(10, 11))
        olena.tap("Request appointment")
    assert Visit.objects.get(source="telegram").appointments.get().start == local(10, 11)


def test_a_time_that_was_taken_while_she_looked_at_it(rig: Rig, book: Booker) -> None:
    olena = rig.phone()
    olena.start("book-haircut")
    olena.tap("Continue")
    olena.tap_like("Anna Lindner")
    olena.tap_day(WEDNESDAY.date())
    book("haircut", WEDNESDAY, master="anna")
    shown = olena.tap_time(WEDNESDAY)
    assert "10:00" not in shown.labels
    assert "11:00" in shown.labels


def test_a_client_whom_we_know_is_asked_for_nothing(rig: Rig) -> None:
    olena = rig.phone()
    Client.objects.create(name=OLENA.name, phone=OLENA.phone, telegram_phone=OLENA.phone, telegram_id=olena.id)
    choose_a_haircut(olena)
    olena.tap("Request appointment")
    assert Visit.objects.get().client == Client.objects.get()


def test_a_page_of_the_site_leads_to_its_service_and_a_wrong_one_to_all(rig: Rig, anna: Master) -> None:
    olena = rig.phone()
    assert "Haarschnitt" in olena.start("book-haircut").text
    assert any("Haarschnitt" in label for label in olena.start("book-massage").labels)


def test_nothing_is_written_twice_to_whoever_booked_here(rig: Rig) -> None:
    """The bot has thanked; the site's own message is the confirmation, and comes once."""
    olena = rig.phone()
    choose_a_haircut(olena)
    olena.write("Olena Kovalenko")
    olena.share_phone()
    olena.tap("Request appointment")
    before = len(olena.person.chat)
    rig.deliver()
    assert len(olena.person.chat) == before + 1
    assert Message.objects.get(kind="visit_confirmed").channel == "telegram"
