"""Messages leave."""

import logging

from celery import shared_task
from django.utils import timezone
from kombu.exceptions import OperationalError

from salon.outbox.actions import dead_letters, heartbeat
from salon.outbox.actions import deliver as delivery
from salon.outbox.actions.write import on_wake

log = logging.getLogger(__name__)
# A client waits for the answer meanwhile: one more try for a connection that has gone stale, no more.
QUICKLY = {"max_retries": 1, "interval_start": 0, "interval_step": 0}


@shared_task
def deliver() -> int:
    return delivery.deliver_due(now=timezone.now())


@shared_task
def report_dead() -> int:
    return dead_letters.report_dead(now=timezone.now())


@shared_task
def beat() -> None:
    heartbeat.beat(now=timezone.now())


def wake() -> None:
    """Ask a worker to deliver now; where no broker answers, the timetable's sweep does it a little later."""
    try:
        deliver.apply_async(retry_policy=QUICKLY)
    except OperationalError as problem:
        log.warning("no broker: %s", type(problem).__name__)


on_wake(wake)
