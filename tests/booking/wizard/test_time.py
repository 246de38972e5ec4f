"""The question "when?": days with real counts, times to press, and what to do where nothing is free."""

import re
from datetime import UTC, datetime, time, timedelta

import pytest
import time_machine
from django.test import Client
from wagtail.models import Locale

from booking.models import BookingSettings, Hold, HoursException, Master, Service, TimeOff, Visit
from salon.cms.models import ClosedDay, ClosedDayText
from tests.booking.conftest import BERLIN, local
from tests.booking.wizard.conftest import CONTACT, Browser

ANNA = "service=haircut&master=anna"


def cell(page: Browser, number: int) -> str:
    """The day of the strip with this number, markup included."""
    cells = re.findall(r"<li>\s*(<(?:a|span) class=\"day.*?</(?:a|span)>)\s*</li>", page.html, re.DOTALL)
    return next(found for found in cells if f'"num">{number}<' in found)


@pytest.fixture
def anna_is_booked_out_on_tuesday(book) -> None:
    for hour in range(9, 17):
        book("haircut", local(9, hour), master="anna")


def test_the_first_free_time_is_offered_on_top(olena: Browser) -> None:
    olena.open(query=ANNA)
    assert "Erste freie Zeit Di 9. Juni, 9:00 bis 10:00 Uhr" in olena.text


def test_the_strip_shows_real_counts_for_two_weeks(olena: Browser, book) -> None:
    book("haircut", local(10, 9), master="anna")
    olena.open(query=ANNA)
    assert "8.–21. Juni" in olena.text
    assert "29 frei" in cell(olena, 9)
    assert "25 frei" in cell(olena, 10)
    assert "Mittwoch, 10.\N{NO-BREAK SPACE}Juni: 25 freie Zeiten" in cell(olena, 10)
    assert "Spätere Tage" in olena.text
    assert "Frühere Tage" not in olena.text


def test_a_closed_day_and_a_full_day_look_different(olena: Browser, anna_is_booked_out_on_tuesday) -> None:
    olena.open(query=ANNA)
    assert "day--full" in cell(olena, 9)
    assert "Nichts frei" in cell(olena, 9)
    assert "day--closed" in cell(olena, 14)
    assert "href" not in cell(olena, 14)
    assert "day--full" not in cell(olena, 10)


def test_later_and_earlier_days_end_at_today_and_at_the_horizon(olena: Browser) -> None:
    olena.open(query=ANNA)
    ranges = []
    while "Spätere Tage" in olena.text:
        olena.go(olena.link("Spätere Tage"))
        ranges.append(re.search(r'<h2 id="days">(.*?)</h2>', olena.html)[1].replace("\N{NO-BREAK SPACE}", " "))
        assert len(ranges) < 10
    assert ranges[0] == "22. Juni – 5. Juli"
    assert ranges[-1].endswith("7. August")
    while "Frühere Tage" in olena.text:
        olena.go(olena.link("Frühere Tage"))
    assert "8.–21. Juni" in olena.text


@pytest.mark.parametrize("rubbish", ["from=1999-01-01", "from=2099-12-31", "from=x", "day=x", "day=0001-01-01", "day="])
def test_rubbish_days_in_the_address_show_an_ordinary_page(olena: Browser, rubbish: str) -> None:
    assert olena.open("time", f"{ANNA}&{rubbish}").status == 200
    assert olena.slots or "Dieser Tag ist noch nicht buchbar" in olena.text


def test_times_are_grouped_by_the_salons_clock(olena: Browser) -> None:
    olena.open(query=ANNA)
    morning, afternoon = olena.text.index("Vormittag"), olena.text.index("Nachmittag")
    assert morning < olena.text.index("11:45") < afternoon < olena.text.index("12:00")
    assert "Abend" not in olena.text


def test_all_times_are_local_and_the_page_says_so(olena: Browser) -> None:
    olena.open(query=ANNA)
    assert "Alle Zeiten gelten für Lindau an der Aue." in olena.text
    assert olena.slots[0] == "2026-06-09T07:00Z"
    assert "9:00" in olena.text


# -- days without a free time -------------------------------------------------------------------------------------


def test_a_full_day_says_so_and_names_the_next_free_one(olena: Browser, anna_is_booked_out_on_tuesday) -> None:
    olena.open(query=f"{ANNA}&day=2026-06-09")
    assert "Dieser Tag ist ausgebucht." in olena.text
    assert "Mittwoch, 10. Juni, 29 freie Zeiten" in olena.text
    assert olena.go(olena.link("10. Juni ansehen")).slots[0] == "2026-06-10T07:00Z"


def test_another_master_is_offered_where_that_helps(olena: Browser, anna_is_booked_out_on_tuesday) -> None:
    olena.open(query=f"{ANNA}&day=2026-06-09")
    assert "Andere Person wählen Dienstag, 9. Juni, 29 freie Zeiten" in olena.text
    olena.go(olena.link("Keine Präferenz"))
    assert olena.slots
    TimeOff.objects.create(master=Master.objects.get(slug="olga"), start=local(9, 0), end=local(10, 0))
    olena.open(query=f"{ANNA}&day=2026-06-09")
    assert "Andere Person" not in olena.text


def test_a_shorter_visit_is_offered_where_that_helps(olena: Browser, book) -> None:
    for hour in range(9, 16):
        book("haircut", local(9, hour), master="anna")
    olena.open(query="service=haircut&service=colour&master=anna&day=2026-06-09")
    assert "Kürzer geht es am 9. Juni Haarschnitt: 16:00" in olena.text
    assert olena.go(olena.link("Nur Haarschnitt")).slots == ["2026-06-09T14:00Z"]


def test_a_master_who_is_away_is_named(olena: Browser, anna: Master) -> None:
    TimeOff.objects.create(master=anna, start=local(9, 0), end=local(10, 0))
    olena.open(query=f"{ANNA}&day=2026-06-09")
    assert "Anna Lindner arbeitet an diesem Tag nicht." in olena.text


def test_where_all_are_away_nobody_is_named(olena: Browser, anna: Master, olga: Master) -> None:
    for master in (anna, olga):
        TimeOff.objects.create(master=master, start=local(9, 0), end=local(10, 0))
    olena.open(query="service=haircut&master=any&day=2026-06-09")
    assert "An diesem Tag arbeitet niemand, der das anbietet." in olena.text


def test_a_closed_day_says_its_name(olena: Browser) -> None:
    party = ClosedDay.objects.create(slug="party", month=6, day=10)
    ClosedDayText.objects.create(locale=Locale.get_default(), closed_day=party, name="Sommerfest")
    olena.open(query=f"{ANNA}&day=2026-06-10")
    assert "Geschlossen: Sommerfest." in olena.text


def test_a_day_beyond_the_horizon_says_so(olena: Browser) -> None:
    olena.open(query=f"{ANNA}&day=2026-11-11")
    assert "Dieser Tag ist noch nicht buchbar." in olena.text
    assert "Nächster freier Tag" in olena.text


def test_where_nothing_is_free_at_all_the_telephone_is_left(olena: Browser, anna: Master) -> None:
    TimeOff.objects.create(master=anna, start=local(1, 0), end=local(1, 0, month=12))
    olena.open(query="service=colour")
    assert olena.status == 200
    assert 'href="tel:+493023125110"' in olena.html


# -- holding ------------------------------------------------------------------------------------------------------


def test_a_chosen_time_is_held_and_the_minutes_are_shown(olena: Browser) -> None:
    olena.choose_time(start="2026-06-09T07:00Z")
    assert "noch 10 Minuten für Sie freigehalten" in olena.text
    assert "data-until=" in olena.html
    held = Hold.objects.get()
    assert held.key == olena.draft
    assert held.address
    assert "127.0.0.1" not in held.address


def test_somebody_elses_held_time_is_not_offered(olena: Browser) -> None:
    olena.choose_time(start="2026-06-09T07:00Z")
    assert "2026-06-09T07:00Z" not in Browser(Client()).open(query=ANNA).slots


def test_a_time_that_was_just_taken_is_said_with_the_nearest_ones(olena: Browser, book) -> None:
    olena.open(query=f"{ANNA}&day=2026-06-09")
    book("haircut", local(9, 10), master="anna")
    olena.send(start="2026-06-09T08:00Z")
    assert olena.status == 409
    assert "Diese Zeit wurde gerade vergeben." in olena.text
    notice = re.search(r'<div class="notice".*?</form>', olena.html, re.DOTALL)[0]
    assert re.findall(r'value="(2026[^"]+)"', notice) == ["2026-06-09T07:00Z", "2026-06-09T09:00Z", "2026-06-09T09:15Z"]
    assert "slot--gone" in olena.html
    assert olena.send(start="2026-06-09T09:00Z").step == "contact"


def test_times_kept_at_once_for_one_address_are_limited(olena: Browser) -> None:
    rules = BookingSettings.load()
    rules.holds_per_address = 2
    rules.save()
    for hour in (7, 9):
        olena.tab().choose_time(start=f"2026-06-09T{hour:02}:00Z")
    olena.open(query=ANNA).send(start="2026-06-09T11:00Z")
    assert olena.status == 429
    assert "Bitte warten Sie kurz" in olena.text


def test_a_held_time_does_not_become_too_soon_while_typing(
    olena: Browser, anna: Master, monday_noon: time_machine.Traveller
) -> None:
    monday_noon.move_to(local(9, 8, 55))
    olena.choose_time(start="2026-06-09T09:00Z")
    monday_noon.shift(timedelta(minutes=8))
    olena.send(**CONTACT).confirm()
    assert olena.is_visit


# -- clocks -------------------------------------------------------------------------------------------------------


def test_today_is_the_salons_day_even_while_utc_has_another(
    olena: Browser, monday_noon: time_machine.Traveller
) -> None:
    monday_noon.move_to(datetime(2026, 6, 9, 22, 30, tzinfo=UTC))
    olena.open(query=ANNA)
    assert "10.–23. Juni" in olena.text
    assert "Heute" in cell(olena, 10)
    assert olena.slots[0] == "2026-06-10T07:00Z"


def test_after_the_autumn_change_nine_is_still_nine(olena: Browser, monday_noon: time_machine.Traveller) -> None:
    monday_noon.move_to(datetime(2026, 10, 23, 12, tzinfo=BERLIN))
    olena.open(query=f"{ANNA}&day=2026-10-24")
    assert olena.slots[0] == "2026-10-24T07:00Z"
    olena.open(query=f"{ANNA}&day=2026-10-27")
    assert olena.slots[0] == "2026-10-27T08:00Z"
    olena.send(start=olena.slots[0])
    assert "Di 27. Oktober, 9:00 Uhr" in olena.text
    olena.send(**CONTACT).confirm()
    assert Visit.objects.get().appointments.get().start == local(27, 9, month=10)


def test_exceptional_hours_show_in_the_strip(olena: Browser, anna: Master, haircut: Service) -> None:
    HoursException.objects.create(master=anna, date=local(9, 0).date(), starts_at=time(9), ends_at=time(10))
    assert "1 frei" in cell(olena.open(query=ANNA), 9)
