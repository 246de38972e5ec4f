"""Two workers and two timetables at once: nothing is claimed twice, nothing is written twice."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone

from booking.models import BookingSettings, Master, Visit
from salon.outbox.models import Message, State
from tasks.app import app
from tests.booking.conftest import BERLIN
from tests.worker.rig import Rig, report

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.soak]
VISITS = 15


def test_two_of_each_send_everything_once(at_work: Rig, book_next: Callable[..., Visit]) -> None:
    for _ in range(2):
        at_work.start_worker()
        at_work.start_timetable()
    for _ in range(VISITS):
        book_next()
    at_work.until_all_sent()
    report("two workers and two timetables", at_work, rounds=VISITS)
    told = Message.objects.filter(about__startswith="visit:", due_at__lte=timezone.now() + timedelta(minutes=1))
    # A busy machine's mail server may hang up; what it did not take is tried again, and what it took is not.
    assert set(told.values_list("state", flat=True)) <= {State.SENT, State.DROPPED}
    assert told.filter(state=State.SENT).count() == 2 * VISITS
    assert sum(at_work.copies().values()) == len(at_work.copies()) == 2 * VISITS


def test_a_job_that_runs_in_both_at_once_is_done_once(at_work: Rig, anna: Master, olga: Master) -> None:
    for _ in range(2):
        at_work.start_worker()
    BookingSettings.objects.update(digest_at=timezone.now().astimezone(BERLIN).time().replace(second=0, microsecond=0))
    for _ in range(6):
        app.send_task("tasks.booking.write_digests")
    digests = Message.objects.filter(kind="staff_digest")
    # One for the desk, one for each of the two masters.
    at_work.until(lambda: digests.exclude(state=State.QUEUED).count() == 3, "the digests are told")
    assert digests.count() == 3
