"""Where something is kept for a while: in Redis, or in this process where there is none."""

import logging
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from typing import Protocol, cast

import redis

log = logging.getLogger("bot_service.store")

# Chats that this process remembers by itself; the one that was silent for longest goes first.
ROOM = 5000
PATIENCE = 1.0  # seconds


class Store(Protocol):
    """Texts by name, each for some seconds."""

    def get(self, name: str) -> str | None: ...

    def put(self, name: str, text: str, seconds: int) -> None: ...

    def add(self, name: str, seconds: int) -> bool:
        """Whether it wasn't there before."""
        ...

    def drop(self, name: str) -> None: ...


class Memory:
    """Lost when the process ends. For several threads."""

    def __init__(self, clock: Callable[[], float] = time.monotonic, room: int = ROOM) -> None:
        self._clock, self._room = clock, room
        self._kept: OrderedDict[str, tuple[float, str]] = OrderedDict()
        self._lock = threading.RLock()

    def get(self, name: str) -> str | None:
        with self._lock:
            until, text = self._kept.get(name, (0.0, ""))
            return text if until > self._clock() else None

    def put(self, name: str, text: str, seconds: int) -> None:
        with self._lock:
            self._kept[name] = (self._clock() + seconds, text)
            self._kept.move_to_end(name)
            while len(self._kept) > self._room:
                self._kept.popitem(last=False)

    def add(self, name: str, seconds: int) -> bool:
        with self._lock:
            if self.get(name) is not None:
                return False
            self.put(name, "1", seconds)
            return True

    def drop(self, name: str) -> None:
        with self._lock:
            self._kept.pop(name, None)


class Redis:
    """Redis or Valkey; memory for as long as it is away."""

    def __init__(self, url: str) -> None:
        self._redis = redis.Redis.from_url(
            url, decode_responses=True, socket_timeout=PATIENCE, socket_connect_timeout=PATIENCE
        )
        self._memory = Memory()

    def get(self, name: str) -> str | None:
        try:
            return cast("str | None", self._redis.get(name)) or self._memory.get(name)
        except redis.RedisError as problem:
            return self._instead(problem).get(name)

    def put(self, name: str, text: str, seconds: int) -> None:
        try:
            self._redis.set(name, text, ex=seconds)
            self._memory.drop(name)
        except redis.RedisError as problem:
            self._instead(problem).put(name, text, seconds)

    def add(self, name: str, seconds: int) -> bool:
        try:
            is_new = bool(self._redis.set(name, "1", ex=seconds, nx=True))
        except redis.RedisError as problem:
            return self._instead(problem).add(name, seconds)
        return is_new and self._memory.get(name) is None

    def drop(self, name: str) -> None:
        self._memory.drop(name)
        try:
            self._redis.delete(name)
        except redis.RedisError as problem:
            self._instead(problem)

    def _instead(self, problem: redis.RedisError) -> Memory:
        log.warning("Redis is away: %s", type(problem).__name__)  # its text may hold the address with its password
        return self._memory


def open_store(url: str) -> Store:
    """Memory where `url` is empty."""
    return Redis(url) if url else Memory()
