"""What is the same for a whole round of work is looked up once in it: the salon's name in each of a hundred letters."""

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import Any, ParamSpec, TypeVar

P = ParamSpec("P")
Result = TypeVar("Result")
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
