"""A program that calls the API as the bot does: a token, a person, a key for every change."""

import json
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from django.test import Client as Browser
from django.utils import timezone

from booking.actions.api_tokens import make_token

_keys = count(1)


@dataclass
class Program:
    """`chat`: Telegram's id of the person for whom it acts. Every change has a fresh key unless one is given."""

    token: str
    chat: int | None = None
    language: str = "de"
    browser: Browser = field(default_factory=Browser)

    def get(self, path: str, **query: Any) -> Any:
        return self.browser.get(f"/api/{path}", query, headers=self.headers())

    def post(self, path: str, key: str = "", **body: Any) -> Any:
        return self.send(path, json.dumps(body, default=str), key)

    def send(self, path: str, body: str, key: str = "", content_type: str = "application/json") -> Any:
        headers = self.headers() | {"Idempotency-Key": key or f"test-key-{next(_keys)}"}
        return self.browser.post(f"/api/{path}", body, content_type=content_type, headers=headers)

    def delete(self, path: str, key: str = "") -> Any:
        headers = self.headers() | {"Idempotency-Key": key or f"test-key-{next(_keys)}"}
        return self.browser.delete(f"/api/{path}", headers=headers)

    def headers(self) -> dict[str, str]:
        person = {"X-Telegram-User": str(self.chat)} if self.chat is not None else {}
        token = {"Authorization": f"Bearer {self.token}"} if self.token else {}
        return {"Accept-Language": self.language, **token, **person}

    def by(self, chat: int | None) -> "Program":
        """The same program for somebody else."""
        return Program(self.token, chat, self.language, self.browser)


def program(*, for_clients: bool = True, for_masters: bool = True, chat: int | None = None) -> Program:
    _row, secret = make_token(name="bot", for_clients=for_clients, for_masters=for_masters, now=timezone.now())
    return Program(secret, chat)
