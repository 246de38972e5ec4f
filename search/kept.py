"""What was gathered is kept for a minute, or until somebody changes something that can be found.

A cache that is away only makes the search slower (`salon/lib/cache.py`).
"""

from collections.abc import Callable
from typing import TypeVar
from uuid import uuid4

from django.core.cache import cache

Gathered = TypeVar("Gathered")
# A process without a common cache hears of no change in another one.
SECONDS = 60
EDITION = "search.edition"


def kept(language: str, gather: Callable[[str], Gathered]) -> Gathered:
    """What `gather` makes of a language. While it does, a change begins a new edition, which does not know the old."""
    key = f"search.{cache.get(EDITION, '')}.{language}"
    found = cache.get(key)
    if found is None:
        found = gather(language)
        cache.set(key, found, SECONDS)
    return found


def forget() -> None:
    """Something was changed."""
    cache.set(EDITION, uuid4().hex, None)
