"""What a test orders to go wrong goes wrong as it does on the way to Telegram."""

import pytest
import requests
from telebot import TeleBot, apihelper
from telebot.apihelper import ApiHTTPException, ApiTelegramException

from scripts.bot_api.person import Person
from scripts.bot_api.server import BotApi, running
from tests.telegram import OLENA


def test_too_many_requests_say_how_long_to_wait(bot: TeleBot, bot_api: BotApi, olena: Person) -> None:
    bot_api.fail(429, method="sendMessage", times=2, retry_after=7)
    for _ in range(2):
        with pytest.raises(ApiTelegramException) as problem:
            bot.send_message(OLENA, "Hallo")
        assert problem.value.error_code == 429
        assert problem.value.result_json["parameters"] == {"retry_after": 7}
    bot.send_message(OLENA, "Hallo")
    assert [message.text for message in olena.chat] == ["/start", "Hallo"]


def test_a_fault_of_one_chat_leaves_the_others_alone(bot: TeleBot, bot_api: BotApi, olena: Person) -> None:
    anna = bot_api.person(4711, "Anna")
    anna.start()
    bot_api.fail(500, chat=OLENA, times=None)
    for _ in range(3):
        with pytest.raises(ApiTelegramException, match="Internal Server Error"):
            bot.send_message(OLENA, "Hallo")
    bot.send_message(4711, "Hallo")
    assert anna.chat[-1].text == "Hallo"
    bot_api.faults.mend()
    bot.send_message(OLENA, "Hallo")


def test_a_gateway_in_between_answers_with_a_page(bot: TeleBot, bot_api: BotApi) -> None:
    bot_api.fail(502, method="getMe")
    with pytest.raises(ApiHTTPException):
        bot.get_me()


@pytest.mark.parametrize(("how", "arrived"), [("close", 0), ("lost", 1)])
def test_a_connection_that_breaks_before_or_after(
    bot: TeleBot, bot_api: BotApi, olena: Person, how: str, arrived: int
) -> None:
    bot_api.fail(how, method="sendMessage")
    with pytest.raises(requests.ConnectionError):
        bot.send_message(OLENA, "Hallo")
    assert len(olena.chat) == 1 + arrived


def test_a_server_that_hangs(bot: TeleBot, bot_api: BotApi, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apihelper, "READ_TIMEOUT", 0.1)
    bot_api.fail("hang", method="getMe")
    with pytest.raises(requests.ReadTimeout):
        bot.get_me()


def test_every_call_is_known_and_no_token_with_it(bot: TeleBot, bot_api: BotApi, olena: Person) -> None:
    bot.get_me()
    bot.send_document(OLENA, b"BEGIN", visible_file_name="a.ics", caption="Hier")
    with pytest.raises(ApiTelegramException):
        bot.send_message(5, "Hallo")
    assert [(call.method, call.status) for call in bot_api.calls] == [
        ("getMe", 200),
        ("sendDocument", 200),
        ("sendMessage", 400),
    ]
    (sent,) = bot_api.calls_of("sendDocument")
    assert sent.facts == {"chat_id": str(OLENA), "caption": "Hier", "document": "a.ics, 5 bytes", "parse_mode": "HTML"}
    assert bot_api.token not in repr(bot_api.calls)


def test_a_closed_server_is_away_for_open_connections_too() -> None:
    session = requests.Session()
    with running() as api:
        address = f"{api.url}/bot{api.token}/getMe"
        assert session.get(address, timeout=5).ok
    with pytest.raises(requests.ConnectionError):
        session.get(address, timeout=5)
