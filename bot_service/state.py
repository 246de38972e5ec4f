"""What is remembered of a chat between two turns, for a day."""

import json
from dataclasses import asdict, dataclass, field
from secrets import token_urlsafe

from bot_service import shapes
from bot_service.store import Store

KEPT = 24 * 3600  # seconds


@dataclass
class Amount:
    """What was paid for an appointment; `amount` in EUR, empty as long as nobody has said it."""

    id: int
    service: str
    quoted: str
    least: str
    most: str
    buttons: list[str]
    amount: str = ""


@dataclass
class Draft:
    """What somebody is about to book, move, enter or block.

    `key`: hold and booking go by it; `start`, `end` and `until` are ISO times, `day` and `page` local dates; `visit`:
    the one that is moved, decided or closed; `confirmed`: appointments that may stay inside blocked time.
    """

    key: str = field(default_factory=lambda: token_urlsafe(18))
    services: list[str] = field(default_factory=list)
    category: str = ""
    master: str = ""
    page: str = ""
    day: str = ""
    start: str = ""
    end: str = ""
    amount: str = ""
    is_from: bool = False
    masters: str = ""
    visit: str = ""
    name: str = ""
    phone: str = ""
    email: str = ""
    note: str = ""
    how: str = ""
    confirmed: list[int] = field(default_factory=list)
    amounts: list[Amount] = field(default_factory=list)


@dataclass
class State:
    """`screen`: what is shown now; `buttons`: what those with its `nonce` mean, in their order.

    `message`: the one that the dialog is shown in; `is_own`: it is nothing but the dialog, and may be deleted.
    `has_keyboard`: the phone-sharing button still lies over the person's keyboard.
    """

    language: str = ""
    screen: str = ""
    nonce: str = ""
    buttons: list[str] = field(default_factory=list)
    message: int = 0
    is_own: bool = False
    has_keyboard: bool = False
    draft: Draft = field(default_factory=Draft)


class States:
    def __init__(self, store: Store) -> None:
        self._store = store

    def of(self, chat: int) -> State:
        """A fresh one where nothing is known, or what is known is of another version."""
        text = self._store.get(_name(chat))
        try:
            return shapes.read(State, json.loads(text)) if text else State()
        except ValueError:
            return State()

    def keep(self, chat: int, state: State) -> None:
        self._store.put(_name(chat), json.dumps(asdict(state), ensure_ascii=False), KEPT)


def _name(chat: int) -> str:
    return f"bot:chat:{chat}"
