"""Each update is worked on once, however often Telegram sends it."""

from bot_service.store import Store

# Telegram keeps what it could not deliver for a day.
REMEMBERED = 2 * 24 * 3600


class Seen:
    def __init__(self, store: Store) -> None:
        self._store = store

    def is_new(self, update: int) -> bool:
        """True exactly once for an update."""
        return self._store.add(_name(update), REMEMBERED)

    def forget(self, update: int) -> None:
        """It was not taken after all: Telegram will send it again."""
        self._store.drop(_name(update))


def _name(update: int) -> str:
    return f"bot:update:{update}"
