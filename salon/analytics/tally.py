"""What has been counted and not been written down yet: in the memory of this process, added to the table in one go.

A process that is killed takes with it what it has counted since it last wrote, at most a minute's; one that ends writes
first. What can't be written is kept and tried again.
"""

import atexit
import logging
import os
from collections import Counter as Numbers
from threading import Event, Lock, Thread

from django.conf import settings
from django.db import Error, connection

from salon.analytics.actions import Key, add_up
from salon.analytics.names import OTHER

log = logging.getLogger(__name__)
# So many different counts are written before their time; beyond the second number what is new is OTHER.
FULL, MOST = 1000, 3000


class Tally:
    """Safe between threads; each process has its own."""

    def __init__(self) -> None:
        self.begin_anew()

    def begin_anew(self) -> None:
        self.is_full = Event()
        self._numbers: Numbers[Key] = Numbers()
        self._lock, self._writing = Lock(), Lock()

    def add(self, key: Key) -> None:
        with self._lock:
            if key not in self._numbers and len(self._numbers) >= MOST:
                key = key._replace(name=OTHER, detail="")
            self._numbers[key] += 1
            if len(self._numbers) == FULL:
                self.is_full.set()

    def write(self) -> int:
        """Add everything to the table; returns how much it was. Raises what the database says, and loses nothing."""
        with self._writing:
            taken = self.take()
            try:
                add_up(taken)
            except BaseException:
                with self._lock:
                    self._numbers.update(taken)
                raise
        return taken.total()

    def take(self) -> Numbers[Key]:
        """Everything, which is not here any more."""
        with self._lock:
            taken, self._numbers = self._numbers, Numbers()
        return taken


class Writer:
    """Writes every minute, when there is a lot, and at the end of the process; begins when something is counted.

    It is no task of the timetable: what a process has counted only the process itself can write.
    """

    def __init__(self, tally: Tally) -> None:
        self._tally = tally
        self.begin_anew()

    def begin_anew(self) -> None:
        self._thread: Thread | None = None
        self._lock = Lock()

    def see_to_it(self) -> None:
        if not settings.COUNTS_WRITTEN_SECONDS or (self._thread is not None and self._thread.is_alive()):
            return
        with self._lock:
            if self._thread is None:
                atexit.register(self.write)
            if self._thread is None or not self._thread.is_alive():
                self._thread = Thread(target=self._work, name="counts", daemon=True)
                self._thread.start()

    def write(self) -> None:
        try:
            self._tally.write()
        except Error as problem:
            log.warning("counts not written, kept for later: %s", type(problem).__name__)

    def _work(self) -> None:
        while True:
            self._tally.is_full.wait(settings.COUNTS_WRITTEN_SECONDS)
            self._tally.is_full.clear()
            try:
                self.write()
            finally:
                connection.close()


tally = Tally()
writer = Writer(tally)


def _start_anew() -> None:
    """What was counted before a fork is the parent's, and so is whoever writes it."""
    tally.begin_anew()
    writer.begin_anew()


os.register_at_fork(after_in_child=_start_anew)
