"""Withdrawing on the site: two steps, nothing lost, nothing twice, nothing in an address."""

import re
from html import unescape

import pytest
import time_machine
from django.http import HttpResponse
from django.test import Client as Browser

from legal.limits import AT_MOST
from legal.models import LegalSettings, Withdrawal
from tests.legal.conftest import DONE, FORM, NOW, REVIEW, TYPED, confirm, fill, key_on

pytestmark = pytest.mark.django_db

STATEMENT = "I hereby withdraw from the contract for the service with reference LNDN26."


def seen(page: HttpResponse) -> str:
    return unescape(page.content.decode()).replace("\N{NO-BREAK SPACE}", " ")


def test_off_there_is_no_such_page(db: None) -> None:
    for address in (FORM, REVIEW, DONE):
        assert Browser().get(address).status_code == 404
        assert Browser().post(address, TYPED).status_code in {404, 405}


def test_two_steps_lead_to_the_log(olena: Browser) -> None:
    read = fill(olena)
    assert read.redirect_chain == [(REVIEW, 302)]
    for words in (STATEMENT, "Olena Kovalenko", "olena@example.org", "Please tell me when", "you have it."):
        assert words in seen(read)
    assert Withdrawal.objects.count() == 0
    end = confirm(olena, read)
    assert end.redirect_chain == [(DONE, 302)]
    assert "Received on 22 June 2026 at 14:05." in seen(end)
    assert "olena@example.org" in seen(end)
    entry = Withdrawal.objects.get()
    assert (entry.received_at, entry.language, entry.is_answered) == (NOW, "en", False)
    assert entry.declaration.splitlines() == [
        STATEMENT,
        "Name: Olena Kovalenko",
        "Email: olena@example.org",
        "Please tell me when",
        "you have it.",
    ]


def test_what_is_shown_is_what_is_logged(olena: Browser) -> None:
    read = fill(olena)
    confirm(olena, read)
    shown = re.search(r"<blockquote.*?</blockquote>", seen(read), re.DOTALL)
    lines = re.findall(r"<p>(.*?)</p>", shown[0])
    assert lines == Withdrawal.objects.get().declaration.splitlines()


def test_going_back_loses_nothing(olena: Browser) -> None:
    fill(olena)
    form = olena.get(FORM).context["form"]
    assert {name: form[name].value() for name in TYPED} == {**TYPED, "email": "olena@example.org"}
    confirm(olena, fill(olena, reference="12 June"))
    assert Withdrawal.objects.get().reference == "12 June"


def test_another_language_keeps_what_was_typed(olena: Browser) -> None:
    fill(olena)
    assert olena.get("/uk/withdrawal/review/").status_code == 200
    assert olena.get("/uk/withdrawal/").context["form"]["name"].value() == TYPED["name"]


def test_a_second_click_and_a_reload_log_once(olena: Browser) -> None:
    read = fill(olena)
    for _ in range(2):
        assert confirm(olena, read).redirect_chain == [(DONE, 302)]
        assert olena.get(DONE).status_code == 200
    assert olena.get(REVIEW)["Location"] == DONE
    assert Withdrawal.objects.count() == 1


def test_two_clicks_at_the_same_moment_are_one_declaration(olena: Browser) -> None:
    """Both come with the session as it was before."""
    read = fill(olena)
    before = dict(olena.session)
    confirm(olena, read)
    session = olena.session
    session.update(before)
    session.save()
    assert confirm(olena, read).redirect_chain == [(DONE, 302)]
    assert Withdrawal.objects.count() == 1


def test_nobody_confirms_what_another_window_has_typed(olena: Browser) -> None:
    read = fill(olena)
    fill(olena, reference="OTHER2")
    answer = confirm(olena, read)
    assert answer.status_code == 409
    assert "OTHER2" in seen(answer)
    assert Withdrawal.objects.count() == 0
    confirm(olena, answer)
    assert Withdrawal.objects.get().reference == "OTHER2"


def test_who_lost_the_session_is_told_that_nothing_was_sent(olena: Browser) -> None:
    read = fill(olena)
    olena.cookies.clear()
    answer = confirm(olena, read)
    assert answer.redirect_chain == [(f"{FORM}?lost", 302)]
    assert "nothing has been sent" in seen(answer)
    assert Withdrawal.objects.count() == 0


def test_steps_that_come_too_early_lead_to_the_form(olena: Browser) -> None:
    assert olena.get(REVIEW)["Location"] == FORM
    assert olena.get(DONE)["Location"] == FORM


def test_nothing_of_it_stands_in_an_address_or_stays_in_the_session(olena: Browser) -> None:
    end = confirm(olena, fill(olena))
    assert all("olena" not in address.lower() for address, _status in end.redirect_chain)
    assert "Olena" not in str(dict(olena.session))
    for page in (end, olena.get(FORM)):
        assert "no-store" in page["Cache-Control"]


def test_a_form_without_its_token_is_refused(switched_on: None) -> None:
    assert Browser(enforce_csrf_checks=True).post(FORM, TYPED).status_code == 403


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("name", ""),
        ("name", " \u202e\u200b "),
        ("name", "O" * 121),
        ("name", "O\x00"),
        ("reference", ""),
        ("reference", "1" * 121),
        ("email", "olena"),
        ("email", ""),
        ("email", f"{'o' * 250}@example.org"),
        ("message", "w" * 2001),
        ("message", "\x00"),
    ],
)
def test_odd_input_gets_a_sentence_beside_its_field(olena: Browser, field: str, typed: str) -> None:
    answer = fill(olena, **{field: typed})
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]
    assert "data-invalid" in seen(answer)
    for name in TYPED.keys() - {field}:
        assert answer.context["form"][name].value() == TYPED[name]


@pytest.mark.parametrize("data", [{}, {"name": ["a", "b"]}, {"key": "x" * 10_000}])
def test_forged_requests_are_answered_and_change_nothing(olena: Browser, data: dict[str, str]) -> None:
    fill(olena)
    for address in (FORM, REVIEW):
        assert 400 <= olena.post(address, data).status_code < 500
    assert olena.post(DONE, data).status_code == 405
    assert Withdrawal.objects.count() == 0


def test_a_name_stays_on_one_line_and_is_shown_as_typed(olena: Browser) -> None:
    read = fill(olena, name="Olena\r\n<b>K</b>")
    assert "Olena &lt;b&gt;K&lt;/b&gt;" in read.content.decode()
    confirm(olena, read)
    assert Withdrawal.objects.get().name == "Olena <b>K</b>"


def test_too_many_from_one_place_wait_and_keep_what_they_typed(olena: Browser, clock: time_machine.Traveller) -> None:
    for _ in range(AT_MOST):
        assert confirm(olena, fill(olena)).status_code == 200
    read = fill(olena)
    assert confirm(olena, read).status_code == 429
    assert Withdrawal.objects.count() == AT_MOST
    assert olena.get(FORM).context["form"]["name"].value() == TYPED["name"]


def test_switched_off_meanwhile_nothing_is_logged(olena: Browser) -> None:
    read = fill(olena)
    LegalSettings.objects.update(has_withdrawal=False)
    assert olena.post(REVIEW, {"key": key_on(read)}).status_code == 404
    assert Withdrawal.objects.count() == 0
