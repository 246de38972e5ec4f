"""Whoever writes what is due wakes the worker; nothing depends on it."""

import logging
from collections.abc import Iterator
from datetime import timedelta

import pytest

from salon.outbox.actions import write as writing
from salon.outbox.actions.write import on_wake
from salon.outbox.models import Message, State
from tests.outbox.conftest import NOW, OLENA, Queuer

pytestmark = pytest.mark.django_db
HOURS = timedelta(hours=1)


@pytest.fixture
def wakers() -> Iterator[list[object]]:
    """Whoever is woken meanwhile."""
    usual = list(writing._wakers)
    yield writing._wakers
    writing._wakers[:] = usual


@pytest.mark.django_db(transaction=True)
def test_a_broken_wake_up_is_only_logged(queue: Queuer, wakers: list[object], caplog: pytest.LogCaptureFixture) -> None:
    def wake() -> None:
        raise RuntimeError("no broker")

    on_wake(wake)
    with caplog.at_level(logging.ERROR):
        queue("visit:1", to=OLENA)
    assert Message.objects.get().state == State.QUEUED
    assert "no broker" in caplog.text


@pytest.mark.django_db(transaction=True)
def test_only_what_is_due_wakes_the_worker(queue: Queuer, wakers: list[object]) -> None:
    woken: list[bool] = []
    on_wake(lambda: woken.append(True))
    queue("visit:1", to=OLENA, due_at=NOW + 24 * HOURS)
    assert woken == []
    queue("visit:2", to=OLENA)
    assert woken == [True]
