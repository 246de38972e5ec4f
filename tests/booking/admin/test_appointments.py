"""Reception's list, an appointment's card with its history, cancelling at the desk; a master sees her own."""

import csv
from io import StringIO

import pytest
from django.contrib.auth import get_user
from django.db import connection
from django.test import Client as Browser
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.users.models import UserProfile

from booking.admin.history import KINDS
from booking.admin.shown import HINTS
from booking.models import Appointment, AppointmentEvent, Master, Occupancy, Service, Status, Visit
from salon.cms.roles import Role
from tests.booking.admin.conftest import LogIn
from tests.booking.conftest import OLENA, Booker, local

LIST = reverse("appointments:index")


def card(visit: Visit) -> str:
    return reverse("appointments:inspect", args=[visit.appointments.first().pk])


def door_to_cancel(visit: Visit) -> str:
    return reverse("appointments:cancel", args=[visit.appointments.first().pk])


def found(browser: Browser, **query: str) -> list[str]:
    """Names in the list, in its order."""
    return [row.visit.contact_name for row in browser.get(LIST, query).context["object_list"]]


def test_reception_sees_time_client_service_master_and_reference(karin: Browser, book: Booker) -> None:
    visit = book("haircut", local(9, 10), master="anna", contact=OLENA)
    page = karin.get(LIST).content.decode()
    for word in ("9.", "10:00–11:00", "Olena Kovalenko", "Haarschnitt", "Anna Lindner", visit.reference):
        assert word in page


def test_times_are_the_salons_whatever_zone_staff_has_chosen(karin: Browser, book: Booker) -> None:
    visit = book("haircut", local(9, 10), master="anna")
    profile = UserProfile.get_for_user(get_user(karin))
    profile.current_time_zone = "America/New_York"
    profile.save()
    assert "10:00–11:00" in karin.get(LIST).content.decode()
    assert "10:00–11:00" in karin.get(card(visit)).content.decode()


def test_a_master_finds_only_her_own(annas_phone: Browser, book: Booker) -> None:
    book("haircut", local(9, 10), master="anna", contact=OLENA)
    book("haircut", local(9, 10), master="olga")
    assert found(annas_phone) == ["Olena Kovalenko"]


def test_a_colleagues_appointment_does_not_exist_for_a_master(annas_phone: Browser, book: Booker) -> None:
    visit = book("haircut", local(9, 10), master="olga")
    assert annas_phone.get(card(visit)).status_code != 200


def test_a_master_exports_only_her_own(annas_phone: Browser, book: Booker) -> None:
    book("haircut", local(9, 10), master="anna", contact=OLENA)
    book("haircut", local(9, 10), master="olga")
    text = b"".join(annas_phone.get(LIST, {"export": "csv"}).streaming_content).decode()
    rows = list(csv.reader(StringIO(text)))[1:]
    assert [row[1] for row in rows] == ["Olena Kovalenko"]


def test_an_owner_who_is_also_a_master_sees_everybody(log_in: LogIn, anna: Master, book: Booker) -> None:
    book("haircut", local(9, 10), master="anna")
    book("haircut", local(9, 10), master="olga")
    assert len(found(log_in(Role.OWNER, anna))) == 2


def test_what_a_guest_typed_is_no_formula_in_a_spreadsheet(karin: Browser, book: Booker) -> None:
    visit = book("haircut", local(9, 10), master="anna")
    Visit.objects.filter(pk=visit.pk).update(contact_name='=HYPERLINK("http://example.org")')
    text = b"".join(karin.get(LIST, {"export": "csv"}).streaming_content).decode()
    assert list(csv.reader(StringIO(text)))[1][1].startswith("'=")


@pytest.mark.parametrize("words", ["kovalenko", "0151 2345678", "+49 1512345678", "haarSCHNITT", "{reference}"])
def test_search_finds_by_name_number_service_and_reference(karin: Browser, book: Booker, words: str) -> None:
    visit = book("haircut", local(9, 10), master="anna", contact=OLENA)
    book("manicure", local(9, 10), master="olga")
    assert found(karin, q=words.format(reference=visit.reference)) == ["Olena Kovalenko"]


def test_search_knows_no_case_in_cyrillic_either(karin: Browser, book: Booker) -> None:
    visit = book("haircut", local(9, 10), master="anna")
    Visit.objects.filter(pk=visit.pk).update(contact_name="Олена Коваленко")
    assert found(karin, q="КОВАЛ") == ["Олена Коваленко"]


def test_a_search_full_of_signs_is_only_a_search(karin: Browser, book: Booker) -> None:
    book("haircut", local(9, 10), master="anna")
    assert found(karin, q="(*[+\\") == []


def test_the_list_is_filtered_by_local_days_master_and_status(karin: Browser, anna: Master, book: Booker) -> None:
    book("haircut", local(9, 10), master="anna", contact=OLENA)
    book("haircut", local(10, 10), master="anna")
    book("haircut", local(9, 10), master="olga")
    on_tuesday = {"days_from": "2026-06-09", "days_to": "2026-06-09"}
    assert len(found(karin, **on_tuesday)) == 2
    assert found(karin, **on_tuesday, master=str(anna.pk)) == ["Olena Kovalenko"]
    assert found(karin, status=Status.CANCELLED) == []


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31", "gestern", "2026-02-30"])
def test_a_day_that_is_none_never_breaks_the_list(karin: Browser, book: Booker, day: str) -> None:
    book("haircut", local(9, 10), master="anna")
    assert karin.get(LIST, {"days_from": day, "days_to": day}).status_code == 200


def test_fifty_rows_take_at_most_fifteen_queries(karin: Browser, book: Booker) -> None:
    first = book("haircut", local(9, 10), master="anna").appointments.get()
    for number in range(1, 50):
        visit = Visit.objects.get(pk=first.visit_id)
        visit.pk, visit.public_id = None, bytes([number]) * 12
        visit.reference, visit.idempotency_key = f"R{number:05}", f"key-{number}"
        visit.save(force_insert=True)
        first.pk, first.visit = None, visit
        first.save(force_insert=True)
    karin.get(LIST)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        answer = karin.get(LIST)
    assert len(answer.context["object_list"]) == 50
    assert len(queries) <= 15, "\n".join(query["sql"][:200] for query in queries)


def test_the_card_tells_contact_note_hint_and_history(karin: Browser, book: Booker) -> None:
    visit = book("haircut", local(9, 10), master="anna", contact=OLENA, note="Bitte leise")
    Visit.objects.filter(pk=visit.pk).update(client_hint="contact_contradiction")
    visit.client.notes = "Allergie gegen Henna"
    visit.client.save()
    answer = karin.get(card(visit))
    page = answer.content.decode()
    for word in ("olena@example.org", "+49\N{NO-BREAK SPACE}1512", "Bitte leise", "Allergie gegen Henna", "/de/visit/"):
        assert word in page
    assert answer.context["hint"] == HINTS["contact_contradiction"]
    assert [line.what for line in answer.context["history"]] == [KINDS["booked"]]


def test_a_master_is_shown_no_key_to_the_visit_and_no_way_to_change_its_client(
    annas_phone: Browser, book: Booker
) -> None:
    page = annas_phone.get(card(book("haircut", local(9, 10), master="anna"))).content.decode()
    assert "/visit/" not in page
    assert "/admin/clients/edit/" not in page
    assert "/cancel/" not in page


def test_a_master_sees_of_a_shared_visit_only_her_part(annas_phone: Browser, book: Booker, colour: Service) -> None:
    visit = book(["colour", "manicure"], local(9, 10))
    mine = visit.appointments.get(service=colour)
    page = annas_phone.get(reverse("appointments:inspect", args=[mine.pk])).content.decode()
    assert "Olga Schreiber" not in page


def test_asking_to_cancel_changes_nothing(karin: Browser, book: Booker) -> None:
    visit = book("haircut", local(9, 10), master="anna")
    for verb in (karin.get, karin.head):
        assert verb(door_to_cancel(visit)).status_code == 200
    assert visit.appointments.get().status == Status.CONFIRMED


def test_reception_cancels_a_visit_with_a_reason(karin: Browser, book: Booker) -> None:
    visit = book("haircut", local(9, 10), master="anna")
    answer = karin.post(door_to_cancel(visit), {"reason": "Wasserrohrbruch"}, follow=True)
    assert visit.appointments.get().status == Status.CANCELLED
    assert not Occupancy.objects.exists()
    event = AppointmentEvent.objects.get(kind="cancelled")
    assert (event.actor, event.source, event.user.username) == ("staff", "desk", "reception-desk")
    assert "Wasserrohrbruch" in answer.content.decode()


def test_cancelling_twice_is_a_sentence_and_no_second_event(karin: Browser, book: Booker) -> None:
    visit = book("haircut", local(9, 10), master="anna")
    for _time in range(2):
        assert karin.post(door_to_cancel(visit), follow=True).status_code == 200
    assert AppointmentEvent.objects.filter(kind="cancelled").count() == 1


def test_a_master_cannot_cancel_even_by_post(annas_phone: Browser, book: Booker) -> None:
    visit = book("haircut", local(9, 10), master="anna")
    assert annas_phone.post(door_to_cancel(visit)).status_code == 302
    assert visit.appointments.get().status == Status.CONFIRMED


def test_without_the_forms_own_token_nothing_is_cancelled(karin: Browser, book: Booker) -> None:
    visit = book("haircut", local(9, 10), master="anna")
    strict = Browser(enforce_csrf_checks=True)
    strict.cookies = karin.cookies
    assert strict.post(door_to_cancel(visit)).status_code == 403
    assert Appointment.objects.get().status == Status.CONFIRMED
