"""What Telegram signs is believed for an hour, whole and unchanged; nothing else is."""

import hmac
import json
import logging
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from urllib.parse import parse_qsl, quote, urlencode

import pytest
import time_machine
from django.core.signing import TimestampSigner

from salon.lib.init_data import Person, read_init_data
from salon.lib.scan_session import SALT, open_session, read_session

# A vector that Telegram's libraries publish.
VECTOR_TOKEN = "5768337691:AAH5YkoiEuPk8-FZa32hStHTqXiLPtAEhx8"
VECTOR = (
    "query_id=AAHdF6IQAAAAAN0XohDhrOrc&user=%7B%22id%22%3A279058397%2C%22first_name%22%3A%22Vladislav%22%2C%22last_name"
    "%22%3A%22Kibenko%22%2C%22username%22%3A%22vdkfrost%22%2C%22language_code%22%3A%22ru%22%2C%22is_premium%22%3Atrue"
    "%7D&auth_date=1662771648&hash=c501b71e775f74ce10e377dea85a7ea24ecd640b223ea86dfe453e0eaed2e2b2"
)
TOKEN = "700000000:TEST-of-the-salon"
NOW = datetime(2026, 6, 10, 14, 0, tzinfo=UTC)
ANNA = {"id": 2001, "first_name": "Anna", "last_name": "Lindner"}


def signed(fields: dict[str, str], token: str = TOKEN) -> str:
    told = "\n".join(f"{name}={fields[name]}" for name in sorted(fields))
    key = hmac.new(b"WebAppData", token.encode(), sha256).digest()
    return urlencode({**fields, "hash": hmac.new(key, told.encode(), sha256).hexdigest()})


def fields(*, at: datetime = NOW, user: object = ANNA, **more: str) -> dict[str, str]:
    return {"auth_date": str(int(at.timestamp())), "user": json.dumps(user), "query_id": "AAE", **more}


def read(said: str, token: str = TOKEN, now: datetime = NOW) -> Person | None:
    return read_init_data(said, bot_token=token, now=now)


def test_the_published_vector_is_genuine_in_its_hour_and_not_later() -> None:
    then = datetime.fromtimestamp(1662771648, UTC)
    assert read(VECTOR, VECTOR_TOKEN, then) == Person(279058397, "Vladislav Kibenko")
    assert read(VECTOR, VECTOR_TOKEN, NOW) is None
    assert read(VECTOR, TOKEN, then) is None


def test_empty_values_are_signed_too() -> None:
    assert read(signed(fields(start_param=""))) == Person(2001, "Anna Lindner")


@pytest.mark.parametrize(
    ("seconds", "is_good"), [(0, True), (3600, True), (3601, False), (-60, True), (-61, False), (86400, False)]
)
def test_it_is_of_the_last_hour(seconds: int, is_good: bool) -> None:
    said = signed(fields(at=NOW - timedelta(seconds=seconds)))
    assert (read(said) is not None) == is_good


@pytest.mark.parametrize("since", ["", "-1", "1e9", "١٢٣", "9" * 400, "1781100000.0", " 1781100000"])
def test_a_time_that_is_none_is_refused(since: str) -> None:
    assert read(signed(fields() | {"auth_date": since})) is None


def test_without_a_time_it_is_refused() -> None:
    without = fields()
    del without["auth_date"]
    assert read(signed(without)) is None


@pytest.mark.parametrize(
    "user",
    [None, [], "2001", {}, {"id": "2001"}, {"id": True}, {"id": 2001.0}, {"id": -1}, {"id": 0}, {"id": 10**30}],
)
def test_who_has_no_number_is_nobody(user: object) -> None:
    assert read(signed(fields(user=user))) is None


def test_tampered_unsigned_and_doubled_data_are_refused() -> None:
    good = signed(fields())
    assert read(good) is not None
    names = [name for name, _ in parse_qsl(good)]
    forged = [
        good.replace("2001", "2002"),
        good.replace("hash=", "hash=0"),
        good[: good.index("&hash=")],
        good[: good.index("hash=")] + "hash=",
        good[: good.index("hash=")] + "hash=" + quote("ж" * 64),
        *(f"{good}&{name}=1" for name in names),
        f"user={quote(json.dumps({'id': 2002}))}&{good}",
        f"{good}&more",
        good + "&" + "&".join(f"a{number}=1" for number in range(100)),
        "x" * 10_000,
        "",
        "&&&",
        "\x00",
        "\ud83d",
    ]
    assert [said for said in forged if read(said) is not None] == []


@pytest.mark.parametrize("token", ["", "700000000:another"])
def test_another_bots_token_or_none_proves_nothing(token: str) -> None:
    assert read(signed(fields(), token), TOKEN) is None
    assert read(signed(fields(), ""), "") is None


def test_nothing_of_it_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    for said in (signed(fields()), signed(fields()).replace("2001", "2002"), "rubbish"):
        read(said)
    assert caplog.text == ""


def test_a_session_lasts_a_quarter_of_an_hour_and_is_of_one_kind() -> None:
    with time_machine.travel(NOW, tick=False) as clock:
        word = open_session(2001)
        assert read_session(word) == 2001
        others = [
            TimestampSigner(salt="salon.another").sign("2001"),
            TimestampSigner(salt=SALT).sign("Anna"),
            word.replace("2001", "2002"),
            word[:-1],
            "2001",
            "",
            "\ud83d",
        ]
        assert [read_session(other) for other in others] == [None] * len(others)
        clock.shift(timedelta(minutes=15))
        assert read_session(word) == 2001
        clock.shift(timedelta(seconds=2))
        assert read_session(word) is None
