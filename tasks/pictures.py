"""Pictures get their sizes as soon as they are uploaded, pages without a picture one for sharing as soon as they are
published, and once a minute whatever was missed.
"""

import logging
from functools import partial
from typing import Any

from celery import Task, shared_task
from django.db import transaction
from kombu.exceptions import OperationalError

from salon.cms import picture_sizes
from salon.cms.seo import share_pictures
from tasks.messages import QUICKLY

log = logging.getLogger(__name__)


@shared_task
def make_sizes(below: int | None = None) -> None:
    """One picture, then ask for the next: where one worker does everything, messages wait for no more than one."""
    done = picture_sizes.make_next_sizes(below=below)
    if done is not None:
        make_sizes.delay(below=done)


@shared_task
def draw_shared(below: int | None = None) -> None:
    """That of one page, then ask for the next."""
    done = share_pictures.draw_next(below=below)
    if done is not None:
        draw_shared.delay(below=done)


def wake(**_signal: Any) -> None:
    """After the upload is there for everybody; where the broker is away the timetable makes good for it."""
    transaction.on_commit(partial(_ask, make_sizes), robust=True)


def wake_for_page(**_signal: Any) -> None:
    """The same after a page was published."""
    transaction.on_commit(partial(_ask, draw_shared), robust=True)


def _ask(task: Task) -> None:
    try:
        task.apply_async(retry_policy=QUICKLY)
    except OperationalError:
        log.warning("nobody could be told about a new picture")
