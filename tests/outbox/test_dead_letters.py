"""Whoever runs the salon hears of messages that were given up: once a day, while there are some."""

from datetime import timedelta

import pytest
from django.core import mail

from salon.cms.models import SalonSettings
from salon.outbox.actions.by_hand import resend
from salon.outbox.actions.dead_letters import report_dead
from salon.outbox.actions.deliver import GIVEN_UP_AFTER, deliver_due
from salon.outbox.models import Message, State
from tasks.app import app
from tasks.messages import report_dead as task
from tests.outbox.conftest import NOW, OLENA, Queuer
from tests.outbox.smtp import mail_server

pytestmark = pytest.mark.django_db

DESK = "hallo@lindenhof.example.org"
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@pytest.fixture(autouse=True)
def salon(db: None) -> None:
    facts = SalonSettings.load()
    facts.email = DESK
    facts.save()


def reports() -> list[str]:
    return [letter.body for letter in mail.outbox if letter.to == [DESK]]


def give_up(queue: Queuer, about: str = "visit:1") -> Message:
    """A message that nobody can write is dead at once."""
    message = queue(about, kind="pigeon")
    deliver_due(now=NOW)
    return message


def test_it_is_said_once_a_day_with_a_way_to_the_list(queue: Queuer) -> None:
    give_up(queue)
    give_up(queue, "visit:2")
    assert [report_dead(now=NOW + hours * HOUR) for hours in range(4)] == [2, 0, 0, 0]
    deliver_due(now=NOW)
    (report,) = reports()
    assert "2 Nachrichten" in report
    assert f"state__exact={State.DEAD}" in report


def test_the_next_day_has_a_report_of_its_own(queue: Queuer) -> None:
    give_up(queue)
    assert report_dead(now=NOW) == 1
    assert report_dead(now=NOW + DAY) == 1
    assert report_dead(now=NOW + 3 * DAY) == 0


def test_where_nothing_was_given_up_there_is_none(queue: Queuer) -> None:
    queue("visit:1", to=OLENA)
    deliver_due(now=NOW)
    assert report_dead(now=NOW) == 0
    assert not Message.objects.filter(kind="staff_dead_letters").exists()


def test_what_somebody_has_looked_after_before_the_report_left_is_not_told(queue: Queuer) -> None:
    message = give_up(queue)
    report_dead(now=NOW)
    resend(message_id=message.pk, now=NOW)
    Message.objects.filter(pk=message.pk).update(state=State.WITHDRAWN)
    deliver_due(now=NOW)
    assert reports() == []


def test_a_report_that_was_given_up_itself_is_no_reason_for_another(queue: Queuer) -> None:
    Message.objects.create(
        kind="staff_dead_letters", about="dead:x", dedupe_key="x", due_at=NOW, try_at=NOW, state=State.DEAD
    )
    assert report_dead(now=NOW) == 0


def test_what_was_tried_for_days_and_then_given_up_is_told(queue: Queuer, dead_port: int) -> None:
    queue("visit:1", to=OLENA)
    after = NOW + GIVEN_UP_AFTER + HOUR
    deliver_due(now=after)
    assert Message.objects.get().state == State.DEAD
    assert report_dead(now=after) == 1
    with mail_server(dead_port) as server:
        deliver_due(now=after)
    assert [letter["To"] for letter in server.kept] == [DESK]


def test_the_timetable_looks_every_hour() -> None:
    entry = app.conf.beat_schedule["report dead letters"]
    assert (entry["task"], entry["schedule"].run_every) == (task.name, HOUR)
