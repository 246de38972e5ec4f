"""A salon in another zone than Berlin: hours, today, absences, mails, pages and calendar files follow its own clock."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core import mail
from django.test import Client as Browser
from django.test import override_settings
from django.urls import reverse
from django.utils import translation

from booking.actions.change import move_visit
from booking.actions.events import ONLINE
from booking.actions.roster import absence, take_time_off
from booking.engine import calendar
from booking.models import BookingSettings, Master, TimeOff
from booking.selectors.availability import today
from booking.selectors.free_time import find_free_time
from booking.selectors.visits import manage_token
from salon.outbox.actions.deliver import deliver_due
from salon.outbox.models import Message
from tests.booking.conftest import OLENA, Booker, wish_for
from tests.booking.post import letters_to, said
from tests.booking.test_clocks import HOUR, entry_of, on_the_wall
from tests.booking.wizard.conftest import Browser as Page
from tests.conftest import stand_where_the_machine_does

pytestmark = pytest.mark.django_db


@pytest.fixture(params=["America/New_York", "Asia/Kolkata", "Pacific/Chatham"])
def zone(request: pytest.FixtureRequest) -> Iterator[ZoneInfo]:
    """The salon stands there; some have half or three quarters of an hour that nobody else has."""
    with override_settings(SALON_TIME_ZONE=request.param, TIME_ZONE=request.param):
        # Django has just told the process as well.
        stand_where_the_machine_does()
        yield ZoneInfo(request.param)
    stand_where_the_machine_does()


def there(zone: ZoneInfo, day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 6, day, hour, minute, tzinfo=zone).astimezone(UTC)


def test_opening_hours_are_those_of_the_salons_own_clock(zone: ZoneInfo, book: Booker) -> None:
    free = find_free_time(wish_for("haircut", "anna"), now=there(zone, 8, 12))
    assert calendar.moment(free.starts[0].at) == there(zone, 9, 9)
    clock = on_the_wall(free, date(2026, 6, 9), zone)
    assert (clock[0], clock[-1]) == ("09:00", "16:00")


def test_today_is_the_salons_day(zone: ZoneInfo, book: Booker) -> None:
    """Shortly before and after its midnight, whatever day it is in Berlin, in Greenwich or where the machine stands."""
    late, early = there(zone, 8, 23, 59), there(zone, 9, 0)
    assert (today(late), today(early)) == (date(2026, 6, 8), date(2026, 6, 9))
    rules = BookingSettings.load()
    rules.horizon_days = 1
    rules.save()
    for now, last in ((late, date(2026, 6, 9)), (early, date(2026, 6, 10))):
        assert max(find_free_time(wish_for("haircut"), now=now).by_day) == last


def test_a_day_off_is_the_salons_day(zone: ZoneInfo, anna: Master) -> None:
    start, end = absence(date(2026, 6, 10), date(2026, 6, 10), None, None)
    off = TimeOff(master=anna, start=start, end=end)
    take_time_off(time_off=off, confirmed=(), save=off.save, now=there(zone, 8, 12))
    assert (start, end) == (there(zone, 10, 0), there(zone, 11, 0))
    free = find_free_time(wish_for("haircut", "anna"), now=there(zone, 8, 12))
    assert [len(free.on(date(2026, 6, day))) for day in (9, 10, 11)] == [29, 0, 29]


def test_ten_oclock_is_ten_oclock_in_mail_page_and_calendar(zone: ZoneInfo, book: Booker) -> None:
    now, ten = there(zone, 8, 12), there(zone, 10, 10)
    visit = book("haircut", ten, master="anna", now=now, contact=OLENA)
    deliver_due(now=now)
    assert "Mittwoch, 10. Juni 2026 10:00 bis 11:00 Uhr" in said(mail.outbox[0].body)
    with translation.override("de"):
        page = reverse("booking:visit", args=[manage_token(visit)])
    assert "10:00" in Browser().get(page).content.decode()
    found = entry_of(visit, Browser())
    assert (found.start, found.end) == (ten, ten + HOUR)
    assert found.start.astimezone(zone).strftime("%d %H:%M") == "10 10:00"


def test_reminders_are_due_by_the_salons_clock(zone: ZoneInfo, book: Booker) -> None:
    book("haircut", there(zone, 11, 10), now=there(zone, 8, 12), contact=OLENA)
    due = Message.objects.filter(kind="visit_reminder").order_by("due_at").values_list("due_at", flat=True)
    assert list(due) == [there(zone, 10, 10), there(zone, 11, 8)]


def test_a_move_is_told_by_the_salons_clock(zone: ZoneInfo, book: Booker) -> None:
    now = there(zone, 8, 12)
    visit = book("haircut", there(zone, 10, 16), master="anna", now=now, contact=OLENA)
    move_visit(visit_id=visit.pk, to=there(zone, 12, 9), by=ONLINE, now=now)
    deliver_due(now=now)
    letter = letters_to(OLENA.email, mail.outbox)[-1].body
    assert "16:00" in letter
    assert "9:00" in letter


def test_the_wizard_shows_the_salons_clock_and_sends_utc(zone: ZoneInfo, anna: Master, client: Browser) -> None:
    with time_machine.travel(there(zone, 8, 12).timestamp(), tick=False):
        page = Page(client).open(query="service=haircut&master=anna")
    assert page.slots[0] == there(zone, 9, 9).strftime("%Y-%m-%dT%H:%MZ")
    assert "9:00" in page.text
