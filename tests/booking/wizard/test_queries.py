"""A step of the wizard takes at most 15 queries, whatever the size of the salon."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from django.db import connection
from django.http import HttpResponseBase
from django.test.utils import CaptureQueriesContext

from tests.analytics.conftest import PHONE
from tests.booking.factories import busy_salon, home_with_privacy_page
from tests.booking.wizard.conftest import CONTACT, Browser

MOST = 15
# Booking itself writes visit, appointments, events, messages and looks who comes; it is bounded too.
MOST_TO_BOOK = 40
# Statements that only begin and end transactions ask for nothing.
_TRANSACTION = re.compile(r"BEGIN|COMMIT|ROLLBACK|SAVEPOINT|RELEASE", re.IGNORECASE)


@contextmanager
def at_most(number: int) -> Iterator[None]:
    with CaptureQueriesContext(connection) as captured:
        yield
    asked = [query["sql"] for query in captured if not _TRANSACTION.match(query["sql"])]
    assert len(asked) <= number, "\n".join([f"{len(asked)} queries", *(sql[:120] for sql in asked)])


@pytest.fixture
def counted(olena: Browser) -> Browser:
    """Olena's browser at the busy salon, counted as a visitor; so are the queries of every single answer, redirects by
    themselves.
    """
    olena.headers["user-agent"] = PHONE
    busy_salon()
    home_with_privacy_page()
    most = {"review": MOST_TO_BOOK}

    def counting(send: Callable[..., HttpResponseBase], is_post: bool) -> Callable[..., HttpResponseBase]:
        def run(url: str, *args: object, **kwargs: object) -> HttpResponseBase:
            step = url.split("?")[0].rstrip("/").rsplit("/", 1)[-1]
            if "/visit/" in url:
                return send(url, *args, **kwargs)
            with at_most(most.get(step, MOST) if is_post else MOST):
                return send(url, *args, **kwargs)

        return run

    olena.client.get, olena.client.post = counting(olena.client.get, False), counting(olena.client.post, True)
    return olena


@pytest.mark.parametrize("master", ["any", "master-1"])
@pytest.mark.parametrize(
    "services", [["busy-hair-0"], ["busy-hair-1", "busy-nails-2", "busy-face-3"]], ids=["one service", "three services"]
)
def test_every_step_asks_little(counted: Browser, services: list[str], master: str) -> None:
    counted.open()
    assert counted.step == "services"
    counted.send(service=services)
    assert counted.step == "master"
    assert counted.html.count('class="choice choice--face"') == 7
    counted.send(master=master)
    assert counted.step == "time"
    counted.send(start=counted.slots[0])
    assert counted.step == "contact"
    assert "/de/datenschutz/" in counted.html
    counted.send(**{**CONTACT, "name": ""})
    counted.send(**CONTACT)
    assert counted.step == "review"
    counted.confirm()
    assert counted.is_visit


def test_an_empty_day_asks_little_too(counted: Browser) -> None:
    counted.open("time", "service=busy-hair-1&service=busy-nails-2&master=master-2&day=2026-06-14")
    assert "zu" in counted.text
    counted.open("time", "service=busy-hair-1&master=master-2&day=2026-10-03")
    assert "Geschlossen: Tag der Deutschen Einheit." in counted.text
