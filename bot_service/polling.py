"""Development: ask Telegram for what is new, again and again."""

import logging
import threading

from requests import RequestException
from telebot.apihelper import ApiException
from telebot.types import Update

from bot_service.bot import KINDS, Bot

log = logging.getLogger("bot_service")

LONG_POLL = 20  # seconds
PAUSES = (1, 2, 5, 10)  # seconds, while Telegram is away


class Stopped(BaseException):
    """Somebody wants to end while we only wait."""


class Polling:
    """What was worked on is confirmed at the end too, so that the next start doesn't see it again."""

    def __init__(self, bot: Bot, long_poll: int = LONG_POLL) -> None:
        self._bot, self._long_poll = bot, long_poll
        self._offset = 0
        self._ending = threading.Event()
        self._waits = False

    def stop(self, *_signal: object) -> None:
        """As a signal's handler: waiting ends at once, an update that is worked on is finished first."""
        self._ending.set()
        if self._waits:
            self._waits = False
            raise Stopped

    def run(self) -> None:
        try:
            self._ask_again_and_again()
        except Stopped:
            pass
        finally:
            self._confirm()

    def _ask_again_and_again(self) -> None:
        failed = 0
        while not self._ending.is_set():
            try:
                updates = self._wait()
                failed = 0
            except (RequestException, ApiException) as problem:
                log.warning("Telegram is away: %s", type(problem).__name__)
                self._ending.wait(PAUSES[min(failed, len(PAUSES) - 1)])
                failed += 1
                continue
            for update in updates:
                if self._ending.is_set():
                    return
                if self._bot.seen.is_new(update.update_id):
                    self._bot.work(update)
                self._offset = update.update_id + 1

    def _wait(self) -> list[Update]:
        self._waits = True
        try:
            return self._bot.telegram.get_updates(
                self._offset or None,
                timeout=self._long_poll + 5,
                long_polling_timeout=self._long_poll,
                allowed_updates=KINDS,
            )
        finally:
            self._waits = False

    def _confirm(self) -> None:
        if not self._offset:
            return
        try:
            self._bot.telegram.get_updates(self._offset, limit=1, timeout=3, long_polling_timeout=1)
        except (RequestException, ApiException) as problem:
            log.warning("the last updates could not be confirmed: %s", type(problem).__name__)
