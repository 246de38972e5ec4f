"""Pictures have a worker of their own: however many were uploaded, no message waits for one."""

from collections.abc import Callable
from pathlib import Path

import pytest
from pytest_django import Settings

from booking.models import Visit
from salon.cms.models import SalonImage
from salon.cms.pictures import FALLBACK
from salon.outbox.models import Message, State
from tests.cms.test_pictures import drawn
from tests.worker.rig import Rig

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.soak]
PICTURES = 10


def with_sizes() -> int:
    return SalonImage.objects.filter(renditions__filter_spec=FALLBACK).exclude(colour="").count()


def test_letters_leave_while_all_pictures_wait(
    at_work: Rig, book_next: Callable[..., Visit], settings: Settings
) -> None:
    """The worker of the messages takes no picture, so none can keep it; the pictures' own worker finds them all."""
    settings.MEDIA_ROOT = str(at_work.folder / "media")
    for number in range(PICTURES):
        drawn(f"picture-{number}", 120, 90)
    at_work.start_worker()
    book_next()
    at_work.until_all_sent()
    assert Message.objects.filter(state=State.SENT).count() == 2
    assert with_sizes() == 0
    at_work.start_slow_worker()
    at_work.until(lambda: with_sizes() == PICTURES, "all pictures have their sizes")
    assert Path(SalonImage.objects.first().renditions.first().file.path).is_relative_to(at_work.folder)
