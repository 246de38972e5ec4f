"""What the bot writes down: what went wrong and where. Never a token, a code, a number, a name or what people wrote."""

import logging
import re
import traceback
from collections.abc import Iterable
from types import TracebackType

import telebot

HIDDEN = "…"
SHORTEST = 6  # letters of a secret: hiding a shorter one would hide half of the words
# In this order: what follows an address; Telegram's own tokens; mail addresses; keys and codes; numbers to be called.
_SECRETS = re.compile(
    r"(?<=\?)\S+|\d{5,}:[A-Za-z0-9_-]{8,}|Bearer\s+\S+|[^\s@'\"<>]+@[^\s@'\"<>]+|(?=[A-Za-z0-9_-]*[0-9_-])[A-Za-z0-9_-]{16,}"
    r"|\b[Mm]-[A-Za-z0-9_-]{8}\b|\+?\d[\d\s()/-]{4,}\d"
)


class Discreet(logging.Formatter):
    """An error is told by its kind and by the places it came through, without the values that were in it."""

    def __init__(self, secrets: Iterable[str] = ()) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s %(message)s", "%Y-%m-%d %H:%M:%S")
        known = sorted({secret for secret in secrets if len(secret) >= SHORTEST}, key=len, reverse=True)
        self._known = re.compile("|".join(map(re.escape, known))) if known else None

    def format(self, record: logging.LogRecord) -> str:
        head = f"{self.formatTime(record, self.datefmt)} {record.levelname} {record.name} "
        text = record.getMessage()
        if record.exc_info and record.exc_info[0]:
            text += "\n" + self.formatException(record.exc_info)
        return head + self._hidden(text)

    def formatException(
        self,
        ei: tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None],
    ) -> str:
        kind, _error, trace = ei
        places = [f"  {one.filename.rpartition('/')[2]}:{one.lineno} {one.name}" for one in traceback.extract_tb(trace)]
        return "\n".join([*places, kind.__name__ if kind else ""])

    def _hidden(self, text: str) -> str:
        if self._known:
            text = self._known.sub(HIDDEN, text)
        return _SECRETS.sub(HIDDEN, text)


def begin(level: str, secrets: Iterable[str]) -> None:
    """Everything goes to standard error, through one formatter; libraries speak only of what went wrong."""
    handler = logging.StreamHandler()
    handler.setFormatter(Discreet(secrets))
    logging.basicConfig(level=level, handlers=[handler], force=True)
    for noisy in ("urllib3", "TeleBot", "gunicorn.access"):
        logging.getLogger(noisy).setLevel(logging.ERROR)
    telebot.logger.handlers.clear()
    telebot.logger.propagate = True
