"""What no page of ours would send: refused with a sentence and a 4xx, never a 500, and nothing is written."""

import pytest
from django.test import Client

from booking.models import Hold, Master, Service, TimeOff, Visit
from tests.booking.conftest import local
from tests.booking.wizard.conftest import CONTACT, Browser, url_of

STEPS = ("services", "master", "time", "contact", "review")
TIME, UNKNOWN = "service=haircut&master=anna", "service=unknown&master=any"
NO_TEXT = (b"%FF%FE=%FF&start=%ED%A0%80", b"\xff\xfe\x00", b"start=" + b"9" * 200_000, b"&" * 5000, b"start=%00")


def assert_refused(page: Browser, sentence: str = "") -> None:
    assert 400 <= page.status < 500, page.status
    assert sentence in page.text
    assert "<h1" in page.html
    assert Hold.objects.count() == 0
    assert Visit.objects.count() == 0


@pytest.mark.parametrize(
    ("start", "sentence"),
    [
        ("2026-06-02T07:00Z", "So kurzfristig geht es online nicht mehr"),
        ("2026-06-08T11:00Z", "So kurzfristig geht es online nicht mehr"),
        ("2026-11-10T08:00Z", "So weit im Voraus ist unser Kalender noch nicht offen"),
        ("2026-06-09T03:00Z", "haben wir geschlossen"),
        ("2026-06-14T08:00Z", "haben wir geschlossen"),
        ("2026-06-09T15:30Z", "nicht da"),
        ("2026-06-09T07:01Z", "gerade vergeben"),
        ("2026-06-09T07:00:30Z", "gerade vergeben"),
        ("2026-06-09T07:00", "Bitte wählen Sie eine Uhrzeit."),
        ("2026-06-09", "Bitte wählen Sie eine Uhrzeit."),
        ("tomorrow", "Bitte wählen Sie eine Uhrzeit."),
        ("", "Bitte wählen Sie eine Uhrzeit."),
        ("9999-12-31T23:59:59-23:59", "Bitte wählen Sie eine Uhrzeit."),
        ("0001-01-01T00:00:00+23:59", "Bitte wählen Sie eine Uhrzeit."),
        ("2026-06-09T07:00Z\x00", "Bitte wählen Sie eine Uhrzeit."),
        ("9" * 100_000, "Bitte wählen Sie eine Uhrzeit."),
    ],
)
def test_a_start_that_was_never_offered_is_refused(olena: Browser, start: str, sentence: str) -> None:
    assert_refused(olena.open(query=TIME).send(start=start), sentence)


def test_an_absent_master_is_refused_whatever_the_calendar_showed(olena: Browser, anna: Master) -> None:
    olena.open(query=TIME)
    TimeOff.objects.create(master=anna, start=local(9, 9), end=local(9, 12))
    assert_refused(olena.send(start="2026-06-09T07:00Z"), "nicht da")


@pytest.mark.parametrize(
    "query",
    [
        UNKNOWN,
        "service=haircut&service=unknown&master=any",
        "service=haircut&service=haircut&master=any",
        "service=haircut%00&master=any",
        "service=%FF%FE&master=any",
        "&".join(f"service=s{number}" for number in range(500)),
        f"service={'x' * 5000}",
    ],
)
def test_services_that_are_none_of_ours_are_refused(olena: Browser, query: str) -> None:
    assert_refused(olena.open("time", query), "online gerade nicht buchbar")
    olena.send(url_of("time", query), start="2026-06-09T07:00Z", service="unknown")
    assert 400 <= olena.status < 500


@pytest.mark.parametrize("step", STEPS)
def test_every_step_refuses_a_service_that_is_none_of_ours(olena: Browser, step: str) -> None:
    assert_refused(olena.open(step, UNKNOWN), "online gerade nicht buchbar")
    olena.send(url_of(step, UNKNOWN), start="2026-06-09T07:00Z", service="unknown")
    assert 400 <= olena.status < 500


def test_an_inactive_service_is_refused(olena: Browser, haircut: Service) -> None:
    olena.open(query=TIME)
    Service.objects.filter(pk=haircut.pk).update(is_active=False)
    assert_refused(olena.send(start="2026-06-09T07:00Z"), "online gerade nicht buchbar")


@pytest.mark.parametrize(
    "master", ["olga", "nobody", "%00", "anna&part=colour:olga", "any&part=colour:nobody", "x" * 5000]
)
def test_a_master_who_does_not_do_it_is_refused(olena: Browser, master: str) -> None:
    assert_refused(olena.open("time", f"service=colour&master={master}"), "nicht da")
    assert_refused(olena.send(url_of("time", f"service=colour&master={master}"), start="2026-06-09T07:00Z"))


def test_a_master_for_each_service_is_checked_too(olena: Browser) -> None:
    query = "service=colour&service=haircut&master=any&part=colour:olga"
    assert_refused(olena.send(url_of("time", query), start="2026-06-09T07:00Z"))


@pytest.mark.parametrize("step", ["master", "time", "contact", "review"])
def test_a_step_sent_out_of_turn_books_nothing(olena: Browser, step: str) -> None:
    olena.send(url_of(step), **CONTACT, start="2026-06-09T07:00Z", master="anna", end="x", price="1")
    assert_refused(olena)


def test_a_draft_id_of_ones_own_is_not_taken(olena: Browser) -> None:
    for draft in ("x", "a" * 64, "%00", "../../etc", "drafts"):
        olena.go(url_of("time", f"{TIME}&d={draft}")).send(start="2026-06-09T07:00Z")
        assert olena.draft != draft
        assert len(olena.draft) == 16
        Hold.objects.all().delete()


@pytest.mark.parametrize("step", STEPS)
def test_bytes_that_are_no_text_are_refused(olena: Browser, step: str) -> None:
    olena.open(step, TIME)
    for body in NO_TEXT:
        answer = olena.client.post(
            url_of(step, TIME), body, content_type="application/x-www-form-urlencoded; charset=utf-8"
        )
        assert 300 <= answer.status_code < 500, body[:20]


@pytest.mark.parametrize(
    "content_type",
    ["application/json", "text/plain; charset=none-such", "multipart/form-data", "multipart/form-data; boundary=x", ""],
)
def test_a_body_of_another_kind_is_refused(olena: Browser, content_type: str) -> None:
    answer = olena.client.generic("POST", url_of("time", TIME), b'{"start": []}', content_type=content_type)
    assert 400 <= answer.status_code < 500


@pytest.mark.parametrize("method", ["put", "delete", "patch"])
def test_only_looking_and_sending_is_possible(olena: Browser, method: str) -> None:
    for step in ("start", "services", "master", "time", "contact", "review"):
        assert getattr(olena.client, method)(url_of(step)).status_code == 405


def test_without_the_forms_token_nothing_is_taken(anna, olga) -> None:
    strict = Client(enforce_csrf_checks=True)
    assert strict.post(url_of("time", TIME), {"start": "2026-06-09T07:00Z"}).status_code == 403
    page = Browser(strict).open(query=TIME)
    assert page.html.count("csrfmiddlewaretoken") >= 2
    assert "<body>" in page.html
    token = page.value("csrfmiddlewaretoken")
    assert page.send(csrfmiddlewaretoken=token, start="2026-06-09T07:00Z").step == "contact"


def test_a_year_that_the_calendar_cannot_hold_is_no_error(olena: Browser) -> None:
    for day in ("2100-01-01", "1999-12-31", "0000-00-00", "2026-02-30", "99999-01-01"):
        assert olena.open("time", f"{TIME}&day={day}&from={day}").status == 200
