"""Messages leave."""

import logging

from celery import shared_task
from django.utils import timezone
from kombu.exceptions import OperationalError

from salon.outbox.actions.deliver import deliver_due
from salon.outbox.actions.write import on_wake

log = logging.getLogger(__name__)
# A client waits for the answer meanwhile: one more try for a connection that has gone stale, no more.
QUICKLY = {"max_retries": 1, "interval_start": 0, "interval_step": 0}


@shared_task
def deliver() -> int:
    return deliver_due(now=timezone.now())


def wake() -> None:
    """Ask a worker to deliver now; where no broker answers, the timetable's sweep does it a little later."""
    try:
        deliver.apply_async(retry_policy=QUICKLY)
    except OperationalError as problem:
        log.warning("no broker: %s", type(problem).__name__)


on_wake(wake)
