"""The scanner inside Telegram: its own policy, and a session only for what Telegram signed of a master."""

from typing import Any

import pytest
import time_machine
from django.core.cache import cache
from django.test import Client as Browser
from django.urls import reverse
from django.utils import translation
from pytest_django import Settings

from booking.models import Master
from salon.lib.scan_session import read_session
from tests.booking.scan.conftest import THEN
from tests.lib.test_init_data import TOKEN, fields, signed

pytestmark = pytest.mark.django_db

CHAT = 2001


@pytest.fixture(autouse=True)
def wednesday(anna: Master, settings: Settings) -> Any:
    cache.clear()
    Master.objects.filter(pk=anna.pk).update(telegram_id=CHAT)
    settings.TELEGRAM_BOT_TOKEN = TOKEN
    with time_machine.travel(THEN.timestamp(), tick=False):
        yield


def url(name: str) -> str:
    with translation.override("de"):
        return reverse(f"booking:{name}")


def enter(said: str, mark: str = "a-word-of-this-page") -> Any:
    return Browser(enforce_csrf_checks=True).post(url("scan_app_enter"), {"init_data": said, "mark": mark})


def test_it_alone_loads_telegrams_script_and_may_be_framed_by_telegram() -> None:
    answer = Browser().get(url("scan_app"))
    policy = dict(part.strip().split(" ", 1) for part in answer["Content-Security-Policy"].split(";"))
    assert policy["script-src"] == "'self' https://telegram.org"
    assert policy["frame-ancestors"] == "https://web.telegram.org https://*.telegram.org"
    assert policy["style-src"] == policy["connect-src"] == policy["default-src"] == "'self'"
    assert "X-Frame-Options" not in answer
    assert "no-store" in answer["Cache-Control"]
    assert not answer.cookies
    html = answer.content.decode()
    assert 'src="https://telegram.org/js/telegram-web-app.js"' in html
    assert html.count("https://telegram.org") == 1


def test_a_master_whom_telegram_names_gets_a_session() -> None:
    answer = enter(signed(fields(at=THEN)))
    assert answer.status_code == 200
    assert read_session(answer.json()["session"]) == CHAT
    assert not answer.cookies


def test_whoever_else_telegram_names_is_invited() -> None:
    answer = enter(signed(fields(at=THEN, user={"id": 5})))
    assert (answer.status_code, answer.json()["code"]) == (403, "not_staff")


@pytest.mark.parametrize(
    "said",
    [
        "",
        "user=%7B%22id%22%3A2001%7D",
        signed(fields(at=THEN), "700000000:another"),
        signed(fields(at=THEN)).replace("2001", "2002"),
        signed(fields(at=THEN.replace(hour=14, minute=59))),
        signed(fields(at=THEN)) + "&user=1",
        "x" * 100_000,
        "\x00",
    ],
)
def test_unsigned_tampered_and_old_data_open_nothing(said: str) -> None:
    answer = enter(said)
    assert (answer.status_code, answer.json()["code"]) == (401, "unauthorised")


def test_what_was_used_opens_nothing_to_somebody_else() -> None:
    """The page itself may come again: after a quarter of an hour, or reloaded."""
    said = signed(fields(at=THEN))
    assert enter(said).status_code == enter(said).status_code == 200
    assert enter(said, "another-page-of-a-thief").status_code == 401
    assert enter(said, "").status_code == enter(said, "short").status_code == 401
    assert enter(said).status_code == 200


def test_without_a_bot_nobody_comes_in(settings: Settings) -> None:
    settings.TELEGRAM_BOT_TOKEN = ""
    assert enter(signed(fields(at=THEN), "")).status_code == 401


def test_a_session_is_posted_for_and_never_got() -> None:
    assert Browser().get(url("scan_app_enter"), {"init_data": signed(fields(at=THEN))}).status_code == 405
