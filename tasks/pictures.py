"""Pictures get their sizes as soon as they are uploaded, and once a minute whatever was missed."""

import logging
from typing import Any

from celery import shared_task
from django.db import transaction
from kombu.exceptions import OperationalError

from salon.cms import picture_sizes
from tasks.messages import QUICKLY

log = logging.getLogger(__name__)
SLICE_SECONDS = 20


@shared_task
def make_sizes() -> bool:
    """In slices, so that messages are not kept waiting."""
    done = picture_sizes.make_missing_sizes(seconds=SLICE_SECONDS)
    if not done:
        make_sizes.delay()
    return done


def wake(**_signal: Any) -> None:
    """After the upload is there for everybody; where the broker is away the timetable makes good for it."""
    transaction.on_commit(_ask, robust=True)


def _ask() -> None:
    try:
        make_sizes.apply_async(retry_policy=QUICKLY)
    except OperationalError:
        log.warning("nobody could be told about a new picture")
