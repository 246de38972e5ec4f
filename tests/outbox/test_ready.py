"""`/health/ready` tells how the messages are doing, and stays 200 as long as bookings can be taken."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.db import OperationalError, connection
from django.test import Client as Browser
from django.utils import timezone

from salon.cms.registries import readiness
from salon.outbox.actions.heartbeat import beat
from salon.outbox.health import worker_health
from salon.outbox.models import Message, State

READY = "/health/ready"
MINUTE = timedelta(minutes=1)


@pytest.mark.django_db
def test_a_new_site_without_a_worker_is_ready(client: Browser) -> None:
    answer = client.get(READY)
    assert answer.status_code == 200
    told = {"worker": "silent", "worker_seen_seconds_ago": None, "messages_late": 0}
    assert answer.json() == {"database": "ok", **told}


@pytest.mark.django_db
@pytest.mark.parametrize(("minutes", "worker"), [(0, "ok"), (2, "ok"), (4, "silent"), (60 * 24 * 30, "silent")])
def test_the_worker_is_silent_when_it_has_missed_three_beats(client: Browser, minutes: int, worker: str) -> None:
    beat(now=timezone.now() - minutes * MINUTE)
    answer = client.get(READY)
    assert (answer.status_code, answer.json()["worker"]) == (200, worker)
    assert 0 <= answer.json()["worker_seen_seconds_ago"] - minutes * 60 < 60


@pytest.mark.django_db
def test_late_messages_are_counted(client: Browser) -> None:
    now = timezone.now()
    for number, minutes in enumerate((-60, 4, 6, 600)):
        due = now - minutes * MINUTE
        Message.objects.create(kind="note", about="visit:1", due_at=due, try_at=due, dedupe_key=str(number))
    Message.objects.filter(dedupe_key="3").update(state=State.SENT)
    assert client.get(READY).json()["messages_late"] == 1


@pytest.mark.django_db
def test_readiness_is_never_cached_and_costs_little(client: Browser, django_assert_num_queries: object) -> None:
    with django_assert_num_queries(4):
        assert "no-store" in client.get(READY)["Cache-Control"]


def test_without_a_database_nothing_is_ready(client: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    def away() -> Iterator[None]:
        raise OperationalError

    monkeypatch.setattr(connection, "cursor", away)
    client.raise_request_exception = False
    assert client.get(READY).status_code == 500


def test_the_outbox_tells_once() -> None:
    assert list(readiness).count(worker_health) == 1
