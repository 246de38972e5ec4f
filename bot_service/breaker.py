"""A fuse: who fails again and again is left alone for a while, and then tried once."""

import time
from collections.abc import Callable

FAILURES = 5
PAUSE = 15.0


class Breaker:
    """Open after `failures` in a row, for `pause` seconds; afterwards one trial decides."""

    def __init__(
        self, failures: int = FAILURES, pause: float = PAUSE, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._limit, self._pause, self._clock = failures, pause, clock
        self._failed = 0
        self._closed_until = 0.0

    @property
    def lets_through(self) -> bool:
        return self._failed < self._limit or self._clock() >= self._closed_until

    def worked(self) -> None:
        self._failed = 0

    def failed(self) -> None:
        self._failed += 1
        if self._failed >= self._limit:
            self._closed_until = self._clock() + self._pause
