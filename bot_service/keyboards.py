"""Buttons, and what they mean."""

from collections.abc import Sequence
from dataclasses import dataclass

from telebot.types import (
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    KeyboardButton,
    ReplyKeyboardMarkup,
    WebAppInfo,
)

from bot_service.callbacks import Tap, Word, pack
from bot_service.texts import label, plain

# Names of services are written by editors; a phone shows about this much on a button of full width.
LONGEST_LABEL = 48
# Telegram takes 100; a person reads fewer.
MOST = 90


@dataclass(frozen=True)
class Key:
    """One of three: `word` works for ever, `means` only on its screen ("time 2026-…"), `app` opens a Mini App."""

    text: str
    means: str = ""
    word: Word | None = None
    app: str = ""


Rows = Sequence[Sequence[Key]]


def tap(text: str, meaning: str, about: object = "") -> Key:
    """A button of this screen only."""
    return Key(text, means=f"{meaning} {about}".strip())


def word(text: str, name: str, about: str = "") -> Key:
    """A button that works without any memory."""
    return Key(text, word=Word(name, about))


def go(text: str, place: str) -> Key:
    return word(text, "go", place)


def menu_row() -> list[Key]:
    return [go(label("Main menu"), "menu")]


def grid(keys: Sequence[Key], width: int) -> list[list[Key]]:
    return [list(keys[at : at + width]) for at in range(0, len(keys), width)]


def inline(rows: Rows, nonce: str) -> tuple[InlineKeyboardMarkup | None, list[str]]:
    """The keyboard, and what its taps mean in their order; None where there is no button."""
    meanings: list[str] = []
    markup = InlineKeyboardMarkup()
    for row in rows:
        buttons = [_button(key, nonce, meanings) for key in row]
        if buttons:
            markup.row(*buttons)
    return (markup if markup.keyboard else None), meanings


def _button(key: Key, nonce: str, meanings: list[str]) -> InlineKeyboardButton:
    text = plain(key.text, LONGEST_LABEL) or "…"
    if key.app:
        return InlineKeyboardButton(text, web_app=WebAppInfo(key.app))
    if key.word is not None:
        return InlineKeyboardButton(text, callback_data=pack(key.word))
    meanings.append(key.means)
    return InlineKeyboardButton(text, callback_data=pack(Tap(nonce, len(meanings) - 1)))


def phone_sharing() -> ReplyKeyboardMarkup:
    """Only Telegram itself can answer to the first button, so the number that comes is the person's own."""
    markup = ReplyKeyboardMarkup(resize_keyboard=True, one_time_keyboard=True, is_persistent=False)
    markup.row(KeyboardButton(label("Send my number"), request_contact=True))
    markup.row(KeyboardButton(label("Main menu")))
    return markup
