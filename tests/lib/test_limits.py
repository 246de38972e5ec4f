"""So often and no oftener."""

import pytest
import time_machine
from django.core.cache import caches
from redis.exceptions import ConnectionError as Away

from salon.lib import limits
from salon.lib.limits import allow

HOUR = 3600


@pytest.fixture(autouse=True)
def clock() -> time_machine.Traveller:
    caches["default"].clear()
    with time_machine.travel("2026-06-08T10:05:00Z", tick=False) as traveller:
        yield traveller
    caches["default"].clear()


def test_so_often_and_no_oftener() -> None:
    assert [allow("olena", 2, HOUR) for _ in range(4)] == [True, True, False, False]


def test_each_key_has_a_count_of_its_own() -> None:
    allow("olena", 1, HOUR)
    assert not allow("olena", 1, HOUR)
    assert allow("igor", 1, HOUR)


def test_the_next_window_begins_anew(clock: time_machine.Traveller) -> None:
    allow("olena", 1, HOUR)
    clock.move_to("2026-06-08T10:59:59Z")
    assert not allow("olena", 1, HOUR)
    clock.move_to("2026-06-08T11:00:00Z")
    assert allow("olena", 1, HOUR)


def test_the_cache_learns_no_address() -> None:
    allow("olena@example.org", 1, HOUR)
    assert "olena" not in str(list(caches["default"]._cache))


@pytest.mark.parametrize("problem", [Away("refused"), ValueError("gone")])
def test_without_its_cache_everything_is_allowed(monkeypatch: pytest.MonkeyPatch, problem: Exception) -> None:
    class Broken:
        def add(self, *_args: object, **_options: object) -> None:
            raise problem

    monkeypatch.setattr(limits, "cache", Broken())
    assert all(allow("olena", 1, HOUR) for _ in range(3))
