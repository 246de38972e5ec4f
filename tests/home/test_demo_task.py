"""A worker that starts goes on with the demo, a slice at a time."""

import pytest

from tasks import demo
from tasks.app import start_to_work
from tests.queues import emptied

pytestmark = pytest.mark.django_db


def waiting() -> list[str]:
    """The names of the slow tasks in the queue, which is emptied."""
    return [name for name, _ in emptied("slow")]


def test_a_worker_that_is_ready_asks_for_the_demo():
    waiting()
    start_to_work()
    assert "tasks.demo.finish" in waiting()


def test_a_salon_without_demo_asks_for_nothing():
    waiting()
    assert demo.finish() is True
    assert waiting() == []


@pytest.mark.usefixtures("demo_german")
def test_a_slice_that_is_not_the_last_asks_for_the_next(monkeypatch):
    monkeypatch.setattr(demo, "SLICE_SECONDS", 0)
    waiting()
    assert demo.finish() is False
    assert waiting() == ["tasks.demo.finish"]


@pytest.mark.usefixtures("demo_full")
def test_a_finished_demo_asks_for_nothing_more():
    waiting()
    assert demo.finish() is True
    assert waiting() == []
