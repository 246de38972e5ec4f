"""A message is a promise: written with what it reports, kept later, once."""

import logging
from datetime import timedelta
from threading import Barrier, Thread

import pytest
from django.core import mail
from django.db import connection, transaction

from salon.outbox.actions import PAUSES, deliver_due, on_wake, withdraw
from salon.outbox.models import Message, State
from tests.outbox.conftest import NOW, Queuer
from tests.outbox.smtp import mail_server

pytestmark = pytest.mark.django_db
OLENA = "olena@example.org"


def test_a_message_leaves_when_it_is_due_and_only_then(queue: Queuer) -> None:
    queue("visit:1", to=OLENA, due_at=NOW + timedelta(hours=1))
    assert deliver_due(now=NOW) == 0
    assert deliver_due(now=NOW + timedelta(hours=1)) == 1
    assert Message.objects.get().sent_to == OLENA


def test_a_sent_message_is_not_sent_again(queue: Queuer) -> None:
    queue("visit:1", to=OLENA)
    deliver_due(now=NOW)
    deliver_due(now=NOW + timedelta(days=1))
    assert len(mail.outbox) == 1


def test_the_same_message_written_twice_is_one(queue: Queuer) -> None:
    for _ in range(2):
        queue("visit:1", to=OLENA, key="once")
    assert Message.objects.count() == 1


def test_a_withdrawn_message_never_leaves(queue: Queuer) -> None:
    queue("visit:1", to=OLENA)
    queue("visit:2", to=OLENA)
    assert withdraw(about="visit:1", only=["note"]) == 1
    assert deliver_due(now=NOW) == 1
    assert mail.outbox[0].subject == "Note visit:2"


def test_where_nobody_is_to_be_written_to_the_message_rests(queue: Queuer) -> None:
    queue("visit:1", to="")
    deliver_due(now=NOW)
    assert Message.objects.get().state == State.WITHDRAWN


def test_an_unknown_kind_is_given_up_and_blocks_nobody(queue: Queuer) -> None:
    queue("visit:1", kind="pigeon", due_at=NOW - timedelta(hours=1))
    queue("visit:1", to=OLENA)
    assert deliver_due(now=NOW) == 1
    assert Message.objects.get(kind="pigeon").state == State.DEAD


def test_a_letter_that_cannot_be_written_blocks_nobody(queue: Queuer, caplog: pytest.LogCaptureFixture) -> None:
    queue("visit:1", due_at=NOW - timedelta(hours=1))
    queue("visit:2", to=OLENA)
    assert deliver_due(now=NOW) == 1
    broken = Message.objects.get(about="visit:1")
    assert (broken.state, broken.problem) == (State.QUEUED, "KeyError: 'to'")
    assert "cannot be written" in caplog.text


def test_after_the_last_pause_a_message_is_given_up(queue: Queuer, dead_port: int) -> None:
    queue("visit:1", to=OLENA)
    now = NOW
    for pause in [*PAUSES, timedelta()]:
        deliver_due(now=now)
        now += pause + timedelta(minutes=1)
    message = Message.objects.get()
    assert (message.state, message.attempts) == (State.DEAD, len(PAUSES) + 1)
    assert message.problem.startswith("ConnectionRefusedError")


def test_a_dead_mail_server_only_delays(queue: Queuer, dead_port: int) -> None:
    queue("visit:1", to=OLENA)
    assert deliver_due(now=NOW) == 0
    message = Message.objects.get()
    assert message.state == State.QUEUED
    assert NOW + PAUSES[0] <= message.due_at < NOW + PAUSES[0] + timedelta(seconds=5)
    assert deliver_due(now=NOW + timedelta(seconds=30)) == 0
    with mail_server(dead_port) as server:
        assert deliver_due(now=message.due_at) == 1
        assert deliver_due(now=message.due_at + timedelta(days=1)) == 0
    (letter,) = server.kept
    assert (letter["To"], letter["Auto-Submitted"]) == (OLENA, "auto-generated")


def test_a_refused_address_blocks_nobody(queue: Queuer, dead_port: int) -> None:
    queue("visit:1", to="refused@example.org")
    queue("visit:2", to=OLENA)
    with mail_server(dead_port) as server:
        assert deliver_due(now=NOW) == 1
    assert [letter["Subject"] for letter in server.kept] == ["Note visit:2"]


def test_a_second_copy_has_the_same_message_id(queue: Queuer, dead_port: int) -> None:
    """The server took the letter, its answer was lost: what is sent again can be known as the same."""
    queue("visit:1", to=OLENA)
    with mail_server(dead_port) as server:
        deliver_due(now=NOW)
        Message.objects.update(state=State.QUEUED)
        deliver_due(now=NOW)
    first, second = server.kept
    assert first["Message-ID"] == second["Message-ID"]


def test_messages_of_a_kind_about_one_thing_stay_in_order(queue: Queuer, dead_port: int) -> None:
    queue("visit:1", to=OLENA, key="first")
    deliver_due(now=NOW)
    soon = NOW + timedelta(seconds=10)
    queue("visit:1", to=OLENA, key="second", due_at=soon)
    queue("visit:2", to=OLENA, due_at=soon)
    with mail_server(dead_port) as server:
        deliver_due(now=soon)
        assert [letter["Subject"] for letter in server.kept] == ["Note visit:2"]
        later = NOW + PAUSES[0] + timedelta(seconds=30)
        assert deliver_due(now=later) == 2
    assert list(Message.objects.order_by("sent_at", "pk").values_list("dedupe_key", flat=True)) == [
        "note:visit:2",
        "first",
        "second",
    ]


def test_a_deliverer_that_died_holds_its_message_for_minutes_only(queue: Queuer) -> None:
    queue("visit:1", to=OLENA)
    Message.objects.update(claimed_until=NOW + timedelta(minutes=5), attempts=1)
    assert deliver_due(now=NOW + timedelta(minutes=4)) == 0
    assert deliver_due(now=NOW + timedelta(minutes=5)) == 1


@pytest.mark.django_db(transaction=True)
def test_a_message_is_lost_with_what_it_reports(queue: Queuer) -> None:
    with transaction.atomic():
        queue("visit:1", to=OLENA)
        transaction.set_rollback(True)
    assert not Message.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_two_deliverers_at_once_send_once(queue: Queuer) -> None:
    for number in range(20):
        queue(f"visit:{number}", to=OLENA)
    start, sent = Barrier(2), []

    def run() -> None:
        start.wait()
        try:
            sent.append(deliver_due(now=NOW))
        finally:
            connection.close()

    threads = [Thread(target=run) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(sent) == len(mail.outbox) == 20
    assert len({letter.subject for letter in mail.outbox}) == 20


@pytest.mark.django_db(transaction=True)
def test_a_broken_wake_up_is_only_logged(queue: Queuer, caplog: pytest.LogCaptureFixture) -> None:
    def wake() -> None:
        raise RuntimeError("no broker")

    on_wake(wake)
    try:
        with caplog.at_level(logging.ERROR):
            queue("visit:1", to=OLENA)
    finally:
        _forget(wake)
    assert Message.objects.get().state == State.QUEUED
    assert "no broker" in caplog.text


@pytest.mark.django_db(transaction=True)
def test_only_what_is_due_wakes_the_worker(queue: Queuer) -> None:
    woken = []

    def wake() -> None:
        woken.append(True)

    on_wake(wake)
    try:
        queue("visit:1", to=OLENA, due_at=NOW + timedelta(hours=24))
        assert woken == []
        queue("visit:2", to=OLENA)
    finally:
        _forget(wake)
    assert woken == [True]


def _forget(waker: object) -> None:
    from salon.outbox import actions

    actions._wakers.remove(waker)
