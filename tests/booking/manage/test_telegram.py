"""Connect Telegram from the site: looking makes no code, a page connects its visit, a mailed link an address."""

import re

import pytest
from django.test import Client as Browser
from django.test import override_settings
from django.urls import reverse
from django.utils import translation
from time_machine import travel

from booking.actions.link_telegram import link_chat
from booking.models import Client, LinkCode, Visit
from booking.selectors.visits import manage_token, view_visit
from tests.booking.conftest import NOW, OLENA, Booker, local
from tests.booking.post import html_of, leave

pytestmark = pytest.mark.django_db
CHAT = 5001


@pytest.fixture(autouse=True)
def with_bot() -> object:
    with override_settings(TELEGRAM_BOT_NAME="salon_bot"), travel(NOW, tick=False):
        yield


@pytest.fixture
def visit(book: Booker) -> Visit:
    return book("haircut", local(10, 10), contact=OLENA)


def address(token: str, name: str = "visit_telegram") -> str:
    return reverse(f"booking:{name}", args=[token])


def code_in(page: str) -> str:
    found = re.search(r"https://t\.me/salon_bot\?start=([\w-]+)", page)
    assert found
    return found[1]


def test_looking_makes_no_code(visit: Visit, client: Browser) -> None:
    answer = client.get(address(manage_token(visit)))
    assert (answer.status_code, answer["Referrer-Policy"]) == (200, "no-referrer")
    assert not LinkCode.objects.exists()


def test_the_button_opens_the_bot_and_the_page_then_says_so(visit: Visit, client: Browser) -> None:
    token = manage_token(visit)
    assert address(token) in client.get(reverse("booking:visit", args=[token])).text
    code = code_in(client.post(address(token)).text)
    assert len(code) == 64
    link_chat(code=code, chat=CHAT, name="Olena", language="de", now=NOW)
    page = client.get(reverse("booking:visit", args=[token])).text
    assert address(token, "visit_telegram_off") in page
    assert client.post(address(token, "visit_telegram_off")).status_code == 302
    visit.refresh_from_db()
    assert visit.reader is None


def test_the_mailed_link_proves_the_address_and_opens_nothing_else(visit: Visit, client: Browser) -> None:
    (mail,) = leave()
    mailed = view_visit(visit, now=NOW).mailed_token
    with translation.override("de"):
        assert address(mailed) in html_of(mail)
    assert mailed not in client.get(reverse("booking:visit", args=[manage_token(visit)])).text
    code = code_in(client.post(address(mailed)).text)
    link_chat(code=code, chat=CHAT, name="Olena", language="de", now=NOW)
    assert Client.objects.get(telegram_id=CHAT).telegram_email == OLENA.email
    assert client.get(reverse("booking:visit", args=[mailed])).status_code == 404


def test_without_a_bot_there_is_no_such_page(visit: Visit, client: Browser) -> None:
    token = manage_token(visit)
    with override_settings(TELEGRAM_BOT_NAME=""):
        assert client.get(address(token)).status_code == 404
        assert address(token) not in client.get(reverse("booking:visit", args=[token])).text
        (mail,) = leave()
        assert "/telegram/" not in html_of(mail)


def test_a_forged_link_connects_nothing(visit: Visit, client: Browser) -> None:
    token = manage_token(visit)
    forged = token[:-1] + ("A" if token[-1] != "A" else "Q")
    assert client.post(address(forged)).status_code == 404
    assert not LinkCode.objects.exists()
