"""Pages are counted wherever they come from, at no query; and nobody is who does not want to be."""

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from salon.analytics.models import Counter, What
from salon.analytics.tally import tally
from salon.analytics.visitors import COLLEAGUE_COOKIE
from salon.cms.page_cache import begin_generation
from salon.cms.roles import Role
from tests.analytics.conftest import COMPUTER, CRAWLER, PHONE, TABLET, counted
from tests.people import logged_in

pytestmark = [pytest.mark.usefixtures("demo_german"), pytest.mark.django_db, pytest.mark.once]
BALAYAGE = "/de/leistungen/haare/balayage/"
OURS = "salon.analytics.middleware.CountingMiddleware"


@pytest.fixture(autouse=True)
def kept(settings: Settings) -> None:
    """Without what the demo has counted."""
    Counter.objects.all().delete()
    settings.WAGTAIL_CACHE = True
    settings.SALON_URL = "http://testserver"
    begin_generation()


def look(agent: str = PHONE, address: str = BALAYAGE, **headers: str) -> tuple[HttpResponse, int]:
    with CaptureQueriesContext(connection) as queries:
        answer = Client().get(address, headers={"user-agent": agent, **headers})
    return answer, len(queries)


def test_a_page_costs_as_many_queries_with_counting_as_without(settings: Settings) -> None:
    look()
    begin_generation()
    anew, kept = look(), look()
    assert kept[1] == 0
    assert counted(What.VIEW) == {BALAYAGE: 3}
    settings.MIDDLEWARE = [name for name in settings.MIDDLEWARE if name != OURS]
    begin_generation()
    assert [look()[1], look()[1]] == [anew[1], kept[1]]
    assert counted(What.VIEW) == {BALAYAGE: 3}


def test_a_kept_page_is_the_same_for_everybody_and_leaves_nothing_with_anybody() -> None:
    pages = [look(agent, referer="https://www.google.com/", dnt=dnt)[0] for agent in (PHONE, COMPUTER) for dnt in "01"]
    assert len({page.content for page in pages}) == 1
    assert not any(page.cookies for page in pages)


def test_a_view_tells_language_kind_of_device_and_what_led_here() -> None:
    look(
        PHONE,
        f"{BALAYAGE}?utm_source=Instagram&utm_medium=story&utm_campaign=herbst",
        referer="https://l.instagram.com/x",
    )
    look(TABLET, referer="http://testserver/de/")
    look(COMPUTER, referer="https://www.google.de/search?q=olena")
    assert counted(What.VIEW, "name", "language", "device") == {
        (BALAYAGE, "de", "phone"): 1,
        (BALAYAGE, "de", "tablet"): 1,
        (BALAYAGE, "de", "computer"): 1,
    }
    assert counted(What.REFERRER) == {"instagram.com": 1, "google.de": 1}
    assert counted(What.CAMPAIGN, "name", "detail") == {("herbst", "instagram / story"): 1}


@pytest.mark.parametrize("agent", [CRAWLER, "python-requests/2.32", "WhatsApp/2.23", ""])
def test_machines_are_not_counted(agent: str) -> None:
    look(agent)
    assert counted(What.VIEW) == {}


@pytest.mark.parametrize(
    ("header", "said"),
    [
        ("dnt", "1"),
        ("sec-gpc", "1"),
        ("sec-purpose", "prefetch;prerender"),
        ("purpose", "prefetch"),
        ("x-moz", "prefetch"),
    ],
)
def test_who_asks_not_to_be_and_what_nobody_looks_at_is_not_counted(header: str, said: str) -> None:
    look(**{header: said})
    assert counted(What.VIEW) == {}


def test_only_pages_that_are_shown_are_views() -> None:
    Client().head(BALAYAGE, headers={"user-agent": PHONE})
    for address in ("/de/nirgends/olena@example.org/", "/de/termin/", "/de/my/", "/health/live", "/robots.txt"):
        look(address=address)
    assert counted(What.VIEW) == {}


def test_the_admin_tells_a_colleagues_browser_that_it_is_not_counted() -> None:
    karin = logged_in(Role.RECEPTION)
    karin.get("/admin/", headers={"user-agent": COMPUTER})
    assert karin.cookies[COLLEAGUE_COOKIE]["httponly"]
    karin.get(BALAYAGE, headers={"user-agent": COMPUTER})
    assert counted(What.VIEW) == {}


def test_no_person_gets_into_the_table() -> None:
    olena = "olena.kovalenko@example.org"
    look(
        PHONE,
        f"{BALAYAGE}?utm_source={olena}&utm_medium=%2B49%20151%202345678&utm_campaign=olena%2540example.org&email={olena}",
        **{"referer": f"https://olena:secret@mail.example.com/inbox/42?to={olena}", "x-forwarded-for": "203.0.113.77"},
    )
    look(PHONE, referer="https://203.0.113.77/olena")
    look(PHONE, referer="https://kunde-01512345678.example.com/")
    look(PHONE, referer="https://[")
    tally.write()
    table = str(list(Counter.objects.values_list("name", "detail", "language", "device")))
    for part in (
        "olena",
        "kovalenko",
        "@",
        "%40",
        "203.0.113",
        "0151",
        "2345678",
        "secret",
        "inbox",
        "Mozilla",
        "iPhone",
    ):
        assert part not in table
    assert counted(What.REFERRER) == {"mail.example.com": 1, "(other)": 3}
    assert set(counted(What.CAMPAIGN, "name", "detail")) == {("(other)", "(other) / (other)")}
