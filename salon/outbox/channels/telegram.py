"""Telegram: the letter as a short message with its buttons, by the Bot API (core.telegram.org/bots/api)."""

from datetime import timedelta
from functools import cached_property
from html import escape, unescape
from typing import Any

import requests
from django.conf import settings
from telebot import TeleBot, apihelper
from telebot.apihelper import ApiHTTPException, ApiInvalidJSONException, ApiTelegramException
from telebot.types import InlineKeyboardButton, InlineKeyboardMarkup

from salon.outbox.channels.errors import Away, Closed, Later, Lost, Refused
from salon.outbox.letter import Letter
from salon.outbox.models import Message

BLOCKED, TOO_MANY, GONE, SAME = 403, 429, "chat not found", "message is not modified"
# What was to be changed is not there any more.
LOST = ("message to edit not found", "message can't be edited")
# A wrong token is wrong for every message: it waits to be mended.
NOT_SET_UP = (401, 404)
LONGEST = 4096


class Telegram:
    """Speaks with the Bot API where a token is set."""

    @property
    def is_set_up(self) -> bool:
        return bool(settings.TELEGRAM_BOT_TOKEN)

    def send(self, letter: Letter, to: str, message: Message) -> str:
        """The message's number in its chat.

        Raises Away, Later, Refused, Lost, and Closed where the person has blocked the bot or left.
        """
        text, buttons = as_telegram(letter), _buttons(letter)
        try:
            if letter.instead_of:
                self._bot.edit_message_text(text, int(to), int(letter.instead_of), reply_markup=buttons)
                return letter.instead_of
            return str(self._bot.send_message(int(to), text, reply_markup=buttons).message_id)
        except ApiTelegramException as problem:
            if SAME in problem.description:
                return letter.instead_of
            raise _told(problem) from problem
        except (requests.RequestException, ApiHTTPException, ApiInvalidJSONException) as problem:
            # Its text holds the address with the token.
            raise Away(type(problem).__name__) from problem

    def close(self) -> None:
        """Nothing stays open."""

    @cached_property
    def _bot(self) -> TeleBot:
        apihelper.API_URL = f"{settings.TELEGRAM_API_URL}/bot{{0}}/{{1}}"
        apihelper.CUSTOM_REQUEST_SENDER = in_the_body
        apihelper.CONNECT_TIMEOUT = apihelper.READ_TIMEOUT = settings.EMAIL_TIMEOUT
        return TeleBot(settings.TELEGRAM_BOT_TOKEN, threaded=False, parse_mode="HTML")


def in_the_body(
    method: str, url: str, *, params: dict[str, Any] | None, timeout: Any, **options: Any
) -> requests.Response:
    """The library would write a whole message into the address, where one of Cyrillic has no room."""
    return requests.post(url, data=params, timeout=timeout, **options)


def as_telegram(letter: Letter) -> str:
    """The lines for a chat, else heading and text, and the facts; in Telegram's HTML, whatever people wrote escaped."""
    words = letter.words
    said = ["\n".join(map(escape, words.short))] if words.short else [_heading(letter), *map(escape, words.lines)]
    facts = [f"{escape(fact.label)}: {escape(', '.join(fact.lines))}" for fact in letter.facts]
    text = "\n\n".join([*said, "\n".join(facts)] if facts and words.with_facts else said)
    # Counted by Telegram as it is shown, in UTF-16 (Bot API, sendMessage); our own tags are few.
    return text if len(unescape(text).encode("utf-16-le")) <= 2 * LONGEST else _heading(letter)


def _heading(letter: Letter) -> str:
    return f"<b>{escape(letter.words.heading)}</b>"


def _buttons(letter: Letter) -> InlineKeyboardMarkup | None:
    rows = [[InlineKeyboardButton(tap.label, callback_data=tap.data) for tap in row] for row in letter.taps]
    rows += [[InlineKeyboardButton(button.label, url=button.url)] for button in letter.buttons]
    return InlineKeyboardMarkup(rows) if rows else None


def _told(problem: ApiTelegramException) -> Exception:
    said = f"{problem.error_code} {problem.description}"
    if problem.error_code == BLOCKED or GONE in problem.description:
        return Closed(said)
    if problem.error_code == TOO_MANY:
        wait = problem.result_json.get("parameters", {}).get("retry_after", 1)
        return Later(said, timedelta(seconds=wait))
    if any(said in problem.description for said in LOST):
        return Lost()
    if problem.error_code in NOT_SET_UP or problem.error_code >= 500:
        return Away(said)
    return Refused(said)
