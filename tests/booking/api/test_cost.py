"""The API asks the database no more than the wizard does for the same."""

from typing import Any

import pytest
from django.test import Client

from booking.models import Client as Person
from booking.models import Master, Visit
from tests.booking.api.caller import Program
from tests.booking.conftest import local
from tests.booking.factories import home_with_privacy_page
from tests.booking.wizard.conftest import Browser
from tests.counting import queries

TEN, ELEVEN = local(10, 10), local(10, 11)


@pytest.fixture
def wizard(client: Client, anna: Master, olga: Master) -> Browser:
    home_with_privacy_page()
    return Browser(client)


def held(person: Program, start: Any, draft: str) -> dict[str, Any]:
    wanted = {"draft": draft, "services": ["haircut"], "master": "anna", "start": start.isoformat()}
    return {**wanted, **person.post("bot/hold/", **wanted).json()}


def booked(person: Program, hold: dict[str, Any]) -> None:
    agreed = {"end": hold["end"], "amount": hold["price"]["amount"]}
    answer = person.post(
        "bot/book/",
        **{name: hold[name] for name in ("draft", "services", "start")},
        master="anna",
        name="Olena",
        phone="0151 2345678",
        language="de",
        agreed=agreed,
    )
    assert answer.status_code == 201


def test_free_times_cost_no_more_than_the_wizards_step(wizard: Browser, olena: Program) -> None:
    wizard.open(query="service=haircut&master=anna")
    assert wizard.step == "time"
    step = queries(wizard.reload)
    api = queries(lambda: olena.get("bot/slots/", service="haircut", master="anna", day="2026-06-10"))
    assert api <= step
    assert api <= 12


def test_keeping_a_time_costs_no_more_than_in_the_wizard(wizard: Browser, olena: Program) -> None:
    wizard.open(query="service=haircut&master=anna")
    url, start = wizard.url, wizard.slots[0]
    step = queries(lambda: wizard.client.post(url, {"start": start}))
    api = queries(lambda: held(olena, ELEVEN, "draft-of-a-chat"))
    assert api <= step


def test_booking_costs_no_more_than_in_the_wizard(wizard: Browser, olena: Program) -> None:
    """The answer is the whole visit, which the wizard shows on a page of its own."""
    wizard.to_review()
    url, agreed = wizard.url, {"end": wizard.hidden("end"), "price": wizard.hidden("price")}

    def through_the_wizard() -> None:
        answer = wizard.client.post(url, agreed)
        assert wizard.client.get(answer["Location"]).status_code == 200

    step = queries(through_the_wizard)
    hold = held(olena, ELEVEN, "draft-of-a-chat")
    api = queries(lambda: booked(olena, hold))
    assert Visit.objects.count() == 2
    assert Person.objects.count() == 2
    assert api <= step


@pytest.mark.parametrize("path", ["bot/services/", "bot/masters/", "bot/profile/", "bot/visits/"])
def test_looking_is_cheap(path: str, olena: Program, anna: Master, olga: Master) -> None:
    assert queries(lambda: olena.get(path)) <= 9
