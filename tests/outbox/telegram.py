"""Telegram as the outbox meets it: people who hear the bot, and ways in which it does not reach them."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from scripts.bot_api.server import BotApi
from tests.telegram import ANNA, OLENA, telegram

PEOPLE = (OLENA, ANNA, 5001, 6001)
BLOCKED, BUSY, BROKEN, STRANGER = 111, 222, 333, 444


@dataclass(frozen=True)
class Chats:
    """What was sent, and where: chat 111 has blocked the bot, 222 is told to wait, 333 finds the server broken, 444
    the token unknown.
    """

    api: BotApi

    @property
    def url(self) -> str:
        return self.api.url

    @property
    def kept(self) -> list[dict[str, Any]]:
        """The calls that went well, in their order."""
        return [{"method": call.method, **call.facts} for call in self.api.calls if call.status == 200]


@contextmanager
def telegram_server() -> Iterator[Chats]:
    with telegram() as api:
        for id in (*PEOPLE, BLOCKED, BUSY, BROKEN, STRANGER):
            api.person(id).start()
        api.person(BLOCKED).block()
        api.fail(429, chat=BUSY, times=None, retry_after=7)
        api.fail(502, chat=BROKEN, times=None)
        api.fail(401, chat=STRANGER, times=None)
        yield Chats(api)
