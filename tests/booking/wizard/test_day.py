"""Whoever begins with a day sees what is free on it, chooses among that, and keeps the day to the end."""

import re
from datetime import timedelta

import pytest

from booking.models import BookingSettings, Master, Service, TimeOff, Visit
from salon.cms.models import ClosedDay, ClosedDayText
from tests.booking.conftest import NOW, german, local
from tests.booking.factories import busy_salon, home_with_privacy_page
from tests.booking.wizard.conftest import CONTACT, Browser
from tests.booking.wizard.test_queries import at_most

pytestmark = pytest.mark.usefixtures("anna", "olga")


def offered(page: Browser) -> list[str]:
    return re.findall(r'name="service" value="([^"]+)"', page.html)


def current(page: Browser) -> str:
    named = re.search(r'aria-current="date">.*class="visually-hidden">, ([^<]+)', page.html)[1]
    return named.replace("\N{NO-BREAK SPACE}", " ")


def away(master: Master, day: int, since: int, until: int) -> None:
    TimeOff.objects.create(master=master, start=local(day, since), end=local(day, until))


def test_the_first_free_day_is_shown_with_all_that_is_free_on_it(olena: Browser) -> None:
    page = olena.open("day")
    assert current(page).startswith("Dienstag, 9. Juni")
    assert offered(page) == ["colour", "haircut", "manicure"]


def test_only_what_still_finds_a_place_on_the_day_can_be_ticked(olena: Browser, anna: Master, olga: Master) -> None:
    away(anna, 10, 0, 23)
    assert offered(olena.open("day", "day=2026-06-10")) == ["haircut", "manicure"]
    away(olga, 10, 0, 23)
    page = olena.go(olena.url)
    assert offered(page) == []
    assert "Mittwoch, 10. Juni" in page.text
    assert "Nächster freier Tag Donnerstag, 11. Juni" in page.text


def test_each_says_how_many_times_it_is_free_as_the_wizard_counts_them(olena: Browser, anna: Master) -> None:
    page = olena.open("day", "day=2026-06-10")
    times = olena.tab().open(query="service=colour&master=any&day=2026-06-10").slots
    card = re.search(r'<label class="choice">(?:(?!</label>).)*value="colour".*?</label>', page.html, re.DOTALL)[0]
    assert f"{len(times)} freie Zeiten" in card


def test_the_day_is_kept_to_the_end(olena: Browser) -> None:
    page = olena.open("day", "day=2026-06-11")
    page.send(page.action, service="haircut")
    assert page.step == "master"
    page.send(master="anna")
    assert page.step == "time"
    assert "Donnerstag, 11. Juni" in page.text
    assert all(start.startswith("2026-06-11") for start in page.slots)
    page.send(start=page.slots[0]).send(**CONTACT).confirm()
    assert page.is_visit
    assert Visit.objects.get().appointments.get().start.date() == local(11, 9).date()


def test_nothing_ticked_is_said_and_the_day_is_not_forgotten(olena: Browser) -> None:
    page = olena.open("day", "day=2026-06-11")
    page.send(page.action)
    assert page.status == 422
    assert "Bitte wählen Sie mindestens eine Leistung." in page.text
    assert "day=2026-06-11" in page.action


def test_a_master_who_was_chosen_before_counts(olena: Browser, anna: Master) -> None:
    away(anna, 10, 0, 23)
    page = olena.open("day", "master=anna&day=2026-06-10")
    assert offered(page) == ["manicure"]
    assert "Anna Lindner" in page.text


@pytest.mark.parametrize("day", ["2026-06-07", "2026-06-01", "2030-01-01", "yesterday", "%00", ""])
def test_a_day_that_cannot_be_booked_leads_to_one_that_can(olena: Browser, day: str) -> None:
    page = olena.open("day", f"day={day}")
    assert page.status == 200
    assert offered(page)


def test_a_closed_day_says_so_with_its_name_and_is_no_link(olena: Browser) -> None:
    page = olena.open("day", "day=2026-06-14")
    assert "An diesem Tag hat der Salon geschlossen." in page.text
    assert offered(page) == []
    assert "Weiter" not in re.sub(r"Weitere\w*", "", page.text)
    assert not re.search(r'href="[^"]*day=2026-06-14[^"]*" aria-label', page.html)
    party = ClosedDay.objects.create(slug="party", month=6, day=16)
    ClosedDayText.objects.create(locale=german(), closed_day=party, name="Sommerfest")
    assert "Geschlossen: Sommerfest." in olena.open("day", "day=2026-06-16").text


def test_turning_the_leaf_shows_its_first_free_day_up_to_the_horizon(olena: Browser) -> None:
    BookingSettings.objects.update(horizon_days=20)
    page = olena.open("day", "day=2026-06-11")
    later = re.search(r'<a class="more" href="([^"]*from=[^"]*)"', page.html)[1].replace("&amp;", "&")
    page.go(later)
    assert current(page).startswith("Dienstag, 23. Juni")
    assert "from=" in page.url
    assert page.html.count('class="more" href') < 3
    assert "2026-06-29" not in page.html


def test_looking_at_days_books_and_holds_nothing_and_a_post_is_no_answer(olena: Browser) -> None:
    page = olena.open("day")
    page.send()
    assert page.step == "day"
    assert not Visit.objects.exists()


def test_where_nothing_can_be_booked_at_all_it_says_so(olena: Browser) -> None:
    Service.objects.update(is_active=False)
    page = olena.open("day")
    assert page.status == 200
    assert offered(page) == []


def test_what_is_free_only_beyond_the_fortnight_is_found_by_turning(olena: Browser) -> None:
    for master in Master.objects.all():
        TimeOff.objects.create(master=master, start=NOW, end=NOW + timedelta(days=16))
    page = olena.open("day")
    assert offered(page) == []
    assert "Spätere Tage" in page.text


def test_a_busy_salon_costs_as_few_queries_as_any_step(olena: Browser) -> None:
    busy_salon()
    home_with_privacy_page()
    olena.open("day")
    with at_most(15):
        olena.reload()
