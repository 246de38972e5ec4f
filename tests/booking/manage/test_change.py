"""Moving and cancelling by the link: one press, the same guards as booking, always an answer in words."""

import re

import pytest
import time_machine
from django.test import Client as Browser

from booking.actions.change import cancel_visit
from booking.actions.events import ONLINE
from booking.models import AppointmentEvent, BookingSettings, Occupancy, Status, Visit
from salon.outbox.models import Message
from tests.booking.conftest import NOW, OLENA, Booker, local
from tests.booking.manage.conftest import address, state

FRIDAY = "2026-06-12T07:30Z"


def test_cancelling_asks_first_and_then_one_press_does_it(browser: Browser, visit: Visit) -> None:
    question = browser.get(address(visit, "visit_cancel")).content.decode()
    assert "Möchten Sie wirklich stornieren?" in question
    answer = browser.post(address(visit, "visit_cancel"), {"reason": "Ich bin krank"}, follow=True)
    assert answer.redirect_chain[0][0] == address(visit)
    assert "Ihr Termin ist storniert." in answer.content.decode()
    assert visit.appointments.get().status == Status.CANCELLED
    assert AppointmentEvent.objects.get(kind="cancelled").facts["reason"] == "Ich bin krank"
    assert not Occupancy.objects.exists()


def test_a_cancelled_visit_offers_the_same_again(browser: Browser, visit: Visit) -> None:
    html = browser.post(address(visit, "visit_cancel"), follow=True).content.decode()
    assert "/de/termin/?service=haircut&amp;master=anna" in html
    assert "/cancel/" not in html


def test_pressing_twice_cancels_once_and_tells_once(browser: Browser, visit: Visit) -> None:
    for _ in range(2):
        answer = browser.post(address(visit, "visit_cancel"), follow=True)
        assert answer.status_code == 200
    assert AppointmentEvent.objects.filter(kind="cancelled").count() == 1
    assert Message.objects.filter(kind="visit_cancelled").count() == 1


def test_too_late_to_cancel_says_whom_to_call(browser: Browser, visit: Visit, clock: time_machine.Traveller) -> None:
    clock.move_to(local(9, 14, 1))
    before = state(visit)
    answer = browser.post(address(visit, "visit_cancel"))
    assert answer.status_code == 409
    assert "rufen Sie uns an unter +49\N{NO-BREAK SPACE}30" in answer.content.decode()
    assert state(visit) == before


def test_up_to_the_very_minute_of_the_limit_it_is_in_time(
    browser: Browser, visit: Visit, clock: time_machine.Traveller
) -> None:
    clock.move_to(local(9, 14))
    browser.post(address(visit, "visit_cancel"))
    assert visit.appointments.get().status == Status.CANCELLED


def test_moving_and_cancelling_have_limits_of_their_own(browser: Browser, book: Booker) -> None:
    rules = BookingSettings.load()
    rules.cancel_limit_hours, rules.move_limit_hours = 72, 2
    rules.save()
    visit = book("haircut", local(10, 14), contact=OLENA)
    assert browser.post(address(visit, "visit_cancel")).status_code == 409
    assert browser.post(address(visit, "visit_move"), {"start": FRIDAY}).status_code == 302


@pytest.mark.parametrize("reason", ["x" * 301, "a\x00b"])
def test_a_reason_that_cannot_be_kept_is_asked_again(browser: Browser, visit: Visit, reason: str) -> None:
    answer = browser.post(address(visit, "visit_cancel"), {"reason": reason})
    assert answer.status_code == 400
    assert visit.appointments.get().status == Status.CONFIRMED


def test_one_tap_on_a_near_time_moves_the_visit(browser: Browser, visit: Visit) -> None:
    html = browser.get(address(visit, "visit_move")).content.decode()
    values = re.findall(r'name="start" value="([^"]+)"', html)
    answer = browser.post(address(visit, "visit_move"), {"start": values[0]}, follow=True)
    assert "Ihr Termin ist verschoben auf Mittwoch, 10." in answer.content.decode()
    assert AppointmentEvent.objects.filter(kind="moved").count() == 1


def test_the_nearest_times_come_first_and_the_own_time_is_not_one(browser: Browser, visit: Visit) -> None:
    html = browser.get(address(visit, "visit_move")).content.decode()
    first = re.findall(r'name="start" value="([^"]+)"', html)[:3]
    assert first == ["2026-06-10T11:30Z", "2026-06-10T11:45Z", "2026-06-10T12:15Z"]


def test_the_page_shows_the_days_and_the_times_of_the_one_that_was_asked_for(browser: Browser, visit: Visit) -> None:
    html = browser.get(address(visit, "visit_move"), {"day": "2026-06-12"}).content.decode()
    assert "Freitag, 12." in html
    assert 'value="2026-06-12T07:00Z"' in html
    assert 'value="2026-06-12T15:00Z"' not in html


def test_moving_gives_the_old_time_back(browser: Browser, visit: Visit, book: Booker) -> None:
    browser.post(address(visit, "visit_move"), {"start": FRIDAY})
    assert visit.appointments.get().start == local(12, 9, 30)
    assert book("haircut", local(10, 14), master="anna")


def test_pressing_twice_moves_once_and_tells_once(browser: Browser, visit: Visit) -> None:
    for _ in range(2):
        answer = browser.post(address(visit, "visit_move"), {"start": FRIDAY}, follow=True)
        assert answer.status_code == 200
    visit.refresh_from_db()
    assert visit.sequence == 1
    assert Message.objects.filter(kind="visit_moved").count() == 1


def test_a_time_that_was_just_taken_is_answered_with_the_nearest(browser: Browser, visit: Visit, book: Booker) -> None:
    book("haircut", local(12, 9, 30), master="anna")
    before = state(visit)
    answer = browser.post(address(visit, "visit_move"), {"start": FRIDAY})
    assert answer.status_code == 409
    html = answer.content.decode()
    assert "Diese Zeit wurde gerade vergeben." in html
    assert re.findall(r'name="start" value="([^"]+)"', html)[:3] == [
        "2026-06-12T08:30Z",
        "2026-06-12T08:45Z",
        "2026-06-12T09:00Z",
    ]
    assert state(visit) == before


@pytest.mark.parametrize(
    ("start", "status"),
    [
        ("", 422),
        ("morgen", 422),
        ("2026-06-12T09:30", 422),
        ("9999-12-31T23:59-23:59", 422),
        ("2026-06-12T07:30:01Z", 409),
        ("2026-06-12T07:37Z", 409),
        ("2026-06-07T08:00Z", 422),
        ("2026-06-12T20:00Z", 422),
        ("2026-06-14T08:00Z", 422),
        ("2027-06-11T08:00Z", 422),
    ],
)
def test_a_forged_start_is_refused_in_words(browser: Browser, visit: Visit, start: str, status: int) -> None:
    before = state(visit)
    answer = browser.post(address(visit, "visit_move"), {"start": start})
    assert answer.status_code == status
    assert 'role="alert"' in answer.content.decode()
    assert state(visit) == before


@pytest.mark.parametrize("day", ["", "heute", "0001-01-01", "9999-12-31", "2026-02-30", "2020-01-01", "\x00"])
def test_a_day_that_makes_no_sense_shows_the_page_all_the_same(browser: Browser, visit: Visit, day: str) -> None:
    assert browser.get(address(visit, "visit_move"), {"day": day, "from": day}).status_code == 200


def test_too_late_to_move_says_whom_to_call(browser: Browser, visit: Visit, clock: time_machine.Traveller) -> None:
    clock.move_to(local(10, 9))
    before = state(visit)
    answer = browser.post(address(visit, "visit_move"), {"start": FRIDAY})
    assert answer.status_code == 409
    assert "Online verschieben ist jetzt nicht mehr möglich." in answer.content.decode()
    assert browser.get(address(visit, "visit_move")).status_code == 302
    assert state(visit) == before


def test_a_cancelled_visit_cannot_be_moved(browser: Browser, visit: Visit) -> None:
    cancel_visit(visit_id=visit.pk, by=ONLINE, now=NOW)
    for answer in (
        browser.get(address(visit, "visit_move"), follow=True),
        browser.post(address(visit, "visit_move"), {"start": FRIDAY}, follow=True),
        browser.get(address(visit, "visit_cancel"), follow=True),
    ):
        assert "Ihr Termin ist storniert." in answer.content.decode()


def test_a_service_that_is_no_longer_offered_cannot_be_moved_online(browser: Browser, visit: Visit) -> None:
    visit.appointments.get().service.__class__.objects.update(is_active=False)
    answer = browser.get(address(visit, "visit_move"))
    assert answer.status_code == 422
    assert "Diese Leistung ist online gerade nicht buchbar." in answer.content.decode()


def test_buttons_work_without_cookies_and_with_a_browser_that_hides_where_it_comes_from(
    browser: Browser, visit: Visit
) -> None:
    """`Referrer-Policy: no-referrer` makes browsers send `Origin: null`."""
    answer = browser.post(address(visit, "visit_move"), {"start": FRIDAY}, headers={"Origin": "null"})
    assert answer.status_code == 302
    assert browser.cookies == {}
