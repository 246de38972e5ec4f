"""The mailed link: one press, once, within twenty minutes; and the hour that it opens."""

import hashlib
from datetime import timedelta
from threading import Barrier, Thread

import pytest
import time_machine
from django.db import connection
from django.test import Client as Browser

from booking.actions.account import forget_links
from booking.models import MagicLink, Visit
from salon.lib.links import digest_of, new_secret
from salon.outbox.models import Message
from tasks import privacy
from tasks.app import app
from tests.booking.account.conftest import ask, at, mailed_links, page, try_again, wrote
from tests.booking.conftest import NOW, OLENA

SPENT = "This link has expired or was already used."
SCANNER = {"HTTP_USER_AGENT": "SafeLinks/1.0"}
MINUTE, SECOND = timedelta(minutes=1), timedelta(seconds=1)


def is_in(browser: Browser) -> bool:
    return "Log out" in page(browser)


def token_of(link: str) -> str:
    return link.rstrip("/").rsplit("/", 1)[-1]


def test_the_link_leads_to_a_button_and_the_button_lets_in(visit: Visit) -> None:
    browser = Browser(enforce_csrf_checks=True)
    Browser().post(at("account"), {"email": OLENA.email})
    (link,) = mailed_links()
    html = browser.get(link).content.decode()
    assert f'action="{link}"' in html
    answer = browser.post(link, follow=True)
    assert answer.redirect_chain == [(at("account"), 302)]
    assert visit.reference in answer.content.decode()


@pytest.mark.parametrize("method", ["get", "head"])
def test_a_scanner_that_follows_the_link_does_not_use_it_up(visit: Visit, browser: Browser, method: str) -> None:
    ask(browser)
    (link,) = mailed_links()
    scanner = Browser()
    for _ in range(2):
        getattr(scanner, method)(link, **SCANNER)
    assert not is_in(scanner)
    browser.post(link)
    assert is_in(browser)


def refused(browser: Browser, link: str) -> bool:
    """Refused in the same words by looking and by pressing, with a way to a new link, and nobody is in."""
    for answer in (browser.get(link), browser.post(link)):
        html = answer.content.decode()
        assert answer.status_code == 410
        assert SPENT in html
        assert "Request a new link" in html
        assert f'href="{at("account")}"' in html
    return not is_in(browser)


def test_a_used_link_lets_nobody_in(visit: Visit, browser: Browser) -> None:
    ask(browser)
    (link,) = mailed_links()
    browser.post(link)
    assert refused(Browser(), link)
    assert is_in(browser)


def test_a_link_lasts_twenty_minutes_from_the_mail_on(
    visit: Visit, browser: Browser, clock: time_machine.Traveller
) -> None:
    ask(browser)
    clock.shift(60 * MINUTE)
    (link,) = mailed_links()
    clock.shift(19 * MINUTE)
    assert browser.get(link).status_code == 200
    clock.shift(61 * SECOND)
    assert refused(browser, link)


def test_a_link_made_for_something_else_opens_nothing_here(visit: Visit, browser: Browser) -> None:
    ask(browser)
    (link,) = mailed_links()
    MagicLink.objects.update(purpose="telegram")
    assert refused(browser, link)


def test_a_forged_link_opens_nothing(visit: Visit, browser: Browser) -> None:
    ask(browser)
    assert refused(browser, at("account_enter", new_secret()))
    assert refused(browser, at("account_enter", "ключ"))


def test_a_leaked_table_opens_nothing(visit: Visit, browser: Browser) -> None:
    ask(browser)
    (link,) = mailed_links()
    token, digest = token_of(link), MagicLink.objects.get().digest
    assert digest == hashlib.sha256(token.encode()).hexdigest()
    assert refused(browser, at("account_enter", digest))
    kept = [str(row) for model in (MagicLink, Message) for row in model.objects.values_list()]
    assert not [row for row in kept if token in row]


def test_before_the_mail_has_left_there_is_nothing_to_guess(visit: Visit, browser: Browser) -> None:
    """The row that waits for its mail holds the digest of a secret that nobody has."""
    ask(browser)
    assert MagicLink.objects.get().digest != digest_of("")
    assert len(MagicLink.objects.get().digest) == 64


def test_tokens_are_long_random_and_never_the_same() -> None:
    tokens = {new_secret() for _ in range(100)}
    assert len(tokens) == 100
    assert {len(token) for token in tokens} == {43}


def test_a_second_try_of_the_mail_has_a_token_of_its_own(visit: Visit, browser: Browser) -> None:
    """The mail server's answer was lost: of the two letters only the later one opens the door."""
    ask(browser)
    mailed_links()
    try_again()
    first, second = mailed_links()
    assert browser.get(first).status_code == 410
    assert browser.get(second).status_code == 200


def test_a_second_try_does_not_revive_a_used_link(visit: Visit, browser: Browser) -> None:
    ask(browser)
    (link,) = mailed_links()
    browser.post(link)
    try_again()
    assert mailed_links() == [link]


@pytest.mark.django_db(transaction=True)
def test_of_two_presses_at_once_one_gets_in(visit: Visit, browser: Browser) -> None:
    ask(browser)
    (link,) = mailed_links()
    start, seen = Barrier(2), []

    def press() -> None:
        start.wait()
        try:
            seen.append(Browser().post(link).status_code)
        finally:
            connection.close()

    threads = [Thread(target=press) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(seen) == [302, 410]


def test_a_foreign_pages_form_puts_nobody_into_a_session(visit: Visit, browser: Browser) -> None:
    ask(browser)
    (link,) = mailed_links()
    for place in ("cross-site", "same-site"):
        assert browser.post(link, HTTP_SEC_FETCH_SITE=place).status_code == 200
    assert not is_in(browser)
    browser.post(link, HTTP_SEC_FETCH_SITE="same-origin", HTTP_ORIGIN="null")
    assert is_in(browser)


# -- inside -------------------------------------------------------------------------------------------------------


def test_entering_changes_the_sessions_key(visit: Visit, browser: Browser) -> None:
    browser.get(at("start"))
    before = browser.session.session_key
    ask(browser)
    browser.post(mailed_links()[-1])
    assert before
    assert browser.session.session_key != before
    assert list(browser.session["drafts"])


def test_one_is_in_for_an_hour(olena: Browser, clock: time_machine.Traveller) -> None:
    clock.shift(59 * MINUTE)
    assert is_in(olena)
    clock.shift(1 * MINUTE)
    assert not is_in(olena)


def test_log_out_ends_it(olena: Browser) -> None:
    assert olena.get(at("account_leave")).status_code == 405
    assert is_in(olena)
    olena.post(at("account_leave"))
    assert not is_in(olena)


@pytest.mark.parametrize("name", ["account_data", "account_file", "account_erase"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_who_is_not_in_is_led_to_the_door(olena: Browser, browser: Browser, name: str, method: str) -> None:
    if (name, method) in {("account_data", "post"), ("account_file", "post")}:
        assert browser.post(at(name)).status_code == 405
        return
    answer = getattr(browser, method)(at(name))
    assert (answer.status_code, answer["Location"]) == (302, at("account"))
    assert Visit.objects.filter(contact_email=OLENA.email).exists()


def test_the_forms_inside_want_their_token(visit: Visit) -> None:
    browser = Browser(enforce_csrf_checks=True)
    assert browser.post(at("account"), {"email": OLENA.email}).status_code == 403
    Browser().post(at("account"), {"email": OLENA.email})
    browser.post(mailed_links()[-1])
    for name in ("account_erase", "account_leave"):
        assert browser.post(at(name)).status_code == 403
    assert is_in(browser)


def test_pages_are_not_kept_not_listed_and_the_key_is_not_told(olena: Browser, browser: Browser) -> None:
    ask(browser)
    link = mailed_links()[-1]
    for answer in (browser.get(link), browser.post(at("account_enter", "x"))):
        assert answer["Referrer-Policy"] == "no-referrer"
    pages = [olena.get(at(name)) for name in ("account", "account_data", "account_file", "account_erase")]
    for answer in (*pages, browser.get(at("account")), browser.get(link)):
        assert answer["X-Robots-Tag"] == "noindex"
        assert "no-store" in answer["Cache-Control"]


def test_spent_links_are_forgotten_after_a_day(visit: Visit, browser: Browser, clock: time_machine.Traveller) -> None:
    ask(browser)
    browser.post(mailed_links()[-1])
    ask(browser)
    mailed_links()
    assert forget_links(now=NOW + timedelta(hours=23)) == 0
    assert forget_links(now=NOW + timedelta(days=1)) == 1
    assert forget_links(now=NOW + timedelta(days=1, minutes=21)) == 1
    assert not MagicLink.objects.exists()


def test_who_only_wrote_to_us_gets_in_too(browser: Browser, clock: time_machine.Traveller) -> None:
    wrote("Was wissen Sie über mich?", email="katharina@example.org")
    ask(browser, "katharina@example.org")
    assert len(mailed_links()) == 1


def test_the_timetable_does_it(visit: Visit, browser: Browser, clock: time_machine.Traveller) -> None:
    ask(browser)
    clock.shift(timedelta(days=2))
    assert app.conf.beat_schedule["forget spent links"]["task"] == privacy.forget_links.name
    assert privacy.forget_links() == 1
