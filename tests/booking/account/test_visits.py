"""What the list shows: exactly the visits of the verified address, with the ways on from each."""

import re
from collections.abc import Callable
from html import unescape

import pytest
import time_machine
from django.db import connection
from django.test import Client as Browser
from django.test.utils import CaptureQueriesContext

from booking.actions.change import cancel_visit
from booking.actions.clients import Contact
from booking.actions.events import ONLINE, Actor
from booking.models import Appointment, Master, MasterText, Service, Source, Visit
from booking.selectors.account import PAST_A_PAGE
from booking.selectors.visits import manage_token
from tests.booking.account.conftest import at, page
from tests.booking.conftest import NOW, OLENA, Booker, local

KARIN = Actor("staff", Source.PHONE)
PHONE_ONLY = Contact(OLENA.name, OLENA.phone)
NBSP = "\N{NO-BREAK SPACE}"
# The visit's own page, links, session, catalogue, rules and the page's frame; see the count below.
MOST = 20


def again(html: str) -> list[str]:
    return [unescape(url) for url in re.findall(r'href="(/en/booking/\?service[^"]*)"', html)]


def test_a_visit_shows_what_when_who_how_much_and_its_state(olena: Browser, visit: Visit) -> None:
    html = page(olena)
    said = ["Haarschnitt", "Anna Lindner", f"Wednesday, 10{NBSP}June{NBSP}2026", "14:00", "€45", visit.reference]
    assert [words for words in (*said, "Confirmed") if words not in html] == []
    assert at("visit", manage_token(visit)) in html


def test_several_services_are_told_one_after_the_other(olena: Browser, book: Booker) -> None:
    visit = book(["haircut", "manicure"], local(11, 10), contact=OLENA)
    parts = visit.appointments.order_by("start")
    html = page(olena)
    told = [html.index(f"{part.start.astimezone(NOW.tzinfo):%-H:%M} {part.service_name}") for part in parts]
    assert told == sorted(told)


def test_what_was_booked_by_phone_for_the_same_client_is_not_shown(olena: Browser, visit: Visit, book: Booker) -> None:
    """A phone number verifies nobody: whoever types Olena's is matched to her, too."""
    by_phone = book("haircut", local(11, 10), contact=PHONE_ONLY, by=KARIN)
    assert by_phone.client_id == visit.client_id
    for name in ("account", "account_data", "account_file"):
        html = page(olena, name)
        assert visit.reference in html
        assert by_phone.reference not in html


def test_whoever_types_olenas_phone_sees_nothing_of_hers(
    visit: Visit, book: Booker, let_in: Callable[..., Browser]
) -> None:
    curious = Contact("Igor", OLENA.phone, "igor@example.org")
    own = book("haircut", local(11, 10), contact=curious)
    igor = let_in(curious.email)
    for name in ("account", "account_data", "account_file"):
        html = page(igor, name)
        assert own.reference in html
        assert not [private for private in (visit.reference, OLENA.name, OLENA.email) if private in html]


def test_another_session_sees_nothing(olena: Browser, browser: Browser, visit: Visit) -> None:
    assert visit.reference in page(olena)
    assert visit.reference not in page(browser)


def test_upcoming_comes_first_and_the_next_one_on_top(olena: Browser, visit: Visit, book: Booker) -> None:
    later, sooner = book("haircut", local(12, 10), contact=OLENA), book("haircut", local(9, 15), contact=OLENA)
    html = page(olena)
    places = [html.index(one.reference) for one in (sooner, visit, later)]
    assert places == sorted(places)


def test_what_is_over_or_off_stands_under_past(
    olena: Browser, visit: Visit, book: Booker, clock: time_machine.Traveller
) -> None:
    off = book("haircut", local(12, 10), contact=OLENA)
    cancel_visit(visit_id=off.pk, by=ONLINE, now=NOW)
    html = page(olena)
    past = html.index('id="past"')
    assert html.index(visit.reference) < past < html.index(off.reference)
    assert "Cancelled" in html[past:]


def test_a_visit_counts_as_upcoming_until_its_end(
    let_in: Callable[..., Browser], visit: Visit, clock: time_machine.Traveller
) -> None:
    clock.move_to(local(10, 14, 59))
    browser = let_in()
    assert 'id="past"' not in page(browser)
    clock.move_to(local(10, 15))
    html = page(browser)
    assert html.index('id="past"') < html.index(visit.reference)
    assert "No upcoming appointments yet." in html


def test_a_long_history_is_shown_in_pages(olena: Browser, visit: Visit) -> None:
    history(visit, 2 * PAST_A_PAGE + 1)
    first, last = page(olena), page(olena, query="?page=3")
    assert first.count("Book again</a>") == 1 + PAST_A_PAGE
    assert last.count("Book again</a>") == 1 + 1
    assert "?page=2#past" in first
    assert "?page=2#past" in last
    assert "?page=4" not in last


def test_any_page_number_shows_a_page(olena: Browser, visit: Visit) -> None:
    history(visit, PAST_A_PAGE + 1)
    for typed in ("0", "-1", "99", "x", "1e5", "9" * 5000, "%00", ""):
        assert visit.reference in page(olena, query=f"?page={typed}"), typed[:9]


def history(visit: Visit, number: int) -> None:
    """Visits of Olena that have been, each with what the first one was."""
    row = visit.appointments.get()
    for count in range(number):
        old = Visit.objects.create(
            client=visit.client,
            reference=f"OLD{count:03}",
            contact_name=OLENA.name,
            contact_email=OLENA.email,
            language="de",
            source="website",
            idempotency_key=f"old {count}",
        )
        start = row.start.replace(year=2020 + count % 5, month=1 + count % 12)
        Appointment.objects.create(
            visit=old,
            service=row.service,
            master=row.master,
            start=start,
            end=start + (row.end - row.start),
            status="completed",
            service_name=row.service_name,
            minutes=row.minutes,
            price=row.price,
            price_kind=row.price_kind,
            policy=row.policy,
        )


@pytest.mark.parametrize("name", ["account", "account_data", "account_file"])
def test_the_number_of_queries_does_not_grow_with_the_history(olena: Browser, visit: Visit, name: str) -> None:
    page(olena, name)
    counts = []
    for number in (2, PAST_A_PAGE + 5):
        Visit.objects.filter(reference__startswith="OLD").delete()
        history(visit, number)
        with CaptureQueriesContext(connection) as seen:
            page(olena, name)
        counts.append(len(seen))
    assert counts[0] == counts[1] <= MOST


# -- book again ---------------------------------------------------------------------------------------------------


def test_book_again_leads_to_the_same_service_and_master_around_the_usual_interval(
    olena: Browser, visit: Visit, haircut: Service
) -> None:
    haircut.rebook_days = 42
    haircut.save()
    html = page(olena)
    assert again(html) == ["/en/booking/?service=haircut&master=anna&day=2026-07-22"]
    assert f"around 22{NBSP}July" in html


def test_the_longest_interval_of_the_services_counts(olena: Browser, book: Booker) -> None:
    Service.objects.filter(slug="haircut").update(rebook_days=42)
    Service.objects.filter(slug="manicure").update(rebook_days=21)
    book(["haircut", "manicure"], local(9, 10), contact=OLENA)
    assert "&day=2026-07-21" in again(page(olena))[0]


def test_nobody_is_sent_beyond_what_can_be_booked(olena: Browser, visit: Visit) -> None:
    Service.objects.update(rebook_days=90)
    assert again(page(olena))[0].endswith("&day=2026-08-07")


def test_an_interval_that_has_passed_names_no_day(
    let_in: Callable[..., Browser], visit: Visit, clock: time_machine.Traveller
) -> None:
    Service.objects.update(rebook_days=42)
    clock.move_to(local(22, 12, month=7))
    html = page(let_in())
    assert again(html) == ["/en/booking/?service=haircut&master=anna"]
    assert "around" not in html


def test_each_of_several_services_goes_to_who_did_it(olena: Browser, book: Booker) -> None:
    """Only Anna colours, only Olga does nails."""
    book(["colour", "manicure"], local(9, 10), contact=OLENA)
    url = again(page(olena))[0]
    assert "service=colour&service=manicure&master=any&part=colour%3Aanna&part=manicure%3Aolga" in url
    assert "/time/" in wizard(olena, url)


def wizard(browser: Browser, url: str) -> str:
    """The page of the wizard at which an address ends."""
    answer = browser.get(url, follow=True)
    assert answer.status_code == 200
    return answer.redirect_chain[-1][0]


@pytest.mark.parametrize(
    "change",
    [{"is_bookable": False}, {"is_visible": False}, {"is_employed": False}],
    ids=["not bookable", "not shown by name", "gone"],
)
def test_a_master_who_cannot_be_asked_for_is_replaced_by_whoever_is_free(
    olena: Browser, visit: Visit, change: dict[str, bool]
) -> None:
    Service.objects.update(rebook_days=42)
    Master.objects.filter(slug="anna").update(**change)
    html = page(olena)
    (url,) = again(html)
    assert "service=haircut&master=any&day=" in url
    assert "around" not in html
    assert "/time/" in wizard(olena, url)


def test_a_master_who_unlearned_it_is_replaced_too(olena: Browser, visit: Visit, anna: Master) -> None:
    anna.skills.filter(service__slug="haircut").delete()
    assert "master=any" in again(page(olena))[0]


def test_a_service_that_is_no_longer_offered_is_left_out(olena: Browser, book: Booker) -> None:
    book(["haircut", "manicure"], local(9, 10), contact=OLENA)
    Service.objects.filter(slug="haircut").update(is_active=False)
    url = again(page(olena))[0]
    assert "service=manicure&master=olga" in url
    assert "haircut" not in url
    assert "/time/" in wizard(olena, url)


def test_where_nothing_of_it_is_offered_any_more_the_wizard_begins_anew(olena: Browser, visit: Visit) -> None:
    Service.objects.filter(slug="haircut").update(is_active=False)
    html = page(olena)
    assert again(html) == []
    assert 'href="/en/booking/"' in html
    assert "/services/" in wizard(olena, "/en/booking/")


def test_a_service_that_nobody_performs_is_no_dead_end(olena: Browser, visit: Visit) -> None:
    Master.objects.update(is_bookable=False)
    assert again(page(olena)) == []


def test_the_cancelled_visits_own_page_has_the_same_way(olena: Browser, visit: Visit) -> None:
    Service.objects.update(rebook_days=42)
    cancel_visit(visit_id=visit.pk, by=ONLINE, now=NOW)
    html = olena.get(at("visit", manage_token(visit))).content.decode()
    assert again(html) == again(page(olena)) == ["/en/booking/?service=haircut&master=anna&day=2026-07-22"]
    assert f"around 22{NBSP}July" in html


def test_names_are_those_of_the_page_s_language(olena: Browser, visit: Visit) -> None:
    MasterText.objects.filter(name="Anna Lindner").update(name="Anna L.")
    assert "Anna L." in page(olena)
