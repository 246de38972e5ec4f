"""How the bot introduces itself: commands, the menu button, its name, and in words what it can do; by language."""

import re
from typing import TYPE_CHECKING, Any

from scripts.bot_api.chats import Json
from scripts.bot_api.facts import Facts, chat_of
from scripts.bot_api.formatted import utf16_length
from scripts.bot_api.keyboards import check_app
from scripts.bot_api.refusals import bad

if TYPE_CHECKING:
    from scripts.bot_api.server import BotApi

COMMAND = re.compile(r"[a-z0-9_]{1,32}")
MOST_COMMANDS, LONGEST_COMMAND_TEXT = 100, 256
LONGEST = {"name": 64, "description": 512, "short_description": 120}


def set_my_commands(api: "BotApi", facts: Facts) -> bool:
    commands = facts.tree("commands")
    if not isinstance(commands, list) or len(commands) > MOST_COMMANDS:
        raise bad("can't parse commands list")
    if not all(isinstance(command, dict) for command in commands):
        raise bad("can't parse BotCommand: expected an object")
    for command in commands:
        if not COMMAND.fullmatch(str(command.get("command", "")).removeprefix("/")):
            raise bad("BOT_COMMAND_INVALID")
        if not 0 < utf16_length(str(command.get("description", ""))) <= LONGEST_COMMAND_TEXT:
            raise bad("command description must be non-empty and at most 256 characters")
    api.chats.commands[_commands_of(facts)] = commands
    return True


def get_my_commands(api: "BotApi", facts: Facts) -> list[Json]:
    return api.chats.commands.get(_commands_of(facts), [])


def delete_my_commands(api: "BotApi", facts: Facts) -> bool:
    api.chats.commands.pop(_commands_of(facts), None)
    return True


def _commands_of(facts: Facts) -> tuple[str, str]:
    """Scope (with its chat) and language."""
    scope = {"type": "default"} | facts.mapping("scope")
    kind = f"chat:{scope['chat_id']}" if "chat_id" in scope else str(scope["type"])
    return kind, facts.text("language_code")


def set_chat_menu_button(api: "BotApi", facts: Facts) -> bool:
    """For one chat, or for all that have none of their own."""
    button = {"type": "default"} | facts.mapping("menu_button")
    if button.get("type") not in ("default", "commands", "web_app"):
        raise bad("can't parse menu button")
    if button["type"] == "web_app":
        check_app(button.get("web_app"), "menu button")
    if facts.text("chat_id"):
        api.chats.for_bot(chat_of(facts)).menu = button
    else:
        api.menu = button
    return True


def get_chat_menu_button(api: "BotApi", facts: Facts) -> Json:
    own = api.chats.for_bot(chat_of(facts)).menu if facts.text("chat_id") else {}
    return own or api.menu


def _setter(part: str) -> Any:
    def set_part(api: "BotApi", facts: Facts) -> bool:
        if utf16_length(facts.text(part)) > LONGEST[part]:
            raise bad(f"{part.replace('_', ' ')} is too long")
        api.introduced[part, facts.text("language_code")] = facts.text(part)
        return True

    set_part.__name__ = f"set_my_{part}"
    return set_part


def _getter(part: str) -> Any:
    def get_part(api: "BotApi", facts: Facts) -> Json:
        return {part: said(api, part, facts.text("language_code"))}

    get_part.__name__ = f"get_my_{part}"
    return get_part


def said(api: "BotApi", part: str, language: str) -> str:
    """In the language, or as it is for everybody; empty where the bot said nothing."""
    return api.introduced.get((part, language)) or api.introduced.get((part, ""), "")


METHODS = (
    *(set_my_commands, get_my_commands, delete_my_commands, set_chat_menu_button, get_chat_menu_button),
    *map(_setter, LONGEST),
    *map(_getter, LONGEST),
)
