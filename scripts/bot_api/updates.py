"""What the bot has not heard yet: taken by long polling, or brought to its webhook."""

import threading
import time
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from scripts.bot_api.refusals import Refusal
from scripts.bot_api.webhook import Webhook

MOST, LONGEST_POLL = 100, 50
ACTIVE = "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
OTHER = "terminated by other getUpdates request; make sure that only one bot instance is running"


@dataclass(eq=False)
class Update:
    """Something that happened in a chat; `again`: it was told already, and is told once more."""

    id: int
    chat: int
    kind: str
    body: dict[str, Any]
    again: bool = False

    def as_json(self) -> dict[str, Any]:
        return {"update_id": self.id, self.kind: self.body}


class Updates:
    """In the order in which they happened. Everything may be called from every thread."""

    def __init__(self, first_id: int) -> None:
        self._first_id = first_id
        self.changed = threading.Condition()
        self.webhook: Webhook | None = None
        self._waiting: list[Update] = []
        self._told: list[Update] = []
        self._wanted: frozenset[str] = frozenset()
        self._poller = object()
        self._closed = False

    def put(self, chat: int, kind: str, body: dict[str, Any]) -> int | None:
        """Its id, or None where the bot did not ask for this kind."""
        with self.changed:
            if self._wanted and kind not in self._wanted:
                return None
            update = Update(self._first_id + len(self._told), chat, kind, body)
            self._told.append(update)
            self._queue(update)
            return update.id

    def repeat(self, update_id: int | None = None) -> int:
        """Tell one again under the same id, as Telegram does when it missed an answer; without an id: the last one."""
        with self.changed:
            old = self._told[-1] if update_id is None else self._told[update_id - self._first_id]
            self._queue(Update(old.id, old.chat, old.kind, old.body, again=True))
            return old.id

    def want(self, kinds: Iterable[str] | None) -> None:
        """None leaves it as it was; nothing at all means every kind."""
        if kinds is not None:
            self._wanted = frozenset(kinds)

    def poll(self, offset: int, limit: int, seconds: float) -> list[Update]:
        """Everything below `offset` is done with; waits until there is something. Raises Refusal (409)."""
        with self.changed:
            if self.webhook:
                raise Refusal(409, ACTIVE)
            if offset > 0:
                self._waiting = [update for update in self._waiting if update.again or update.id >= offset]
            mine = self._poller = object()
            self.changed.notify_all()
            deadline = time.monotonic() + min(max(seconds, 0), LONGEST_POLL)
            while not self._waiting and not self._closed and (left := deadline - time.monotonic()) > 0:
                self.changed.wait(left)
                if self._poller is not mine:
                    raise Refusal(409, OTHER)
            return self._hand_out(offset, limit)

    def set_webhook(self, webhook: Webhook | None) -> None:
        """Whatever waits is brought there; None goes back to polling."""
        with self.changed:
            if self.webhook:
                self.webhook.stop()
            self.webhook = webhook
            self.changed.notify_all()
            for chat in {update.chat for update in self._waiting}:
                self._bring(chat)

    def next_for(self, chat: int, webhook: Webhook) -> Update | None:
        """The oldest one of a chat, once there is one; None when the webhook is no longer the bot's."""
        with self.changed:
            while self.webhook is webhook and not self._closed:
                found = next((update for update in self._waiting if update.chat == chat), None)
                if found:
                    return found
                self.changed.wait()
            return None

    def done(self, update: Update) -> None:
        with self.changed:
            if update in self._waiting:
                self._waiting.remove(update)
            self.changed.notify_all()

    def drop(self) -> None:
        """Forget whatever waits."""
        with self.changed:
            self._waiting.clear()

    @property
    def pending(self) -> int:
        return len(self._waiting)

    def wait_until_taken(self, seconds: float = 10) -> bool:
        """Whether the bot has taken everything in time (a webhook: answered; polling: asked for what comes next)."""
        with self.changed:
            return self.changed.wait_for(lambda: not self._waiting, seconds)

    def close(self) -> None:
        with self.changed:
            self._closed = True
            if self.webhook:
                self.webhook.stop()
            self.changed.notify_all()

    def _queue(self, update: Update) -> None:
        self._waiting.append(update)
        self.changed.notify_all()
        self._bring(update.chat)

    def _bring(self, chat: int) -> None:
        if self.webhook:
            self.webhook.serve(chat, self)

    def _hand_out(self, offset: int, limit: int) -> list[Update]:
        """A negative offset counts from the end and forgets what lies before. What is told again is told once."""
        if offset < 0:
            self._waiting = self._waiting[offset:]
        found = self._waiting[: min(max(limit, 1), MOST)]
        self._waiting = [update for update in self._waiting if not (update.again and update in found)]
        return found
