"""Reminders stand at their hours before a confirmed visit, follow it wherever it goes, and end with it."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from booking.actions.attendance import complete_visit, mark_no_show
from booking.actions.change import cancel_visit, move_visit
from booking.actions.decide import decline_visit, expire_requests
from booking.actions.events import ONLINE
from booking.models import Visit
from tests.booking.conftest import BERLIN, NOW, OLENA, Booker, local
from tests.booking.messages.conftest import KARIN, set_rules
from tests.booking.post import due, leave, outcomes, said
from tests.booking.test_clocks import BEFORE_AUTUMN, BEFORE_SPRING, autumn, by_night, spring

pytestmark = pytest.mark.django_db
__all__ = ["by_night"]

DAY, HOUR = timedelta(days=1), timedelta(hours=1)
REMINDER = "visit_reminder"


@pytest.fixture
def friday(book: Booker) -> Visit:
    """Olena's haircut on Friday at two."""
    return book("haircut", local(12, 14), contact=OLENA)


def test_reminders_stand_at_their_hours_before_the_visit(friday: Visit) -> None:
    assert due(REMINDER) == [local(11, 14), local(12, 12)]


def test_the_day_before_it_says_tomorrow_and_on_the_day_it_says_today(friday: Visit) -> None:
    leave()
    (tomorrow,) = leave(local(11, 14))
    assert said(tomorrow.subject) == "Morgen bei uns: Freitag, 12. Juni, 14:00 Uhr"
    (today,) = leave(local(12, 12))
    assert said(today.subject) == "Heute um 14:00 Uhr"
    assert [part.get_content_type() for part in today.attachments] == ["image/png"]


def test_an_earlier_one_names_the_day_and_until_when_it_can_be_moved(book: Booker) -> None:
    set_rules(reminders_hours=[72])
    book("haircut", local(12, 14), contact=OLENA)
    leave()
    (letter,) = leave(local(9, 14))
    assert said(letter.subject) == "Ihr Termin: Freitag, 12. Juni, 14:00 Uhr"
    assert "bis Donnerstag, 11. Juni, 14:00 Uhr" in said(letter.body)


def test_a_salon_may_remind_of_nothing(book: Booker) -> None:
    set_rules(reminders_hours=[])
    book("haircut", local(12, 14), contact=OLENA)
    assert due(REMINDER) == []


def test_they_follow_a_move(friday: Visit) -> None:
    move_visit(visit_id=friday.pk, to=local(13, 10), by=ONLINE, now=NOW)
    assert due(REMINDER) == [local(12, 10), local(13, 8)]


def test_moved_back_and_forth_they_stand_where_they_stood_and_each_leaves_once(friday: Visit) -> None:
    for to in (local(13, 10), local(12, 14), local(13, 10), local(12, 14)):
        move_visit(visit_id=friday.pk, to=to, by=ONLINE, now=NOW)
    assert due(REMINDER) == [local(11, 14), local(12, 12)]
    leave()
    assert [len(leave(NOW + hours * HOUR)) for hours in range(97)].count(1) == 2


def test_a_move_into_the_lead_of_a_reminder_sends_none_at_once(friday: Visit) -> None:
    move_visit(visit_id=friday.pk, to=local(9, 9), by=KARIN, now=NOW)
    assert due(REMINDER) == [local(9, 7)]


def test_a_booking_inside_the_lead_of_a_reminder_is_not_reminded_at_once(book: Booker) -> None:
    tuesday_morning = local(9, 9)
    book("haircut", local(9, 14), contact=OLENA, now=tuesday_morning)
    assert due(REMINDER) == [local(9, 12)]
    assert len(leave(tuesday_morning)) == 1


@pytest.mark.parametrize("end", [cancel_visit, complete_visit, mark_no_show])
def test_they_end_with_the_visit(book: Booker, end: Callable[..., Visit]) -> None:
    """Also where the post did not leave for days, and the visit was over before its reminder could."""
    visit = book("haircut", local(12, 14), contact=OLENA)
    end(visit_id=visit.pk, by=KARIN, now=local(12, 14))
    assert due(REMINDER) == []
    assert outcomes(REMINDER) == [("withdrawn", "")] * 2


@pytest.mark.parametrize("end", [decline_visit, lambda visit_id, **_: expire_requests(now=NOW + DAY)])
def test_a_promise_that_became_a_request_and_was_not_kept_is_reminded_of_no_more(
    on_request: None, book: Booker, end: Callable[..., object]
) -> None:
    visit = book("haircut", local(12, 14), contact=OLENA, by=KARIN)
    assert len(due(REMINDER)) == 2
    move_visit(visit_id=visit.pk, to=local(13, 10), by=ONLINE, now=NOW)
    assert due(REMINDER) == []
    end(visit_id=visit.pk, by=KARIN, now=NOW)
    assert due(REMINDER) == []


def test_what_is_no_longer_confirmed_is_not_reminded_of_whoever_changed_it(friday: Visit) -> None:
    """A change past all actions: the letter looks at the visit once more."""
    leave()
    friday.appointments.update(status="declined")
    assert leave(local(11, 14)) == []
    assert outcomes(REMINDER)[0] == ("dropped", "The visit is off.")


def test_what_stands_at_another_time_meanwhile_is_not_reminded_of_either(friday: Visit) -> None:
    leave()
    friday.appointments.update(start=local(12, 15), end=local(12, 16))
    assert leave(local(11, 14)) == []
    assert outcomes(REMINDER)[0] == ("dropped", "The visit has moved since.")


def test_after_an_outage_one_reminder_is_enough(friday: Visit) -> None:
    leave()
    (late,) = leave(local(12, 13))
    assert said(late.subject) == "Heute um 14:00 Uhr"
    assert outcomes(REMINDER) == [("dropped", "A later reminder is due already."), ("sent", "")]


@pytest.mark.parametrize("minutes", [0, 5, 600])
def test_nobody_is_reminded_of_a_visit_that_has_begun(friday: Visit, minutes: int) -> None:
    leave()
    assert leave(local(12, 14) + timedelta(minutes=minutes)) == []
    assert {state for state, _ in outcomes(REMINDER)} == {"dropped"}


# -- the clocks change


@pytest.mark.parametrize(
    ("sunday", "now", "wall"),
    [(spring(10), BEFORE_SPRING, ["Sat 09:00", "Sun 08:00"]), (autumn(10), BEFORE_AUTUMN, ["Sat 11:00", "Sun 08:00"])],
    ids=["spring", "autumn"],
)
def test_on_the_sunday_of_the_change_hours_are_real_ones_and_the_letter_tells_the_clock(
    by_night: None, book: Booker, sunday: datetime, now: datetime, wall: list[str]
) -> None:
    book("haircut", sunday, contact=OLENA, now=now)
    stand = due(REMINDER)
    assert [sunday - at for at in stand] == [24 * HOUR, 2 * HOUR]
    assert [at.astimezone(BERLIN).strftime("%a %H:%M") for at in stand] == wall
    leave(now)
    subjects = [said(letter.subject) for at in stand for letter in leave(at)]
    assert [subject.split(":")[0] for subject in subjects] == ["Morgen bei uns", "Heute um 10"]
    assert subjects[0].endswith(", 10:00 Uhr")


@pytest.mark.parametrize(
    ("tuesday", "now", "wall"),
    [
        (local(31, 10, month=3), local(26, 12, month=3), ["Sat 09:00", "Mon 10:00"]),
        (local(27, 10, month=10), local(22, 12, month=10), ["Sat 11:00", "Mon 10:00"]),
    ],
    ids=["spring", "autumn"],
)
def test_a_reminder_that_spans_the_change_leaves_72_real_hours_before(
    book: Booker, tuesday: datetime, now: datetime, wall: list[str]
) -> None:
    set_rules(reminders_hours=[72, 24])
    book("haircut", tuesday, contact=OLENA, now=now)
    stand = due(REMINDER)
    # In Berlin three days on the wall are 71 or 73 hours then.
    assert [at.astimezone(BERLIN).strftime("%a %H:%M") for at in stand] == wall
    leave(now)
    assert [said(letter.subject).split(":")[0] for at in stand for letter in leave(at)] == [
        "Ihr Termin",
        "Morgen bei uns",
    ]


@pytest.mark.parametrize(
    ("start", "now"),
    [(spring(3, 30), BEFORE_SPRING), (autumn(2, 30), BEFORE_AUTUMN), (autumn(2, 30, again=True), BEFORE_AUTUMN)],
    ids=["spring", "autumn", "autumn again"],
)
def test_in_the_night_of_the_change_the_last_reminder_leaves_two_real_hours_before(
    by_night: None, book: Booker, start: datetime, now: datetime
) -> None:
    """At night, because in the morning it would be too late."""
    book("haircut", start, contact=OLENA, now=now)
    leave(start - 3 * HOUR)
    (letter,) = leave(start - 2 * HOUR)
    assert "erwarten Sie heute um" in letter.body or "Wir sehen uns morgen" in letter.body
