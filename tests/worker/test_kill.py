"""Kill -9 between sending and marking: nothing is lost, and what arrives twice can be known as the same."""

from collections.abc import Callable
from email.message import EmailMessage

import pytest

from booking.models import Visit
from salon.outbox.models import Message, State
from tests.worker.conftest import ROUNDS
from tests.worker.rig import Rig, report, sent_once_or_more

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.soak]


def test_a_worker_killed_between_sending_and_marking_loses_nothing(
    at_work: Rig, book_next: Callable[..., Visit]
) -> None:
    """The server has the letter, the worker dies before the answer: it can't know, and sends the same one again."""
    killed: list[str] = []

    def kill(letter: EmailMessage) -> None:
        at_work.postbox.taken = None
        at_work.kill_workers()
        killed.append(str(letter["Message-ID"]))

    at_work.start_timetable()
    for number in range(1, ROUNDS + 1):
        at_work.start_worker()
        at_work.postbox.taken = kill
        book_next()
        at_work.until(lambda number=number: len(killed) == number, "the worker was killed")
        at_work.bury_workers()
        at_work.note_unmarked()
    at_work.start_worker()
    at_work.until_all_sent()
    arrived = list(sent_once_or_more(at_work))
    report("worker killed between sending and marking", at_work, rounds=ROUNDS)
    # One to the client, one to the desk; Anna has no address.
    assert len(arrived) == 2 * ROUNDS
    assert all(times >= 1 for _, times in arrived)
    twice = {identifier for identifier, times in at_work.copies().items() if times > 1}
    assert twice <= at_work.unmarked
    assert sum(at_work.copies().values()) <= 2 * ROUNDS + 2 * len(killed)
    assert not Message.objects.filter(state=State.DEAD).exists()
