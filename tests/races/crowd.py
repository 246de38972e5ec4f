"""Twenty processes that do the same thing at the same moment; forked once, used for many rounds."""

import multiprocessing
import os
from collections.abc import Callable, Sequence
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from multiprocessing.synchronize import Barrier
from types import TracebackType
from typing import NamedTuple, Self

from django.db import Error, connections

from salon.lib.errors import Refusal

PEOPLE = 20
ROUNDS = int(os.environ.get("RACE_ROUNDS", "5"))
_fork = multiprocessing.get_context("fork")


class Outcome(NamedTuple):
    """What an attempt came to: `won` with a visit or hold id, else the refusal's code or the error's name."""

    won: int | None
    refused: str = ""
    alternatives: tuple[int, ...] = ()


Attempt = Callable[..., Outcome]


class Crowd:
    """`with Crowd(attempt) as crowd: crowd.rush(arguments of each person)`."""

    def __init__(self, attempt: Attempt) -> None:
        self.attempt = attempt
        self.gate: Barrier = _fork.Barrier(PEOPLE)
        self.people: list[tuple[BaseProcess, Connection]] = []

    def __enter__(self) -> Self:
        # A connection must not be shared by two processes: each child opens its own.
        connections.close_all()
        for _ in range(PEOPLE):
            ours, theirs = _fork.Pipe()
            person = _fork.Process(target=_live, args=(self.attempt, self.gate, theirs), daemon=True)
            person.start()
            theirs.close()
            self.people.append((person, ours))
        return self

    def rush(self, arguments: Sequence[tuple[object, ...]]) -> list[Outcome]:
        """All attempts at once; the outcomes in the order of the arguments."""
        for (_, line), given in zip(self.people, arguments, strict=True):
            line.send(given)
        return [line.recv() for _, line in self.people]

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        for person, line in self.people:
            line.send(None)
            person.join(timeout=5)
            line.close()
            if person.is_alive():
                person.kill()


def _live(attempt: Attempt, gate: Barrier, line: Connection) -> None:
    while (arguments := line.recv()) is not None:
        gate.wait(timeout=30)
        line.send(_try(attempt, arguments))
    connections.close_all()


def _try(attempt: Attempt, arguments: tuple[object, ...]) -> Outcome:
    try:
        return attempt(*arguments)
    except Refusal as refusal:
        return Outcome(None, refusal.code)
    except Error as problem:
        return Outcome(None, f"{type(problem).__name__}: {problem}")
