"""What a chat or another site looks for in vain is counted too; a booking in a chat is the chat's."""

from collections.abc import Iterator

import pytest
from django.test import Client as Browser

from salon.analytics.models import What
from salon.analytics.tally import tally
from tests.analytics.conftest import PHONE, counted
from tests.booking.api.caller import Program
from tests.booking.conftest import Booker, local

pytestmark = pytest.mark.usefixtures("anna", "olga")
WANTED = {"service": "haircut", "master": "anna", "day": "2026-06-10"}


@pytest.fixture(autouse=True)
def full_morning(book: Booker) -> Iterator[None]:
    tally.begin_anew()
    for hour in (9, 10, 11):
        book("haircut", local(10, hour), master="anna")
    yield
    tally.begin_anew()


def test_a_chat_that_looks_in_vain_is_counted_in_its_language_without_a_device(bot: Program) -> None:
    bot.get("bot/slots/", **WANTED)
    bot.get("bot/slots/", service="haircut", master="anna")
    fields = ("name", "detail", "language", "device")
    assert counted(What.SEARCH, *fields) == {
        ("haircut", "2-morning", "de", ""): 1,
        # Anna works until five.
        ("haircut", "2-evening", "de", ""): 1,
    }


@pytest.mark.parametrize(("agent", "number"), [(PHONE, 1), ("python-requests/2.32", 0)])
def test_everybody_who_asks_by_a_browser_is_counted(agent: str, number: int) -> None:
    Browser().get("/api/public/slots/", WANTED, headers={"user-agent": agent})
    assert counted(What.SEARCH).get("haircut", 0) == 2 * number
