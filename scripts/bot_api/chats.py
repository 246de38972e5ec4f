"""Private chats between people and the bot, in memory. Messages are kept as the Bot API writes them."""

import mimetypes
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import count
from typing import Any, TypeVar

from scripts.bot_api.keyboards import Rows
from scripts.bot_api.refusals import Refusal, bad
from scripts.bot_api.updates import Updates

Json = dict[str, Any]
T = TypeVar("T")


@dataclass(frozen=True)
class Kept:
    """A file that was sent."""

    id: str
    name: str
    kind: str
    content: bytes


@dataclass(frozen=True)
class Notice:
    """What the bot answered to a tap: shown for a moment, or as an alert that has to be closed."""

    query: str
    text: str
    is_alert: bool


@dataclass
class Room:
    """The chat of one person. `version` grows with every change; `touched` holds it for each message."""

    person: Json
    messages: dict[int, Json] = field(default_factory=dict)
    touched: dict[int, int] = field(default_factory=dict)
    keyboard: Rows = field(default_factory=list)
    is_one_time: bool = False
    notices: list[Notice] = field(default_factory=list)
    has_started: bool = False
    has_blocked: bool = False
    action: str = ""
    menu: Json = field(default_factory=dict)
    version: int = 0

    @property
    def chat(self) -> Json:
        return {"id": self.person["id"], "type": "private", "first_name": self.person["first_name"]}


class Chats:
    """Everything may be called from every thread; `changed` is notified after every change."""

    def __init__(self, bot: Json, updates: Updates, first_id: int) -> None:
        self.bot, self.updates = bot, updates
        self.changed = threading.Condition()
        self.rooms: dict[int, Room] = {}
        self.files: dict[str, Kept] = {}
        self.queries: dict[str, int] = {}
        self.commands: dict[tuple[str, str], list[Json]] = {}
        self._message_ids, self._query_ids, self._versions = count(first_id), count(first_id), count(1)

    def room(self, person: Json) -> Room:
        """The person's chat; who is known already may have a new name or language."""
        with self.changed:
            room = self.rooms.setdefault(person["id"], Room(person))
            room.person = person
            return room

    def for_bot(self, chat: int) -> Room:
        """Where the bot may write; raises Refusal."""
        room = self.rooms.get(chat)
        if room is None:
            raise bad("chat not found")
        if not room.has_started:
            raise Refusal(403, "bot can't initiate conversation with a user")
        if room.has_blocked:
            raise Refusal(403, "bot was blocked by the user")
        return room

    def add(self, room: Room, author: Json, content: Json) -> Json:
        """A new message, as it is kept."""
        with self.changed:
            id = next(self._message_ids)
            head = {"message_id": id, "from": author, "chat": room.chat, "date": int(time.time())}
            message = room.messages[id] = head | content
            self.touch(room, id)
            return message

    def hear(self, room: Room, content: Json) -> Json:
        """The person says something: it stands in the chat, and the bot is told unless it is blocked."""
        with self.changed:
            message = self.add(room, room.person, content)
            self.updates.put(room.person["id"], "message", dict(message))
            return message

    def change(self, room: Room, message: Json, content: Json) -> Json:
        """An edited message in the place of the old one; raises Refusal where nothing would change."""
        with self.changed:
            fixed = {name: message[name] for name in ("message_id", "from", "chat", "date")}
            edited = {"edit_date": message["edit_date"]} if "edit_date" in message else {}
            if message == fixed | edited | content:
                same = "exactly the same as a current content and reply markup of the message"
                raise bad(f"message is not modified: specified new message content and reply markup are {same}")
            changed = fixed | {"edit_date": int(time.time())} | content
            room.messages[message["message_id"]] = changed
            self.touch(room, message["message_id"])
            return changed

    def remove(self, room: Room, message_id: int) -> None:
        with self.changed:
            del room.messages[message_id]
            self.touch(room)

    def ask(self, room: Room, message: Json, data: str) -> str:
        """A callback query, as a tap makes it; its id."""
        with self.changed:
            query = str(next(self._query_ids))
            self.queries[query] = room.person["id"]
            told = {"id": query, "from": room.person, "message": message, "chat_instance": str(-room.person["id"] * 7)}
            self.updates.put(room.person["id"], "callback_query", told | {"data": data})
            return query

    def answer(self, query: str, text: str, *, is_alert: bool) -> None:
        """Raises Refusal where nobody waits for an answer (any more)."""
        with self.changed:
            chat = self.queries.pop(query, None)
            if chat is None:
                raise bad("query is too old and response timeout expired or query ID is invalid")
            self.rooms[chat].notices.append(Notice(query, text, is_alert))
            self.touch(self.rooms[chat])

    def keep(self, name: str, content: bytes) -> Kept:
        kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
        if name.endswith(".ics"):
            kind = "text/calendar"
        with self.changed:
            kept = Kept(f"FILE{len(self.files) + 1:06}", name, kind, content)
            return self.files.setdefault(kept.id, kept)

    def touch(self, room: Room, message_id: int | None = None) -> None:
        """Somebody may wait for this."""
        with self.changed:
            room.version = next(self._versions)
            if message_id is not None:
                room.touched[message_id] = room.version
            self.changed.notify_all()

    def tell(self) -> None:
        """Something outside of the chats has changed that somebody may wait for."""
        with self.changed:
            self.changed.notify_all()

    def wait(self, condition: Callable[[], T], seconds: float) -> T:
        """Asks after every change, until the answer is true or the time is over; the last answer."""
        with self.changed:
            return self.changed.wait_for(condition, seconds)
