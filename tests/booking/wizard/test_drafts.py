"""Drafts: two tabs, Back, Reload, a lost session, somebody else's draft, the same button twice."""

import pytest
from django.conf import settings
from django.test import Client

from booking.models import Hold, Occupancy, Visit
from booking.wizard import BookingState
from tests.booking.conftest import local
from tests.booking.wizard.conftest import CONTACT, Browser


def session_text(browser: Browser) -> str:
    return str(dict(browser.client.session))


def test_two_tabs_are_two_drafts(olena: Browser) -> None:
    other = olena.tab()
    olena.choose_time("service=haircut&master=anna", "2026-06-09T07:00Z")
    other.choose_time("service=manicure&master=olga", "2026-06-10T08:00Z")
    assert olena.draft != other.draft
    olena.send(**CONTACT).confirm()
    other.send(**{**CONTACT, "name": "Iryna Bondar"}).confirm()
    assert olena.is_visit
    assert other.is_visit
    assert sorted(Visit.objects.values_list("contact_name", flat=True)) == ["Iryna Bondar", "Olena Kovalenko"]


def test_of_more_than_five_drafts_the_oldest_is_forgotten(olena: Browser) -> None:
    first = olena.tab().choose_time()
    for _number in range(5):
        olena.tab().open(query="service=haircut")
    assert len(olena.client.session["drafts"]) == 5
    assert first.reload().step == "time"


def test_a_draft_id_has_96_random_bits(olena: Browser) -> None:
    olena.open(query="service=haircut")
    assert len(olena.draft) == 16
    assert olena.draft != olena.tab().open(query="service=haircut").draft


def test_reload_and_back_show_the_page_as_it_was(olena: Browser) -> None:
    olena.open("services", "service=haircut").send(service=["haircut", "manicure"])
    master_page = olena.url
    olena.send(master="any")
    assert olena.go(master_page).step == "master"
    assert "2 Leistungen" in olena.text
    assert olena.reload().draft == olena.draft


def test_what_stands_in_the_address_counts_more_than_the_session(olena: Browser) -> None:
    olena.choose_time("service=haircut&master=anna")
    olena.go(olena.url.replace("service=haircut", "service=colour"))
    assert olena.step == "time"
    assert "Farbe" in olena.text


def test_a_lost_session_asks_only_for_time_and_contact_again(olena: Browser) -> None:
    olena.to_review("service=haircut&master=anna&day=2026-06-10")
    olena.client.cookies.clear()
    olena.reload()
    assert olena.step == "time"
    assert "Mittwoch, 10. Juni" in olena.text
    olena.send(start="2026-06-10T09:00Z").send(**CONTACT).confirm()
    assert olena.is_visit


def test_a_contact_sent_after_the_session_was_lost_is_kept(olena: Browser) -> None:
    olena.choose_time()
    olena.client.cookies.clear()
    olena.send(**CONTACT)
    assert olena.status == 409
    assert "nicht länger freihalten" in olena.text
    olena.send(olena.action, start="2026-06-09T08:00Z")
    assert olena.step == "review"
    assert "Olena Kovalenko" in olena.text


def test_somebody_elses_draft_is_never_touched(olena: Browser) -> None:
    olena.to_review()
    thief = Browser(Client())
    thief.go(olena.url)
    assert thief.draft != olena.draft
    assert "Olena" not in thief.text
    held_before = list(Hold.objects.filter(key=olena.draft).values())
    thief.send(olena.url, end="2026-06-09T08:00:00+00:00", price="45.00")
    assert thief.status == 409
    thief.send(olena.url.replace("review", "time"), start="2026-06-10T07:00Z")
    assert list(Hold.objects.filter(key=olena.draft).values()) == held_before
    assert Visit.objects.count() == 0
    assert olena.confirm().is_visit


def test_the_button_pressed_twice_makes_one_visit(olena: Browser) -> None:
    olena.to_review()
    fields = {"end": olena.hidden("end"), "price": olena.hidden("price")}
    review = olena.url
    first = olena.send(review, **fields).url
    assert olena.send(review, **fields).url == first
    assert Visit.objects.count() == 1


def test_two_requests_at_the_same_moment_make_one_visit(olena: Browser) -> None:
    """The second one's session was read before the first one had booked."""
    olena.to_review()
    fields, review = {"end": olena.hidden("end"), "price": olena.hidden("price")}, olena.url
    before = dict(olena.client.session["drafts"])
    first = olena.send(review, **fields).url
    session = olena.client.session
    session["drafts"] = before
    session.save()
    assert olena.send(review, **fields).url == first
    assert Visit.objects.count() == 1


@pytest.mark.parametrize("step", ["services", "master", "time", "contact", "review"])
def test_back_after_booking_leads_to_the_visit(olena: Browser, step: str) -> None:
    review = olena.to_review().url
    visit = olena.confirm().url
    assert olena.go(review.replace("/review/", f"/{step}/")).url == visit
    assert olena.send(review.replace("/review/", f"/{step}/"), service="colour", start="2026-06-10T07:00Z").url == visit
    assert Visit.objects.count() == 1


def test_the_next_booking_begins_anew(olena: Browser) -> None:
    olena.to_review().confirm()
    olena.open()
    assert olena.step == "services"
    assert "1 Leistung" not in olena.text


def test_nothing_personal_stays_in_the_session_once_booked(olena: Browser) -> None:
    olena.to_review()
    assert "Olena" in session_text(olena)
    olena.confirm()
    assert "Olena" not in session_text(olena)
    assert "olena@" not in session_text(olena)


def test_another_time_gives_the_first_one_back(olena: Browser) -> None:
    olena.choose_time(start="2026-06-09T07:00Z")
    olena.go(olena.link("Ändern: Zeit"))
    olena.send(start="2026-06-09T10:00Z")
    assert Hold.objects.count() == 1
    assert Occupancy.objects.get().start.hour == 10


def test_one_own_hold_does_not_take_one_own_time(olena: Browser) -> None:
    olena.choose_time(start="2026-06-09T07:00Z")
    olena.go(olena.url.replace("contact", "time"))
    assert "2026-06-09T07:00Z" in olena.slots
    stranger = Browser(Client()).open(query="service=haircut&master=anna")
    assert "2026-06-09T07:00Z" not in stranger.slots


def test_a_browser_without_cookies_does_not_go_round_in_circles(anna, olga) -> None:
    client = Client()
    for _visit in range(2):
        client.cookies.clear()
        answer = client.get("/de/termin/services/")
        assert answer.status_code == 200


def test_a_draft_of_another_version_of_the_site_is_no_error(olena: Browser) -> None:
    olena.open(query="service=haircut")
    session = olena.client.session
    session["drafts"] = {olena.draft: {"services": 7}}
    session.save()
    assert olena.reload().status == 200
    session["drafts"] = ["what was this"]
    session.save()
    assert olena.reload().status == 200


def test_asking_for_a_page_changes_nothing_that_counts(olena: Browser) -> None:
    olena.choose_time()
    before = list(Hold.objects.values())
    for step in ("services", "master", "time", "contact"):
        olena.client.get(olena.url.replace("contact", step))
        olena.client.head(olena.url.replace("contact", step))
    assert list(Hold.objects.values()) == before


def test_the_session_cookie_is_all_that_is_set(olena: Browser) -> None:
    olena.open()
    assert set(olena.client.cookies) <= {settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME}


def test_what_was_held_for_other_services_is_no_answer_any_more() -> None:
    held = BookingState("draft", services=("haircut",), master="anna", name="Olena", start=local(9, 9))
    changed = held.wishing(services=("colour",))
    assert changed.start is None
    assert changed.name == "Olena"
    assert held.wishing(services=("haircut",)) == held
