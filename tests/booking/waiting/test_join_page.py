"""The way onto the list: quiet, beside the times; without JavaScript, with what was typed before."""

import re

import pytest
from django.test import Client as Site

from booking.models import BookingSettings, Client, ClientStatus, Master, TimeOff, WaitingEntry
from tests.booking.conftest import OLENA, local
from tests.booking.waiting.conftest import Tuesday
from tests.booking.wizard.conftest import CONTACT, Browser, monday_noon, olena

__all__ = ["monday_noon", "olena"]

JOIN = "Auf die Warteliste"
ANNAS_TUESDAY = "service=haircut&master=anna&day=2026-06-09"


@pytest.fixture
def at_the_door(olena: Browser, full_tuesday: Tuesday) -> Browser:
    """Olena has found Anna's Tuesday full and followed the way to the list."""
    olena.open(query=ANNAS_TUESDAY)
    return olena.go(olena.link(JOIN))


def join(browser: Browser, **typed: str) -> Browser:
    return browser.send(**{**CONTACT, "first_day": "2026-06-09", "last_day": "2026-06-09", "master": "anna", **typed})


def test_an_empty_day_leads_to_the_list(olena: Browser, full_tuesday: Tuesday) -> None:
    olena.open(query=ANNAS_TUESDAY)
    assert olena.slots == []
    olena.go(olena.link(JOIN))
    assert (olena.status, olena.step) == (200, "waiting")


def test_a_day_whose_times_do_not_suit_leads_there_too(olena: Browser) -> None:
    olena.open(query=ANNAS_TUESDAY)
    assert olena.slots
    assert olena.go(olena.link(JOIN)).value("first_day") == "2026-06-09"


def test_a_salon_without_a_list_shows_no_way_and_no_door(olena: Browser, full_tuesday: Tuesday) -> None:
    olena.open(query=ANNAS_TUESDAY)
    door = olena.link(JOIN)
    BookingSettings.objects.update(has_waiting_list=False)
    for query in (ANNAS_TUESDAY, "service=haircut&master=anna&day=2026-06-10"):
        assert JOIN not in olena.open(query=query).text
    assert olena.go(door).step == "time"


def test_on_a_day_on_which_the_salon_is_closed_nobody_waits(olena: Browser) -> None:
    assert JOIN not in olena.open(query="service=haircut&master=anna&day=2026-06-14").text


def test_where_nothing_is_free_at_all_the_list_and_the_telephone_are_left(olena: Browser, anna: Master) -> None:
    TimeOff.objects.create(master=anna, start=local(1, 0), end=local(1, 0, month=12))
    olena.open(query="service=haircut&master=anna")
    assert 'href="tel:+493023125110"' in olena.html
    assert olena.go(olena.link(JOIN)).value("first_day") == "2026-06-09"


def test_the_door_asks_for_the_day_that_was_shown_and_the_master_that_was_chosen(at_the_door: Browser) -> None:
    assert (at_the_door.value("first_day"), at_the_door.value("last_day")) == ("2026-06-09", "2026-06-09")
    assert re.findall(r'<option value="(\w*)" selected', at_the_door.html) == ["anna"]
    assert "Haarschnitt" in at_the_door.text


def test_joining_leads_to_the_place_on_the_list(at_the_door: Browser) -> None:
    join(at_the_door, note="Mit Kinderwagen", last_day="2026-06-12")
    entry = WaitingEntry.objects.get()
    assert "/de/waiting/" in at_the_door.url
    assert at_the_door.status == 200
    assert "Sie stehen auf der Warteliste. Wir schreiben, sobald etwas frei wird." in at_the_door.text
    assert (entry.services, entry.master.slug, entry.note) == (["haircut"], "anna", "Mit Kinderwagen")
    assert (str(entry.first_day), str(entry.last_day)) == ("2026-06-09", "2026-06-12")
    assert (entry.contact_phone, entry.contact_email, entry.language) == (OLENA.phone, OLENA.email, "de")
    assert entry.consent.startswith("Ich bin einverstanden")


def test_any_master_can_be_asked_for_instead(at_the_door: Browser) -> None:
    join(at_the_door, master="")
    assert WaitingEntry.objects.get().master is None


def test_pressing_twice_is_one_place(at_the_door: Browser) -> None:
    door = at_the_door.url
    places = {join(at_the_door.go(door)).url.split("?")[0] for _ in range(2)}
    assert len(places) == 1
    assert WaitingEntry.objects.count() == 1


def test_what_was_typed_before_stands_there(olena: Browser, full_tuesday: Tuesday) -> None:
    olena.choose_time("service=haircut&master=anna")
    olena.send(**CONTACT)
    olena.go(f"{olena.url.replace('review', 'waiting')}")
    assert (olena.step, olena.value("name"), olena.value("email")) == ("waiting", CONTACT["name"], CONTACT["email"])


def test_what_is_typed_here_stands_in_the_booking_form(at_the_door: Browser) -> None:
    join(at_the_door, first_day="")
    at_the_door.open(query=f"d={at_the_door.draft}&service=haircut&master=anna&day=2026-06-10")
    at_the_door.send(start=at_the_door.slots[0])
    assert at_the_door.step == "review"
    assert CONTACT["name"] in at_the_door.text


WRONG = [
    ({"email": ""}, "email"),
    ({"email": "olena@"}, "email"),
    ({"name": ""}, "name"),
    ({"phone": "12"}, "phone"),
    ({"consent": ""}, "consent"),
    ({"first_day": ""}, "first_day"),
    ({"last_day": "morgen"}, "last_day"),
    ({"last_day": "0001-01-01"}, "last_day"),
    ({"last_day": "9999-12-31"}, "last_day"),
    ({"last_day": "2026-06-08"}, "last_day"),
    ({"first_day": "2026-06-07"}, "last_day"),
    ({"last_day": "2026-07-10"}, "last_day"),
    ({"master": "irmgard"}, "master"),
]


def test_what_is_missing_or_impossible_is_said_at_its_field(at_the_door: Browser) -> None:
    for typed, field in WRONG:
        join(at_the_door, **typed)
        assert at_the_door.status == 422, typed
        assert re.findall(r'id="id_(\w+)_error"', at_the_door.html) == [field], typed
        assert at_the_door.value("name") == typed.get("name", CONTACT["name"])
    assert not WaitingEntry.objects.exists()


def test_days_that_are_possible_are_named(at_the_door: Browser) -> None:
    join(at_the_door, last_day="2026-07-10")
    for word in ("8. Juni 2026", "7. August 2026", "31"):
        assert word in at_the_door.text


def test_phone_is_no_must(at_the_door: Browser) -> None:
    join(at_the_door, phone="")
    assert WaitingEntry.objects.get().contact_phone == ""


def test_a_blocked_client_is_told_to_call_and_no_more(at_the_door: Browser) -> None:
    Client.objects.create(name="Olena", email=OLENA.email, status=ClientStatus.BLOCKED)
    join(at_the_door)
    assert at_the_door.status == 403
    assert "online nicht abschließen" in at_the_door.text
    assert not WaitingEntry.objects.exists()


def test_a_machine_that_fills_in_every_field_gets_the_same_answer(at_the_door: Browser) -> None:
    join(at_the_door, website="https://spam.example.org")
    assert at_the_door.status == 403
    assert not WaitingEntry.objects.exists()


def test_the_form_needs_its_token(full_tuesday: Tuesday) -> None:
    site = Site(enforce_csrf_checks=True)
    browser = Browser(site).open(query=ANNAS_TUESDAY)
    door = browser.link(JOIN)
    assert site.post(door, {**CONTACT, "first_day": "2026-06-09", "last_day": "2026-06-09"}).status_code == 403
    assert not WaitingEntry.objects.exists()


def test_a_lost_session_starts_with_the_times(olena: Browser, full_tuesday: Tuesday) -> None:
    olena.open(query=ANNAS_TUESDAY)
    door = olena.link(JOIN)
    olena.client.cookies.clear()
    assert olena.go(door).status == 200


def test_htmx_gets_the_part_and_is_led_out_of_the_wizard(olena: Browser, full_tuesday: Tuesday) -> None:
    olena.open(query=ANNAS_TUESDAY)
    door = olena.link(JOIN)
    olena.headers = {"HX-Request": "true"}
    assert "<html" not in olena.go(door).html
    answer = olena.client.post(
        door,
        {**CONTACT, "first_day": "2026-06-09", "last_day": "2026-06-09", "master": "anna"},
        headers=olena.headers,
    )
    assert answer["HX-Redirect"].startswith("/de/waiting/")


def test_a_language_has_its_own_door(olena: Browser, full_tuesday: Tuesday) -> None:
    olena.language = "uk"
    olena.open(query=ANNAS_TUESDAY)
    join(olena.go(olena.link("До списку очікування")))
    assert "/uk/waiting/" in olena.url
    assert WaitingEntry.objects.get().language == "uk"
