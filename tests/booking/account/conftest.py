"""Olena at the door of "my visits": she asks for a link, her mail has it, a button lets her in."""

import re
from collections.abc import Callable
from datetime import datetime

import pytest
from django.core import mail
from django.db.models import F
from django.http import HttpResponseBase
from django.test import Client as Browser
from django.urls import reverse
from django.utils import timezone, translation

from booking.actions.events import ONLINE
from booking.actions.privacy import Erased, erase_person
from booking.models import Visit
from home.models import ContactSubmission
from salon.outbox.actions.deliver import deliver_due
from salon.outbox.models import Message, State
from tests.booking.conftest import NOW, OLENA, Booker, local
from tests.booking.manage.conftest import clock

__all__ = ["clock"]

HOST = "http://127.0.0.1:8000"


def at(page: str, *args: str, language: str = "en") -> str:
    with translation.override(language):
        return reverse(f"booking:{page}", args=args)


def ask(browser: Browser, email: str = OLENA.email, language: str = "en", **headers: str) -> HttpResponseBase:
    return browser.post(at("account", language=language), {"email": email}, **headers)


def mailed_links() -> list[str]:
    """The addresses in all mails that have left by now, the latest last."""
    deliver_due(now=timezone.now())
    links = [re.findall(rf"{HOST}(\S+/my/enter/\S+)", letter.body) for letter in mail.outbox]
    return [link for found in links for link in found]


def try_again() -> None:
    """The mail with the link is to leave once more, as if its server had never answered."""
    Message.objects.filter(kind="magic_link").update(state=State.QUEUED, try_at=F("due_at"))


def page(browser: Browser, name: str = "account", query: str = "") -> str:
    answer = browser.get(at(name) + query)
    assert answer.status_code == 200, answer
    return answer.content.decode()


def erase(email: str = OLENA.email, now: datetime = NOW) -> Erased:
    """As the page does it."""
    return erase_person(email=email, by=ONLINE, now=now)


def wrote(text: str, email: str = OLENA.email, key: str = "1") -> ContactSubmission:
    """By the contact form."""
    return ContactSubmission.objects.create(
        key=key,
        submit_time=NOW,
        form_data={"message": text, "email": email},
        email=email,
        language="de",
        consent="You may answer me.",
    )


@pytest.fixture
def visit(book: Booker) -> Visit:
    """Wednesday the 10th at two, a haircut at Anna's."""
    return book("haircut", local(10, 14), master="anna", contact=OLENA, consent="I agree.")


@pytest.fixture
def browser() -> Browser:
    return Browser()


@pytest.fixture
def let_in() -> Callable[..., Browser]:
    """A browser that has come in by a mailed link: `let_in("olena@example.org")`."""

    def run(email: str = OLENA.email) -> Browser:
        browser = Browser()
        ask(browser, email)
        answer = browser.post(mailed_links()[-1])
        assert answer["Location"] == at("account")
        return browser

    return run


@pytest.fixture
def olena(visit: Visit, let_in: Callable[..., Browser]) -> Browser:
    return let_in()
