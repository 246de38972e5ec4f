"""The calendar's pages: what they show to whom, how often they ask the database, what odd addresses lead to."""

import re

import pytest
from django.test import Client as Browser
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from booking.models import Appointment, Master, Service, TimeOff, Visit
from salon.cms.roles import Role
from salon.lib import phone
from tests.booking.admin.calendar.conftest import MORNING
from tests.booking.admin.conftest import LogIn
from tests.booking.conftest import OLENA, Booker, Holder, local, make_master

DAY, WEEK, MONTH, PRINT = (reverse(f"calendar_{name}") for name in ("day", "week", "month", "print"))
PAGES = (DAY, WEEK, MONTH, PRINT)
pytestmark = pytest.mark.usefixtures("clock")


def page(browser: Browser, address: str, **words: object) -> str:
    answer = browser.get(address, words)
    assert answer.status_code == 200, address
    return answer.content.decode()


def test_a_day_shows_everybody_and_everything(karin: Browser, book: Booker, hold: Holder, anna: Master) -> None:
    visit = book("colour", local(9, 9), master="anna", contact=OLENA)
    hold("haircut", local(9, 15), master="olga", draft="a", now=MORNING)
    TimeOff.objects.create(master=anna, start=local(9, 13), end=local(9, 13, 45), reason="Pause beim Bäcker")
    html = page(karin, DAY)
    for said in ("Anna Lindner", "Olga Schreiber", "Olena Kovalenko", "Pause beim Bäcker", "desk-hold", "desk-bridge"):
        assert said in html
    assert f'data-visit="{visit.pk}"' in html
    assert 'data-parts="0:30 75:130"' in html
    assert html.count('data-desk-now="line"') == 2


def test_a_busy_day_asks_the_database_rarely(
    karin: Browser, haircut: Service, anna: Master, book: Booker, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    """Ten masters and 120 appointments; the first page fills what is kept between requests."""
    masters = [make_master(f"m{number}", f"Mitarbeiterin {number}", [haircut]) for number in range(9)]
    visit = book("haircut", local(9, 9), master="anna")
    first = visit.appointments.get()
    for number in range(119):
        first.pk = None
        first.visit = Visit.objects.create(
            reference=f"R{number}", source="desk", idempotency_key=str(number), contact_name="Olena", language="de"
        )
        first.master = masters[number % 9]
        first.start = local(9, 9 + number // 18, 30 * (number // 9 % 2))
        first.end = first.start.replace(minute=first.start.minute + 25)
        first.save()
        first.occupancies.create(master=first.master, start=first.start, end=first.end)
    assert Appointment.objects.count() == 120
    page(karin, DAY)
    with django_assert_max_num_queries(16):
        html = page(karin, DAY)
    assert html.count("data-appointment=") == 120
    with django_assert_max_num_queries(16):
        page(karin, WEEK)
    with django_assert_max_num_queries(16):
        page(karin, MONTH)


def test_a_master_sees_her_own_day_and_no_others_clients(annas_phone: Browser, book: Booker) -> None:
    book("haircut", local(9, 10), master="anna")
    other = book("haircut", local(9, 10), master="olga", contact=OLENA)
    for address in PAGES:
        html = page(annas_phone, address, master="olga", visit=other.pk)
        assert "Olena Kovalenko" not in html
        assert "Olga Schreiber" not in html


@pytest.mark.parametrize("role", [Role.EDITOR, pytest.param(Role.MARKETING, marks=pytest.mark.once)])
def test_who_works_with_texts_has_no_calendar(log_in: LogIn, role: Role, anna: Master) -> None:
    browser = log_in(role)
    for address in PAGES:
        assert browser.get(address)["Location"] == reverse("wagtailadmin_home")
    assert DAY not in page(browser, reverse("wagtailadmin_home"))


def test_the_menu_leads_there(karin: Browser) -> None:
    assert DAY in page(karin, reverse("wagtailadmin_home"))


def test_who_is_no_master_yet_is_told_so(log_in: LogIn) -> None:
    assert "desk-nobody" in page(log_in(Role.MASTER), DAY)


@pytest.mark.parametrize(
    "words",
    [
        {"date": "2026-02-31", "master": "niemand", "visit": "x"},
        {"date": "0001-01-01", "visit": "99999999999999999999"},
        {"date": "9999-12-31", "visit": "9" * 18},
        {"date": "2026-10-25"},
        {"date": "2026-03-29", "board": ""},
    ],
    ids=["impossible", "first", "last", "autumn", "spring"],
)
def test_odd_addresses_lead_to_a_sensible_page(karin: Browser, anna: Master, words: dict[str, str]) -> None:
    for address in PAGES:
        page(karin, address, **words)


def test_nothing_is_sent_again_where_nothing_has_changed(karin: Browser, book: Booker) -> None:
    book("haircut", local(9, 14), master="anna", contact=OLENA)
    first = karin.get(DAY, {"board": "1"})
    assert first.status_code == 200
    assert "<html" not in first.content.decode()
    again = karin.get(DAY, {"board": "1"}, headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    book("haircut", local(9, 15, 0), master="olga")
    changed = karin.get(DAY, {"board": "1"}, headers={"If-None-Match": first["ETag"]})
    assert (changed.status_code, changed["ETag"] == first["ETag"]) == (200, False)


def test_the_chosen_visit_stands_in_the_address(karin: Browser, book: Booker) -> None:
    visit = book("haircut", local(9, 14), master="anna", contact=OLENA)
    assert f'data-visit-id="{visit.pk}"' in page(karin, DAY, visit=visit.pk)
    assert "data-visit-id" not in page(karin, DAY, visit=visit.pk + 1)


def test_the_week_is_one_masters(karin: Browser, book: Booker) -> None:
    book("haircut", local(10, 10), master="anna", contact=OLENA)
    assert "Olena Kovalenko" in page(karin, WEEK, date="2026-06-12", master="anna")
    assert "Olena Kovalenko" not in page(karin, WEEK, date="2026-06-12", master="olga")
    assert len(re.findall("data-column=", page(karin, WEEK, master="anna"))) == 6


def test_the_month_says_how_full_each_day_is(karin: Browser, book: Booker) -> None:
    book("haircut", local(12, 10), master="anna")
    book("haircut", local(12, 10), master="olga")
    html = page(karin, MONTH, date="2026-06-01")
    (cell,) = re.findall(r"<td[^>]*>(?:(?!</td>).)*12\.\xa0Juni.*?</td>", html, re.DOTALL)
    assert f"{DAY}?date=2026-06-12" in cell
    assert re.search(r">\s*2 ", cell)
    # Two of sixteen hours.
    assert 'desk-load__booked" width="12"' in cell
    assert html.count("is-closed") > 4


def test_paper_has_a_list_for_each_master(karin: Browser, book: Booker) -> None:
    visit = book("haircut", local(9, 14), master="anna", contact=OLENA, note="Nuss-Allergie")
    book("haircut", local(9, 9), master="olga").appointments.update(status="cancelled")
    html = page(karin, PRINT)
    for said in ("14:00–15:00", visit.contact_name, phone.shown(visit.contact_phone), "Nuss-Allergie"):
        assert said in html
    assert html.count("<section>") == 2


def test_without_a_login_there_is_nothing(book: Booker) -> None:
    book("haircut", local(9, 14), master="anna", contact=OLENA)
    for address in (*PAGES, f"{DAY}?board=1"):
        assert Browser().get(address)["Location"].startswith(reverse("wagtailadmin_login"))


def test_a_master_is_taken_ill_from_her_column(karin: Browser, anna: Master, book: Booker) -> None:
    """The head leads to the form with her and the day; who is affected is listed before anything is saved."""
    book("haircut", local(9, 14), master="anna", contact=OLENA)
    (link,) = set(re.findall(rf'href="([^"]*/time-off/[^"]*master={anna.pk}&amp;day=2026-06-09)"', page(karin, DAY)))
    form = page(karin, link.replace("&amp;", "&"))
    assert re.search(rf'<option value="{anna.pk}" selected', form)
    assert form.count('value="2026-06-09"') == 2
    typed = {"master": anna.pk, "first_day": "2026-06-09", "last_day": "2026-06-09", "reason": "krank"}
    answer = karin.post(reverse("time-off:add"), typed)
    assert "Olena Kovalenko, Haarschnitt" in answer.content.decode()
    assert not TimeOff.objects.exists()
