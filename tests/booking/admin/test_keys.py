"""Keys are shown once: a program's token, a master's code for Telegram."""

import re

from django.test import Client as Browser
from django.urls import reverse

from booking.actions.api_tokens import find_token
from booking.actions.link_telegram import link_chat
from booking.models import ApiToken, LinkCode, Master
from salon.cms.roles import Role
from tests.booking.admin.conftest import LogIn

CHAT = 7001


def value_of(name: str, page: str) -> str:
    found = re.search(rf'id="{name}"[^>]*value="([^"]+)"', page)
    assert found
    return found[1]


def test_a_token_is_shown_once_and_can_be_revoked(owner: Browser) -> None:
    page = owner.post(reverse("api-tokens:add"), {"name": "The bot", "for_clients": "on"})
    secret = value_of("api-token", page.text)
    token = find_token(secret)
    assert token is not None
    assert (token.for_clients, token.for_masters, token.created_by is not None) == (True, False, True)
    card = owner.get(reverse("api-tokens:inspect", args=[token.pk])).text
    assert secret not in card + owner.get(reverse("api-tokens:index")).text
    assert token.digest not in card
    revoke = reverse("api-tokens:revoke", args=[token.pk])
    assert revoke in card
    owner.get(revoke)
    assert find_token(secret) is not None
    owner.post(revoke)
    assert find_token(secret) is None
    assert revoke not in owner.get(reverse("api-tokens:inspect", args=[token.pk])).text


def test_a_token_that_is_almost_right_opens_nothing(owner: Browser) -> None:
    secret = value_of("api-token", owner.post(reverse("api-tokens:add"), {"name": "The bot"}).text)
    mark, public_id, rest = secret.split(".")
    right = f"{mark}.{public_id}"
    wrong = ["", "x", right, f"{right}.", f"{right}.{rest}x", f"{mark}..{rest}", f"other.{public_id}.{rest}"]
    assert [said for said in wrong if find_token(said) is not None] == []
    assert ApiToken.objects.get().digest not in secret


def test_a_masters_code_is_shown_once_and_her_chat_can_be_cut_off(log_in: LogIn, anna: Master) -> None:
    browser, page = log_in(Role.MASTER, anna), reverse("masters:telegram", args=[anna.pk])
    browser.get(page)
    assert not LinkCode.objects.exists()
    code = value_of("telegram-code", browser.post(page).text)
    assert code not in browser.get(page).text
    link_chat(code=code, chat=CHAT, name="Anna", language="de", now=LinkCode.objects.get().created_at)
    assert "disconnect" in browser.get(page).text
    browser.post(page, {"disconnect": ""})
    anna.refresh_from_db()
    assert anna.telegram_id is None


def test_another_masters_telegram_is_not_hers(log_in: LogIn, anna: Master, olga: Master) -> None:
    browser = log_in(Role.MASTER, anna)
    assert browser.post(reverse("masters:telegram", args=[olga.pk])).status_code in {302, 403}
    assert not LinkCode.objects.exists()
