"""What is not urgent lets people sleep: it waits for the morning, unless that would be too late."""

from datetime import datetime, time, timedelta

import pytest

from booking.actions.attendance import complete_visit
from booking.actions.change import cancel_visit, move_visit
from booking.actions.events import ONLINE
from booking.models import Visit
from tests.booking.conftest import OLENA, Booker, local
from tests.booking.messages.conftest import KARIN, set_rules
from tests.booking.post import due, leave, outcomes
from tests.booking.test_clocks import BEFORE_AUTUMN, BEFORE_SPRING, autumn, by_night, spring

pytestmark = pytest.mark.django_db
__all__ = ["by_night"]

MINUTE = timedelta(minutes=1)


@pytest.fixture
def visit(book: Booker) -> Visit:
    """Olena's haircut on Thursday at four; the confirmation has left."""
    visit = book("haircut", local(11, 16), master="anna", contact=OLENA)
    leave()
    return visit


@pytest.mark.parametrize(
    ("now", "leaves"),
    [
        (local(11, 20, 59), True),
        (local(11, 21), False),
        (local(11, 23, 59), False),
        (local(12, 0), False),
        (local(12, 7, 59), False),
        (local(12, 8), True),
    ],
)
def test_thanks_leave_between_eight_and_nine(visit: Visit, now: datetime, leaves: bool) -> None:
    complete_visit(visit_id=visit.pk, by=KARIN, now=now)
    assert len(leave(now)) == leaves
    assert due("visit_thanks") == ([] if leaves else [local(12, 8)])


def test_in_the_morning_what_waited_leaves_once(visit: Visit) -> None:
    complete_visit(visit_id=visit.pk, by=KARIN, now=local(11, 22))
    for now in (local(11, 22), local(11, 23), local(12, 7, 59)):
        assert leave(now) == []
    assert len(leave(local(12, 8))) == 1


def test_the_hours_are_the_salons_own(visit: Visit) -> None:
    set_rules(messages_from=time(10), messages_until=time(17))
    complete_visit(visit_id=visit.pk, by=KARIN, now=local(11, 17))
    assert leave(local(11, 17)) == []
    assert due("visit_thanks") == [local(12, 10)]


@pytest.mark.parametrize("night", [local(9, 23), local(10, 3)])
def test_what_somebody_waits_for_leaves_at_night(book: Booker, night: datetime) -> None:
    visit = book("haircut", local(12, 14), contact=OLENA, now=night)
    assert len(leave(night)) == 1
    move_visit(visit_id=visit.pk, to=local(12, 16), by=ONLINE, now=night)
    assert len(leave(night)) == 1
    cancel_visit(visit_id=visit.pk, by=ONLINE, now=night)
    assert len(leave(night)) == 1


def test_a_reminder_waits_for_the_morning_where_that_is_early_enough(book: Booker) -> None:
    """Nine o'clock, two hours before: it was due at seven."""
    book("haircut", local(11, 9), master="anna", contact=OLENA)
    leave()
    leave(local(10, 9))
    assert leave(local(11, 7)) == []
    assert len(leave(local(11, 8))) == 1


@pytest.mark.parametrize("hour", [7, 8])
def test_a_reminder_of_a_visit_that_begins_before_the_morning_leaves_at_night(
    by_night: None, book: Booker, hour: int
) -> None:
    book("haircut", local(13, hour), contact=OLENA)
    leave()
    leave(local(12, 8))
    assert len(leave(local(13, hour - 2))) == 1


def test_a_visit_that_is_over_by_the_morning_is_not_reminded_of(visit: Visit) -> None:
    """The post did not leave in the day: what is past now needs no morning."""
    assert leave(local(11, 22)) == []
    assert {state for state, _ in outcomes("visit_reminder")} == {"dropped"}


@pytest.mark.parametrize(
    ("sunday", "now", "wait"),
    [(spring(8), BEFORE_SPRING, 7), (autumn(8), BEFORE_AUTUMN, 9)],
    ids=["spring", "autumn"],
)
def test_the_morning_after_the_clocks_changed_is_eight_on_the_wall(
    by_night: None, book: Booker, sunday: datetime, now: datetime, wait: int
) -> None:
    """Midnight is seven or nine hours before it."""
    midnight = sunday - wait * 60 * MINUTE
    visit = book("haircut", midnight - 120 * MINUTE, contact=OLENA, now=now)
    leave(now)
    complete_visit(visit_id=visit.pk, by=KARIN, now=midnight)
    assert leave(midnight) == []
    assert due("visit_thanks") == [sunday]
