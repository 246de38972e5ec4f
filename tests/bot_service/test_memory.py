"""What is remembered between two turns: in Redis, or in the process where there is none."""

import logging
import threading
from collections.abc import Iterator

import pytest

from bot_service.state import Amount, Draft, State, States
from bot_service.store import Memory, Redis, Store
from bot_service.updates import Seen
from scripts import valkey
from tests.bot_service.test_site import Clock


@pytest.fixture(scope="module")
def redis_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A real server."""
    executable = valkey.server()
    if executable is None:
        pytest.skip("there is no valkey-server on this machine")
    folder = tmp_path_factory.mktemp("valkey")
    path = valkey.socket_in(folder)
    running = valkey.process(executable, path, folder, keep=False)
    running.start()
    try:
        assert valkey.wait_until_ready(running, path)
        yield f"unix://{path}?db=0"
    finally:
        running.stop()


@pytest.fixture
def redis_store(redis_url: str) -> Redis:
    store = Redis(redis_url)
    store._redis.flushdb()
    return store


@pytest.fixture(params=["memory", "redis"])
def store(request: pytest.FixtureRequest) -> Store:
    return Memory() if request.param == "memory" else request.getfixturevalue("redis_store")


def test_a_chat_is_remembered_as_it_was(store):
    amounts = [Amount(5, "Schnitt", "45.00+", "45.00", "90.00", ["45.00"], "50.00")]
    state = State("uk", "scan.check", "nonce1", ["paid 45.00"], 12, True, False, Draft(name="Ірина", amounts=amounts))
    States(store).keep(1, state)
    assert States(store).of(1) == state
    assert States(store).of(2).screen == ""


@pytest.mark.parametrize("text", ["", "no json", "[]", '{"language": 5}', '{"draft": {"services": "cut"}}'])
def test_what_is_remembered_of_another_version_is_forgotten(store, text):
    store.put("bot:chat:3", text, 60)
    assert States(store).of(3).screen == ""


def test_an_update_is_new_once_and_again_only_when_it_was_given_back(store):
    seen = Seen(store)
    assert [seen.is_new(7), seen.is_new(7), seen.is_new(8)] == [True, False, True]
    seen.forget(7)
    assert seen.is_new(7)


def test_of_many_threads_one_takes_an_update(store):
    seen, taken = Seen(store), []
    threads = [threading.Thread(target=lambda: taken.append(seen.is_new(99))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert taken.count(True) == 1


def test_memory_forgets_after_its_time_and_keeps_only_so_many():
    clock = Clock()
    memory = Memory(clock, room=2)
    memory.put("a", "1", 10)
    clock.now = 9.9
    assert memory.get("a") == "1"
    clock.now = 10
    assert memory.get("a") is None
    for name in "bcd":
        memory.put(name, name, 10)
    assert [memory.get(name) for name in "bcd"] == [None, "c", "d"]


def test_while_redis_is_away_memory_does_and_no_address_is_logged(caplog):
    store = Redis("redis://:geheim@127.0.0.1:1/0")
    with caplog.at_level(logging.WARNING):
        States(store).keep(1, State(language="ru"))
        assert States(store).of(1).language == "ru"
        assert Seen(store).is_new(1)
        assert not Seen(store).is_new(1)
    assert "Redis is away" in caplog.text
    assert "geheim" not in caplog.text
