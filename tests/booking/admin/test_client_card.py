"""What reception sees and does at a client's card, and how much less a master sees of it."""

import json
from collections.abc import Iterator
from decimal import Decimal
from io import BytesIO

import pytest
from django.test import Client as Browser
from django.urls import reverse
from openpyxl import load_workbook
from pytest_django import DjangoAssertNumQueries
from time_machine import travel

from booking.actions.events import Actor
from booking.models import Appointment, Client, ClientMerge, Source, Visit, WaitingEntry
from tests.booking.conftest import OLENA, Booker, local
from tests.booking.post import said

KARIN = Actor("staff", Source.DESK)
CARD, LIST = "clients:inspect", "clients:index"


@pytest.fixture
def olena(book: Booker) -> Client:
    """At Anna's on Tuesday, done and paid; at Olga's on Wednesday, not there; at Anna's in a month."""
    done = book("haircut", local(9, 10), master="anna", contact=OLENA, consent="Ich willige ein.")
    missed = book("haircut", local(10, 10), master="olga", contact=OLENA)
    book("haircut", local(7, 10, month=7), master="anna", contact=OLENA)
    Appointment.objects.filter(visit=done).update(status="completed", paid=Decimal("50.00"))
    Appointment.objects.filter(visit=missed).update(status="no_show")
    return done.client


@pytest.fixture
def thursday() -> Iterator[None]:
    with travel(local(11, 12), tick=False):
        yield


def page(browser: Browser, name: str, *args: object, **query: str) -> str:
    return browser.get(reverse(name, args=args), query).content.decode()


def ask(browser: Browser, door: str, client: Client, **typed: str) -> str:
    """Post the question's answer; whether it was a success, an error, or nothing happened."""
    answer = browser.post(reverse(f"clients:{door}", args=[client.pk]), typed, follow=True)
    return " ".join(message.level_tag for message in answer.context["messages"])


@pytest.mark.usefixtures("thursday")
def test_the_card_counts_what_came_of_the_visits(karin: Browser, olena: Client) -> None:
    figures = [said(value) for _label, value in karin.get(reverse(CARD, args=[olena.pk])).context["figures"]]
    assert figures == ["3", "1", "0", "50 €", "Di 7. Juli, 10:00–11:00"]


@pytest.mark.usefixtures("thursday")
def test_the_card_shows_consents_messages_and_places_on_the_waiting_list(karin: Browser, olena: Client) -> None:
    day = local(12, 9).date()
    WaitingEntry.objects.create(
        services=["haircut"], first_day=day, last_day=day, contact_name="O", contact_email=OLENA.email, language="de"
    )
    shown = karin.get(reverse(CARD, args=[olena.pk])).context
    assert [row[0] for row in shown["consents"]] == ["Ich willige ein."]
    assert {str(row[0]) for row in shown["letters"]} == {"Besuch bestätigt", "Erinnerung"}
    assert len(shown["waiting"]) == 1


def test_who_may_be_the_same_is_shown_and_merged_after_a_question(karin: Browser, olena: Client) -> None:
    twin = Client.objects.create(name="Kovalenko, Olena", phone="+4915199999999", notes="Tee")
    other = Client.objects.create(name="Maria Huber", phone=OLENA.phone)
    assert f"?with={other.pk}" in page(karin, CARD, olena.pk)
    url = f"{reverse('clients:merge', args=[olena.pk])}?with={twin.pk}"
    asked = karin.get(url).context
    assert (asked["plan"].differ, asked["plan"].filled) == (["name", "phone"], ["notes"])
    assert [[said(label) for _side, label in field.field.choices] for field in asked["form"]] == [
        ["Olena Kovalenko", "Kovalenko, Olena"],
        ["+49 1512345678", "+49 1519 9999999"],
    ]
    assert karin.post(url, {"name": "kept", "phone": "gone"}).status_code == 302
    olena.refresh_from_db()
    assert (olena.name, olena.phone, olena.notes) == (OLENA.name, "+4915199999999", "Tee")
    assert ClientMerge.objects.get().user.username.startswith("reception")
    assert karin.get(reverse(CARD, args=[twin.pk])).context["client"] == olena


def test_a_question_that_was_not_answered_changes_nothing(karin: Browser, olena: Client) -> None:
    twin = Client.objects.create(name="Olena K.", phone="+4915199999999")
    url = reverse("clients:merge", args=[olena.pk])
    for other in (str(twin.pk), str(olena.pk), "9" * 30, "x", "²", ""):
        assert karin.post(f"{url}?with={other}", {"phone": "somebody's"}).status_code in {200, 302}
    assert not ClientMerge.objects.exists()


def test_a_new_name_is_found_by_its_words(karin: Browser, olena: Client) -> None:
    married = Client.objects.create(name="Olena Müller", phone="+4915199999999")
    assert f"?with={married.pk}" in page(karin, "clients:merge", olena.pk, q="müll")


def test_blocking_wants_a_reason_and_is_taken_back(karin: Browser, olena: Client) -> None:
    assert ask(karin, "block", olena, reason="") == ""
    assert ask(karin, "block", olena, reason="dreimal weg") == "success"
    olena.refresh_from_db()
    assert (olena.status, olena.blocked_reason) == ("blocked", "dreimal weg")
    assert ask(karin, "block", olena) == "success"
    olena.refresh_from_db()
    assert (olena.status, olena.blocked_reason) == ("active", "")


def test_pressed_twice_it_blocks_once_and_takes_nothing_back(karin: Browser, olena: Client) -> None:
    for _press in range(2):
        assert ask(karin, "block", olena, reason="dreimal weg") == "success"
    assert Client.objects.get(pk=olena.pk).status == "blocked"
    for _press in range(2):
        assert ask(karin, "block", olena) == "success"
    assert Client.objects.get(pk=olena.pk).status == "active"


def test_erasing_asks_first_and_leaves_only_what_was_done(karin: Browser, olena: Client) -> None:
    assert karin.get(reverse("clients:erase", args=[olena.pk])).context["visits"] == 3
    assert Client.objects.get(pk=olena.pk).name
    assert ask(karin, "erase", olena) == "success"
    assert not Visit.objects.filter(client=olena).exclude(contact_name="").exists()
    assert karin.get(reverse(CARD, args=[olena.pk])).status_code == 404


def test_the_file_holds_every_visit_and_no_internal_note(karin: Browser, olena: Client) -> None:
    Client.objects.filter(pk=olena.pk).update(notes="geheim", email="")
    answer = karin.get(reverse("clients:file", args=[olena.pk]))
    record = json.loads(answer.content)
    assert len(record["visits"]) == 3
    assert record["contacts"][0]["phone"] == OLENA.phone
    assert b"geheim" not in answer.content
    assert "no-store" in answer["Cache-Control"]


# -- what a master sees


def test_a_master_finds_whom_she_has_had_and_no_contact_of_others(
    annas_phone: Browser, olena: Client, book: Booker
) -> None:
    stranger = book("haircut", local(11, 10), master="olga").client
    rows = annas_phone.get(reverse(LIST)).context["object_list"]
    assert [(row.pk, row.visit_count, row.no_show_count) for row in rows] == [(olena.pk, 2, 0)]
    Client.objects.filter(pk=olena.pk).update(phone="+4915100000001", email="home@example.org")
    shown = page(annas_phone, LIST) + page(annas_phone, CARD, olena.pk)
    assert "home@example.org" not in shown
    assert "00000001" not in shown
    assert OLENA.email in shown
    assert annas_phone.get(reverse(CARD, args=[stranger.pk])).status_code == 404
    assert not annas_phone.get(reverse(LIST), {"q": "home@"}).context["object_list"]
    table = annas_phone.get(reverse(LIST), {"export": "csv"}).getvalue().decode()
    assert "Olena" in table
    assert "@" not in table


def test_a_card_of_hers_shows_only_her_own_appointments(annas_phone: Browser, olena: Client) -> None:
    shown = annas_phone.get(reverse(CARD, args=[olena.pk])).context
    assert {row[0].master.slug for row in shown["rows"]} == {"anna"}
    assert "letters" not in shown
    assert "duplicates" not in shown


# -- the list


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ({"missed": "yes"}, ["Olena Kovalenko"]),
        ({"missed": "no"}, ["Maria", "Zoe"]),
        ({"language": "uk"}, ["Zoe"]),
        ({"status": "blocked"}, ["Maria"]),
        ({"last_visit_from": "2026-06-09", "last_visit_to": "2026-06-09"}, ["Olena Kovalenko"]),
        ({"last_visit_from": "2026-06-10"}, []),
        ({"last_visit_to": "2026-06-08"}, []),
    ],
)
def test_the_list_is_filtered_by_how_they_come(
    karin: Browser, olena: Client, query: dict[str, str], names: list[str]
) -> None:
    Client.objects.create(name="Maria", phone="+491511", status="blocked")
    Client.objects.create(name="Zoe", phone="+491512", language="uk")
    assert [row.name for row in karin.get(reverse(LIST), query).context["object_list"]] == names


def test_an_exported_name_is_no_formula(karin: Browser) -> None:
    Client.objects.create(name="=HYPERLINK(1)", phone="+491511")
    csv = karin.get(reverse(LIST), {"export": "csv"}).getvalue().decode()
    assert "'=HYPERLINK" in csv
    sheet = load_workbook(BytesIO(karin.get(reverse(LIST), {"export": "xlsx"}).getvalue())).active
    cells = [cell for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "inlineStr", "n"}


def test_a_hundred_clients_cost_no_more_queries_than_one(
    karin: Browser, book: Booker, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    Client.objects.bulk_create(Client(name=f"Client {n}", phone=f"+4915{n:07}") for n in range(100))
    book("haircut", local(11, 10))
    with django_assert_max_num_queries(15):
        assert len(karin.get(reverse(LIST)).context["object_list"]) == 100


def test_a_card_with_many_visits_costs_few_queries(
    karin: Browser, book: Booker, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for day in (9, 10, 11, 12):
        for hour in (9, 11, 13, 15):
            visit = book("haircut", local(day, hour), master="anna", contact=OLENA, by=KARIN)
    with django_assert_max_num_queries(25):
        assert len(karin.get(reverse(CARD, args=[visit.client_id])).context["rows"]) == 16


@pytest.mark.parametrize("room", ["clients", "withdrawals", "messages"])
@pytest.mark.parametrize("digits", [30, 5000])
def test_a_number_beyond_all_keys_is_not_found(owner: Browser, room: str, digits: int) -> None:
    assert owner.get(f"/admin/{room}/inspect/{'9' * digits}/").status_code == 404
