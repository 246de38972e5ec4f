"""Messages to one reader about one thing leave in order, whoever delivers them, and only once."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from threading import Barrier, Thread

import pytest
from django.core import mail
from django.db import connection

from salon.outbox.actions.claim import PAGE
from salon.outbox.actions.deliver import deliver_due
from salon.outbox.kinds import kinds
from salon.outbox.models import Message
from tests.outbox.conftest import NOW, OLENA, Queuer
from tests.outbox.smtp import mail_server

pytestmark = pytest.mark.django_db
SECONDS = timedelta(seconds=1)
MINUTES = timedelta(minutes=1)
HOURS = timedelta(hours=1)


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


def test_what_many_letters_need_is_read_for_a_page_of_them_at_once(queue: Queuer, note: str) -> None:
    pages: list[list[str]] = []
    kinds[note] = replace(kinds[note], gather=lambda page: pages.append([message.about for message in page]))
    for number in range(PAGE + 1):
        queue(f"visit:{number}", to=OLENA)
    assert deliver_due(now=NOW) == PAGE + 1
    assert pages == [[f"visit:{number}" for number in range(PAGE)], [f"visit:{PAGE}"]]


def test_where_that_fails_each_letter_still_speaks_for_itself(
    queue: Queuer, note: str, caplog: pytest.LogCaptureFixture
) -> None:
    def gather(page: Sequence[Message]) -> None:
        raise ValueError("what is that?")

    kinds[note] = replace(kinds[note], gather=gather)
    queue("visit:1", to=OLENA)
    assert deliver_due(now=NOW) == 1
    assert "what is that?" in caplog.text
