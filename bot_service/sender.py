"""What leaves for Telegram, and what its refusals mean."""

import logging
import time
from collections.abc import Callable
from io import BytesIO
from typing import Any

import requests
from telebot import TeleBot
from telebot.apihelper import ApiException, ApiTelegramException
from telebot.types import InlineKeyboardMarkup, InputFile, LinkPreviewOptions, ReplyKeyboardMarkup, ReplyKeyboardRemove

from bot_service.texts import cut, plain

log = logging.getLogger("bot_service.telegram")

Markup = InlineKeyboardMarkup | ReplyKeyboardMarkup | ReplyKeyboardRemove | None

# Everybody else waits meanwhile.
LONGEST_WAIT = 3  # seconds
LONGEST_CAPTION = 1024
LONGEST_TOAST = 200  # letters, Bot API: answerCallbackQuery
BLOCKED, TOO_MANY, WRONG = 403, 429, 400
NO_PREVIEW = LinkPreviewOptions(is_disabled=True)


class Gone(Exception):
    """The message can't be edited any more: deleted, too old, or a picture."""


class Sender:
    """To whom blocked the bot nothing is said, and nothing more happens."""

    def __init__(self, bot: TeleBot) -> None:
        self._bot = bot

    def send(self, chat: int, text: str, markup: Markup = None) -> int:
        """The id of the message; 0 where none was sent."""
        sent = self._sent(
            lambda: self._bot.send_message(chat, cut(text), reply_markup=markup, link_preview_options=NO_PREVIEW)
        )
        return sent.message_id if sent else 0

    def edit(self, chat: int, message: int, text: str, markup: InlineKeyboardMarkup | None) -> None:
        """Raises Gone."""
        try:
            self._try(
                lambda: self._bot.edit_message_text(
                    cut(text), chat, message, reply_markup=markup, link_preview_options=NO_PREVIEW
                )
            )
        except ApiTelegramException as problem:
            if "not modified" not in problem.description:
                raise Gone from problem

    def delete(self, chat: int, message: int) -> None:
        """As well as it can be: one of 48 hours ago stays."""
        try:
            self._try(lambda: self._bot.delete_message(chat, message))
        except ApiTelegramException as problem:
            log.debug("not deleted: %s", problem.error_code)

    def answer(self, callback: str, toast: str = "", *, alert: bool = False) -> None:
        """Ends the little clock on a button; one that was pressed long ago can't be answered any more."""
        text = plain(toast, LONGEST_TOAST) or None
        try:
            self._try(lambda: self._bot.answer_callback_query(callback, text, show_alert=alert))
        except ApiTelegramException as problem:
            log.debug("not answered: %s", problem.error_code)

    def picture(self, chat: int, png: bytes, caption: str) -> None:
        self._sent(lambda: self._bot.send_photo(chat, png, caption=cut(caption, LONGEST_CAPTION)))

    def file(self, chat: int, content: bytes, name: str, caption: str) -> None:
        document, said = InputFile(BytesIO(content), name), cut(caption, LONGEST_CAPTION)
        self._sent(lambda: self._bot.send_document(chat, document, caption=said, visible_file_name=name))

    def _sent(self, call: Callable[[], Any]) -> Any:
        """For what nobody can do better: a message that Telegram finds wrong is lost, and we read of it."""
        try:
            return self._try(call)
        except ApiTelegramException as problem:
            log.error("Telegram did not take a message: %s", problem.error_code)
            return None

    def _try(self, call: Callable[[], Any]) -> Any:
        """What Telegram says; None where it is away, or where we were blocked. Raises what it finds wrong (400)."""
        try:
            return call()
        except ApiTelegramException as problem:
            if problem.error_code == WRONG:
                raise
            return self._once_more(call, problem)
        except (requests.RequestException, ApiException) as problem:
            log.warning("Telegram is away: %s", type(problem).__name__)
            return None

    def _once_more(self, call: Callable[[], Any], problem: ApiTelegramException) -> Any:
        wait = (problem.result_json.get("parameters") or {}).get("retry_after", 1)
        if problem.error_code != TOO_MANY or wait > LONGEST_WAIT:
            log.warning("Telegram refused with %s", problem.error_code)
            return None
        time.sleep(wait)
        try:
            return call()
        except (requests.RequestException, ApiException) as again:
            log.warning("Telegram refused twice: %s", type(again).__name__)
            return None
