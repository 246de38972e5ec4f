"""What is the same for a whole round of work is looked up once in it: the salon's name in each of a hundred letters."""

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
        gathered = (_known.get() or {}).get(self, {})
        return gathered[key] if key in gathered else self._read([key]).get(key)
