"""Five wrong passwords for one name from one place close the door for a quarter of an hour."""

from datetime import timedelta

import pytest
from axes.models import AccessAttempt
from django.contrib.auth.models import User
from django.core.mail import EmailMessage
from django.core.management import call_command
from django.http import HttpResponse
from django.test import Client as Browser
from django.utils import timezone
from pytest_django import Settings

from salon.login.attempts import forget_attempts
from tests.login.conftest import LOGIN, PASSWORD

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def counting(settings: Settings) -> None:
    settings.AXES_ENABLED = True


def try_to_enter(password: str, name: str = "olga", browser: Browser | None = None, **headers: str) -> HttpResponse:
    return (browser or Browser()).post(LOGIN, {"username": name, "password": password}, headers=headers)


def lock_out() -> HttpResponse:
    for _attempt in range(4):
        assert try_to_enter("falsch").status_code == 200
    return try_to_enter("falsch")


def test_the_right_password_works_before_the_fifth_wrong_one_and_forgets_the_others(olga: User) -> None:
    for _attempt in range(4):
        try_to_enter("falsch")
    assert try_to_enter(PASSWORD).status_code == 302
    assert not AccessAttempt.objects.exists()


def test_the_fifth_wrong_one_closes_the_door_for_the_right_one_too_and_says_until_when(olga: User) -> None:
    answer = lock_out()
    assert answer.status_code == 429
    until = timezone.localtime(AccessAttempt.objects.get().attempt_time + timedelta(minutes=15))
    assert f"{until:%H:%M}" in answer.content.decode()
    assert 0 < int(answer["Retry-After"]) <= 15 * 60
    assert try_to_enter(PASSWORD).status_code == 429


@pytest.mark.once
@pytest.mark.parametrize("language", ["de", "ru", "uk", "en"])
def test_it_is_told_in_the_language_of_the_browser(olga: User, language: str) -> None:
    lock_out()
    answer = try_to_enter("falsch", **{"Accept-Language": language})
    assert f'<html lang="{language}"' in answer.content.decode()


def test_trying_on_does_not_put_the_time_off(olga: User) -> None:
    lock_out()
    last = AccessAttempt.objects.get().attempt_time
    try_to_enter("falsch")
    assert AccessAttempt.objects.get().attempt_time == last


def test_after_a_quarter_of_an_hour_the_right_password_works_again(olga: User) -> None:
    lock_out()
    AccessAttempt.objects.update(attempt_time=timezone.now() - timedelta(minutes=16))
    assert try_to_enter(PASSWORD).status_code == 302


def test_whoever_runs_the_server_opens_the_door_by_hand(olga: User, capsys: pytest.CaptureFixture[str]) -> None:
    lock_out()
    call_command("axes_reset_username", "olga")
    assert try_to_enter(PASSWORD).status_code == 302


def test_another_browser_gives_no_new_tries_but_another_place_does(olga: User, settings: Settings) -> None:
    settings.PROXIES = 1
    lock_out()
    assert try_to_enter(PASSWORD, **{"User-Agent": "Another/1.0"}).status_code == 429
    # What stands before the proxy's own word the client has invented.
    assert try_to_enter("falsch", **{"X-Forwarded-For": "203.0.113.9, 127.0.0.1"}).status_code == 429
    assert try_to_enter(PASSWORD, **{"X-Forwarded-For": "127.0.0.1, 203.0.113.9"}).status_code == 302


def test_another_name_is_counted_by_itself(olga: User) -> None:
    lock_out()
    User.objects.create_user("anna", password=PASSWORD)
    assert try_to_enter(PASSWORD, name="anna").status_code != 429


def test_neither_address_nor_browser_nor_form_is_kept(olga: User) -> None:
    for _attempt in range(2):
        try_to_enter("falsch", **{"User-Agent": "Telling/1.0"})
    kept = AccessAttempt.objects.get()
    assert kept.ip_address != "127.0.0.1"
    assert (kept.user_agent, kept.http_accept, kept.get_data, kept.post_data) == ("", "", "", "")


def test_what_locks_nobody_out_any_more_is_forgotten(olga: User) -> None:
    try_to_enter("falsch")
    assert forget_attempts(now=timezone.now() + timedelta(minutes=14)) == 0
    assert forget_attempts(now=timezone.now() + timedelta(minutes=16)) == 1


def test_nobodys_mailbox_is_filled_with_new_passwords(olga: User, mailoutbox: list[EmailMessage]) -> None:
    User.objects.filter(pk=olga.pk).update(email="olga@example.org")
    answers = {Browser().post("/admin/password_reset/", {"email": "olga@example.org"})["Location"] for _ in range(9)}
    assert (len(answers), len(mailoutbox)) == (1, 3)
