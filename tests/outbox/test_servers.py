"""A server that is away, refuses, or asks for patience delays its letters and holds up nobody else."""

from datetime import timedelta

import pytest
from pytest_django import Settings

from salon.outbox.actions.deliver import GIVEN_UP_AFTER, PAUSES, deliver_due, pause_before
from salon.outbox.models import Message, State, WaitsFor
from tests.outbox.conftest import NOW, OLENA, Queuer, state_of
from tests.outbox.smtp import mail_server

pytestmark = pytest.mark.django_db
SECONDS = timedelta(seconds=1)
MINUTES = timedelta(minutes=1)
HOURS = timedelta(hours=1)


@pytest.mark.parametrize("waits_for", WaitsFor.values)
def test_pauses_grow_with_some_jitter_up_to_a_longest_one(waits_for: str) -> None:
    first, longest = PAUSES[WaitsFor(waits_for)]
    for tries in range(1, 60):
        right = min(first * 2 ** min(tries - 1, 16), longest)
        pauses = {pause_before(tries, WaitsFor(waits_for)) for _ in range(20)}
        assert all(0.8 * right <= pause <= 1.2 * right for pause in pauses)
        assert len(pauses) > 1


def test_a_dead_mail_server_only_delays(queue: Queuer, dead_port: int) -> None:
    message = queue("visit:1", to=OLENA)
    assert deliver_due(now=NOW) == 0
    message.refresh_from_db()
    assert (message.state, message.waits_for) == (State.QUEUED, WaitsFor.SERVER)
    assert 20 * SECONDS <= message.try_at - NOW <= 40 * SECONDS
    assert message.problem.startswith("ConnectionRefusedError")
    assert deliver_due(now=NOW + 10 * SECONDS) == 0
    with mail_server(dead_port) as server:
        assert deliver_due(now=message.try_at) == 1
        assert deliver_due(now=message.try_at + timedelta(days=1)) == 0
    (letter,) = server.kept
    assert (letter["To"], letter["Auto-Submitted"]) == (OLENA, "auto-generated")


def test_a_server_that_is_away_costs_a_round_one_try(queue: Queuer, dead_port: int) -> None:
    for number in range(10):
        queue(f"visit:{number}", to=OLENA)
    with mail_server(dead_port) as server:
        server.unwell = "421 4.3.2 closing"
        assert deliver_due(now=NOW) == 0
    assert server.asked == 1
    assert set(Message.objects.values_list("waits_for", flat=True)) == {WaitsFor.SERVER}


def test_a_server_that_hangs_costs_a_round_two_tries(queue: Queuer, dead_port: int, settings: Settings) -> None:
    """The first may be the letter's own fault."""
    settings.EMAIL_TIMEOUT = 1
    for number in range(10):
        queue(f"visit:{number}", to=OLENA)
    with mail_server(dead_port) as server:
        server.hangs = 3
        assert deliver_due(now=NOW) == 0
    first, *others = Message.objects.order_by("pk")
    assert "imed out" in first.problem
    assert {message.problem for message in others} == {first.problem}
    assert (first.waits_for, {message.waits_for for message in others}) == (WaitsFor.PATIENCE, {WaitsFor.SERVER})
    assert server.asked == 2


def test_when_the_server_is_back_everybody_who_waited_leaves_at_once(queue: Queuer, dead_port: int) -> None:
    for number in range(5):
        queue(f"visit:{number}", to=OLENA)
    deliver_due(now=NOW)
    Message.objects.filter(about="visit:0").update(try_at=NOW + 1 * MINUTES)
    Message.objects.exclude(about="visit:0").update(try_at=NOW + 5 * MINUTES)
    with mail_server(dead_port) as server:
        deliver_due(now=NOW + 1 * MINUTES)
        deliver_due(now=NOW + 1 * MINUTES + 1 * SECONDS)
    assert len(server.kept) == 5


def test_a_letter_that_hung_while_another_worker_got_one_out_has_a_short_pause(queue: Queuer, dead_port: int) -> None:
    """The other worker has released what waited; nobody would come back to this one before its long pause ends."""
    hung, left = queue("visit:1", to=OLENA), queue("visit:2", to=OLENA)
    Message.objects.filter(pk=hung.pk).update(attempts=8)
    Message.objects.filter(pk=left.pk).update(state=State.SENT, channel="mail", sent_at=NOW + 1 * SECONDS)
    deliver_due(now=NOW)
    hung.refresh_from_db()
    assert (hung.waits_for, hung.attempts) == (WaitsFor.SERVER, 9)
    assert hung.try_at - NOW <= 40 * SECONDS


def test_after_a_weekend_without_a_server_it_is_given_up(queue: Queuer, dead_port: int) -> None:
    message = queue("visit:1", to=OLENA)
    deliver_due(now=NOW + GIVEN_UP_AFTER - HOURS)
    assert state_of(message)[0] == State.QUEUED
    deliver_due(now=NOW + GIVEN_UP_AFTER + HOURS)
    assert state_of(message)[0] == State.DEAD


def test_an_unknown_mailbox_is_given_up_at_once_and_blocks_nobody(queue: Queuer, dead_port: int) -> None:
    refused = queue("visit:1", to="refused@example.org")
    queue("visit:1", to=OLENA, version="2")
    queue("visit:2", to=OLENA)
    with mail_server(dead_port) as server:
        assert deliver_due(now=NOW) == 2
    assert server.subjects == ["Note visit:1", "Note visit:2"]
    assert state_of(refused) == (State.DEAD, "550 5.1.1 no such mailbox")
    assert refused.attempts == 1


def test_a_greylisted_mailbox_is_tried_later_and_holds_back_only_its_own(queue: Queuer, dead_port: int) -> None:
    later = queue("visit:1", to="later@example.org")
    queue("visit:1", to=OLENA, version="2")
    queue("visit:2", to=OLENA)
    with mail_server(dead_port) as server:
        assert deliver_due(now=NOW) == 1
    later.refresh_from_db()
    assert (later.state, later.waits_for) == (State.QUEUED, WaitsFor.PATIENCE)
    assert server.subjects == ["Note visit:2"]


def test_a_server_that_says_come_again_gets_the_letter_later(queue: Queuer, dead_port: int) -> None:
    queue("visit:1", to=OLENA)
    with mail_server(dead_port) as server:
        server.unwell = "452 4.3.1 disk full"
        assert deliver_due(now=NOW) == 0
        server.unwell = ""
        assert deliver_due(now=NOW + 2 * MINUTES) == 1
    assert len(server.kept) == 1


def test_a_server_that_closes_says_nothing_about_the_letter(queue: Queuer, dead_port: int) -> None:
    message = queue("visit:1", to=OLENA)
    with mail_server(dead_port) as server:
        server.unwell = "421 4.3.2 closing"
        deliver_due(now=NOW)
    message.refresh_from_db()
    assert message.waits_for == WaitsFor.SERVER


def test_one_connection_serves_many_letters(queue: Queuer, dead_port: int) -> None:
    for number in range(5):
        queue(f"visit:{number}", to=OLENA if number % 2 else "refused@example.org")
    with mail_server(dead_port) as server:
        assert deliver_due(now=NOW) == 2
    assert server.subjects == ["Note visit:1", "Note visit:3"]


def test_a_second_copy_has_the_same_message_id(queue: Queuer, dead_port: int) -> None:
    """The server took the letter, its answer was lost: what is sent again can be known as the same."""
    message = queue("visit:1", to=OLENA)
    with mail_server(dead_port) as server:
        server.loses_answers = True
        assert deliver_due(now=NOW) == 0
        message.refresh_from_db()
        server.loses_answers = False
        deliver_due(now=message.try_at)
    first, second = server.kept
    assert first["Message-ID"] == second["Message-ID"]
