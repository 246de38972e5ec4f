"""What a test orders to go wrong, and what was called."""

import threading
from dataclasses import dataclass
from typing import Any, Literal

# "close": not done and no answer; "lost": done, but the answer does not arrive; "hang": neither, for a long time.
How = int | Literal["close", "lost", "hang"]


@dataclass
class Fault:
    """Empty `method` and `chat` mean all of them; `times` is None for ever."""

    how: How
    method: str = ""
    chat: int | None = None
    times: int | None = 1
    retry_after: int = 1

    def fits(self, method: str, chat: str) -> bool:
        named = not self.method or self.method.lower() == method.lower()
        return named and self.chat in (None, int(chat) if chat.lstrip("-").isdigit() else 0) and self.times != 0


@dataclass(frozen=True)
class Call:
    """A method that the bot called, with its parameters and what came of it (0: no answer). No token is kept."""

    method: str
    facts: dict[str, Any]
    status: int


class Faults:
    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._ordered: list[Fault] = []
        self.closing = threading.Event()

    def order(self, fault: Fault) -> None:
        with self._lock:
            self._ordered.append(fault)

    def mend(self) -> None:
        """Nothing goes wrong any more; what hangs is let go."""
        with self._lock:
            self._ordered.clear()
        self.closing.set()
        self.closing = threading.Event()

    def take(self, method: str, chat: str) -> Fault | None:
        with self._lock:
            found = next((fault for fault in self._ordered if fault.fits(method, chat)), None)
            if found and found.times is not None:
                found.times -= 1
            return found

    def hang(self, seconds: float = 60) -> None:
        self.closing.wait(seconds)
