"""The visit's page: what it says, to whom, and that looking changes nothing."""

import re
import string
from datetime import UTC, timedelta
from itertools import product

import pytest
import time_machine
from django.test import Client as Browser
from icalendar import Calendar

from booking.actions.change import cancel_visit
from booking.actions.clients import Contact
from booking.actions.events import ONLINE, Actor
from booking.models import Appointment, Master, Source, Visit
from booking.selectors.visits import manage_token
from salon.lib import links
from tests.booking.conftest import NOW, OLENA, Booker, local
from tests.booking.manage.conftest import address, state

NBSP = "\N{NO-BREAK SPACE}"
PAGES = ["visit", "visit_move", "visit_cancel", "visit_ics"]
LETTERS = {*string.ascii_letters, *string.digits, "-", "_"}
SCANNER = {"HTTP_USER_AGENT": "SafeLinks/1.0"}


def page(browser: Browser, visit: Visit, query: str = "", language: str = "de") -> str:
    answer = browser.get(address(visit, language=language) + query)
    assert answer.status_code == 200
    return answer.content.decode()


def test_it_says_what_who_when_where_and_how_much(browser: Browser, visit: Visit) -> None:
    html = page(browser, visit)
    said = ["Haarschnitt", "Anna Lindner", f"Mittwoch, 10.{NBSP}Juni{NBSP}2026", "14:00 bis 15:00 Uhr"]
    said += ["Am Lindenhof 7, 39999 Lindau an der Aue", f"45{NBSP}€", visit.reference, "Bestätigt"]
    assert [words for words in said if words not in html] == []


def test_limits_are_said_in_words(browser: Browser, visit: Visit) -> None:
    sentence = f"Kostenfrei bis Dienstag, 9.{NBSP}Juni, 14:00{NBSP}Uhr."
    assert page(browser, visit).count(sentence) == 2


def test_a_fresh_booking_is_thanked_for_and_told_where_the_mail_went(browser: Browser, visit: Visit) -> None:
    html = page(browser, visit, "?booked")
    assert "Danke, Ihr Termin ist bestätigt" in html
    assert "olena@example.org" in html
    assert "Danke, Ihr Termin" not in page(browser, visit)


def test_who_left_only_a_phone_is_told_to_keep_the_link(browser: Browser, book: Booker) -> None:
    visit = book("haircut", local(10, 14), contact=Contact("Olena", "+491512345678"))
    html = page(browser, visit, "?booked")
    assert "Eine Bestätigung ging an" not in html
    assert "Bewahren Sie diesen Link auf." in html


def test_the_link_to_keep_is_the_whole_address(browser: Browser, visit: Visit) -> None:
    assert f'value="http://127.0.0.1:8000{address(visit)}"' in page(browser, visit)


def test_a_visit_of_several_services_says_who_does_what_when(browser: Browser, book: Booker) -> None:
    html = page(browser, book(["colour", "manicure"], local(10, 10), contact=OLENA))
    assert "10:00 Farbe bei Anna Lindner, Einwirkzeit" in html
    assert "12:00 Maniküre bei Olga Schreiber" in html


def test_a_master_who_is_not_shown_by_name_is_not_named_to_her_client(
    browser: Browser, book: Booker, olga: Master
) -> None:
    Master.objects.filter(pk=olga.pk).update(is_visible=False)
    one, two = (book(services, local(10, 10), contact=OLENA) for services in ("manicure", ["colour", "manicure"]))
    for visit in (one, two):
        assert "Maniküre" in page(browser, visit)
        assert "Olga" not in page(browser, visit)
        assert b"Olga" not in browser.get(address(visit, "visit_ics")).content


@pytest.mark.parametrize(
    ("language", "words"),
    [("de", "Ihr Termin"), ("ru", "Ваша запись"), ("uk", "Ваш запис"), ("en", "Your appointment")],
)
def test_the_page_speaks_the_language_of_its_address(browser: Browser, visit: Visit, language: str, words: str) -> None:
    html = page(browser, visit, language=language)
    assert f'lang="{language}"' in html
    assert words in html


def test_the_language_switcher_stays_on_the_visit(browser: Browser, visit: Visit) -> None:
    assert f'href="{address(visit, language="uk")}"' in page(browser, visit)


def test_pages_with_a_key_are_not_kept_not_listed_and_not_told(browser: Browser, visit: Visit) -> None:
    for name in PAGES:
        answer = browser.get(address(visit, name))
        assert answer["Referrer-Policy"] == "no-referrer", name
        assert answer["X-Robots-Tag"] == "noindex", name
        assert "no-store" in answer["Cache-Control"], name


def test_a_scanner_that_follows_every_link_changes_nothing(browser: Browser, visit: Visit) -> None:
    before = state(visit)
    for name, look, _ in product(PAGES, (browser.get, browser.head), range(2)):
        look(address(visit, name), {"start": "2026-06-12T08:00Z", "reason": "x"}, **SCANNER)
        assert state(visit) == before, name


def test_no_link_on_the_page_changes_anything(browser: Browser, visit: Visit) -> None:
    before = state(visit)
    for link in set(re.findall(r'href="(/de/visit/[^"]+)"', page(browser, visit))):
        browser.get(link)
    assert state(visit) == before


def forged(visit: Visit) -> dict[str, str]:
    token = manage_token(visit)
    other_end = token[:-1] + ("A" if token[-1] != "A" else "B")
    return {
        "forged": other_end,
        "unknown": links.make_token(links.Purpose.MANAGE, links.new_public_id(), 1),
        "of another purpose": links.make_token(links.Purpose.QR, visit.public_id, visit.link_version),
        "revoked": links.make_token(links.Purpose.MANAGE, visit.public_id, visit.link_version + 1),
        "rubbish": "rubbish-rubbish",
    }


@pytest.mark.parametrize("name", PAGES)
def test_forged_unknown_and_revoked_links_get_the_same_answer(browser: Browser, visit: Visit, name: str) -> None:
    pages = set()
    for token in forged(visit).values():
        answer = browser.get(address(visit, name).replace(manage_token(visit), token))
        assert answer.status_code == 404
        assert answer["Referrer-Policy"] == "no-referrer"
        pages.add(answer.content.decode().replace(token, "…"))
    assert len(pages) == 1
    assert "Diesen Termin finden wir nicht." in pages.pop()


def test_a_key_has_only_one_spelling(visit: Visit) -> None:
    """39 letters are two bits more than 29 bytes."""
    token = manage_token(visit)
    claims = [links.read_token(token[:-1] + letter, links.Purpose.MANAGE) for letter in LETTERS - {token[-1]}]
    assert not any(claim.is_genuine(visit.link_version) for claim in claims if claim)


@pytest.mark.parametrize("name", ["visit_move", "visit_cancel"])
def test_a_forged_link_cannot_post(browser: Browser, visit: Visit, name: str) -> None:
    before = state(visit)
    for token in forged(visit).values():
        url = address(visit, name).replace(manage_token(visit), token)
        assert browser.post(url, {"start": "2026-06-12T08:00Z"}).status_code == 404
    assert state(visit) == before


def test_a_visit_that_has_been_offers_only_to_book_again(
    browser: Browser, visit: Visit, clock: time_machine.Traveller
) -> None:
    clock.move_to(local(10, 16))
    html = page(browser, visit)
    assert "Wieder buchen" in html
    assert "/cancel/" not in html
    assert "/move/" not in html


def test_inside_the_limits_it_says_whom_to_call(browser: Browser, visit: Visit, clock: time_machine.Traveller) -> None:
    clock.move_to(local(10, 9))
    html = page(browser, visit)
    assert "Online stornieren ist jetzt nicht mehr möglich." in html
    assert "Online verschieben ist jetzt nicht mehr möglich." in html
    assert "+49" in html
    assert "<form" not in html


def test_the_price_that_was_agreed_stays(browser: Browser, visit: Visit) -> None:
    Appointment.objects.update(price="40.00", price_kind="from")
    assert f"ab{NBSP}40{NBSP}€" in page(browser, visit)


def test_a_part_that_reception_has_cancelled_is_no_longer_part_of_the_visit(browser: Browser, book: Booker) -> None:
    visit = book(["haircut", "manicure"], local(10, 10), contact=OLENA)
    visit.appointments.filter(position=0).update(status="cancelled")
    html = page(browser, visit)
    assert "Maniküre" in html
    assert "Haarschnitt" not in html


# -- the calendar file --------------------------------------------------------------------------------------------


def entry(browser: Browser, visit: Visit, language: str = "de") -> dict[str, object]:
    answer = browser.get(address(visit, "visit_ics", language))
    assert answer["Content-Type"] == "text/calendar; method=PUBLISH; charset=utf-8"
    assert answer["Content-Disposition"] == 'attachment; filename="calendar.ics"'
    (found,) = Calendar.from_ical(answer.content).events
    return found


def test_the_calendar_file_has_the_whole_visit_in_one_entry(browser: Browser, book: Booker) -> None:
    visit = book(["haircut", "manicure"], local(10, 10), contact=OLENA)
    found = entry(browser, visit)
    last = visit.appointments.order_by("-end").first()
    assert (found.start, found.end) == (local(10, 10), last.end)
    assert found["summary"] == "Haarschnitt, Maniküre – Salon Lindenhof"
    assert found["location"] == "Salon Lindenhof, Am Lindenhof 7, 39999 Lindau an der Aue"
    assert address(visit) in found["description"]


def test_the_calendar_file_speaks_the_language_of_its_address(browser: Browser, visit: Visit) -> None:
    assert "Номер запису" in entry(browser, visit, "uk")["description"]


def test_the_calendar_file_of_a_cancelled_visit_cancels_the_entry(browser: Browser, visit: Visit) -> None:
    before = entry(browser, visit)
    cancel_visit(visit_id=visit.pk, by=ONLINE, now=NOW)
    after = entry(browser, visit)
    assert (before["status"], after["status"]) == ("CONFIRMED", "CANCELLED")
    assert before["uid"] == after["uid"]
    assert after["sequence"] > before["sequence"]


def test_a_new_link_keeps_the_calendar_entry(browser: Browser, visit: Visit) -> None:
    before = entry(browser, visit)["uid"]
    Visit.objects.update(link_version=2)
    visit.refresh_from_db()
    assert entry(browser, visit)["uid"] == before


def test_nobodys_contact_stands_in_the_calendar_file(browser: Browser, visit: Visit) -> None:
    text = browser.get(address(visit, "visit_ics")).content.decode().replace("\r\n ", "")
    assert [private for private in (OLENA.name, OLENA.phone, OLENA.email) if private in text] == []


def test_google_does_not_get_the_key(browser: Browser, visit: Visit) -> None:
    (link,) = re.findall(r'href="(https://calendar\.google\.com/[^"]+)"', page(browser, visit))
    assert manage_token(visit) not in link
    assert "dates=20260610T120000Z%2F20260610T130000Z" in link


@pytest.mark.parametrize(("month", "day", "hour_utc"), [(3, 28, 9), (3, 31, 8), (10, 24, 8), (10, 27, 9)])
def test_ten_oclock_stays_ten_oclock_around_the_change_of_clocks(
    browser: Browser, book: Booker, clock: time_machine.Traveller, month: int, day: int, hour_utc: int
) -> None:
    """The clocks change on 2026-03-29 and on 2026-10-25."""
    start = local(day, 10, month=month)
    clock.move_to(start - timedelta(days=3))
    visit = book("haircut", start, contact=OLENA, now=start - timedelta(days=3))
    assert "10:00 bis 11:00 Uhr" in page(browser, visit)
    found = entry(browser, visit)
    assert (found.start.hour, found.start.astimezone(UTC).hour) == (10, hour_utc)
    assert found.end - found.start == timedelta(hours=1)


def test_reception_can_cancel_when_it_is_too_late_for_clients(browser: Browser, visit: Visit) -> None:
    cancel_visit(visit_id=visit.pk, by=Actor("staff", Source.DESK), now=local(10, 13))
    assert "Ihr Termin ist storniert." in page(browser, visit)
