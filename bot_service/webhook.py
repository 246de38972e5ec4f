"""Production: Telegram calls us. What it brings is taken in a moment and worked on by one thread."""

import hmac
import json
import logging
import threading
from collections.abc import Callable, Iterable
from http import HTTPStatus
from queue import Full, Queue
from typing import Any
from urllib.parse import urlsplit

from telebot.types import Update

from bot_service.bot import Bot

log = logging.getLogger("bot_service")

LONGEST_BODY = 256 * 1024  # bytes; an update has a few thousand
ROOM = 200
LONGEST_FAREWELL = 8.0  # seconds for what is still in the queue when we are stopped
HEALTH = "/health"

StartResponse = Callable[[str, list[tuple[str, str]]], Any]


class Worker:
    """One thread, one update after the other, so that nobody's messages overtake each other."""

    def __init__(self, work: Callable[[Update], None], room: int = ROOM) -> None:
        self._work = work
        self._queue: Queue[Update | None] = Queue(room)
        self._thread = threading.Thread(target=self._run, name="updates", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def take(self, update: Update) -> bool:
        """False when there is no room."""
        try:
            self._queue.put_nowait(update)
        except Full:
            return False
        return True

    def stop(self) -> None:
        """What was taken is worked on first, as far as time allows."""
        try:
            self._queue.put(None, timeout=LONGEST_FAREWELL)
        except Full:
            log.error("updates were lost at the end")
            return
        self._thread.join(LONGEST_FAREWELL)

    @property
    def is_alive(self) -> bool:
        return self._thread.is_alive()

    def _run(self) -> None:
        while (update := self._queue.get()) is not None:
            self._work(update)


class Webhook:
    """A WSGI application: POST on one path with the secret, and `/health`. Everything else learns nothing."""

    def __init__(self, bot: Bot, worker: Worker, *, url: str, secret: str) -> None:
        self._bot, self._worker = bot, worker
        self._path, self._secret = urlsplit(url).path or "/", secret.encode()

    def __call__(self, environ: dict[str, Any], start_response: StartResponse) -> Iterable[bytes]:
        status = self._answer(environ)
        headers = [("Content-Type", "text/plain"), ("Content-Length", "0")]
        if status is HTTPStatus.SERVICE_UNAVAILABLE:
            headers.append(("Retry-After", "2"))
        start_response(f"{status.value} {status.phrase}", headers)
        return [b""]

    def _answer(self, environ: dict[str, Any]) -> HTTPStatus:
        path, method = environ.get("PATH_INFO", ""), environ["REQUEST_METHOD"]
        if path == HEALTH and method in {"GET", "HEAD"}:
            return HTTPStatus.OK if self._worker.is_alive else HTTPStatus.SERVICE_UNAVAILABLE
        if path != self._path:
            return HTTPStatus.NOT_FOUND
        if method != "POST":
            return HTTPStatus.METHOD_NOT_ALLOWED
        if not self._is_telegram(environ):
            return HTTPStatus.FORBIDDEN
        return self._take(environ)

    def _is_telegram(self, environ: dict[str, Any]) -> bool:
        said = environ.get("HTTP_X_TELEGRAM_BOT_API_SECRET_TOKEN", "")
        return hmac.compare_digest(said.encode("latin-1", "replace"), self._secret)

    def _take(self, environ: dict[str, Any]) -> HTTPStatus:
        """What is no update is taken too, and forgotten: sent again it would be no better."""
        length = environ.get("CONTENT_LENGTH") or ""
        if not length.isdigit():
            return HTTPStatus.LENGTH_REQUIRED
        if int(length) > LONGEST_BODY:
            return HTTPStatus.REQUEST_ENTITY_TOO_LARGE
        update = _read(environ["wsgi.input"].read(int(length)))
        if update is None:
            log.warning("what came was no update")
            return HTTPStatus.OK
        if not self._bot.seen.is_new(update.update_id):
            return HTTPStatus.OK
        if not self._worker.take(update):
            self._bot.seen.forget(update.update_id)
            return HTTPStatus.SERVICE_UNAVAILABLE
        return HTTPStatus.OK


def _read(body: bytes) -> Update | None:
    try:
        said = json.loads(body)
        return Update.de_json(said) if isinstance(said, dict) and isinstance(said["update_id"], int) else None
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None
