"""A message is a promise: written with what it reports, kept later, once."""

from datetime import timedelta

import pytest
from django.core import mail
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from salon.outbox.actions.by_hand import withdraw_by_hand
from salon.outbox.actions.deliver import GIVEN_UP_AFTER, deliver_due
from salon.outbox.actions.write import Draft, forget, restore, withdraw, write
from salon.outbox.models import Message, State, WaitsFor
from tests.outbox.conftest import NOW, OLENA, Queuer, state_of
from tests.outbox.smtp import mail_server

pytestmark = pytest.mark.django_db
HOURS = timedelta(hours=1)


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
