"""The bot's own address: every update is posted there until it says 200, in order within a chat."""

import json
import re
import threading
import time
import urllib.error
import urllib.request
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from scripts.bot_api.refusals import bad

if TYPE_CHECKING:
    from scripts.bot_api.updates import Update, Updates

SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")
HEADER = "X-Telegram-Bot-Api-Secret-Token"
LOOPBACK = ("127.0.0.1", "localhost", "::1")
ANSWER_SECONDS, LONGEST_PAUSE = 20, 60
# Nothing between us and the bot.
_opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))


class Webhook:
    """`pause`: seconds before the first retry; each further one waits twice as long."""

    def __init__(self, url: str, secret: str, *, pause: float = 1.0) -> None:
        if urlsplit(url).scheme != "https" and urlsplit(url).hostname not in LOOPBACK:
            raise bad("bad webhook: An HTTPS URL must be provided for webhook")
        if secret and not SECRET.fullmatch(secret):
            raise bad("secret token contains unallowed characters")
        self.url, self.secret, self.pause = url, secret, pause
        self.failed_at, self.failure = 0, ""
        self._lines: set[int] = set()
        self._stopped = threading.Event()

    def serve(self, chat: int, updates: "Updates") -> None:
        """Each chat has a line of its own: one that fails does not keep the others."""
        if chat not in self._lines:
            self._lines.add(chat)
            threading.Thread(target=self._work, args=(chat, updates), daemon=True).start()

    def stop(self) -> None:
        self._stopped.set()

    def _work(self, chat: int, updates: "Updates") -> None:
        pause = self.pause
        while update := updates.next_for(chat, self):
            failure = self._post(update)
            if not failure:
                updates.done(update)
                pause = self.pause
                continue
            self.failed_at, self.failure = int(time.time()), failure
            self._stopped.wait(pause)
            pause = min(pause * 2, LONGEST_PAUSE)

    def _post(self, update: "Update") -> str:
        """What went wrong, empty where the bot took it."""
        headers = {"Content-Type": "application/json"} | ({HEADER: self.secret} if self.secret else {})
        body = json.dumps(update.as_json(), ensure_ascii=False).encode()
        request = urllib.request.Request(self.url, body, headers)  # noqa: S310
        try:
            with _opener.open(request, timeout=ANSWER_SECONDS):
                return ""
        except urllib.error.HTTPError as problem:
            problem.close()
            return f"Wrong response from the webhook: {problem.code} {problem.reason}"
        except OSError as problem:
            return f"Connection failed: {problem}"

    def as_info(self) -> dict[str, Any]:
        failed = {"last_error_date": self.failed_at, "last_error_message": self.failure}
        return {"url": self.url, **(failed if self.failure else {})}
