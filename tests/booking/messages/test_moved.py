"""What Olena hears of a visit that moves, and how her calendar follows it."""

import pytest

from booking.actions.change import cancel_visit, move_visit
from booking.actions.decide import approve_visit
from booking.actions.events import ONLINE, Actor
from booking.models import Visit
from tests.booking.conftest import NOW, OLENA, Booker, local
from tests.booking.messages.conftest import KARIN
from tests.booking.post import event_of, leave, outcomes, said

pytestmark = pytest.mark.django_db

WEDNESDAY, FRIDAY = local(10, 14), local(12, 9, 30)


@pytest.fixture
def visit(book: Booker) -> Visit:
    """Olena's haircut on Wednesday at two."""
    return book("haircut", WEDNESDAY, contact=OLENA)


@pytest.mark.parametrize("by", [ONLINE, KARIN])
def test_a_move_tells_the_old_and_the_new_time_whoever_moved(visit: Visit, by: Actor) -> None:
    leave()
    move_visit(visit_id=visit.pk, to=FRIDAY, by=by, now=NOW)
    (letter,) = leave()
    assert said(letter.subject) == "Neue Zeit: Freitag, 12. Juni, 9:30 Uhr"
    assert "Bisher: Mittwoch, 10. Juni, 14:00 Uhr." in said(letter.body)
    assert "Wann: Freitag, 12. Juni 2026 9:30 bis 10:30 Uhr" in said(letter.body)


def test_a_move_into_a_request_tells_both_times_in_one_mail(on_request: None, visit: Visit) -> None:
    approve_visit(visit_id=visit.pk, by=KARIN, now=NOW)
    leave()
    move_visit(visit_id=visit.pk, to=FRIDAY, by=ONLINE, now=NOW)
    (letter,) = leave()
    assert said(letter.subject) == "Ihre Anfrage für eine neue Zeit: Freitag, 12. Juni, 9:30 Uhr"
    assert "Bisher: Mittwoch, 10. Juni, 14:00 Uhr." in said(letter.body)
    assert "antworten spätestens bis Dienstag, 9. Juni, 12:00 Uhr" in said(letter.body)
    method, event = event_of(letter)
    assert (method, event["status"], event.start) == ("REQUEST", "TENTATIVE", FRIDAY)


def test_a_second_click_tells_nothing(visit: Visit) -> None:
    for _ in range(2):
        move_visit(visit_id=visit.pk, to=FRIDAY, by=ONLINE, now=NOW)
    assert len(outcomes("visit_moved")) == 1


def test_a_move_that_was_told_late_tells_its_own_time(visit: Visit) -> None:
    leave()
    for to in (FRIDAY, local(12, 11)):
        move_visit(visit_id=visit.pk, to=to, by=ONLINE, now=NOW)
    first, second = leave()
    assert "9:30" in first.subject
    assert "11:00" in second.subject
    assert "Bisher: Freitag, 12. Juni, 9:30 Uhr." in said(second.body)


@pytest.mark.parametrize(("ends", "why"), [(True, "The visit is off."), (False, "The visit has begun or is over.")])
def test_a_move_of_what_is_off_or_over_is_not_told_any_more(visit: Visit, ends: bool, why: str) -> None:
    leave()
    move_visit(visit_id=visit.pk, to=FRIDAY, by=ONLINE, now=NOW)
    if ends:
        cancel_visit(visit_id=visit.pk, by=ONLINE, now=NOW)
    leave(NOW if ends else local(12, 11))
    assert outcomes("visit_moved") == [("dropped", why)]


def test_the_calendar_entry_in_each_mail_replaces_the_one_before(visit: Visit) -> None:
    letters = leave()
    move_visit(visit_id=visit.pk, to=FRIDAY, by=ONLINE, now=NOW)
    letters += leave()
    cancel_visit(visit_id=visit.pk, by=ONLINE, now=NOW)
    letters += leave()
    methods, entries = zip(*map(event_of, letters), strict=True)
    assert methods == ("REQUEST", "REQUEST", "CANCEL")
    assert len({entry["uid"] for entry in entries}) == 1
    assert [entry["sequence"] for entry in entries] == [0, 1, 2]
    assert [entry["status"] for entry in entries] == ["CONFIRMED", "CONFIRMED", "CANCELLED"]
    assert [entry.start for entry in entries] == [WEDNESDAY, FRIDAY, FRIDAY]


def test_two_visits_of_the_same_client_are_two_calendar_entries(visit: Visit, book: Booker) -> None:
    book("haircut", local(11, 9), contact=OLENA)
    assert len({event_of(letter)[1]["uid"] for letter in leave()}) == 2
