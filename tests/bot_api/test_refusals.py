"""What Telegram would not take is refused with its status and its words."""

from collections.abc import Callable

import pytest
import requests
from telebot import TeleBot
from telebot.apihelper import ApiTelegramException
from telebot.types import InlineKeyboardButton, InlineKeyboardMarkup, ReplyKeyboardMarkup, WebAppInfo

from scripts.bot_api.person import Person
from scripts.bot_api.server import BotApi
from tests.telegram import OLENA


def refused(call: Callable[[], object]) -> str:
    with pytest.raises(ApiTelegramException) as problem:
        call()
    return f"{problem.value.error_code} {problem.value.description}"


def button(text: str = "Go", **facts: object) -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup([[InlineKeyboardButton(text, **facts)]])


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "message text is empty"),
        (" <b> </b>\n", "message text is empty"),
        ("\u202e\u2028", "message text is empty"),
        pytest.param("x" * 4097, "message is too long", id="letters"),
        pytest.param("💇" * 2049, "message is too long", id="pairs"),
        ("<b>Wella", "can't parse entities: Can't find end tag corresponding to start tag \"b\""),
        ("10 < 11", 'can\'t parse entities: Unsupported start tag "" at byte offset 3'),
        ("ä <br> b", 'can\'t parse entities: Unsupported start tag "br" at byte offset 3'),
        ("<b><i>x</b></i>", 'can\'t parse entities: Unmatched end tag at byte offset 7, expected "</i>", found "</b>"'),
        ("x</b>", "can't parse entities: Unexpected end tag at byte offset 1"),
        ("<b", "can't parse entities: Unclosed start tag at byte offset 0"),
        ("<span>x</span>", 'can\'t parse entities: Tag "span" must have class "tg-spoiler" at byte offset 0'),
    ],
)
def test_a_text_that_cannot_be_shown(bot: TeleBot, olena: Person, text: str, why: str) -> None:
    assert refused(lambda: bot.send_message(OLENA, text)) == f"400 Bad Request: {why}"
    assert len(olena.chat) == 1


FITTING = {
    "letters": "x" * 4096,
    "pairs": "💇" * 2048,
    "tags": "<b>" + "я" * 4090 + "</b> &lt;",
    "signs": "&nbsp; 3 > 2",
}


@pytest.mark.parametrize("text", FITTING.values(), ids=FITTING)
def test_a_text_that_just_fits(bot: TeleBot, olena: Person, text: str) -> None:
    bot.send_message(OLENA, text)
    assert len(olena.chat) == 2


@pytest.mark.parametrize(
    ("markup", "why"),
    [
        (button(callback_data="x" * 65), "BUTTON_DATA_INVALID"),
        (button(callback_data="я" * 33), "BUTTON_DATA_INVALID"),
        ('{"inline_keyboard": [[{"text": "Go", "callback_data": ""}]]}', "BUTTON_DATA_INVALID"),
        (button(), "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard"),
        (
            button(url="http://localhost:8000/"),
            "inline keyboard button URL 'http://localhost:8000/' is invalid: Wrong HTTP URL",
        ),
        (
            button(url="ftp://example.org"),
            "inline keyboard button URL 'ftp://example.org' is invalid: Unsupported URL protocol",
        ),
        (
            button(web_app=WebAppInfo("http://127.0.0.1:8000/scan/")),
            "inline keyboard button Web App URL 'http://127.0.0.1:8000/scan/' is invalid: Only HTTPS links are allowed",
        ),
        ("{", "can't parse reply_markup JSON object"),
        ("[1]", "object expected as reply markup"),
        (ReplyKeyboardMarkup(), "reply keyboard must be non-empty"),
    ],
)
def test_a_keyboard_that_cannot_be_shown(bot: TeleBot, olena: Person, markup: object, why: str) -> None:
    assert refused(lambda: bot.send_message(OLENA, "Hier", reply_markup=markup)) == f"400 Bad Request: {why}"


def test_64_bytes_of_data_just_fit(bot: TeleBot, olena: Person) -> None:
    bot.send_message(OLENA, "Hier", reply_markup=button(callback_data="я" * 32))
    assert olena.chat[-1].rows[0][0].data == "я" * 32


def test_an_edit_that_changes_nothing(bot: TeleBot, olena: Person) -> None:
    message = bot.send_message(OLENA, "<b>Hier</b>", reply_markup=button(callback_data="a"))
    again = lambda: bot.edit_message_text("<b>Hier</b>", OLENA, message.id, reply_markup=button(callback_data="a"))  # noqa: E731
    assert refused(again).startswith("400 Bad Request: message is not modified: specified new message content")
    bot.edit_message_text("Hier", OLENA, message.id, reply_markup=button(callback_data="a"))
    bot.edit_message_text("Dort", OLENA, message.id)
    assert refused(lambda: bot.edit_message_text("Dort", OLENA, message.id)).startswith("400 Bad Request: message is")


def test_an_edit_of_what_is_not_there_or_not_the_bots(bot: TeleBot, olena: Person) -> None:
    assert refused(lambda: bot.edit_message_text("Neu", OLENA, 999)) == "400 Bad Request: message to edit not found"
    assert refused(lambda: bot.delete_message(OLENA, 999)) == "400 Bad Request: message to delete not found"
    hers = olena.write("Meins")
    assert refused(lambda: bot.edit_message_text("Neu", OLENA, hers)) == "400 Bad Request: message can't be edited"
    text = bot.send_message(OLENA, "Text")
    no_caption = "400 Bad Request: there is no caption in the message to edit"
    assert refused(lambda: bot.edit_message_caption("Neu", OLENA, text.id)) == no_caption


def test_an_answer_that_nobody_waits_for(bot: TeleBot, olena: Person) -> None:
    too_old = "400 Bad Request: query is too old and response timeout expired or query ID is invalid"
    assert refused(lambda: bot.answer_callback_query(1)) == too_old
    query = olena.forge("v:1")
    bot.answer_callback_query(query)
    assert refused(lambda: bot.answer_callback_query(query)) == too_old


def test_files_that_are_none(bot: TeleBot, olena: Person) -> None:
    assert refused(lambda: bot.send_photo(OLENA, b"no picture")) == "400 Bad Request: IMAGE_PROCESS_FAILED"
    assert refused(lambda: bot.send_document(OLENA, b"")) == "400 Bad Request: file must be non-empty"
    unknown = "400 Bad Request: wrong file identifier/HTTP URL specified"
    assert refused(lambda: bot.send_document(OLENA, "FILE9")) == unknown
    too_long = "400 Bad Request: message caption is too long"
    assert refused(lambda: bot.send_document(OLENA, b"x", caption="x" * 1025)) == too_long


def test_chats_into_which_the_bot_may_not_write(bot: TeleBot, bot_api: BotApi, olena: Person) -> None:
    assert refused(lambda: bot.send_message(5, "Hallo")) == "400 Bad Request: chat not found"
    bot_api.person(6, "New")
    first = "403 Forbidden: bot can't initiate conversation with a user"
    assert refused(lambda: bot.send_message(6, "Hallo")) == first
    olena.block()
    assert refused(lambda: bot.send_message(OLENA, "Hallo")) == "403 Forbidden: bot was blocked by the user"


def test_wrong_tokens_and_methods(bot_api: BotApi) -> None:
    token = bot_api.token
    for path, status in ((f"bot{token}x/getMe", 401), ("bot1/getMe", 404), (f"bot{token}/getYou", 404), ("a", 404)):
        answer = requests.get(f"{bot_api.url}/{path}", timeout=5)
        assert (answer.status_code, answer.json()["error_code"]) == (status, status)


@pytest.mark.parametrize(
    ("method", "facts"),
    [
        ("setMyCommands", {"commands": [{"command": "Book", "description": "x"}]}),
        ("setMyCommands", {"commands": [{"command": "book", "description": ""}]}),
        ("setMyCommands", {"commands": ["book"]}),
        ("getMyCommands", {"scope": "[]x"}),
        ("getMyCommands", {"scope": [1]}),
        ("setChatMenuButton", {"menu_button": {"type": "web_app", "web_app": {"url": "http://127.0.0.1/"}}}),
        ("setMyShortDescription", {"short_description": "x" * 121}),
        ("setMyDescription", {"description": "x" * 513}),
        ("sendChatAction", {"chat_id": OLENA, "action": "dancing"}),
        ("getFile", {"file_id": "FILE9"}),
        ("editMessageText", {"chat_id": OLENA, "message_id": "first", "text": "a"}),
    ],
)
def test_what_the_other_methods_would_not_take(bot_api: BotApi, olena: Person, method: str, facts: dict) -> None:
    answer = requests.post(f"{bot_api.url}/bot{bot_api.token}/{method}", json=facts, timeout=5)
    assert (answer.status_code, answer.json()["ok"]) == (400, False)


def test_parameters_come_in_four_ways(bot_api: BotApi, olena: Person) -> None:
    address = f"{bot_api.url}/bot{bot_api.token}/sendmessage"
    facts = {"chat_id": OLENA, "text": "Привіт"}
    for way in ({"params": facts}, {"json": facts}, {"data": facts}, {"data": facts, "files": {"x": b"y"}}):
        assert requests.post(address, timeout=5, **way).json()["result"]["text"] == "Привіт"
    tree = facts | {"reply_markup": {"inline_keyboard": [[{"text": "Go", "callback_data": "go"}]]}}
    assert requests.post(address, json=tree, timeout=5).json()["result"]["reply_markup"] == tree["reply_markup"]


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"{", "application/json"),
        (b"[]", "application/json"),
        (b'{"chat_id": 4242, "text": "\\ud83d"}', "application/json"),
        (b"text=%ff\xff", "application/x-www-form-urlencoded"),
        (b"", "multipart/form-data"),
        (b"chat_id=Olena&text=a", "application/x-www-form-urlencoded"),
        (b"text=a", "application/x-www-form-urlencoded"),
        (b"chat_id=4242&text=a&parse_mode=Markdown", "application/x-www-form-urlencoded"),
    ],
)
def test_a_body_that_cannot_be_read_is_a_bad_request(bot_api: BotApi, olena: Person, body: bytes, kind: str) -> None:
    address = f"{bot_api.url}/bot{bot_api.token}/sendMessage"
    answer = requests.post(address, data=body, headers={"Content-Type": kind}, timeout=5)
    assert (answer.status_code, answer.json()["ok"]) == (400, False)
