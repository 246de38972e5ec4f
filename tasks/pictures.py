"""Pictures get their sizes as soon as they are uploaded, and once a minute whatever was missed."""

import logging
from typing import Any

from celery import shared_task
from django.db import transaction
from kombu.exceptions import OperationalError

from salon.cms import picture_sizes
from tasks.messages import QUICKLY

log = logging.getLogger(__name__)


@shared_task
def make_sizes(below: int | None = None) -> None:
    """One picture, then ask for the next: where one worker does everything, messages wait for no more than one."""
    done = picture_sizes.make_next_sizes(below=below)
    if done is not None:
        make_sizes.delay(below=done)


def wake(**_signal: Any) -> None:
    """After the upload is there for everybody; where the broker is away the timetable makes good for it."""
    transaction.on_commit(_ask, robust=True)


def _ask() -> None:
    try:
        make_sizes.apply_async(retry_policy=QUICKLY)
    except OperationalError:
        log.warning("nobody could be told about a new picture")
