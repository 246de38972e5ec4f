"""How far drafts come is counted once a draft, and so are the days on which nothing was found."""

from collections.abc import Iterator

import pytest
from django.test import Client
from pytest_django import Settings

from booking.models import Master, Visit
from booking.wizard import WAY
from salon.analytics.models import What
from salon.analytics.tally import tally
from tests.analytics.conftest import PHONE, counted
from tests.booking.conftest import Booker, local
from tests.booking.wizard.conftest import CONTACT, Browser

QUERY = "service=haircut&master=anna"


@pytest.fixture(autouse=True)
def nothing_counted() -> Iterator[None]:
    tally.begin_anew()
    yield
    tally.begin_anew()


@pytest.fixture
def olena(client: Client, anna: Master, olga: Master) -> Browser:
    """As a browser that says what it is."""
    return Browser(client, **{"user-agent": PHONE})


def test_a_draft_is_counted_once_a_step_however_often_it_goes_back_and_forth(olena: Browser) -> None:
    olena.open(query=QUERY)
    time = olena.url
    olena.reload().send(start=olena.slots[0])
    olena.go(time).send(start=olena.slots[1])
    olena.send(**{**CONTACT, "name": ""}).send(**CONTACT).reload().confirm()
    assert olena.is_visit
    assert counted(What.STEP, "name", "language", "device") == {(step, "de", "phone"): 1 for step in WAY}
    assert counted(What.BOOKING) == {"website": 1}


def test_who_leaves_is_counted_as_far_as_she_came(olena: Browser) -> None:
    olena.open()
    olena.tab().open(query=QUERY)
    assert counted(What.STEP) == {"services": 2, "master": 1, "time": 1}


def test_a_site_that_leads_straight_into_the_booking_is_named_with_it(client: Client, anna: Master) -> None:
    bing = Browser(client, **{"user-agent": PHONE, "referer": "https://www.bing.com/search?q=olena"})
    bing.to_review(QUERY).confirm()
    assert counted(What.BOOKING, "name", "detail") == {("website", "bing.com"): 1}
    assert "bing" not in str(Visit.objects.values().get())


def test_whoever_asks_not_to_be_is_counted_nowhere_on_the_way(client: Client, anna: Master) -> None:
    for header in ({"sec-gpc": "1", "user-agent": PHONE}, {"user-agent": "curl/8"}):
        Browser(client, **header).to_review(QUERY).confirm()
    assert Visit.objects.count() == 2
    for what in What:
        assert counted(what) == {}


def test_colleagues_are_not_counted(admin_client: Client, anna: Master) -> None:
    Browser(admin_client, **{"user-agent": PHONE}).to_review(QUERY)
    assert counted(What.STEP) == {}


def test_a_day_is_searched_in_vain_for_each_part_in_which_nothing_is_free(olena: Browser, book: Booker) -> None:
    """Anna's Saturday is from 9 to 14 o'clock: after three haircuts the morning is full, after five the day."""
    olena.open()
    for hour in (9, 10, 11):
        book("haircut", local(13, hour), master="anna")
    for _ in range(2):
        olena.open("time", f"{QUERY}&day=2026-06-13").reload()
    assert counted(What.SEARCH, "name", "detail") == {("haircut", "5-morning"): 2}
    book("haircut", local(13, 12), master="anna")
    book("haircut", local(13, 13), master="anna")
    olena.open("time", f"{QUERY}&day=2026-06-13")
    assert counted(What.SEARCH, "name", "detail") == {("haircut", "5-morning"): 3, ("haircut", "5-afternoon"): 1}


def test_a_day_that_nobody_asked_for_and_a_closed_one_are_no_search(olena: Browser, book: Booker) -> None:
    book("haircut", local(9, 9), master="anna")
    olena.open(query=QUERY)
    olena.open("time", f"{QUERY}&day=2026-06-14")
    olena.open("time", f"{QUERY}&day=2031-06-14")
    assert counted(What.SEARCH) == {}


def test_a_widget_that_is_shown_is_counted_and_asks_no_session(
    client: Client, anna: Master, settings: Settings
) -> None:
    client.get("/de/termin/widget/?service=haircut", headers={"user-agent": PHONE})
    assert counted(What.WIDGET) == {"": 1}
    assert counted(What.STEP) == {}
