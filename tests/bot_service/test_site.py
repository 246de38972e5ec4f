"""How the site is asked: patient, never twice, and silent about whoever is away."""

from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from itertools import count

import pytest

from bot_service.breaker import Breaker
from bot_service.errors import Away, Refused
from bot_service.site import Caller, Wish
from bot_service.staff_site import Site, affected
from bot_service.transport import Transport
from tests.bot_service.servers import Said, Server, serve

CATALOGUE = {
    "categories": [
        {
            "slug": "hair",
            "name": "Haare",
            "services": [
                {
                    "slug": "cut",
                    "name": "Schnitt",
                    "summary": "",
                    "minutes": {"least": 45, "most": 60},
                    "price": {"amount": "45.00", "is_from": True},
                    "masters": ["anna"],
                }
            ],
        }
    ],
    "max_services": 3,
}
TOLD = {"told": 2, "visits": [{"client": "Olena", "start": "2026-12-01T10:30:00+01:00"}], "something_new": 1}
TAKEN = {"code": "slot_taken", "message": "Diese Zeit ist leider vergeben.", "facts": {"next": "12:00"}}


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def server() -> Iterator[Server]:
    with serve(lambda asked: Said(200, TOLD)) as running:
        yield running


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def pauses() -> list[float]:
    return []


@pytest.fixture
def site(server: Server, clock: Clock, pauses: list[float]) -> Site:
    transport = Transport(
        server.url, "secret-token", breaker=Breaker(clock=clock), timeout=(1, 0.3), pause=pauses.append
    )
    numbers = count(1)
    return Site(transport, Caller(77, "uk", lambda: f"key-number-{next(numbers)}"))


def answers(server: Server, *answers: Said) -> None:
    """One after the other; the last one from then on."""
    left = list(answers)
    server.answer = lambda asked: left.pop(0) if len(left) > 1 else left[0]


def test_a_question_says_who_asks_and_in_which_language(site, server):
    assert site.late(10).told == 2
    (asked,) = server.asked
    assert asked.headers["Authorization"] == "Bearer secret-token"
    assert asked.headers["X-Telegram-User"] == "77"
    assert asked.headers["Accept-Language"] == "uk"
    assert asked.headers["Idempotency-Key"] == "key-number-1"
    assert asked.json == {"minutes": 10}


@pytest.mark.parametrize("failure", [Said(502), Said(503), Said(504), Said(hang_up=True)])
def test_a_retry_has_the_same_key_so_nothing_is_done_twice(site, server, pauses, failure):
    answers(server, failure, failure, Said(200, TOLD))
    assert site.late(10).told == 2
    assert [asked.headers["Idempotency-Key"] for asked in server.asked] == ["key-number-1"] * 3
    assert pauses == sorted(pauses)
    assert len(pauses) == 2
    site.late(10)
    assert server.asked[-1].headers["Idempotency-Key"] == "key-number-2"


def test_after_three_attempts_the_site_counts_as_away(site, server):
    answers(server, Said(503))
    with pytest.raises(Away):
        site.late(10)
    assert len(server.asked) == 3


@pytest.mark.parametrize("answer", [Said(500), Said(301, headers={"Location": "/"}), Said(404, b"<html>"), Said(409)])
def test_what_is_no_answer_of_the_contract_is_not_retried_and_counts_as_away(site, server, answer):
    answers(server, answer)
    with pytest.raises(Away):
        site.late(10)
    assert len(server.asked) == 1


@pytest.mark.parametrize("body", [b"<html>", {"told": "two"}, {"visits": []}, [], {"told": True}])
def test_an_answer_of_another_shape_counts_as_away(site, server, body):
    answers(server, Said(200, body))
    with pytest.raises(Away):
        site.late(10)


def test_a_refusal_comes_out_with_its_code_sentence_and_facts(site, server):
    answers(server, Said(409, TAKEN))
    with pytest.raises(Refused) as refused:
        site.move("A" * 16, datetime.fromisoformat("2026-12-01T10:30:00+01:00"))
    assert (refused.value.code, refused.value.status) == ("slot_taken", 409)
    assert refused.value.sentence == TAKEN["message"]
    assert refused.value.facts == {"next": "12:00"}
    assert len(server.asked) == 1


def test_of_invalid_fields_the_first_sentence_is_told(site, server):
    invalid = {"code": "invalid", "message": "Bitte prüfen.", "facts": {"phone": ["Das ist keine Telefonnummer."]}}
    answers(server, Said(400, invalid))
    with pytest.raises(Refused) as refused:
        site.late(1)
    assert refused.value.sentence == "Das ist keine Telefonnummer."


def test_after_five_failures_in_a_row_the_site_is_left_alone_for_fifteen_seconds(site, server, clock):
    answers(server, Said(503))
    for _ in range(2):
        with pytest.raises(Away):
            site.profile()
    assert len(server.asked) == 5
    clock.now = 14.9
    with pytest.raises(Away):
        site.profile()
    assert len(server.asked) == 5


def test_then_one_trial_decides(site, server, clock):
    answers(server, *[Said(503)] * 6, Said(200, TOLD))
    for _ in range(2):
        with pytest.raises(Away):
            site.late(5)
    clock.now = 15.0
    with pytest.raises(Away):
        site.late(5)
    assert len(server.asked) == 6
    clock.now = 30.0
    assert site.late(5).told == 2
    assert site.late(5).told == 2


def test_a_catalogue_is_asked_for_again_only_with_its_etag_and_for_nobody_in_particular(site, server):
    def answer(asked):
        if asked.headers.get("If-None-Match") == '"one"':
            return Said(304)
        return Said(200, CATALOGUE, {"ETag": '"one"'})

    server.answer = answer
    first, second = site.catalogue(), site.catalogue()
    assert first == second
    assert first.service("cut").price.amount == Decimal("45.00")
    assert [asked.headers.get("If-None-Match") for asked in server.asked] == [None, '"one"']
    assert "X-Telegram-User" not in server.asked[0].headers


def test_wishes_become_the_parameters_of_the_contract(site, server):
    answers(server, Said(200, {"days": [{"date": "2026-12-01", "starts": 3}], "next_day": None, "day": None}))
    slots = site.slots(Wish(["cut", "color"], "anna"), day=date(2026, 12, 1), draft="d" * 12)
    assert slots.days[0].date == date(2026, 12, 1)
    assert server.asked[0].query == {
        "service": ["cut", "color"],
        "master": ["anna"],
        "day": ["2026-12-01"],
        "draft": ["d" * 12],
    }


def test_what_lies_inside_blocked_time_is_read_from_the_refusal(site):
    facts = {"appointments": [{"id": 5, "start": "2026-12-01T10:30:00+01:00", "client": "Olena", "service": "Schnitt"}]}
    assert affected(facts)[0].id == 5
    with pytest.raises(Away):
        affected({})


def test_a_time_without_its_offset_is_no_time(site, server):
    answers(server, Said(200, {"told": 1, "visits": [{"client": "Olena", "start": "2026-12-01T10:30:00"}]}))
    with pytest.raises(Away):
        site.late(5)
