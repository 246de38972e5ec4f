"""Telegram for tests: a Bot API server that speaks the real protocol, and people who tap (`scripts/bot_api/`).

from tests.telegram import bot_api as bot_api        # in a conftest.py

def test_she_is_greeted(bot_api: BotApi) -> None:
    olena = bot_api.person(4242, "Olena", "uk")
    olena.start("book")
    menu = olena.wait_for("Оберіть послугу")         # waits; TimeoutError shows the chat
    olena.tap("Стрижка")
"""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from telebot import TeleBot, apihelper

from scripts.bot_api.server import BotApi, running

OLENA, ANNA = 4242, 4711


@contextmanager
def telegram(*, webhook_pause: float = 0.01) -> Iterator[BotApi]:
    """A server of its own on a free port: `url`, `token`, `person(id, name, language)`, `calls`, `fail(…)`."""
    with running(BotApi(webhook_pause=webhook_pause)) as api:
        yield api


@pytest.fixture
def bot_api() -> Iterator[BotApi]:
    with telegram() as api:
        yield api


@pytest.fixture
def bot(bot_api: BotApi, monkeypatch: pytest.MonkeyPatch) -> TeleBot:
    """The library, pointed at the server; handles what it is told in the test's own thread."""
    monkeypatch.setattr(apihelper, "API_URL", bot_api.url + "/bot{0}/{1}")
    monkeypatch.setattr(apihelper, "FILE_URL", bot_api.url + "/file/bot{0}/{1}")
    return TeleBot(bot_api.token, threaded=False, parse_mode="HTML")


def hear(bot: TeleBot) -> int:
    """Take what waits and handle it; how many updates it was."""
    updates = bot.get_updates(offset=bot.last_update_id + 1, long_polling_timeout=1)
    bot.process_new_updates(updates)
    return len(updates)
