"""Reception's waiting list: who waits for what, what was offered, and the one way off."""

import pytest
from django.db import connection
from django.test import Client as Browser
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from booking.actions.book import Agreed
from booking.actions.waiting import offer_free_time
from booking.actions.waiting_place import accept_offer
from booking.models import WaitingEntry
from tests.booking.conftest import NOW, OLENA, local
from tests.booking.waiting.conftest import (
    Joiner,
    Tuesday,
    cancel,
    full_tuesday,
    join,
    offer_and_write,
    offers_to,
    open_offer,
)

__all__ = ["full_tuesday", "join"]

LIST = reverse("waiting-list:index")
TEN = local(9, 10)


def card(entry: WaitingEntry) -> str:
    return reverse("waiting-list:inspect", args=[entry.pk])


def way_off(entry: WaitingEntry) -> str:
    return reverse("waiting-list:take_off", args=[entry.pk])


def found(browser: Browser, **query: str) -> list[str]:
    """Names in the list, in its order."""
    return [row.contact_name for row in browser.get(LIST, query).context["object_list"]]


@pytest.fixture
def waiting(full_tuesday: Tuesday, join: Joiner) -> WaitingEntry:
    return join(["haircut"], master="anna", contact=OLENA, note="Mit Kinderwagen")


def test_reception_sees_who_waits_for_what_and_how_often_they_were_asked(karin: Browser, waiting: WaitingEntry) -> None:
    page = karin.get(LIST).content.decode()
    for word in ("Olena Kovalenko", "Haarschnitt", "Anna Lindner", "9.", "wartet"):
        assert word in page


def test_the_list_is_filtered_by_state_and_searched_by_contact(
    karin: Browser, waiting: WaitingEntry, join: Joiner
) -> None:
    left = join()
    WaitingEntry.objects.filter(pk=left.pk).update(state="withdrawn")
    assert found(karin, state="waiting") == ["Olena Kovalenko"]
    assert found(karin, q="kovalenko") == found(karin, q="0151 2345678") == found(karin, q=OLENA.email)
    assert found(karin, q="kovalenko") == ["Olena Kovalenko"]


def test_the_card_tells_every_offer_and_what_came_of_it(
    karin: Browser, waiting: WaitingEntry, full_tuesday: Tuesday
) -> None:
    for hour in (10, 12):
        cancel(full_tuesday["anna", hour])
        offer_and_write(NOW if hour == 10 else local(8, 13))
    page = karin.get(card(waiting)).content.decode()
    for word in ("10:00–11:00", "12:00–13:00", "Mit Kinderwagen", OLENA.email, "Haarschnitt"):
        assert word in page
    assert [line["state"] for line in karin.get(card(waiting)).context["offers"]] == ["abgelaufen", "angeboten"]


def test_a_booked_place_leads_to_its_appointment_and_the_history_tells_of_the_list(
    karin: Browser, waiting: WaitingEntry, full_tuesday: Tuesday
) -> None:
    cancel(full_tuesday["anna", 10])
    offer_free_time(now=NOW)
    agreed = Agreed(local(9, 11), full_tuesday["anna", 10].appointments.get().price)
    visit = accept_offer(entry_id=waiting.pk, offer_id=open_offer(waiting).pk, agreed=agreed, now=NOW)
    url = reverse("appointments:inspect", args=[visit.appointments.get().pk])
    assert url in karin.get(card(waiting)).content.decode()
    assert "von der Warteliste" in karin.get(url).content.decode()


def test_taking_off_asks_first_and_then_gives_the_kept_time_back(
    karin: Browser, waiting: WaitingEntry, full_tuesday: Tuesday
) -> None:
    cancel(full_tuesday["anna", 10])
    offer_free_time(now=NOW)
    assert way_off(waiting) in karin.get(card(waiting)).content.decode()
    assert karin.get(way_off(waiting)).status_code == 200
    assert offers_to(waiting) == [(TEN, "open")]
    assert karin.post(way_off(waiting))["Location"] == card(waiting)
    waiting.refresh_from_db()
    assert (waiting.state, offers_to(waiting)) == ("withdrawn", [(TEN, "withdrawn")])


def test_a_place_that_has_ended_has_no_way_off(karin: Browser, waiting: WaitingEntry) -> None:
    WaitingEntry.objects.filter(pk=waiting.pk).update(state="over")
    assert way_off(waiting) not in karin.get(card(waiting)).content.decode()
    karin.post(way_off(waiting))
    waiting.refresh_from_db()
    assert waiting.state == "over"


def test_a_long_list_costs_no_more_queries(karin: Browser, waiting: WaitingEntry, join: Joiner) -> None:
    karin.get(LIST)
    counts = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as captured:
            karin.get(LIST)
        counts.append(len(captured))
        for _ in range(10):
            join()
    assert counts[0] == counts[1]


def test_what_a_guest_typed_is_shown_as_text(karin: Browser, waiting: WaitingEntry) -> None:
    WaitingEntry.objects.filter(pk=waiting.pk).update(contact_name="<b>Olena</b>", note="<script>")
    for url in (LIST, card(waiting), way_off(waiting)):
        page = karin.get(url).content.decode()
        assert "<b>Olena</b>" not in page
        assert "<script>\n" not in page.split("<main")[-1]
