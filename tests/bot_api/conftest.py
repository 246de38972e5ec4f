"""Olena, who has started the bot."""

import pytest

from scripts.bot_api.person import Person
from scripts.bot_api.server import BotApi
from tests.telegram import OLENA
from tests.telegram import bot as bot
from tests.telegram import bot_api as bot_api


@pytest.fixture
def olena(bot_api: BotApi) -> Person:
    person = bot_api.person(OLENA, "Olena", "uk", phone="4915112345678")
    person.start()
    return person
