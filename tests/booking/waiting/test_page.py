"""Olena's page: what she waits for, an offer to answer, the way off the list. Only a button changes anything."""

import re
from collections.abc import Iterator
from html import unescape
from itertools import product

import pytest
import time_machine
from django.http import HttpResponseBase
from django.test import Client as Browser
from django.urls import reverse
from django.utils import translation

from booking.actions.waiting import offer_free_time
from booking.actions.waiting_place import leave_waiting_list
from booking.models import BookingSettings, Confirmation, Master, Occupancy, Service, Visit, WaitingEntry
from booking.selectors.visits import manage_token
from booking.selectors.waiting_card import waiting_token
from tests.booking.conftest import NOW, OLENA, Booker, local
from tests.booking.waiting.conftest import HOUR, Joiner, Tuesday, cancel, offer_and_write, offers_to
from tests.booking.wizard.conftest import words_of

TEN = local(9, 10)
PAGES = ("waiting_place", "waiting_book", "waiting_decline", "waiting_leave")
BUTTONS = ("/book/", "/decline/", "/leave/")


@pytest.fixture(autouse=True)
def clock(salon: object) -> Iterator[time_machine.Traveller]:
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


@pytest.fixture
def browser() -> Browser:
    """One that checks CSRF as a real browser's server would."""
    return Browser(enforce_csrf_checks=True)


@pytest.fixture
def waiting(full_tuesday: Tuesday, join: Joiner) -> WaitingEntry:
    """Olena waits for a haircut on Tuesday."""
    return join(contact=OLENA)


@pytest.fixture
def offered(waiting: WaitingEntry, full_tuesday: Tuesday) -> WaitingEntry:
    """And Tuesday at ten, at Anna's, is kept for her until one."""
    cancel(full_tuesday["anna", 10])
    offer_and_write()
    return waiting


def address(entry: WaitingEntry, page: str = "waiting_place", language: str = "de") -> str:
    with translation.override(language):
        return reverse(f"booking:{page}", args=[waiting_token(entry)])


def shown(browser: Browser, entry: WaitingEntry, language: str = "de") -> str:
    answer = browser.get(address(entry, language=language))
    assert answer.status_code == 200
    return words_of(answer.content.decode())


def press(browser: Browser, entry: WaitingEntry, button: str, **changed: str) -> HttpResponseBase:
    """Press a button of the page as it is now."""
    html = browser.get(address(entry)).content.decode()
    action = address(entry, button)
    form = next(form for form in re.findall(r"<form\b.*?</form>", html, re.DOTALL) if f'action="{action}"' in form)
    fields = re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', form)
    return browser.post(action, {name: unescape(value) for name, value in fields} | changed)


def test_the_page_says_what_is_waited_for(browser: Browser, waiting: WaitingEntry) -> None:
    page = shown(browser, waiting)
    for word in ("Haarschnitt", "Dienstag, 9. Juni", OLENA.email, "Sie stehen auf der Warteliste."):
        assert word in page
    assert "/book/" not in browser.get(address(waiting)).content.decode()


def test_an_open_offer_shows_the_time_the_price_and_until_when_it_is_kept(
    browser: Browser, offered: WaitingEntry
) -> None:
    page = shown(browser, offered)
    for word in ("Dienstag, 9. Juni, 10:00 Uhr", "10:00 bis 11:00 Uhr", "Montag, 8. Juni, 13:00 Uhr", "45 €"):
        assert word in page
    assert "Anna Lindner" in page
    html = browser.get(address(offered)).content.decode()
    assert [button for button in BUTTONS if button in html] == list(BUTTONS)


def test_booking_leads_to_the_visits_page(browser: Browser, offered: WaitingEntry) -> None:
    answer = press(browser, offered, "waiting_book")
    offered.refresh_from_db()
    visit = offered.visit
    assert visit.appointments.get().start == TEN
    assert answer["Location"] == f"/de/visit/{manage_token(visit)}/?booked"


def test_a_second_click_leads_to_the_same_visit(browser: Browser, offered: WaitingEntry) -> None:
    html = browser.get(address(offered)).content.decode()
    fields = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', html))
    places = {browser.post(address(offered, "waiting_book"), fields)["Location"] for _ in range(2)}
    assert len(places) == 1
    assert Visit.objects.filter(source="website").count() == 1


def test_a_booked_place_leads_to_its_visit(browser: Browser, offered: WaitingEntry) -> None:
    press(browser, offered, "waiting_book")
    offered.refresh_from_db()
    html = browser.get(address(offered)).content.decode()
    assert f"/de/visit/{manage_token(offered.visit)}/" in html
    assert not [button for button in BUTTONS if button in html]


def test_declining_keeps_the_place_on_the_list(browser: Browser, offered: WaitingEntry) -> None:
    assert press(browser, offered, "waiting_decline")["Location"] == address(offered)
    assert offers_to(offered) == [(TEN, "declined")]
    assert "Sie stehen auf der Warteliste." in shown(browser, offered)


def test_leaving_is_said_and_ends_it(browser: Browser, offered: WaitingEntry) -> None:
    assert press(browser, offered, "waiting_leave")["Location"] == address(offered)
    offered.refresh_from_db()
    assert (offered.state, offers_to(offered)) == ("withdrawn", [(TEN, "withdrawn")])
    html = browser.get(address(offered)).content.decode()
    assert not [button for button in BUTTONS if button in html]


def test_a_scanner_that_opens_every_link_changes_nothing(browser: Browser, offered: WaitingEntry) -> None:
    before = offers_to(offered), Occupancy.objects.count()
    for page, look in product(PAGES, (browser.get, browser.head)):
        answer = look(address(offered, page))
        assert answer.status_code == (200 if page == "waiting_place" else 302)
        offered.refresh_from_db()
        assert (offers_to(offered), Occupancy.objects.count()) == before, page
        assert offered.state == "waiting", page


def test_the_key_is_kept_from_others_logs_and_from_search_engines(browser: Browser, waiting: WaitingEntry) -> None:
    for page in PAGES:
        answer = browser.get(address(waiting, page))
        assert answer["Referrer-Policy"] == "no-referrer", page
        assert answer["X-Robots-Tag"] == "noindex", page
        assert "no-store" in answer["Cache-Control"], page
        assert not answer.cookies, page


@pytest.mark.parametrize("page", PAGES)
def test_forged_and_foreign_tokens_open_nothing(browser: Browser, offered: WaitingEntry, page: str) -> None:
    token, visit = waiting_token(offered), Visit.objects.first()
    forged = f"{token[:20]}{'A' if token[20] != 'A' else 'B'}{token[21:]}"
    WaitingEntry.objects.filter(pk=offered.pk).update(link_version=2)
    for wrong in (forged, token, manage_token(visit), "x", "ä" * 39):
        url = address(offered, page).replace(waiting_token(offered), wrong)
        for answer in (browser.get(url), *([browser.post(url)] if page != "waiting_place" else [])):
            assert answer.status_code == 404
            assert OLENA.email not in answer.content.decode()
    assert offers_to(offered) == [(TEN, "open")]


def test_an_offer_that_ran_out_says_so_kindly(
    browser: Browser, offered: WaitingEntry, clock: time_machine.Traveller
) -> None:
    clock.move_to(NOW + HOUR)
    for _ in range(2):
        html = browser.get(address(offered)).content.decode()
        assert "/book/" not in html
        assert "10:00" in html
        offer_free_time(now=NOW + HOUR)


def test_a_button_that_was_pressed_too_late_still_books_while_the_time_is_free(
    browser: Browser, offered: WaitingEntry, clock: time_machine.Traveller
) -> None:
    html = browser.get(address(offered)).content.decode()
    fields = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', html))
    clock.move_to(NOW + HOUR)
    offer_free_time(now=NOW + HOUR)
    assert "/visit/" in browser.post(address(offered, "waiting_book"), fields)["Location"]


def test_pressed_too_late_for_what_somebody_else_has_is_said_kindly(
    browser: Browser, offered: WaitingEntry, book: Booker, clock: time_machine.Traveller
) -> None:
    html = browser.get(address(offered)).content.decode()
    fields = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', html))
    clock.move_to(NOW + HOUR)
    book("haircut", TEN, now=NOW + HOUR)
    answer = browser.post(address(offered, "waiting_book"), fields)
    assert answer.status_code == 409
    assert 'role="alert"' in answer.content.decode()
    offered.refresh_from_db()
    assert offered.state == "waiting"


@pytest.mark.parametrize("field", ["offer", "end", "price"])
def test_a_forged_answer_books_nothing(browser: Browser, offered: WaitingEntry, field: str) -> None:
    for value in ("", "nonsense", "-1", "9" * 40, "²", "NaN", "2026-06-09T10:00Z"):
        answer = press(browser, offered, "waiting_book", **{field: value})
        assert answer.status_code == 409, value
        assert offers_to(offered) == [(TEN, "open")], value
    assert not Visit.objects.filter(source="website").exists()


def test_a_new_price_is_shown_before_it_is_agreed_to(browser: Browser, offered: WaitingEntry) -> None:
    html = browser.get(address(offered)).content.decode()
    fields = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', html))
    Service.objects.filter(slug="haircut").update(price=50)
    answer = browser.post(address(offered, "waiting_book"), fields)
    assert answer.status_code == 409
    assert "50\N{NO-BREAK SPACE}€" in answer.content.decode()
    assert press(browser, offered, "waiting_book").status_code == 302


def test_a_service_on_request_is_asked_for_and_not_booked(browser: Browser, offered: WaitingEntry) -> None:
    BookingSettings.objects.update(confirmation=Confirmation.REQUEST)
    assert "Termin anfragen" in shown(browser, offered)


def test_a_master_who_is_not_shown_by_name_is_not_named(browser: Browser, offered: WaitingEntry) -> None:
    Master.objects.filter(slug="anna").update(is_visible=False)
    assert "Anna Lindner" not in shown(browser, offered)


def test_the_page_speaks_the_language_of_its_address(browser: Browser, offered: WaitingEntry) -> None:
    assert "вівторок, 9 червня" in shown(browser, offered, "uk")


def test_a_place_that_is_over_leads_back_to_booking(
    browser: Browser, waiting: WaitingEntry, clock: time_machine.Traveller
) -> None:
    WaitingEntry.objects.filter(pk=waiting.pk).update(state="over")
    html = browser.get(address(waiting)).content.decode()
    assert "/de/termin/" in html
    assert not [button for button in BUTTONS if button in html]


def test_a_service_that_is_gone_shows_the_page_all_the_same(browser: Browser, offered: WaitingEntry) -> None:
    Service.objects.filter(slug="haircut").update(is_active=False)
    assert "Haarschnitt" in shown(browser, offered)


def test_who_has_left_is_not_asked_to_leave_again(browser: Browser, waiting: WaitingEntry) -> None:
    leave_waiting_list(entry_id=waiting.pk, now=NOW)
    assert browser.post(address(waiting, "waiting_leave"))["Location"] == address(waiting)
