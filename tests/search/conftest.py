"""Nothing that a test before this one gathered."""

from collections.abc import Iterator

import pytest
from django.core.cache import cache

from tests.demo import demo_full

__all__ = ["demo_full"]


@pytest.fixture(autouse=True)
def nothing_kept() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()
