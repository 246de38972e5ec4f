"""With htmx only the wizard is swapped; addresses, answers and statuses are the same."""

import pytest
from django.test import Client

from booking.models import Hold, Visit
from tests.booking.conftest import local
from tests.booking.wizard.conftest import CONTACT, Browser


@pytest.fixture
def swapping(client: Client, anna, olga) -> Browser:
    return Browser(client, **{"HX-Request": "true", "HX-Boosted": "true"})


def test_a_step_comes_without_the_page_around_it(swapping: Browser) -> None:
    swapping.open(query="service=haircut")
    assert swapping.step == "master"
    assert "<html" not in swapping.html
    assert '<div class="wrap" id="wizard"' in swapping.html
    assert "<title>Bei wem möchten Sie buchen? | Salon Lindenhof</title>" in swapping.html
    assert '<h1 tabindex="-1">' in swapping.html
    assert 'hx-swap-oob="outerHTML:.lang-menu"' in swapping.html
    assert "/uk/zapys/master/" in swapping.html


def test_the_whole_way_by_swaps(swapping: Browser) -> None:
    swapping.to_review()
    answer = swapping.client.post(
        swapping.url, {"end": swapping.hidden("end"), "price": swapping.hidden("price")}, headers=swapping.headers
    )
    assert answer.status_code == 200
    assert answer["HX-Redirect"].startswith("/de/visit/")
    assert Visit.objects.count() == 1


def test_a_refusal_keeps_its_status_and_names_the_address_that_is_shown(swapping: Browser, book) -> None:
    swapping.to_review(start="2026-06-09T08:00Z")
    Hold.objects.all().delete()
    book("haircut", local(9, 10), master="anna")
    swapping.confirm()
    assert swapping.status == 409
    assert "/termin/time/" in swapping.answer["HX-Push-Url"]
    assert "gerade vergeben" in swapping.text


def test_errors_in_fields_are_swapped_in(swapping: Browser) -> None:
    swapping.choose_time().send(**{**CONTACT, "name": ""})
    assert swapping.status == 422
    assert "Bitte geben Sie Ihren Namen ein." in swapping.text
    assert "<title>Fehler: " in swapping.html
    assert "<html" not in swapping.html


def test_a_restored_page_is_whole(swapping: Browser) -> None:
    swapping.headers["HX-History-Restore-Request"] = "true"
    assert "<html" in swapping.open(query="service=haircut").html


@pytest.mark.parametrize("step", ["services", "master", "time"])
def test_no_cache_mixes_them_up(olena: Browser, step: str) -> None:
    answer = olena.open(step, "service=haircut&master=anna").answer
    assert "HX-Request" in answer["Vary"]
    assert "no-store" in answer["Cache-Control"]


def test_pages_hold_no_inline_code_and_no_foreign_address(olena: Browser) -> None:
    pages = [olena.open(step, "service=haircut").html for step in ("services", "master")]
    pages += [olena.open(query="service=haircut&master=anna").html, olena.choose_time().html, olena.to_review().html]
    for html in pages:
        assert " style=" not in html
        assert "<style" not in html
        assert " onclick=" not in html
        assert 'src="http' not in html
        assert "<script>" not in html
