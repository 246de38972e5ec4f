"""What is the same for a whole round of work is looked up once in it: the salon's name in each of a hundred letters,
the catalogue for each part of a page.
"""

from collections.abc import Callable, Collection, Hashable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import Any, Generic, ParamSpec, TypeVar

P = ParamSpec("P")
Result = TypeVar("Result")
Key = TypeVar("Key", bound=Hashable)
_known: ContextVar[dict[Hashable, Any] | None] = ContextVar("known", default=None)


@contextmanager
def one_round() -> Iterator[None]:
    """Inside, functions marked with `once_a_round` remember; a change meanwhile is seen in the next round."""
    token = _known.set({})
    try:
        yield
    finally:
        _known.reset(token)


def once_a_round(work: Callable[P, Result]) -> Callable[P, Result]:
    """Outside a round `work` is done at each call. Its arguments are hashable, its result is not changed by anybody."""

    @wraps(work)
    def run(*args: P.args, **kwargs: P.kwargs) -> Result:
        known = _known.get()
        if known is None:
            return work(*args, **kwargs)
        key = (work, args, tuple(sorted(kwargs.items())))
        if key not in known:
            known[key] = work(*args, **kwargs)
        return known[key]

    return run


class Gathered(Generic[Key, Result]):
    """What a round reads for many keys at once: `gather` them, then ask for each. Of others each is read when asked."""

    def __init__(self, read: Callable[[Collection[Key]], Mapping[Key, Result]]) -> None:
        self._read = read

    def gather(self, keys: Collection[Key]) -> None:
        """Until the next time; outside a round nothing is kept."""
        if (known := _known.get()) is not None:
            known[self] = self._read(keys)

    def of(self, key: Key) -> Result | None:
        """None where there is nothing of that key."""
        return self.all([key]).get(key)

    def all(self, keys: Collection[Key]) -> dict[Key, Result]:
        """What there is of these keys; those that were not gathered are read together."""
        gathered = (_known.get() or {}).get(self, {})
        missing = [key for key in keys if key not in gathered]
        found = {**gathered, **(self._read(missing) if missing else {})}
        return {key: found[key] for key in keys if key in found}
