"""A bot with an address of its own is brought its updates, with the secret, until it says 200."""

import json
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from telebot import TeleBot
from telebot.apihelper import ApiTelegramException

from scripts.bot_api.person import Person
from scripts.bot_api.server import BotApi

SECRET = "X-Telegram-Bot-Api-Secret-Token"


@dataclass
class Hook:
    """What came, with its secret; `statuses` are answered first, by chat, then 200."""

    url: str = ""
    came: list[tuple[str | None, dict[str, Any]]] = field(default_factory=list)
    statuses: dict[int, list[int]] = field(default_factory=dict)

    @property
    def texts(self) -> list[str]:
        return [update["message"]["text"] for _, update in self.came]


@pytest.fixture
def hook() -> Iterator[Hook]:
    hook = Hook()

    class Talk(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            update = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            hook.came.append((self.headers[SECRET], update))
            planned = hook.statuses.get(update.get("message", {}).get("chat", {}).get("id", 0), [])
            self.send_response(planned.pop(0) if planned else 200)
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:
            """Quiet."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Talk) as server:
        hook.url = f"http://127.0.0.1:{server.server_port}/telegram/"
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        yield hook
        server.shutdown()
        thread.join()


def test_updates_are_brought_in_order_with_the_secret(bot: TeleBot, bot_api: BotApi, olena: Person, hook: Hook) -> None:
    bot.set_webhook(hook.url, secret_token="lindenhof-1")
    olena.write("one")
    olena.write("two")
    assert bot_api.updates.wait_until_taken()
    assert hook.texts == ["/start", "one", "two"]
    assert {secret for secret, _ in hook.came} == {"lindenhof-1"}
    assert bot.get_webhook_info().url == hook.url


def test_what_was_not_taken_comes_again_and_keeps_its_place(
    bot: TeleBot, bot_api: BotApi, olena: Person, hook: Hook
) -> None:
    hook.statuses[olena.id] = [500, 503]
    bot.set_webhook(hook.url)
    olena.write("later")
    assert bot_api.updates.wait_until_taken()
    assert hook.texts == ["/start", "/start", "/start", "later"]
    assert len({update["update_id"] for _, update in hook.came}) == 2


def test_a_chat_that_fails_does_not_keep_the_others(bot: TeleBot, bot_api: BotApi, olena: Person, hook: Hook) -> None:
    hook.statuses[olena.id] = [500] * 1000
    bot.set_webhook(hook.url)
    anna = bot_api.person(4711, "Anna")
    anna.start()
    with bot_api.updates.changed:
        chats = lambda: {update["message"]["chat"]["id"] for _, update in hook.came}  # noqa: E731
        assert bot_api.updates.changed.wait_for(lambda: anna.id in chats() and bot_api.updates.pending == 1, 5)
    info = bot.get_webhook_info()
    assert info.pending_update_count == 1
    assert info.last_error_message == "Wrong response from the webhook: 500 Internal Server Error"


def test_the_same_update_can_be_brought_twice(bot: TeleBot, bot_api: BotApi, olena: Person, hook: Hook) -> None:
    bot.set_webhook(hook.url)
    bot_api.updates.wait_until_taken()
    repeated = bot_api.updates.repeat()
    bot_api.updates.wait_until_taken()
    assert [update["update_id"] for _, update in hook.came] == [repeated, repeated]


def test_polling_is_refused_until_the_webhook_is_gone(bot: TeleBot, olena: Person, hook: Hook) -> None:
    bot.set_webhook(hook.url, drop_pending_updates=True)
    with pytest.raises(ApiTelegramException, match="can't use getUpdates method while webhook is active") as problem:
        bot.get_updates()
    assert problem.value.error_code == 409
    bot.delete_webhook()
    olena.write("Hallo")
    assert [update.message.text for update in bot.get_updates()] == ["Hallo"]
    assert bot.get_webhook_info().url == ""


@pytest.mark.parametrize(
    ("url", "secret", "why"),
    [
        ("http://lindenhof.example.org/", "", "An HTTPS URL must be provided"),
        ("https://lindenhof.example.org/", "with space", "secret token contains unallowed characters"),
    ],
)
def test_a_webhook_needs_https_and_a_plain_secret(bot: TeleBot, url: str, secret: str, why: str) -> None:
    with pytest.raises(ApiTelegramException, match=why):
        bot.set_webhook(url, secret_token=secret)
