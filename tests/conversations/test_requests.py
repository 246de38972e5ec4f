"""A request comes as a card with two buttons; it is decided once, and every card tells how."""

import pytest
from django.utils import timezone

from booking.actions.decide import approve_visit
from booking.actions.events import Actor
from booking.models import AppointmentEvent, Client, Master, Source, Status, Visit
from tests.booking.conftest import OLENA, Booker, local
from tests.conversations.phone import Phone
from tests.conversations.rig import IN_EVERY_LANGUAGE, Rig

THURSDAY = local(11, 10)


@pytest.fixture
def phones(
    rig: Rig, anna: Master, olga: Master, on_request: None, request: pytest.FixtureRequest
) -> tuple[Phone, Phone]:
    """Anna's, and that of Olga, whose salon it is; in the language of the test, or German."""
    language = request.node.callspec.params.get("language", "de") if hasattr(request.node, "callspec") else "de"
    Master.objects.filter(pk=olga.pk).update(is_owner=True)
    return rig.master(anna, language), rig.master(olga, language)


def ask(rig: Rig, book: Booker, language: str = "de") -> tuple[Visit, Phone]:
    """Olena, whom the bot knows, asks for Thursday at ten; the cards have come."""
    olena = rig.phone(OLENA.name, language)
    Client.objects.create(name=OLENA.name, email=OLENA.email, telegram_email=OLENA.email, telegram_id=olena.id)
    olena.start()
    visit = book("haircut", THURSDAY, master="anna", contact=OLENA, language=language)
    rig.deliver()
    return visit, olena


def status(visit: Visit) -> str:
    return str(visit.appointments.get().status)


def test_one_tap_approves_and_the_card_stands_where_it_stood(
    rig: Rig, book: Booker, phones: tuple[Phone, Phone]
) -> None:
    anna, _olga = phones
    visit, olena = ask(rig, book)
    card = anna.screen
    assert OLENA.name in card.text
    assert len(card.rows[0]) == 2
    shown = anna.tap_word("ap")
    assert shown.id == card.id
    assert anna.reads("Approved. {client_name} will get a confirmation.", client_name=OLENA.name)
    assert status(visit) == Status.CONFIRMED
    event = AppointmentEvent.objects.get(kind="approved")
    assert (event.source, event.actor) == ("telegram", "staff")
    rig.deliver()
    assert "10:00" in olena.screen.text
    assert olena.label("Move") in olena.screen.labels
    assert not any(button.data.startswith("ap:") for one in anna.person.chat for row in one.rows for button in row)


@pytest.mark.parametrize("language", IN_EVERY_LANGUAGE)
def test_two_tap_at_the_same_moment_and_one_of_them_is_told(
    rig: Rig, book: Booker, phones: tuple[Phone, Phone], language: str
) -> None:
    anna, olga = phones
    visit, _olena = ask(rig, book)
    olga.write("/requests")
    olga.tap_word("cd")
    with rig.api.updates.changed:
        taps = anna.push("ap"), olga.push("ap")
    for phone, tap in zip(phones, taps, strict=True):
        phone.person.wait_for_answer(tap)
    rig.api.updates.wait_until_taken()
    assert status(visit) == Status.CONFIRMED
    assert AppointmentEvent.objects.filter(kind="approved").count() == 1
    told = [phone.reads("Approved. {client_name} will get a confirmation.", client_name=OLENA.name) for phone in phones]
    assert sorted(told) == [False, True]
    rig.deliver()
    for phone in phones:
        assert phone.sentence("Confirmed") in phone.screen.text
        assert not any(button.data.startswith("ap:") for row in phone.screen.rows for button in row)


@pytest.mark.once
def test_a_card_that_the_website_has_decided_shows_it_without_a_tap(
    rig: Rig, book: Booker, phones: tuple[Phone, Phone]
) -> None:
    anna, _olga = phones
    visit, _olena = ask(rig, book)
    card = anna.screen
    approve_visit(visit_id=visit.pk, by=Actor("staff", Source.DESK), now=timezone.now())
    rig.deliver()
    assert anna.person.message(card.id).text != card.text
    assert not any(button.data.startswith("ap:") for row in anna.screen.rows for button in row)
    anna.forge(card.rows[0][1].data, card.id)
    assert status(visit) == Status.CONFIRMED
    assert anna.sentence("Confirmed") in anna.screen.text


@pytest.mark.parametrize(
    "language", ["uk", *(pytest.param(code, marks=pytest.mark.once) for code in ("de", "ru", "en"))]
)
def test_a_reason_reaches_the_client_in_the_clients_language(
    rig: Rig, book: Booker, phones: tuple[Phone, Phone], language: str
) -> None:
    anna, _olga = phones
    visit, olena = ask(rig, book, language)
    anna.tap_word("dc")
    anna.tap("Colleague is ill")
    assert anna.reads("Declined. {client_name} will get a message with the reason.", client_name=OLENA.name)
    assert status(visit) == Status.DECLINED
    rig.deliver()
    assert olena.reads("Our colleague has fallen ill.")


@pytest.mark.once
def test_a_reason_in_own_words_arrives_as_it_was_written(rig: Rig, book: Booker, phones: tuple[Phone, Phone]) -> None:
    anna, _olga = phones
    _visit, olena = ask(rig, book)
    anna.tap_word("dc")
    anna.tap("Other reason")
    anna.write("Wir haben <b>Wasserschaden</b> & kein Licht")
    rig.deliver()
    assert "Wir haben <b>Wasserschaden</b> & kein Licht" in olena.screen.text


@pytest.mark.once
def test_a_colleague_who_is_no_owner_decides_nothing(rig: Rig, book: Booker, phones: tuple[Phone, Phone]) -> None:
    anna, olga = phones
    visit, _olena = ask(rig, book)
    Master.objects.filter(slug="olga").update(is_owner=False)
    olga.forge(anna.data_of("ap:"))
    assert OLENA.name not in olga.screen.text
    assert status(visit) == Status.PENDING


@pytest.mark.once
def test_more_requests_than_a_page_holds_can_all_be_reached(
    rig: Rig, book: Booker, phones: tuple[Phone, Phone]
) -> None:
    anna, _olga = phones
    for number in range(12):
        book("haircut", local(10 + number // 8, 9 + number % 8), master="anna")
    anna.write("/requests")
    seen = {button.data for row in anna.screen.rows for button in row if button.data.startswith("cd:")}
    anna.tap("More")
    seen |= {button.data for row in anna.screen.rows for button in row if button.data.startswith("cd:")}
    assert len(seen) == 12
