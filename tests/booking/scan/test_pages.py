"""Closing a visit on the salon's own pages: without a script, by keyboard, and only by who may."""

import pytest
import time_machine
from django.test import Client as Browser
from django.urls import reverse

from booking.actions.scan import code_of_day
from booking.models import Appointment, Master, Status, Visit
from booking.selectors.visits import qr_token
from salon.cms.roles import Role
from salon.lib import links
from tests.booking.admin.conftest import LogIn, annas_phone, karin, log_in
from tests.booking.conftest import OLENA, Booker, local
from tests.booking.scan.conftest import THEN
from tests.booking.scan.pages import amounts, clock, close, fields, in_german, typed, url

__all__ = ["annas_phone", "clock", "karin", "log_in"]

pytestmark = pytest.mark.django_db

NBSP = "\N{NO-BREAK SPACE}"


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


@pytest.mark.parametrize("name", ["scan", "scan_link"])
def test_these_pages_have_nobody_elses_script_and_no_foreign_frame(annas_phone: Browser, token: str, name: str) -> None:
    answer = annas_phone.get(url(name, *([token] if name == "scan_link" else [])))
    policy = answer["Content-Security-Policy"]
    assert ("telegram" in answer.content.decode(), "telegram" in policy) == (False, False)
    assert answer["X-Frame-Options"] == "SAMEORIGIN"
