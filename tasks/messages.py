"""Messages leave."""

import logging

from celery import shared_task
from django.utils import timezone
from kombu.exceptions import OperationalError

from salon.outbox.actions import deliver_due, on_wake

log = logging.getLogger(__name__)


@shared_task
def deliver() -> int:
    return deliver_due(now=timezone.now())


def wake() -> None:
    """Ask a worker to deliver now; where no broker answers, the timetable's sweep does it a little later."""
    try:
        deliver.delay()
    except OperationalError as problem:
        log.warning("no broker: %s", type(problem).__name__)


on_wake(wake)
