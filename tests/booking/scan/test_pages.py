"""Closing a visit on the salon's own pages: without a script, by keyboard, and only by who may."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from django.core.cache import cache
from django.test import Client as Browser
from django.urls import reverse
from django.utils import translation
from django.utils.html import escape
from django.utils.translation import gettext
from pytest_django import Settings

from booking.actions.scan import code_of_day
from booking.models import Appointment, Lead, Master, Scan, Status, Visit
from booking.selectors.visits import manage_token, qr_token
from salon.cms.roles import Role
from salon.lib import links
from tests.booking.admin.conftest import LogIn, annas_phone, editor, karin, log_in
from tests.booking.conftest import OLENA, Booker, local
from tests.booking.scan.conftest import THEN, finalise

__all__ = ["annas_phone", "editor", "karin", "log_in"]

pytestmark = pytest.mark.django_db

NBSP = "\N{NO-BREAK SPACE}"


@pytest.fixture(autouse=True)
def clock(visit: Visit) -> Iterator[time_machine.Traveller]:
    cache.clear()
    with time_machine.travel(THEN.timestamp(), tick=False) as clock:
        yield clock


def url(name: str, *args: object, language: str = "de") -> str:
    with translation.override(language):
        return reverse(f"booking:{name}", args=args)


def in_german(sentence: str) -> str:
    with translation.override("de"):
        return escape(gettext(sentence))


def typed(browser: Browser, code: str) -> Any:
    return browser.post(url("scan"), {"code": code})


def fields(html: str) -> dict[str, str]:
    """What a browser would send of the form as it stands there: hidden fields and what is chosen."""
    hidden = re.findall(r'<input type="hidden" name="(visit)" value="([^"]+)"', html)
    chosen = re.findall(r'<input type="radio" name="(amount_\d+)" value="([^"]+)"[^>]*\bchecked', html)
    return dict([*hidden, *chosen])


def close(browser: Browser, html: str, **more: str) -> Any:
    return browser.post(url("scan_close"), fields(html) | more)


def amounts() -> dict[str, object]:
    return dict(Appointment.objects.values_list("service__slug", "paid"))


def test_six_digits_lead_to_the_visit_and_one_press_closes_it_as_quoted(annas_phone: Browser, visit: Visit) -> None:
    assert in_german("Six digits") in annas_phone.get(url("scan")).content.decode()
    code = code_of_day(visit_id=visit.pk, now=THEN)
    html = typed(annas_phone, f" {code[:3]} {code[3:]} ").content.decode()
    assert OLENA.name in html
    assert ("Haarschnitt" in html, "Maniküre" in html) == (True, False)
    assert [f">{price}{NBSP}€</span>" in html for price in (45, 55, 65)] == [True] * 3
    answer = close(annas_phone, html, note="Mit Pflege")
    assert (answer.status_code, answer["Location"]) == (302, f"{url('scan')}?closed")
    assert amounts() == {"haircut": 45, "manicure": None}
    assert in_german("The visit is closed. Thank you.") in annas_phone.get(answer["Location"]).content.decode()
    event = visit.appointments.get(service__slug="haircut").events.get(kind="finalised")
    assert (event.facts["note"], event.user.username, event.source) == ("Mit Pflege", "master-anna", "desk")


@pytest.mark.parametrize(("said", "paid"), [("50", "50.00"), ("50,5", "50.50"), ("50.55 €", "50.55"), ("0", "0.00")])
def test_another_amount_is_typed_as_people_type_it(
    annas_phone: Browser, visit: Visit, token: str, said: str, paid: str
) -> None:
    html = annas_phone.get(url("scan_link", token)).content.decode()
    line = visit.appointments.get(service__slug="haircut").pk
    assert close(annas_phone, html, **{f"other_{line}": said}).status_code == 302
    assert str(amounts()["haircut"]) == paid


@pytest.mark.parametrize("said", ["135,01", "-1", "1e2", "fünfzig", "45,123", "٤٥", "9" * 20, "\x00"])
def test_an_amount_that_can_not_be_is_said_beside_its_field(
    annas_phone: Browser, visit: Visit, token: str, said: str
) -> None:
    html = annas_phone.get(url("scan_link", token)).content.decode()
    line = visit.appointments.get(service__slug="haircut").pk
    answer = close(annas_phone, html, **{f"other_{line}": said})
    assert answer.status_code == 422
    assert f'id="id_other_{line}_error"' in answer.content.decode()
    assert amounts() == {"haircut": None, "manicure": None}


def test_several_services_are_closed_together(log_in: LogIn, olga: Master, visit: Visit, token: str) -> None:
    Master.objects.filter(pk=olga.pk).update(is_owner=True)
    olgas = log_in(Role.MASTER, olga)
    html = olgas.get(url("scan_link", token)).content.decode()
    assert close(olgas, html).status_code == 302
    assert amounts() == {"haircut": 45, "manicure": 30}


def test_a_second_press_says_that_it_is_done(annas_phone: Browser, visit: Visit, token: str) -> None:
    html = annas_phone.get(url("scan_link", token)).content.decode()
    close(annas_phone, html)
    answer = close(annas_phone, html)
    assert answer.status_code == 409
    assert in_german("This appointment is already closed.") in answer.content.decode()


def test_after_midnight_the_open_form_closes_nothing(
    annas_phone: Browser, token: str, clock: time_machine.Traveller
) -> None:
    html = annas_phone.get(url("scan_link", token)).content.decode()
    clock.move_to(local(11, 0, 1).timestamp())
    answer = close(annas_phone, html)
    assert answer.status_code == 409
    assert in_german("This appointment is not today.") in answer.content.decode()
    assert annas_phone.get(url("scan_link", token)).status_code == 422


def test_wrong_digits_are_said_and_at_last_refused(annas_phone: Browser, visit: Visit) -> None:
    answers = [typed(annas_phone, f"{number:06}") for number in range(6)]
    assert [answer.status_code for answer in answers] == [422] * 5 + [429]
    assert in_german("We do not know this code.") in answers[0].content.decode()
    assert typed(annas_phone, "").status_code == 400


def test_another_masters_visit_is_not_there_even_by_its_number(annas_phone: Browser, book: Booker, token: str) -> None:
    olgas = book("manicure", local(10, 10), master="olga")
    html = annas_phone.get(url("scan_link", token)).content.decode()
    answer = annas_phone.get(url("scan_link", qr_token(olgas)))
    assert in_german("This appointment belongs to another colleague.") in answer.content.decode()
    line = olgas.appointments.get().pk
    own = fields(html)
    forged = [
        {"visit": links.spell_id(olgas.public_id), f"amount_{line}": "30.00"},
        {"visit": "A" * 16},
        {"visit": ""},
        {"visit": "Ж" * 16},
        {},
    ]
    for data in forged:
        assert annas_phone.post(url("scan_close"), data).status_code == 404
    annas_phone.post(url("scan_close"), own | {f"amount_{line}": "30.00"})
    assert olgas.appointments.get().paid is None


def test_what_is_typed_is_shown_as_text_and_is_never_endless(
    annas_phone: Browser, visit: Visit, token: str, karin: Browser
) -> None:
    html = annas_phone.get(url("scan_link", token)).content.decode()
    long = close(annas_phone, html, note="<b>" + "x" * 5000)
    assert long.status_code == 422
    assert "<b>x" not in long.content.decode()
    close(annas_phone, html, note="\u202e<b>Trinkgeld</b>")
    row = visit.appointments.get(service__slug="haircut")
    card = karin.get(reverse("appointments:inspect", args=[row.pk])).content.decode()
    assert f"45{NBSP}€, &lt;b&gt;Trinkgeld&lt;/b&gt;" in card
    assert "\u202e" not in card


def test_looking_closes_nothing(annas_phone: Browser, token: str) -> None:
    for look in (annas_phone.get, annas_phone.head):
        for address in (url("scan"), url("scan_link", token), url("scan_close"), url("scan_app")):
            look(address, {"code": "000000", "visit": "A" * 16})
    assert set(Appointment.objects.values_list("status", flat=True)) == {Status.CONFIRMED}
    assert amounts() == {"haircut": None, "manicure": None}


def test_forms_of_other_sites_close_nothing(log_in: LogIn, anna: Master, token: str) -> None:
    annas = log_in(Role.MASTER, anna)
    html = annas.get(url("scan_link", token)).content.decode()
    strict = Browser(enforce_csrf_checks=True)
    strict.cookies = annas.cookies
    assert strict.post(url("scan_close"), fields(html)).status_code == 403
    assert strict.post(url("scan"), {"code": "000000"}).status_code == 403
    assert amounts()["haircut"] is None


# -- everybody else


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


# -- policies


@pytest.mark.parametrize("name", ["scan", "scan_link"])
def test_these_pages_have_nobody_elses_script_and_no_foreign_frame(annas_phone: Browser, token: str, name: str) -> None:
    answer = annas_phone.get(url(name, *([token] if name == "scan_link" else [])))
    policy = answer["Content-Security-Policy"]
    assert ("telegram" in answer.content.decode(), "telegram" in policy) == (False, False)
    assert answer["X-Frame-Options"] == "SAMEORIGIN"
