"""Whoever is forgotten is forgotten in Telegram too: what their chat has proved, and what masters were answered."""

import json

import pytest
from time_machine import travel

from booking.actions.events import ONLINE
from booking.actions.privacy import erase_person
from booking.models import ApiAnswer, Client, Visit
from tests.booking.api.caller import Program
from tests.booking.api.conftest import OLENA_CHAT
from tests.booking.api.staff import decide
from tests.booking.conftest import NOW, OLENA, Booker, local

pytestmark = pytest.mark.usefixtures("monday")


def erase() -> None:
    erase_person(email=OLENA.email, by=ONLINE, now=NOW)


def kept() -> str:
    return json.dumps([row.body for row in ApiAnswer.objects.all()])


def test_what_a_master_was_answered_about_a_visit_goes_with_it(
    on_request: None, anna_in_chat: Program, book: Booker
) -> None:
    hers = book("haircut", local(10, 10), contact=OLENA)
    decide(anna_in_chat, hers)
    anna_in_chat.post("qr/scan/", code="123456")
    assert OLENA.name in kept()
    erase()
    assert OLENA.name not in kept()
    assert OLENA.phone not in kept()
    assert ApiAnswer.objects.count() == 1


def test_whom_a_master_has_told_that_she_runs_late_is_not_kept(anna_in_chat: Program, book: Booker) -> None:
    book("haircut", local(9, 13), master="anna", contact=OLENA)
    with travel(local(9, 12), tick=False):
        anna_in_chat.post("bot/late/", minutes=10)
    assert OLENA.name in kept()
    erase()
    assert OLENA.name not in kept()


def test_an_address_that_only_a_chat_has_proved_goes_too(bot: Program, book: Booker) -> None:
    """She is known under another one, which stays."""
    book("haircut", local(10, 10), contact=OLENA)
    other = Client.objects.create(
        name="O. K.", email="work@example.org", telegram_email=OLENA.email, telegram_id=OLENA_CHAT
    )
    erase()
    other.refresh_from_db()
    assert (other.telegram_email, other.email, other.name) == ("", "work@example.org", "O. K.")
    assert Visit.objects.get().contact_email == ""
    assert bot.by(OLENA_CHAT).get("bot/visits/").json()["results"] == []
