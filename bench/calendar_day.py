"""Reception's calendar on a full day, beside a bare twin that reads the same rows."""

from collections.abc import Iterator
from datetime import timedelta

from django.apps import apps
from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractUser, Group
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext, override_settings
from django.urls import reverse

from bench import salon
from bench.rows import Row, milliseconds
from booking.selectors.calendar_day import Board, day_board
from salon.cms.roles import Role, give

APPOINTMENTS = 120
QUERIES = 16
RIGHTS = {
    "wagtailadmin.admin": ["access"],
    "booking.appointment": ["view", "add", "change", "see_all", "decide"],
    "booking.timeoff": ["view", "add"],
}
BOOKED = (
    'SELECT a.*, v.*, o.start, o."end" FROM booking_appointment a JOIN booking_visit v ON v.id = a.visit_id'
    " LEFT JOIN booking_occupancy o ON o.appointment_id = a.id WHERE a.start >= %s AND a.start < %s"
)
TWIN = (
    BOOKED,
    "SELECT * FROM booking_master",
    "SELECT * FROM cms_openinghours",
    "SELECT * FROM booking_workinghours",
)


def rows() -> Iterator[Row]:
    salon.build()
    salon.fill_today(APPOINTMENTS)
    name = f"calendar day, {salon.MASTERS} masters x {APPOINTMENTS} appointments"
    karin, browser = _reception(), Client()
    browser.force_login(karin)
    address = f"{reverse('calendar_day')}?date={salon.NOW.date()}"
    with override_settings(ALLOWED_HOSTS=["testserver"], SECURE_SSL_REDIRECT=False):
        assert browser.get(address).content.count(b"data-appointment=") == APPOINTMENTS  # noqa: S101
        with CaptureQueriesContext(connection) as queries:
            browser.get(address)
            asked = len(queries)
        page, load, bare = milliseconds(lambda: browser.get(address), lambda: _load(karin), _read)
    yield Row(f"{name}: queries", asked, "queries", QUERIES)
    yield Row(f"{name}: whole page", page, "ms", None, page / bare)
    yield Row(f"{name}: load and layout", load, "ms", None, load / bare)
    yield Row(f"{name}: bare twin", bare, "ms")


def _reception() -> AbstractUser:
    give(apps, Role.RECEPTION, RIGHTS)
    karin = get_user_model().objects.create_user("karin")
    karin.groups.add(Group.objects.get(name=Role.RECEPTION))
    return karin


def _load(karin: AbstractUser) -> Board:
    return day_board(karin, salon.NOW.date(), now=salon.NOW)


def _read() -> None:
    day = salon.NOW.replace(hour=0)
    with connection.cursor() as cursor:
        for statement in TWIN:
            cursor.execute(statement, [day, day + timedelta(days=1)] if "%s" in statement else None)
            cursor.fetchall()
