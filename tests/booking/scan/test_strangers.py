"""Whoever is not of the team and meets the salon's scanning pages: invited, told nothing, counted."""

import pytest
from django.test import Client as Browser
from pytest_django import Settings

from booking.actions.scan import code_of_day
from booking.models import Lead, Master, Scan, Visit
from booking.selectors.visits import manage_token
from salon.cms.roles import Role
from salon.lib import links
from tests.booking.admin.conftest import LogIn, annas_phone, editor, karin, log_in
from tests.booking.conftest import OLENA
from tests.booking.scan.conftest import THEN, finalise
from tests.booking.scan.pages import clock, close, typed, url

__all__ = ["annas_phone", "clock", "editor", "karin", "log_in"]

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("language", ["de", "ru", "uk", "en"])
def test_whoever_is_not_of_the_team_finds_the_way_to_book(token: str, language: str) -> None:
    answer = Browser().get(url("scan_link", token, language=language))
    html = answer.content.decode()
    assert answer.status_code == 200
    assert OLENA.name not in html
    assert url("start", language=language) in html
    assert "<form" not in html
    scan = Scan.objects.get()
    assert (scan.result, scan.master, scan.telegram_id) == ("not_staff", None, None)
    assert not Lead.objects.exists()


def test_they_type_and_close_nothing(visit: Visit, editor: Browser, karin: Browser) -> None:
    code = code_of_day(visit_id=visit.pk, now=THEN)
    for browser in (Browser(), editor, karin):
        assert "<form" not in browser.get(url("scan")).content.decode()
        assert typed(browser, code).status_code == 403
        assert browser.post(url("scan_close"), {"visit": links.spell_id(visit.public_id)}).status_code == 403
    assert not Scan.objects.exists()


def test_forged_and_revoked_codes_are_unknown(visit: Visit) -> None:
    pages = set()
    for token in ("x" * 39, manage_token(visit), links.make_token(links.Purpose.QR, visit.public_id, 7), "short"):
        answer = Browser().get(url("scan_link", token))
        assert answer.status_code == 404
        pages.add(answer.content.decode().replace(token, "…"))
    assert len(pages) == 1


def test_whoever_tries_and_tries_is_not_looked_at_and_not_written_down(visit: Visit) -> None:
    answers = [Browser().get(url("scan_link", "x" * 39)).status_code for _ in range(31)]
    assert answers == [404] * 30 + [429]
    assert Scan.objects.count() == 30


def test_the_address_in_the_code_finds_the_visitors_language(token: str, settings: Settings) -> None:
    answer = Browser().get(f"/scan/{token}/", headers={"Accept-Language": "uk"})
    assert (answer.status_code, answer["Location"]) == (302, url("scan_link", token, language="uk"))
    assert not Scan.objects.exists()


def test_no_other_page_hears_of_the_key(annas_phone: Browser, token: str) -> None:
    assert Browser().get(url("scan_link", token))["Referrer-Policy"] == "no-referrer"
    assert Browser().get(f"/scan/{token}/")["Referrer-Policy"] == "no-referrer"
    answer = annas_phone.get(url("scan_link", token))
    # A form with a CSRF token needs the origin, and nothing more of the address.
    assert answer["Referrer-Policy"] == "strict-origin"
    assert "no-store" in answer["Cache-Control"]
    assert token not in answer.content.decode().replace(f"/scan/{token}/", "")


def test_a_colleague_who_left_or_lost_the_right_closes_nothing(
    log_in: LogIn, anna: Master, visit: Visit, token: str
) -> None:
    annas = log_in(Role.MASTER, anna)
    html = annas.get(url("scan_link", token)).content.decode()
    Master.objects.filter(pk=anna.pk).update(is_employed=False)
    assert close(annas, html).status_code == 403
    finalise(visit, [anna.pk], haircut="45.00")
