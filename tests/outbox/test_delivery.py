"""A message is a promise: written with what it reports, kept later, once, in order."""

import logging
from collections.abc import Iterator
from datetime import timedelta
from threading import Barrier, Thread

import pytest
from django.core import mail
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from salon.outbox.actions import write as writing
from salon.outbox.actions.by_hand import withdraw_by_hand
from salon.outbox.actions.deliver import GIVEN_UP_AFTER, PAUSES, deliver_due, pause_before
from salon.outbox.actions.write import Draft, forget, on_wake, restore, withdraw, write
from salon.outbox.models import Message, State, WaitsFor
from tests.outbox.conftest import NOW, OLENA, Queuer
from tests.outbox.smtp import mail_server

pytestmark = pytest.mark.django_db
SECONDS, MINUTES, HOURS = timedelta(seconds=1), timedelta(minutes=1), timedelta(hours=1)


def state_of(message: Message) -> tuple[str, str]:
    message.refresh_from_db()
    return message.state, message.problem


def test_a_message_leaves_when_it_is_due_and_only_then(queue: Queuer) -> None:
    queue("visit:1", to=OLENA, due_at=NOW + HOURS)
    assert deliver_due(now=NOW) == 0
    assert deliver_due(now=NOW + HOURS) == 1
    kept = Message.objects.get()
    assert (kept.sent_to, kept.channel, kept.attempts) == (OLENA, "mail", 1)


def test_a_sent_message_is_not_sent_again(queue: Queuer) -> None:
    queue("visit:1", to=OLENA)
    deliver_due(now=NOW)
    deliver_due(now=NOW + timedelta(days=1))
    assert len(mail.outbox) == 1


def test_the_same_kind_thing_reader_and_version_is_one_message(queue: Queuer) -> None:
    for _ in range(2):
        queue("visit:1", to=OLENA, version="3")
    queue("visit:1", to=OLENA, version="4")
    queue("visit:1", to=OLENA, version="3", recipient="desk")
    assert Message.objects.count() == 3


def test_many_messages_are_written_by_one_query(note: str) -> None:
    drafts = [Draft(note, f"visit:{number}", NOW, context={"to": OLENA}) for number in range(20)]
    with CaptureQueriesContext(connection) as queries:
        write(*drafts, now=NOW)
    assert len([query for query in queries if "INSERT" in query["sql"]]) == 1


def test_a_withdrawn_message_never_leaves_and_can_be_restored(queue: Queuer) -> None:
    queue("visit:1", to=OLENA)
    queue("visit:2", to=OLENA)
    assert withdraw(about="visit:1", only=["note"]) == 1
    assert deliver_due(now=NOW) == 1
    assert mail.outbox[0].subject == "Note visit:2"
    assert restore(Draft("note", "visit:1", NOW), Draft("note", "visit:2", NOW)) == 1
    assert deliver_due(now=NOW) == 1


def test_what_a_person_has_withdrawn_is_not_restored(queue: Queuer) -> None:
    message = queue("visit:1", to=OLENA)
    assert withdraw_by_hand(message_id=message.pk)
    assert restore(Draft("note", "visit:1", NOW)) == 0
    assert deliver_due(now=NOW) == 0


def test_what_nobody_needs_any_more_is_dropped_and_says_so(queue: Queuer) -> None:
    message = queue("visit:1", outcome="drop")
    deliver_due(now=NOW)
    assert state_of(message) == (State.DROPPED, "The visit is off.")


def test_who_can_only_be_called_is_shown_to_be_called(queue: Queuer) -> None:
    message = queue("visit:1", outcome="call")
    deliver_due(now=NOW)
    assert state_of(message) == (State.CALL, "There is no email address.")


def test_what_is_not_urgent_waits_for_the_morning_and_holds_up_nothing(queue: Queuer) -> None:
    night = queue("visit:1", outcome="wait", to=OLENA, title="Reminder")
    queue("visit:1", to=OLENA, version="2", title="Moved")
    assert deliver_due(now=NOW) == 1
    night.refresh_from_db()
    assert (night.state, night.due_at, night.attempts) == (State.QUEUED, NOW + HOURS, 0)
    assert deliver_due(now=NOW + HOURS) == 1
    assert [letter.subject for letter in mail.outbox] == ["Moved", "Reminder"]


def test_an_unknown_kind_is_given_up_and_blocks_nobody(queue: Queuer) -> None:
    pigeon = queue("visit:1", kind="pigeon", due_at=NOW - HOURS)
    queue("visit:1", to=OLENA)
    assert deliver_due(now=NOW) == 1
    assert state_of(pigeon) == (State.DEAD, "Nobody knows this kind.")


def test_a_letter_that_cannot_be_written_blocks_nobody_not_even_its_own_visit(
    queue: Queuer, caplog: pytest.LogCaptureFixture
) -> None:
    broken = queue("visit:1", due_at=NOW - HOURS)
    assert deliver_due(now=NOW) == 0
    queue("visit:1", to=OLENA, version="2")
    assert deliver_due(now=NOW) == 1
    assert state_of(broken) == (State.QUEUED, "KeyError: 'to'")
    assert broken.waits_for == WaitsFor.REPAIR
    assert "cannot be written" in caplog.text


def test_a_letter_that_cannot_be_written_is_given_up_after_a_weekend_too(queue: Queuer) -> None:
    broken = queue("visit:1")
    deliver_due(now=NOW + GIVEN_UP_AFTER - HOURS)
    assert state_of(broken)[0] == State.QUEUED
    deliver_due(now=NOW + GIVEN_UP_AFTER + HOURS)
    assert state_of(broken)[0] == State.DEAD


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


def test_a_server_that_is_away_costs_a_round_one_try(queue: Queuer, dead_port: int, settings: object) -> None:
    for number in range(10):
        queue(f"visit:{number}", to=OLENA)
    with mail_server(dead_port) as server:
        server.hangs = 30
        assert deliver_due(now=NOW) == 0
    problems = set(Message.objects.values_list("problem", flat=True))
    assert len(problems) == 1
    assert "imed out" in problems.pop()


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


def test_messages_about_one_thing_to_one_reader_never_overtake(queue: Queuer, dead_port: int) -> None:
    soon = NOW + 10 * SECONDS
    queue("visit:1", to=OLENA, title="first")
    deliver_due(now=NOW)
    queue("visit:1", to=OLENA, version="2", due_at=soon, title="second")
    queue("visit:1", to=OLENA, version="2", due_at=soon, recipient="desk", title="desk")
    queue("visit:2", to=OLENA, due_at=soon, title="other")
    with mail_server(dead_port) as server:
        deliver_due(now=soon)
        assert server.subjects == ["desk", "other"]
        later = NOW + 1 * MINUTES
        assert deliver_due(now=later) == 2
    assert server.subjects == ["desk", "other", "first", "second"]


def test_what_is_due_later_does_not_hold_back_what_is_due_now(queue: Queuer) -> None:
    queue("visit:1", to=OLENA, due_at=NOW + HOURS, title="reminder")
    queue("visit:1", to=OLENA, version="2", title="moved")
    assert deliver_due(now=NOW) == 1
    assert mail.outbox[0].subject == "moved"


def test_a_deliverer_that_died_holds_its_message_and_its_followers_for_minutes_only(queue: Queuer) -> None:
    queue("visit:1", to=OLENA, title="first")
    queue("visit:1", to=OLENA, version="2", title="second")
    Message.objects.filter(dedupe_key="note|visit:1|client|").update(try_at=NOW + 5 * MINUTES, attempts=1)
    assert deliver_due(now=NOW + 4 * MINUTES) == 0
    assert deliver_due(now=NOW + 5 * MINUTES) == 2
    assert [letter.subject for letter in mail.outbox] == ["first", "second"]


def test_who_was_erased_is_not_written_to_and_nothing_is_kept(queue: Queuer, dead_port: int) -> None:
    waiting = queue("visit:1", to=OLENA)
    gone = queue("visit:2", to="refused@example.org")
    with mail_server(dead_port):
        deliver_due(now=NOW)
    Message.objects.filter(pk=waiting.pk).update(state=State.QUEUED)
    forget(about=["visit:1", "visit:2"], address=OLENA)
    deliver_due(now=NOW + HOURS)
    assert all(row == ({}, "", "") for row in Message.objects.values_list("context", "sent_to", "problem"))
    assert (state_of(waiting)[0], state_of(gone)[0]) == (State.WITHDRAWN, State.DEAD)


@pytest.mark.django_db(transaction=True)
def test_a_message_is_lost_with_what_it_reports(queue: Queuer) -> None:
    with transaction.atomic():
        queue("visit:1", to=OLENA)
        transaction.set_rollback(True)
    assert not Message.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_many_deliverers_at_once_send_once_and_in_order(queue: Queuer, dead_port: int) -> None:
    for number in range(30):
        queue(f"visit:{number % 6}", to=OLENA, version=str(number), title=f"{number % 6}:{number:02}")
    start, sent = Barrier(4), []

    def run() -> None:
        start.wait()
        try:
            # What somebody else is just sending holds back the next of its visit: a few rounds, as the timetable has.
            sent.extend(deliver_due(now=NOW) for _ in range(20))
        finally:
            connection.close()

    with mail_server(dead_port) as server:
        threads = [Thread(target=run) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert sum(sent) == len(server.kept) == 30
    assert len({letter["Message-ID"] for letter in server.kept}) == 30
    for visit in range(6):
        own = [subject for subject in server.subjects if subject.startswith(f"{visit}:")]
        assert own == sorted(own)


@pytest.fixture
def wakers() -> Iterator[list[object]]:
    """Whoever is woken meanwhile."""
    usual = list(writing._wakers)
    yield writing._wakers
    writing._wakers[:] = usual


@pytest.mark.django_db(transaction=True)
def test_a_broken_wake_up_is_only_logged(queue: Queuer, wakers: list[object], caplog: pytest.LogCaptureFixture) -> None:
    def wake() -> None:
        raise RuntimeError("no broker")

    on_wake(wake)
    with caplog.at_level(logging.ERROR):
        queue("visit:1", to=OLENA)
    assert Message.objects.get().state == State.QUEUED
    assert "no broker" in caplog.text


@pytest.mark.django_db(transaction=True)
def test_only_what_is_due_wakes_the_worker(queue: Queuer, wakers: list[object]) -> None:
    woken: list[bool] = []
    on_wake(lambda: woken.append(True))
    queue("visit:1", to=OLENA, due_at=NOW + 24 * HOURS)
    assert woken == []
    queue("visit:2", to=OLENA)
    assert woken == [True]
