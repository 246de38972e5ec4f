"""Every hour reminders are looked through: whatever was missed is mended, and nothing that was right is touched."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from booking.actions.change import cancel_visit, move_visit
from booking.actions.events import ONLINE
from booking.actions.reminders import audit_reminders
from booking.models import Visit
from salon.outbox.actions.by_hand import withdraw_by_hand
from salon.outbox.models import Message
from tasks.app import app
from tasks.booking import audit_reminders as task
from tests.booking.conftest import NOW, OLENA, Booker, local
from tests.booking.messages.conftest import KARIN, set_rules
from tests.booking.post import due, leave, outcomes

pytestmark = pytest.mark.django_db

REMINDER = "visit_reminder"
USUAL = [local(11, 14), local(12, 12)]


@pytest.fixture
def friday(book: Booker) -> Visit:
    return book("haircut", local(12, 14), contact=OLENA)


def test_where_all_is_well_nothing_changes(friday: Visit) -> None:
    assert audit_reminders(now=NOW) == 0
    assert due(REMINDER) == USUAL


def test_new_settings_hold_for_what_is_booked_already(friday: Visit) -> None:
    set_rules(reminders_hours=[48, 2])
    assert audit_reminders(now=NOW) == 2
    assert due(REMINDER) == [local(10, 14), local(12, 12)]
    assert audit_reminders(now=NOW) == 0


def test_the_old_settings_again_are_the_old_reminders_again(friday: Visit) -> None:
    for hours in ([], [24, 2]):
        set_rules(reminders_hours=hours)
        assert audit_reminders(now=NOW) == 2
    assert due(REMINDER) == USUAL
    assert Message.objects.filter(kind=REMINDER).count() == 2


def test_a_new_hour_whose_moment_has_passed_reminds_of_nothing(friday: Visit) -> None:
    set_rules(reminders_hours=[100, 24, 2])
    assert audit_reminders(now=NOW) == 0


def test_one_that_has_left_is_not_written_again(friday: Visit) -> None:
    leave()
    leave(local(11, 14))
    assert audit_reminders(now=local(11, 14, 1)) == 0
    assert due(REMINDER) == USUAL[1:]


def test_what_got_lost_is_written_anew(friday: Visit) -> None:
    Message.objects.filter(kind=REMINDER).delete()
    assert audit_reminders(now=NOW) == 2
    assert due(REMINDER) == USUAL


def test_the_reminders_of_an_old_time_are_never_revived(friday: Visit) -> None:
    move_visit(visit_id=friday.pk, to=local(13, 10), by=ONLINE, now=NOW)
    assert audit_reminders(now=NOW) == 0
    assert due(REMINDER) == [local(12, 10), local(13, 8)]
    assert [state for state, _ in outcomes(REMINDER)].count("withdrawn") == 2


def test_one_that_somebody_withdrew_by_hand_stays_withdrawn(friday: Visit) -> None:
    assert withdraw_by_hand(message_id=Message.objects.filter(kind=REMINDER).earliest("due_at").pk)
    assert audit_reminders(now=NOW) == 0
    assert due(REMINDER) == USUAL[1:]


def test_what_is_cancelled_or_waits_for_an_answer_is_left_alone(on_request: None, book: Booker) -> None:
    booked, asked = book("haircut", local(12, 14), by=KARIN), book("haircut", local(12, 10))
    cancel_visit(visit_id=booked.pk, by=KARIN, now=NOW)
    assert asked.decide_until is not None
    assert audit_reminders(now=NOW) == 0
    assert due(REMINDER) == []


def test_a_promise_that_became_a_request_gets_its_reminders_back_with_the_answer_only(
    on_request: None, book: Booker
) -> None:
    visit = book("haircut", local(12, 14), contact=OLENA, by=KARIN)
    move_visit(visit_id=visit.pk, to=local(13, 10), by=ONLINE, now=NOW)
    assert audit_reminders(now=NOW) == 0
    assert due(REMINDER) == []


def test_one_that_waits_for_the_morning_is_left_to_wait(book: Booker) -> None:
    """It was due at half past eight in the evening, and the post began to leave at nine."""
    set_rules(reminders_hours=[15])
    book("haircut", local(12, 11, 30), contact=OLENA)
    leave()
    assert leave(local(11, 21)) == []
    assert due(REMINDER) == [local(12, 8)]
    assert audit_reminders(now=local(11, 22)) == 0
    assert len(leave(local(12, 8))) == 1


def test_ten_visits_cost_as_many_queries_as_one(friday: Visit, book: Booker) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as seen:
            audit_reminders(now=NOW)
        return len(seen)

    one = queries()
    for hour in range(9, 17):
        book("haircut", local(11, hour), master="anna")
    assert queries() == one


def test_the_timetable_does_it_every_hour() -> None:
    entry = app.conf.beat_schedule["audit reminders"]
    assert (entry["task"], entry["schedule"].run_every) == (task.name, timedelta(hours=1))
