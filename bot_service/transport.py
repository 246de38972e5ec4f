"""How the site is asked: one session, short patience, retries that can't do anything twice, an ETag kept."""

import logging
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any

import requests

from bot_service.breaker import Breaker
from bot_service.errors import Away, Refused

log = logging.getLogger("bot_service.site")

TIMEOUT = (3.0, 10.0)  # seconds to connect, to read
PAUSES = (0.3, 0.9)  # seconds before each retry
AWAY = {502, 503, 504}
# What is kept by its ETag: two catalogues in four languages, and some room.
KEPT = 32

Params = Mapping[str, str | list[str]]


@dataclass(frozen=True)
class Question:
    """`key`: the Idempotency-Key of whatever writes, the same in every retry; `kept`: worth an ETag."""

    method: str
    path: str
    user: int | None = None
    language: str = "de"
    params: Params = field(default_factory=dict)
    body: Mapping[str, Any] | None = None
    key: str = ""
    kept: bool = False


class Transport:
    """For one thread. `base` is the site's address without a slash at its end."""

    def __init__(
        self,
        base: str,
        token: str,
        *,
        breaker: Breaker | None = None,
        timeout: tuple[float, float] = TIMEOUT,
        pause: Callable[[float], None] = time.sleep,
    ) -> None:
        self._base, self._timeout, self._pause = base, timeout, pause
        self._breaker = breaker or Breaker()
        self._session = requests.Session()
        self._session.trust_env = False  # no .netrc that would replace our own Authorization
        self._session.headers["Authorization"] = f"Bearer {token}"
        self._session.headers["User-Agent"] = "salon-bot/1"
        self._known: dict[tuple[str, str], tuple[str, Any]] = {}

    def close(self) -> None:
        self._session.close()

    def json(self, question: Question) -> Any:
        """What the site answers. Raises Away, Refused."""
        place = (question.path, question.language)
        etag, known = self._known.get(place, ("", None)) if question.kept else ("", None)
        response = self._ask(question, {"If-None-Match": etag} if etag else {})
        if etag and response.status_code == HTTPStatus.NOT_MODIFIED:
            return known
        try:
            answer = response.json() if response.content else None
        except ValueError as problem:
            raise Away("the answer is no JSON") from problem
        if question.kept and "ETag" in response.headers:
            while len(self._known) >= KEPT:
                self._known.pop(next(iter(self._known)))
            self._known[place] = (response.headers["ETag"], answer)
        return answer

    def file(self, question: Question) -> bytes:
        """Raises Away, Refused."""
        return self._ask(question, {}).content

    def _ask(self, question: Question, headers: Mapping[str, str]) -> requests.Response:
        problem = "it was away a moment ago"
        for pause in (0.0, *PAUSES):
            if not self._breaker.lets_through:
                break
            if pause:
                self._pause(pause)
            try:
                response = self._once(question, headers)
            except requests.RequestException as error:
                problem = type(error).__name__  # never its text: addresses hold ids
            else:
                if response.status_code not in AWAY:
                    self._breaker.worked()
                    return _accepted(response)
                problem = str(response.status_code)
            self._breaker.failed()
        log.warning("the site is away: %s %s: %s", question.method, _named(question.path), problem)
        raise Away(problem)

    def _once(self, question: Question, headers: Mapping[str, str]) -> requests.Response:
        own = {"Accept-Language": question.language, **headers}
        if question.user is not None:
            own["X-Telegram-User"] = str(question.user)
        if question.key:
            own["Idempotency-Key"] = question.key
        return self._session.request(
            question.method,
            self._base + question.path,
            params=question.params,
            json=question.body,
            headers=own,
            timeout=self._timeout,
            allow_redirects=False,
        )


def _accepted(response: requests.Response) -> requests.Response:
    """The response of a site that did what it was asked. Raises Refused for a 4xx, Away for what is neither."""
    status = response.status_code
    if status < HTTPStatus.MULTIPLE_CHOICES or status == HTTPStatus.NOT_MODIFIED:
        return response
    if not HTTPStatus.BAD_REQUEST <= status < HTTPStatus.INTERNAL_SERVER_ERROR:
        raise Away(str(status))
    try:
        said = response.json()
        facts = said.get("facts") or {}
        raise Refused(str(said["code"]), str(said["message"]), facts if isinstance(facts, dict) else {}, status)
    except (ValueError, KeyError, AttributeError) as problem:
        raise Away(f"a {status} without a code") from problem


def _named(path: str) -> str:
    """The operation without what it is about."""
    return "/".join(path.split("/")[:4]) + "/"
