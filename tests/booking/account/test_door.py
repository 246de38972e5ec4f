"""At the door of "my visits": whoever reads the mail of an address gets a link, and nobody learns whom we know."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.db import connection
from django.test import Client as Browser
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page

from booking.actions.account import MOST_A_MAILBOX, MOST_AN_ADDRESS
from booking.models import Client, MagicLink, Visit, WaitingEntry
from salon.outbox.models import Message, State
from tests.booking.account.conftest import ask, at, mailed_links, page, try_again
from tests.booking.conftest import OLENA, Booker, local
from tests.booking.factories import home_with_privacy_page

SENT = "If we know this address, a link is on its way."
STRANGER = "niemand@example.org"
MINUTE = timedelta(minutes=1)


def test_a_known_address_gets_a_link_in_the_language_of_the_page(visit: Visit, browser: Browser) -> None:
    ask(browser, "Olena@Example.org", language="uk")
    (link,) = mailed_links()
    letter = mail.outbox[-1]
    assert letter.to == ["olena@example.org"]
    assert link.startswith("/uk/my/enter/")
    assert re.search(r"\b20\b", letter.body)
    assert "Olena" not in letter.body


def test_the_page_asks_for_one_thing(browser: Browser, salon: object) -> None:
    form = re.search(r"<main.*?(<form.*?</form>)", page(browser), re.DOTALL)
    assert form
    assert re.findall(r'<input[^>]*name="(\w+)"', form[1]) == ["csrfmiddlewaretoken", "email"]
    assert '<button class="button" type="submit">Send me a link</button>' in form[1]


def test_an_unknown_address_gets_the_same_answer_and_no_mail(visit: Visit, browser: Browser) -> None:
    answers = [ask(browser, email) for email in (OLENA.email, STRANGER)]
    assert {(answer.status_code, answer["Location"]) for answer in answers} == {(302, f"{at('account')}?sent")}
    assert len(mailed_links()) == 1
    assert mail.outbox[-1].to == [OLENA.email]
    assert SENT in page(browser, query="?sent")


def test_asking_does_the_same_work_for_every_address(visit: Visit, browser: Browser) -> None:
    browser.get(at("account"))
    statements = []
    for email in (OLENA.email, STRANGER):
        with CaptureQueriesContext(connection) as seen:
            ask(browser, email)
        statements.append(len(seen))
    assert len(set(statements)) == 1
    kept = MagicLink.objects.values_list("purpose", "language", "used_at", "expires_at")
    assert len(kept) == 2
    assert len(set(kept)) == 1
    assert Message.objects.filter(kind="magic_link").count() == 2


def test_a_strangers_address_is_not_kept(browser: Browser, visit: Visit) -> None:
    ask(browser, STRANGER)
    mailed_links()
    assert not MagicLink.objects.filter(email=STRANGER).exists()
    assert Message.objects.get(kind="magic_link").state == State.DROPPED


def test_a_phone_only_visit_makes_no_empty_address_known(browser: Browser, book: Booker) -> None:
    """A stranger's address is emptied; the letter, tried again, must not take the phone-only visit for theirs."""
    book("haircut", local(10, 14))
    ask(browser, STRANGER)
    mailed_links()
    try_again()
    mailed_links()
    assert Message.objects.get(kind="magic_link").state == State.DROPPED
    assert STRANGER not in {address for letter in mail.outbox for address in letter.to}


@pytest.mark.parametrize("known_as", ["client", "waiting"])
def test_clients_and_whoever_waits_are_known_too(browser: Browser, salon: object, known_as: str) -> None:
    if known_as == "client":
        Client.objects.create(name="Olena", email=OLENA.email)
    else:
        day = local(10, 9).date()
        WaitingEntry.objects.create(
            contact_name="Olena", contact_email=OLENA.email, first_day=day, last_day=day, language="de"
        )
    ask(browser)
    assert len(mailed_links()) == 1


def test_a_mailbox_gets_three_links_in_twenty_minutes_and_nothing_says_so(
    visit: Visit, browser: Browser, clock: time_machine.Traveller
) -> None:
    answers = {ask(browser)["Location"] for _ in range(MOST_A_MAILBOX + 2)}
    assert answers == {f"{at('account')}?sent"}
    assert len(mailed_links()) == MOST_A_MAILBOX
    clock.shift(21 * MINUTE)
    ask(browser)
    assert len(mailed_links()) == MOST_A_MAILBOX + 1


def test_an_internet_address_is_stopped_alike_whomever_it_asks_for(visit: Visit, browser: Browser) -> None:
    for known in (True, False):
        where = {"REMOTE_ADDR": f"203.0.113.{int(known)}"}
        emails = [OLENA.email if known else STRANGER] * MOST_AN_ADDRESS
        for email in emails:
            assert ask(browser, email, **where).status_code == 302
            mailed_links()
        assert ask(browser, **where).status_code == 429
    assert ask(browser, REMOTE_ADDR="203.0.113.77").status_code == 302


@pytest.mark.parametrize("typed", ["", "olena", "olena@", "a\x00b@example.org", f"{'o' * 250}@example.org"])
def test_what_is_no_address_is_said_beside_the_field(browser: Browser, salon: object, typed: str) -> None:
    answer = ask(browser, typed)
    assert answer.status_code == 422
    assert 'aria-invalid="true"' in answer.content.decode()
    assert not MagicLink.objects.exists()


def test_the_foot_of_a_page_leads_to_the_door(browser: Browser, salon: object) -> None:
    home_with_privacy_page()
    Page.objects.update(show_in_menus=True)
    assert 'href="/de/my/"' in browser.get("/de/datenschutz/").content.decode()
