"""gunicorn around the webhook: one process, for the queue is in its memory; a few threads that only take letters in."""

import logging
from typing import Any

from gunicorn.app.base import BaseApplication
from gunicorn.glogging import Logger
from requests import RequestException
from telebot.apihelper import ApiException

from bot_service.bot import KINDS, Bot
from bot_service.config import Config
from bot_service.webhook import Webhook, Worker

log = logging.getLogger("bot_service")

FAREWELL = 10  # seconds


class OurLogger(Logger):
    """gunicorn writes through our formatter too."""

    def setup(self, cfg: object) -> None:
        self.error_log.handlers.clear()
        self.error_log.propagate = True


class Server(BaseApplication):
    def __init__(self, config: Config, bot: Bot) -> None:
        self._config, self._bot = config, bot
        self._worker: Worker | None = None
        super().__init__()

    def load_config(self) -> None:
        options: dict[str, Any] = {
            "bind": self._config.bind,
            "workers": 1,
            "threads": 4,
            "worker_class": "gthread",
            "graceful_timeout": FAREWELL,
            "timeout": 30,
            "accesslog": None,
            "control_socket_disable": True,
            "logger_class": OurLogger,
            "worker_exit": self._leave,
        }
        for name, value in options.items():
            if name in self.cfg.settings:
                self.cfg.set(name, value)

    def load(self) -> Webhook:
        """In the process that answers: a thread that was made before the fork never runs after it."""
        self._worker = Worker(self._bot.work)
        self._worker.start()
        return Webhook(self._bot, self._worker, url=self._config.webhook_url, secret=self._config.webhook_secret)

    def _leave(self, _arbiter: object, _worker: object) -> None:
        if self._worker:
            self._worker.stop()


def announce(bot: Bot, config: Config) -> None:
    """Tell Telegram where we are; it goes on with what it knows where it can't be told now."""
    try:
        bot.telegram.set_webhook(
            config.webhook_url, secret_token=config.webhook_secret, allowed_updates=KINDS, max_connections=8
        )
    except (RequestException, ApiException) as problem:
        log.error("the webhook could not be set: %s", type(problem).__name__)
