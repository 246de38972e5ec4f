"""Looks and bookings of the same way stand in one row, however each of them was written down."""

from collections.abc import Iterator
from datetime import date

import pytest
import time_machine
from django.test import Client as Browser
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from booking.models import Visit
from salon.analytics.models import What
from salon.cms.roles import Role
from tests.booking.conftest import NOW, Booker, local
from tests.booking.reports.test_funnel_and_demand import JUNE, count, rows_of
from tests.people import logged_in

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(NOW.timestamp(), tick=False) as clock:
        yield clock


@pytest.fixture
def marketing() -> Browser:
    return logged_in(Role.MARKETING)


@pytest.fixture
def booked(book: Booker) -> Visit:
    """Olena came by the story on Instagram, as its link says it, and booked in the widget of a page."""
    visit = book("haircut", local(9, 10), master="anna")
    utm = {"utm_source": "Instagram", "utm_medium": "Story", "utm_campaign": "Herbst-Balayage"}
    Visit.objects.filter(pk=visit.pk).update(campaign={"last": utm}, widget="hair", page="/de/preise/")
    return visit


def test_a_campaign_a_widget_and_a_page_say_how_many_looks_became_bookings(marketing: Browser, booked: Visit) -> None:
    count(What.CAMPAIGN, "herbst-balayage", 10, "instagram / story")
    count(What.WIDGET, "hair", 20)
    count(What.VIEW, "/de/preise/", 40)
    count(What.VIEW, "/de/team/", 5)
    count(What.VIEW, "/de/preise/", 7, day=date(2026, 5, 30))
    rows = {row[0]: row[1:] for row in rows_of(marketing, "sources") if row}
    assert rows["herbst-balayage"][:3] == ["10", "1", "10%"]
    assert rows["hair"][:3] == ["20", "1", "5%"]
    assert rows["/de/preise/"][:3] == ["40", "1", "2.5%"]
    assert rows["/de/team/"][:3] == ["5", "0", "0%"]


def test_more_bookings_than_looks_are_no_rate(marketing: Browser, booked: Visit) -> None:
    rows = {row[0]: row[1:] for row in rows_of(marketing, "sources") if row}
    assert rows["/de/preise/"][:3] == ["0", "1", ""]


def test_a_site_says_who_came_and_who_booked_at_once(marketing: Browser) -> None:
    count(What.REFERRER, "google.com", 30)
    count(What.REFERRER, "bing.com", 10)
    count(What.BOOKING, "website", 2, "google.com")
    count(What.BOOKING, "website", 9)
    rows = {row[0]: row[1:] for row in rows_of(marketing, "sources") if row}
    assert rows["google.com"][:3] == ["30", "75%", "2"]
    assert rows["bing.com"][:3] == ["10", "25%", "0"]


def test_the_report_asks_little(
    marketing: Browser, booked: Visit, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(9):
        count(What.VIEW, f"/de/{number}/", 1)
    url = reverse("sources_report")
    marketing.get(url, JUNE)
    with django_assert_max_num_queries(20):
        assert marketing.get(url, JUNE | {"export": "csv"}).status_code == 200
