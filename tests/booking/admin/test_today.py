"""The panel of the admin's home page: today in the salon, as far as its visitor may know."""

from datetime import datetime

import pytest
import time_machine
from django.contrib.auth import get_user
from django.test import Client as Browser
from django.urls import reverse

from booking.models import Status
from salon.cms.roles import Role
from tests.booking.admin.conftest import LogIn
from tests.booking.conftest import OLENA, Booker, local

HOME = reverse("wagtailadmin_home")


def page_at(browser: Browser, moment: datetime) -> str:
    """The home page at a moment; the login must be of that time too."""
    user = get_user(browser)
    with time_machine.travel(moment.timestamp(), tick=False):
        browser.force_login(user)
        return browser.get(HOME).content.decode()


def test_reception_sees_who_is_expected_today(karin: Browser, book: Booker) -> None:
    book("haircut", local(9, 10), master="anna", contact=OLENA)
    page = page_at(karin, local(9, 7))
    assert "10:00–11:00" in page
    assert "Olena Kovalenko" in page
    assert "Anna Lindner" in page


@pytest.mark.parametrize(("day", "expected"), [(9, True), (10, False)])
def test_the_salons_day_counts_and_not_utcs(karin: Browser, book: Booker, day: int, expected: bool) -> None:
    book("haircut", local(9, 10), master="anna", contact=OLENA)
    assert ("Olena Kovalenko" in page_at(karin, local(day, 0, 30))) is expected


def test_what_was_cancelled_is_not_expected(karin: Browser, book: Booker) -> None:
    visit = book("haircut", local(9, 10), master="anna", contact=OLENA)
    visit.appointments.update(status=Status.CANCELLED)
    assert "Olena Kovalenko" not in page_at(karin, local(9, 7))


def test_a_master_sees_her_own_day(annas_phone: Browser, book: Booker) -> None:
    book("haircut", local(9, 10), master="anna", contact=OLENA)
    book("haircut", local(9, 11), master="olga")
    page = page_at(annas_phone, local(9, 7))
    assert "Olena Kovalenko" in page
    assert "Olga Schreiber" not in page


def test_who_works_with_texts_sees_no_clients(log_in: LogIn, book: Booker) -> None:
    book("haircut", local(9, 10), master="anna", contact=OLENA)
    for role in (Role.EDITOR, Role.MARKETING):
        assert "Olena Kovalenko" not in page_at(log_in(role), local(9, 7))
