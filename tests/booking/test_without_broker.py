"""A dead broker only delays: the booking stands, its message waits for the sweep."""

import logging
import socket
from collections.abc import Iterator
from time import monotonic

import pytest
from django.core import mail
from django.db import transaction

from salon.outbox.actions.deliver import deliver_due
from salon.outbox.models import Message, State
from tasks.app import app
from tests.booking.conftest import NOW, OLENA, Booker, local
from tests.booking.post import DESK

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def dead_broker() -> Iterator[None]:
    """Celery's broker is a port on which nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    usual = app.conf.broker_url, app.conf.broker_transport_options
    _turn_to(f"redis://127.0.0.1:{port}/0", {})
    yield
    _turn_to(*usual)


def _turn_to(url: str, options: dict[str, object]) -> None:
    app.conf.update(broker_url=url, broker_read_url=url, broker_write_url=url, broker_transport_options=options)
    app.set_default()
    app.amqp._producer_pool = app._pool = None


def test_a_booking_succeeds_without_a_broker_and_is_confirmed_later(
    dead_broker: None, book: Booker, caplog: pytest.LogCaptureFixture
) -> None:
    begun = monotonic()
    with caplog.at_level(logging.WARNING):
        book("haircut", local(10, 14), contact=OLENA)
    assert monotonic() - begun < 5
    assert [record.message for record in caplog.records] == ["no broker: OperationalError"]
    assert Message.objects.get(kind="visit_confirmed").state == State.QUEUED
    deliver_due(now=NOW)
    assert [letter.to for letter in mail.outbox] == [[OLENA.email], [DESK]]


def test_a_rolled_back_booking_leaves_no_message_and_wakes_nobody(
    dead_broker: None, book: Booker, caplog: pytest.LogCaptureFixture
) -> None:
    with transaction.atomic():
        book("haircut", local(10, 14), contact=OLENA)
        transaction.set_rollback(True)
    assert not Message.objects.exists()
    assert caplog.records == []
