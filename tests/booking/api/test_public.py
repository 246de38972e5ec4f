"""What everybody may know: services with their prices, and when they are free."""

import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client as Browser
from django.test.utils import CaptureQueriesContext

from booking.models import Service
from tests.booking.api.caller import Program
from tests.booking.conftest import Booker, local

pytestmark = pytest.mark.usefixtures("anna", "olga")


def ask(path: str, **query: Any) -> Any:
    return Browser().get(f"/api/public/{path}/", query, headers={"Accept-Language": "de"})


def test_prices_are_those_of_the_table() -> None:
    shown = ask("services").json()["categories"][0]["services"]
    prices = {one["slug"]: (one["price"]["amount"], one["price"]["is_from"]) for one in shown}
    assert prices == {"haircut": ("45.00", False), "colour": ("80.00", True), "manicure": ("30.00", False)}
    Service.objects.filter(slug="haircut").update(price="47.50")
    assert '"47.50"' in ask("services").text


def test_nobody_needs_a_token_and_a_wrong_one_is_not_looked_at(bot: Program) -> None:
    assert ask("services").status_code == 200
    assert Browser().get("/api/public/services/", headers={"Authorization": "Bearer wrong"}).status_code == 200


def test_free_times_are_those_of_the_wizard_and_name_nobody(book: Booker) -> None:
    book("haircut", local(10, 9), master="anna")
    day = ask("slots", service="haircut", master="anna", day="2026-06-10").json()["day"]
    assert day["starts"][0]["start"] == "2026-06-10T10:00:00+02:00"


def test_an_answer_is_kept_for_a_moment() -> None:
    ask("slots", service="haircut", day="2026-06-10")
    with CaptureQueriesContext(connection) as seen:
        ask("slots", service="haircut", day="2026-06-10")
    assert len(seen) == 0


def test_a_chat_and_a_visit_are_no_business_of_everybody() -> None:
    answer = ask("slots", service="haircut", visit="AAAAAAAAAAAAAAAA", draft="draft-of-a-chat")
    assert answer.status_code == 200
    assert ask("slots").json()["code"] == "invalid"


@pytest.mark.parametrize(
    "query",
    [
        {"service": "nothing"},
        {"service": ["haircut"] * 21},
        {"service": "x" * 61},
        {"service": "haircut", "day": "2026-13-01"},
        {"service": "haircut", "day": "9999-12-31"},
        {"service": "haircut", "master": "nobody"},
        {"service": "haircut\x00"},
        {"service": ["haircut", "haircut"]},
    ],
)
def test_rubbish_gets_a_clear_no(query: dict[str, Any]) -> None:
    answer = ask("slots", **query)
    assert answer.status_code in {400, 422}
    assert set(answer.json()) == {"code", "message", "facts"}


def test_it_is_counted_by_address() -> None:
    answers = [ask("services").status_code for _ in range(61)]
    assert (answers[59], answers[60]) == (200, 429)


def test_machines_are_told_where_it_is() -> None:
    assert re.search(r"/api/public/services/", Browser().get("/de/llms.txt").text)
