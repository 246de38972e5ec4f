"""How far bookings come and what is looked for in vain, against numbers that can be added up by hand."""

import csv
from collections.abc import Iterator
from datetime import date, timedelta
from io import StringIO

import pytest
import time_machine
from django.contrib.auth.models import Permission
from django.test import Client as Browser
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from booking.models import Master
from booking.wizard import WAY
from salon.analytics.actions import Key, add_up
from salon.analytics.models import Device, What
from salon.cms.models import OpeningHours
from salon.cms.roles import Role
from tests.booking.conftest import NOW
from tests.people import logged_in

pytestmark = pytest.mark.django_db
TODAY = date(2026, 6, 8)
JUNE = {"first": "2026-06-01", "last": "2026-06-08"}
# A way that 40 began: where most leave, and what it was before.
CAME = dict(zip(WAY, (40, 30, 28, 12, 11, 10), strict=True))


@pytest.fixture(autouse=True)
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(NOW.timestamp(), tick=False) as clock:
        yield clock


@pytest.fixture
def marketing() -> Browser:
    return logged_in(Role.MARKETING)


def count(what: What, name: str, number: int, detail: str = "", language: str = "de", day: date = TODAY) -> None:
    add_up({Key(what, day, name, detail, language, Device.PHONE): number})


def rows_of(browser: Browser, report: str, **asked: str) -> list[list[str]]:
    answer = browser.get(reverse(f"{report}_report"), {**JUNE, **asked, "export": "csv"})
    return list(csv.reader(StringIO(answer.content.decode())))


@pytest.fixture
def way(db: None) -> None:
    for step, number in CAME.items():
        count(What.STEP, step, number - number // 4)
        count(What.STEP, step, number // 4, detail="hair", language="uk")
        count(What.STEP, step, 5, day=TODAY - timedelta(days=8))
        count(What.STEP, step, 99, day=TODAY + timedelta(days=1))


def test_every_step_says_how_many_came_went_on_and_left(marketing: Browser, way: None) -> None:
    rows = rows_of(marketing, "funnel")
    assert [row[1:] for row in rows[2:8]] == [
        ["40", "100%", "", "", "5"],
        ["30", "75%", "75%", "10", "5"],
        ["28", "70%", "93.3%", "2", "5"],
        ["12", "30%", "42.9%", "16", "5"],
        ["11", "27.5%", "91.7%", "1", "5"],
        ["10", "25%", "90.9%", "1", "5"],
    ]


def test_the_worst_step_is_said_first_and_leads_to_what_was_not_found(marketing: Browser, way: None) -> None:
    page = marketing.get(reverse("funnel_report"), JUNE).content.decode()
    assert "25" in page
    assert "16" in page
    assert f'<a href="{reverse("demand_report")}">' in page
    assert page.count("is-worst") == 1


def test_a_way_is_divided_by_language_and_device_and_filtered_by_both(marketing: Browser, way: None) -> None:
    rows = rows_of(marketing, "funnel")
    assert ["Deutsch", "30", "23", "21", "9", "9", "8", "26.7%", "-73.3"] in rows
    assert ["Українська", "10", "7", "7", "3", "2", "2", "20%"] in [row[:8] for row in rows]
    assert rows_of(marketing, "funnel", language="uk")[2][1] == "10"
    assert len(rows_of(marketing, "funnel", device="tablet")) < len(rows)


def test_searches_are_a_map_of_service_weekday_and_part_of_day(marketing: Browser, anna: Master, olga: Master) -> None:
    count(What.SEARCH, "haircut", 7, "5-evening")
    count(What.SEARCH, "haircut", 2, "5-evening", language="uk")
    count(What.SEARCH, "haircut", 1, "1-morning")
    count(What.SEARCH, "gone", 3, "2-afternoon")
    count(What.SEARCH, "haircut", 20, "5-evening", day=TODAY - timedelta(days=8))
    count(What.SEARCH, "haircut", 99, "no-moment")
    rows = rows_of(marketing, "demand")
    head, haircut, gone = rows[1:4]
    assert [haircut[0], haircut[-2], haircut[-1]] == ["Haarschnitt", "10", "-50"]
    assert [gone[0], gone[-2]] == ["gone", "3"]
    # Tuesday to Saturday, three parts each.
    assert len(head) == 1 + 5 * 3 + 2
    assert haircut[15] == "9"
    assert rows_of(marketing, "demand", language="uk")[2][15] == "2"


def test_advice_names_who_could_do_it_and_leads_whoever_may_to_the_hours(anna: Master, olga: Master) -> None:
    count(What.SEARCH, "manicure", 9, "5-evening")
    count(What.SEARCH, "haircut", 8, "4-morning")
    OpeningHours.objects.filter(weekday=5).update(ends_at="20:00")
    owner, marketing = logged_in(Role.OWNER), logged_in(Role.MARKETING)
    rows = rows_of(owner, "demand")[-2:]
    assert "Olga Schreiber" in rows[0][2]
    assert "Anna Lindner, Olga Schreiber" in rows[1][2]
    page = owner.get(reverse("demand_report"), JUNE).content.decode()
    assert reverse("masters:edit", args=[olga.pk]) in page
    assert reverse("opening-hours:index") in page
    assert reverse("masters:edit", args=[olga.pk]) not in marketing.get(reverse("demand_report"), JUNE).content.decode()


@pytest.mark.parametrize("report", ["funnel", "demand"])
def test_without_counts_a_report_says_so(marketing: Browser, report: str, anna: Master) -> None:
    assert marketing.get(reverse(f"{report}_report")).status_code == 200


@pytest.mark.parametrize(("report", "most"), [("funnel", 7), ("demand", 9)])
def test_reports_ask_little(
    marketing: Browser, anna: Master, report: str, most: int, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(5):
        count(What.SEARCH, "haircut", number + 1, f"{number}-morning")
        count(What.STEP, WAY[number], 9 - number)
    url = reverse(f"{report}_report")
    marketing.get(url, JUNE)
    # Beside the reader's session, rights and the frame of the admin.
    with django_assert_max_num_queries(most + 6):
        assert marketing.get(url, {**JUNE, "export": "csv"}).status_code == 200


def test_only_owner_and_marketing_may_read_counts() -> None:
    may = set(Permission.objects.get(codename="view_counter").group_set.values_list("name", flat=True))
    assert may == {Role.OWNER, Role.MARKETING}
