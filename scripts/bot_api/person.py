"""A person with Telegram on the phone: what tests do, and the page of `./run bot-demo`."""

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar
from urllib.parse import parse_qs, urlsplit

from scripts.bot_api import shown
from scripts.bot_api.chats import Json, Notice
from scripts.bot_api.formatted import typed
from scripts.bot_api.shown import Button, Shown

if TYPE_CHECKING:
    from scripts.bot_api.server import BotApi

PAYLOAD = re.compile(r"[A-Za-z0-9_-]{0,64}")
PATIENCE = 10.0
STRANGER = 987_654_321
T = TypeVar("T")


class Person:
    """Whatever she does is told to the bot at once; `wait_for…` waits for what it answers.

    `phone` is what "share my number" gives away: digits, mostly without a plus, as Telegram sends it.
    """

    def __init__(
        self, api: "BotApi", id: int, first_name: str = "Olena", language_code: str = "de", *, phone: str = ""
    ) -> None:
        self.api, self.id, self.phone = api, id, phone or f"49151{id % 10**8:08}"
        facts = {"id": id, "is_bot": False, "first_name": first_name, "language_code": language_code}
        self.room = api.chats.room(facts)
        self._acted = 0

    def start(self, payload: str = "") -> int:
        """Open the bot, perhaps by a deep link; the message's id. Raises ValueError where no link could hold it."""
        if not PAYLOAD.fullmatch(payload):
            raise ValueError("A deep link holds at most 64 of A-Z, a-z, 0-9, _ and -.")
        self.unblock()
        self.room.has_started = True
        return self.write(f"/start {payload}".strip())

    def open(self, link: str) -> int:
        """Follow https://t.me/<this bot>?start=…; raises ValueError where it leads somewhere else."""
        parts = urlsplit(link if "://" in link else f"https://{link}")
        if parts.hostname != "t.me" or parts.path.strip("/").lower() != self.api.bot["username"].lower():
            raise ValueError(f"This is no link of the bot @{self.api.bot['username']}.")
        return self.start(parse_qs(parts.query).get("start", [""])[0])

    def write(self, text: str) -> int:
        """The message's id. Raises RuntimeError where she has to start the bot first."""
        return self._hear(typed(text).as_fields())

    def share_contact(self, phone: str = "") -> int:
        """Her own number, as the button does it: Telegram vouches for it by her id."""
        return self._share(phone or self.phone, {"user_id": self.id})

    def share_foreign_contact(self, phone: str, user_id: int | None = STRANGER) -> int:
        """Somebody else's card out of the address book; without an id where that person has no Telegram."""
        return self._share(phone, {} if user_id is None else {"user_id": user_id})

    def tap(self, label: str, message_id: int | None = None) -> str:
        """The newest button that is called so (or the one below a message); the query's id. Raises LookupError."""
        message, button = self._button(label, message_id)
        return self._ask(message, button)

    def tap_at(self, message_id: int, row: int, column: int) -> str:
        message = self.message(message_id)
        return self._ask(message, message.rows[row][column])

    def link(self, label: str) -> str:
        """Where a button leads that opens a page or a Mini App. Raises LookupError."""
        button = self._button(label, None)[1]
        return button.url or button.app

    def tap_key(self, label: str) -> int:
        """A key of the keyboard below the chat: says its word, or shares the number. Raises LookupError."""
        keys = [key for row in self.room.keyboard for key in row]
        found = next((key for key in keys if key["text"] == label), None)
        if found is None:
            raise LookupError(f"No key {label!r}; there are {[key['text'] for key in keys]}.")
        if self.room.is_one_time:
            self.room.keyboard = []
        return self.share_contact() if found.get("request_contact") else self.write(label)

    def forge(self, data: str, message_id: int | None = None) -> str:
        """A tap that no button offers, on whatever message; the query's id."""
        message = self.room.messages.get(message_id or max(self.room.messages, default=0))
        self._act()
        return self.api.chats.ask(self.room, message or self._vanished(message_id or 1), data)

    def block(self) -> None:
        self._set_blocked(True)

    def unblock(self) -> None:
        self._set_blocked(False)

    @property
    def chat(self) -> list[Shown]:
        """The oldest message first."""
        with self.api.chats.changed:
            return shown.messages(self.api.chats, self.room)

    def message(self, message_id: int) -> Shown:
        """Raises LookupError."""
        found = next((message for message in self.chat if message.id == message_id), None)
        if found is None:
            raise LookupError(f"There is no message {message_id}.")
        return found

    @property
    def keys(self) -> list[list[str]]:
        """The keyboard below the chat."""
        return [[key["text"] for key in row] for row in self.room.keyboard]

    @property
    def notices(self) -> list[Notice]:
        """What the bot answered to her taps, also with an empty text."""
        return list(self.room.notices)

    def wait_for(self, text: str, *, since: int | None = None, seconds: float = PATIENCE) -> Shown:
        """The newest message of the bot with this text, written or edited since her last own step (`since=0`: ever).

        Raises TimeoutError, which shows the chat.
        """
        after = self._acted if since is None else since

        def found() -> Shown | None:
            fitting = [one for one in self.chat if not one.is_mine and one.version > after and text in one.text]
            return max(fitting, key=lambda one: one.version, default=None)

        return self.wait_until(found, f"{text!r} did not come", seconds=seconds)

    def wait_for_answer(self, query: str, *, seconds: float = PATIENCE) -> Notice:
        """What came back for a tap."""
        return self.wait_until(
            lambda: next((one for one in self.notices if one.query == query), None), "no answer", seconds=seconds
        )

    def wait_for_change(self, since: int, *, seconds: float = PATIENCE) -> int:
        """The chat's version, once it is another one than `since`, or when the time is over."""
        self.api.chats.wait(lambda: self.room.version != since, seconds)
        return self.room.version

    def wait_until(self, found: Callable[[], T | None], what: str = "not so", *, seconds: float = PATIENCE) -> T:
        """Asks `found` after every change in any chat. Raises TimeoutError."""
        answer = self.api.chats.wait(found, seconds)
        if not answer:
            raise TimeoutError(f"{what} within {seconds} s; chat of {self.id}:\n{shown.transcript(self.chat)}")
        return answer

    def _hear(self, content: Json) -> int:
        if not self.room.has_started or self.room.has_blocked:
            raise RuntimeError("She has to start the bot first.")
        self._act()
        return int(self.api.chats.hear(self.room, content)["message_id"])

    def _share(self, phone: str, more: Json) -> int:
        return self._hear({"contact": {"phone_number": phone, "first_name": self.room.person["first_name"], **more}})

    def _button(self, label: str, message_id: int | None) -> tuple[Shown, Button]:
        seen = [message for message in self.chat if message_id in (None, message.id)]
        for message in reversed(seen):
            for button in (button for row in message.rows for button in row if button.text == label):
                return message, button
        raise LookupError(f"No button {label!r}; chat of {self.id}:\n{shown.transcript(seen)}")

    def _ask(self, message: Shown, button: Button) -> str:
        if not button.data:
            raise LookupError(f"{button.text!r} opens {button.url or button.app}; the bot is not told.")
        self._act()
        return self.api.chats.ask(self.room, self.room.messages[message.id], button.data)

    def _act(self) -> None:
        self._acted = self.room.version

    def _vanished(self, message_id: int) -> Json:
        """A message that is too old, or gone: Telegram sends what is left of it."""
        return {"message_id": message_id, "chat": self.room.chat, "date": 0}

    def _set_blocked(self, value: bool) -> None:
        if self.room.has_blocked == value:
            return
        old, new = ("member", "kicked") if value else ("kicked", "member")
        self.room.has_blocked = value
        states = {"old_chat_member": self._membership(old), "new_chat_member": self._membership(new)}
        told = {"chat": self.room.chat, "from": self.room.person, "date": 0, **states}
        self.api.updates.put(self.id, "my_chat_member", told)
        self.api.chats.touch(self.room)

    def _membership(self, status: str) -> Json:
        return {"user": self.api.bot, "status": status} | ({"until_date": 0} if status == "kicked" else {})
