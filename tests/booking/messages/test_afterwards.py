"""What Olena hears when her visit is over: thanks once in its life, or that we waited; and nothing that is undone."""

from datetime import timedelta

import pytest

from booking.actions.attendance import complete_visit, finish_past_visits, mark_no_show, reopen_visit
from booking.errors import AlreadyDecided, NotBegun
from booking.models import AppointmentEvent, Occupancy, Status, Visit
from tests.booking.conftest import OLENA, Booker, local
from tests.booking.messages.conftest import KARIN, set_rules
from tests.booking.post import leave, outcomes, said

pytestmark = pytest.mark.django_db

# Olena's haircut is on Wednesday from two to three.
BEGIN, END, NIGHT = local(10, 14), local(10, 15), local(11, 3, 10)
THANKS = "Danke für Ihren Besuch"
DAY = timedelta(days=1)


@pytest.fixture
def visit(book: Booker) -> Visit:
    """The confirmation of Olena's haircut has left."""
    visit = book("haircut", BEGIN, master="anna", contact=OLENA)
    leave()
    return visit


def subjects(now: object = END) -> list[str]:
    return [said(letter.subject) for letter in leave(now)]


def status(visit: Visit) -> str:
    return visit.appointments.get().status


def test_what_is_done_is_thanked_for_with_a_way_to_book_it_again(visit: Visit) -> None:
    complete_visit(visit_id=visit.pk, by=KARIN, now=END)
    (letter,) = leave(END)
    assert letter.subject == THANKS
    assert "service=haircut" in letter.body
    assert "Wann:" not in letter.body


def test_who_did_not_come_hears_that_we_waited(visit: Visit) -> None:
    mark_no_show(visit_id=visit.pk, by=KARIN, now=END)
    (letter,) = leave(END)
    assert said(letter.subject) == "Wir haben Sie vermisst: Mittwoch, 10. Juni"
    assert "Diese Zeit war für Sie reserviert." in letter.body


def test_nothing_is_closed_before_it_begins(visit: Visit) -> None:
    for close in (complete_visit, mark_no_show):
        with pytest.raises(NotBegun):
            close(visit_id=visit.pk, by=KARIN, now=BEGIN - timedelta(minutes=1))
    assert status(visit) == Status.CONFIRMED


@pytest.mark.parametrize("close", [complete_visit, mark_no_show])
def test_what_is_closed_is_closed_once_and_keeps_its_time(visit: Visit, close: object) -> None:
    close(visit_id=visit.pk, by=KARIN, now=END)
    for again in (complete_visit, mark_no_show):
        with pytest.raises(AlreadyDecided):
            again(visit_id=visit.pk, by=KARIN, now=END)
    assert Occupancy.objects.count() == 1


def test_thanks_are_said_once_in_a_visits_life(visit: Visit) -> None:
    for _ in range(2):
        complete_visit(visit_id=visit.pk, by=KARIN, now=END)
        leave(END)
        reopen_visit(visit_id=visit.pk, by=KARIN, now=END)
    complete_visit(visit_id=visit.pk, by=KARIN, now=END)
    assert subjects() == []
    assert outcomes("visit_thanks") == [("sent", "")]


@pytest.mark.parametrize("close", [complete_visit, mark_no_show])
def test_what_was_undone_before_the_post_left_is_not_said(visit: Visit, close: object) -> None:
    close(visit_id=visit.pk, by=KARIN, now=END)
    reopen_visit(visit_id=visit.pk, by=KARIN, now=END)
    assert subjects() == []
    assert status(visit) == Status.CONFIRMED


@pytest.mark.parametrize("close", [complete_visit, mark_no_show])
def test_what_was_undone_and_done_again_before_the_post_left_is_said_after_all(visit: Visit, close: object) -> None:
    close(visit_id=visit.pk, by=KARIN, now=END)
    reopen_visit(visit_id=visit.pk, by=KARIN, now=END)
    close(visit_id=visit.pk, by=KARIN, now=END)
    assert len(subjects()) == 1


def test_a_no_show_that_was_a_mistake_becomes_thanks(visit: Visit) -> None:
    mark_no_show(visit_id=visit.pk, by=KARIN, now=END)
    reopen_visit(visit_id=visit.pk, by=KARIN, now=END)
    complete_visit(visit_id=visit.pk, by=KARIN, now=END)
    assert subjects() == [THANKS]
    assert outcomes("visit_no_show") == [("withdrawn", "")]


def test_a_salon_may_say_no_thanks(visit: Visit) -> None:
    set_rules(says_thanks=False)
    complete_visit(visit_id=visit.pk, by=KARIN, now=END)
    assert subjects() == []


@pytest.mark.parametrize(("kind", "close"), [("visit_thanks", complete_visit), ("visit_no_show", mark_no_show)])
def test_days_later_nobody_is_written_to_any_more(visit: Visit, kind: str, close: object) -> None:
    close(visit_id=visit.pk, by=KARIN, now=END + 4 * DAY)
    assert subjects(END + 4 * DAY) == []
    assert outcomes(kind) == [("dropped", "The visit was too long ago.")]


def test_over_a_weekend_it_is_not_too_late(visit: Visit) -> None:
    complete_visit(visit_id=visit.pk, by=KARIN, now=END + 2 * DAY)
    assert subjects(END + 2 * DAY) == [THANKS]


# -- the night after


def test_in_the_night_after_what_nobody_closed_is_done_and_thanked_for_in_the_morning(visit: Visit) -> None:
    assert finish_past_visits(now=local(10, 23, 59)) == 0
    assert finish_past_visits(now=NIGHT) == 1
    assert finish_past_visits(now=NIGHT) == 0
    assert AppointmentEvent.objects.filter(kind="completed").get().actor == "system"
    assert subjects(NIGHT) == []
    assert subjects(local(11, 8)) == [THANKS]


def test_never_a_no_show_into_a_done(visit: Visit) -> None:
    mark_no_show(visit_id=visit.pk, by=KARIN, now=END)
    assert finish_past_visits(now=NIGHT) == 0
    assert status(visit) == Status.NO_SHOW


def test_a_salon_may_close_its_visits_itself(visit: Visit) -> None:
    set_rules(finishes_visits=False)
    assert finish_past_visits(now=NIGHT) == 0
    assert status(visit) == Status.CONFIRMED
