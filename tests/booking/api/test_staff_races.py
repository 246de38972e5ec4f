"""Two people tap at the same moment in two chats: one of them has done it, the other is told."""

from collections.abc import Callable
from threading import Barrier, Thread
from typing import Any

import pytest
from django.db import connection

from booking.models import AppointmentEvent, BookingSettings, Confirmation, Master
from salon.outbox.models import Message
from tests.booking.api.caller import Program
from tests.booking.api.staff import decide, said, walk_in
from tests.booking.conftest import OLENA, Booker, local
from tests.booking.story.invariants import assert_desk_is_sound

pytestmark = pytest.mark.django_db(transaction=True)
ROUNDS = 3


def at_once(*actions: Callable[[], Any]) -> list[tuple[int, str]]:
    """What each of them was answered."""
    gate, answers = Barrier(len(actions)), []

    def run(action: Callable[[], Any]) -> None:
        gate.wait()
        try:
            answers.append(said(action()))
        finally:
            connection.close()

    threads = [Thread(target=run, args=(action,)) for action in actions]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(answers)


def test_of_two_approvals_at_once_one_counts(book: Booker, anna_in_chat: Program, olga_in_chat: Program) -> None:
    Master.objects.filter(slug="olga").update(is_owner=True)
    BookingSettings.objects.update(confirmation=Confirmation.REQUEST)
    for number in range(ROUNDS):
        visit = book("haircut", local(10, 10 + number), master="anna", contact=OLENA)
        answers = at_once(
            lambda visit=visit: decide(anna_in_chat, visit), lambda visit=visit: decide(olga_in_chat, visit)
        )
        assert answers == [(200, ""), (409, "already_decided")]
        assert AppointmentEvent.objects.filter(kind="approved", appointment__visit=visit).count() == 1
    assert Message.objects.filter(kind="visit_confirmed").count() == ROUNDS
    assert_desk_is_sound()


def test_a_request_is_approved_or_declined_and_never_both(
    book: Booker, anna_in_chat: Program, olga_in_chat: Program
) -> None:
    Master.objects.filter(slug="olga").update(is_owner=True)
    BookingSettings.objects.update(confirmation=Confirmation.REQUEST)
    for number in range(ROUNDS):
        visit = book("haircut", local(10, 10 + number), master="anna", contact=OLENA)
        answers = at_once(
            lambda visit=visit: decide(anna_in_chat, visit), lambda visit=visit: decide(olga_in_chat, visit, "decline")
        )
        assert answers == [(200, ""), (409, "already_decided")]
    assert_desk_is_sound()


def test_two_walk_ins_at_once_never_share_a_time(book: Booker, anna_in_chat: Program, olga_in_chat: Program) -> None:
    Master.objects.filter(slug="olga").update(is_owner=True)
    for number in range(ROUNDS):
        start = local(10, 10 + number)
        answers = at_once(
            lambda start=start: walk_in(anna_in_chat, start),
            lambda start=start: walk_in(olga_in_chat, start, master="anna"),
        )
        assert answers == [(201, ""), (409, "slot_taken")]
    assert_desk_is_sound()
