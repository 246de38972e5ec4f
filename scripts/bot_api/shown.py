"""A chat as a person sees it on the phone."""

from dataclasses import dataclass
from typing import Any

from scripts.bot_api.chats import Chats, Json, Kept, Room


@dataclass(frozen=True)
class Button:
    """Below a message. `data` goes to the bot; `url` is opened; `app` is the address of a Mini App."""

    text: str
    data: str = ""
    url: str = ""
    app: str = ""


@dataclass(frozen=True)
class Shown:
    """A message in its present form: `text` is plain (also a caption or a shared number), `file` what came along."""

    id: int
    text: str
    is_mine: bool
    rows: list[list[Button]]
    entities: list[Json]
    file: Kept | None
    is_photo: bool
    is_edited: bool
    date: int
    version: int

    @property
    def labels(self) -> list[str]:
        return [button.text for row in self.rows for button in row]

    @property
    def photo(self) -> bytes:
        """Empty where there is none."""
        return self.file.content if self.file and self.is_photo else b""

    @property
    def document(self) -> bytes:
        """Empty where there is none."""
        return self.file.content if self.file and not self.is_photo else b""

    def as_json(self) -> Json:
        file = {"id": self.file.id, "name": self.file.name} if self.file else None
        rows = [[vars(button) for button in row] for row in self.rows]
        return vars(self) | {"rows": rows, "file": file}


def messages(chats: Chats, room: Room) -> list[Shown]:
    """The oldest first."""
    return [_shown(chats, room, message) for message in room.messages.values()]


def _shown(chats: Chats, room: Room, message: Json) -> Shown:
    photo, document = message.get("photo"), message.get("document")
    file = photo[-1] if photo else document
    contact = message.get("contact")
    return Shown(
        id=message["message_id"],
        text=contact["phone_number"] if contact else message.get("text") or message.get("caption", ""),
        is_mine=message["from"]["id"] == room.person["id"],
        rows=[list(map(_button, row)) for row in message.get("reply_markup", {}).get("inline_keyboard", [])],
        entities=message.get("entities") or message.get("caption_entities", []),
        file=chats.files[file["file_id"]] if file else None,
        is_photo=bool(photo),
        is_edited="edit_date" in message,
        date=message["date"],
        version=room.touched[message["message_id"]],
    )


def _button(button: Json) -> Button:
    app: Any = button.get("web_app") or {}
    return Button(button["text"], button.get("callback_data", ""), button.get("url", ""), app.get("url", ""))


def commands(chats: Chats, person: Json) -> list[Json]:
    """What the menu offers: the narrowest scope in the person's language first, as Telegram looks for it."""
    scopes = (f"chat:{person['id']}", "all_private_chats", "default")
    ways = [(scope, language) for scope in scopes for language in (person["language_code"], "")]
    return next((chats.commands[way] for way in ways if way in chats.commands), [])


def transcript(shown: list[Shown]) -> str:
    """The end of a chat in a few lines, for whoever waits in vain."""
    lines = []
    for message in shown[-8:]:
        buttons = f"  [{' | '.join(message.labels)}]" if message.rows else ""
        lines.append(f"{'>' if message.is_mine else '<'} {message.text}{buttons}")
    return "\n".join(lines) or "(an empty chat)"
