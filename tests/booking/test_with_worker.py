"""With a worker at work the confirmation leaves at once, without waiting for the sweep."""

from collections.abc import Iterator
from time import monotonic, sleep

import pytest
import time_machine
from celery.contrib.testing.worker import start_worker
from django.core import mail

from tasks.app import app
from tests.booking.conftest import NOW, OLENA, Booker, local
from tests.booking.post import DESK

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def worker() -> Iterator[None]:
    """At work on the day on which Olena books: what is over is confirmed to nobody."""
    with (
        time_machine.travel(NOW.timestamp()),
        start_worker(app, perform_ping_check=False, pool="solo", loglevel="ERROR"),
    ):
        yield


def test_a_booking_wakes_the_worker_and_is_confirmed_at_once(worker: None, book: Booker) -> None:
    book("haircut", local(10, 14), contact=OLENA)
    begun = monotonic()
    while len(mail.outbox) < 2 and monotonic() - begun < 10:
        sleep(0.05)
    assert [letter.to for letter in mail.outbox] == [[OLENA.email], [DESK]]
