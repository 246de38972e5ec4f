"""Keyboards as bots send them: what Telegram would not take is refused in its words."""

from typing import Any
from urllib.parse import urlsplit

from scripts.bot_api.refusals import Refusal, bad

LONGEST_DATA = 64  # bytes of UTF-8
MOST_BUTTONS = 100
Rows = list[list[dict[str, Any]]]
KINDS = ("inline_keyboard", "keyboard", "remove_keyboard", "force_reply")
ACTIONS = (
    "callback_data", "url", "web_app", "copy_text", "switch_inline_query", "switch_inline_query_current_chat",
)  # fmt: skip


def checked(markup: Any) -> dict[str, Any]:
    """A reply markup, `{}` for none; raises Refusal."""
    if not markup:
        return {}
    if not isinstance(markup, dict):
        raise bad("object expected as reply markup")
    kind = next(filter(markup.__contains__, KINDS), None)
    if kind is None:
        raise bad("can't parse reply markup JSON object")
    if kind in ("remove_keyboard", "force_reply"):
        return markup
    rows = _rows(markup[kind], _inline_button if kind == "inline_keyboard" else _key)
    if kind == "inline_keyboard":
        return {kind: rows} if rows else {}
    if not rows:
        raise bad("reply keyboard must be non-empty")
    return markup | {kind: rows}


def _rows(given: Any, check: Any) -> Rows:
    if not isinstance(given, list) or not all(isinstance(row, list) for row in given):
        raise bad("can't parse keyboard: field must be of type Array of Arrays")
    rows = [[check(button) for button in row] for row in given if row]
    if sum(map(len, rows)) > MOST_BUTTONS:
        raise bad("reply markup is too long")
    return rows


def _key(button: Any) -> dict[str, Any]:
    """A key of the keyboard below the chat: a word, or a word that shares the own number or opens a Mini App."""
    if isinstance(button, str):
        button = {"text": button}
    if not isinstance(button, dict) or not str(button.get("text") or "").strip():
        raise bad('can\'t parse keyboard button: Field "text" must be non-empty')
    if "web_app" in button:
        check_app(button["web_app"], "keyboard button")
    return button


def _inline_button(button: Any) -> dict[str, Any]:
    if not isinstance(button, dict) or not str(button.get("text") or "").strip():
        raise bad('can\'t parse inline keyboard button: Field "text" must be non-empty')
    action = next(filter(button.__contains__, ACTIONS), None)
    if action is None:
        raise bad("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard")
    if action == "callback_data" and not 0 < len(str(button[action]).encode()) <= LONGEST_DATA:
        raise bad("BUTTON_DATA_INVALID")
    if action == "url":
        _check_link(str(button[action]))
    if action == "web_app":
        check_app(button[action], "inline keyboard button")
    return button


def _check_link(link: str) -> None:
    """Bare names (http://localhost) are no addresses for Telegram; numbers (http://127.0.0.1) are."""
    parts = urlsplit(link if "://" in link else f"http://{link}")
    if parts.scheme not in ("http", "https", "tg"):
        raise _invalid("inline keyboard button", "URL", link, "Unsupported URL protocol")
    if parts.scheme != "tg" and "." not in (parts.hostname or ""):
        raise _invalid("inline keyboard button", "URL", link, "Wrong HTTP URL")


def check_app(app: Any, of: str) -> None:
    link = str(app.get("url") or "") if isinstance(app, dict) else ""
    if urlsplit(link).scheme != "https":
        raise _invalid(of, "Web App URL", link, "Only HTTPS links are allowed")


def _invalid(of: str, name: str, link: str, why: str) -> Refusal:
    return bad(f"{of} {name} '{link}' is invalid: {why}")
