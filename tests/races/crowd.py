"""Processes that act at the same moment, each in its own way; forked once, used for many rounds.

What came of all rounds is one line of the table that `./run races` prints: it names the file in RACE_REPORT.
"""

import json
import multiprocessing
import os
from collections import Counter
from collections.abc import Callable, Sequence
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from multiprocessing.synchronize import Barrier
from pathlib import Path
from time import monotonic
from types import TracebackType
from typing import NamedTuple, Self

from django.db import Error, connection, connections

from salon.lib.errors import Refusal

PEOPLE = int(os.environ.get("RACE_PEOPLE", "5"))
ROUNDS = int(os.environ.get("RACE_ROUNDS", "3"))
REPORT = os.environ.get("RACE_REPORT", "")
_fork = multiprocessing.get_context("fork")


class Outcome(NamedTuple):
    """What an attempt came to: `won` with an id or a number, else the refusal's code, or what the database said."""

    won: int | None
    refused: str = ""
    error: str = ""
    alternatives: tuple[int, ...] = ()


# What somebody tries, and with what: `(book_once, 7, ("haircut",), ...)`.
Attempt = tuple[Callable[..., Outcome], object]


class Crowd:
    """`with Crowd("book against move") as crowd: crowd.rush([(book_once, ...), (move_once, ...)])`."""

    def __init__(self, race: str, people: int = PEOPLE) -> None:
        self.race, self.size = race, people
        self.gate: Barrier = _fork.Barrier(people)
        self.people: list[tuple[BaseProcess, Connection]] = []
        self.outcomes: list[Outcome] = []
        self.rounds, self.seconds = 0, 0.0
        # Also those that nobody saw, because one of the two was tried again. Known at the end; only PostgreSQL counts.
        self.deadlocks = 0

    def __enter__(self) -> Self:
        self.deadlocks = -_deadlocks()
        # A connection must not be shared by two processes: each child opens its own.
        connections.close_all()
        for _ in range(self.size):
            ours, theirs = _fork.Pipe()
            person = _fork.Process(target=_live, args=(self.gate, theirs), daemon=True)
            person.start()
            theirs.close()
            self.people.append((person, ours))
        return self

    def rush(self, attempts: Sequence[tuple[object, ...]]) -> list[Outcome]:
        """All at once, one attempt a person; the outcomes in the order of the attempts. No database error is one."""
        began = monotonic()
        for (_, line), attempt in zip(self.people, attempts, strict=True):
            line.send(attempt)
        outcomes = [line.recv() for _, line in self.people]
        self.seconds += monotonic() - began
        self.rounds += 1
        self.outcomes += outcomes
        assert [outcome.error for outcome in outcomes if outcome.error] == []
        return outcomes

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        for person, line in self.people:
            line.send(None)
            person.join(timeout=5)
            line.close()
            if person.is_alive():
                person.kill()
        self.deadlocks += _deadlocks()
        if REPORT:
            with Path(REPORT).open("a") as report:
                report.write(json.dumps(self.told()) + "\n")

    def told(self) -> dict[str, object]:
        return {
            "race": self.race,
            "database": connection.vendor,
            "people": self.size,
            "rounds": self.rounds,
            # Whoever found nothing to do (the timetable) has neither won nor been refused.
            "won": sum(bool(outcome.won) for outcome in self.outcomes),
            "refused": Counter(outcome.refused for outcome in self.outcomes if outcome.refused),
            "errors": sum(bool(outcome.error) for outcome in self.outcomes),
            "seconds": self.seconds,
        }


def _deadlocks() -> int:
    if connection.vendor != "postgresql":
        return 0
    with connection.cursor() as cursor:
        cursor.execute("SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()")
        return cursor.fetchone()[0]


def _live(gate: Barrier, line: Connection) -> None:
    while (attempt := line.recv()) is not None:
        gate.wait(timeout=30)
        line.send(_try(*attempt))
    connections.close_all()


def _try(act: Callable[..., Outcome], *arguments: object) -> Outcome:
    try:
        return act(*arguments)
    except Refusal as refusal:
        return Outcome(None, refusal.code)
    except Error as problem:
        return Outcome(None, error=f"{type(problem).__name__}: {problem}")
