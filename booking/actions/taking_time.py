"""One change of time is one transaction that locks its masters in one order; the wall's error gets its name here."""

from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime
from functools import wraps
from typing import ParamSpec, TypeVar

from django.db import IntegrityError, OperationalError, transaction

from booking.errors import SlotTaken
from booking.models import Hold, Master
from booking.wall import is_wall, may_try_again

P = ParamSpec("P")
Result = TypeVar("Result")
TRIES = 3
_is_part: ContextVar[bool] = ContextVar("is_part", default=False)


def takes_time(action: Callable[P, Result]) -> Callable[P, Result]:
    """Run an action in a transaction of its own.

    Raises SlotTaken where the database refused because the time is taken. What two writers cost each other (a
    deadlock, a busy database, the same request twice at once) is tried again, at most three times in all.
    """

    @wraps(action)
    def run(*args: P.args, **kwargs: P.kwargs) -> Result:
        if _is_part.get():
            # What fails inside ends the whole, and the whole is tried again.
            with part_of_whole(is_part=False):
                return _named(action, *args, **kwargs)
        tries = 1
        while True:
            try:
                with transaction.atomic():
                    return action(*args, **kwargs)
            except (IntegrityError, OperationalError) as problem:
                if is_wall(problem):
                    raise SlotTaken from problem
                if tries == TRIES or not may_try_again(problem):
                    raise
                tries += 1

    return run


@contextmanager
def part_of_whole(*, is_part: bool = True) -> Iterator[None]:
    """The next action inside needs no transaction of its own: it stands and falls with the one around it."""
    token = _is_part.set(is_part)
    try:
        yield
    finally:
        _is_part.reset(token)


def _named(action: Callable[P, Result], *args: P.args, **kwargs: P.kwargs) -> Result:
    try:
        return action(*args, **kwargs)
    except IntegrityError as problem:
        if is_wall(problem):
            raise SlotTaken from problem
        raise


def lock_masters(masters: Collection[int], *, now: datetime, keep_hold: str = "") -> dict[int, Master]:
    """Lock these masters' rows, by id, and sweep their expired holds except the caller's own (its key).

    Whoever changes time of a master holds her lock until the end of the transaction; SQLite is serial anyway.
    """
    locked = lock_rows(masters)
    Hold.objects.filter(held_until__lte=now, occupancies__master__in=masters).exclude(key=keep_hold).delete()
    return locked


def lock_rows(masters: Collection[int]) -> dict[int, Master]:
    """The lock alone, for who sweeps in a way of its own."""
    rows = Master.objects.filter(pk__in=masters).order_by("pk").select_for_update(no_key=True)
    return {master.pk: master for master in rows}
