"""What Olena hears when she has booked, asked, was answered or not: one mail, in her language, to her own contact."""

from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client as Browser

from booking.actions.change import cancel_visit, move_visit
from booking.actions.clients import Contact
from booking.actions.decide import approve_visit, decline_visit, expire_requests
from booking.actions.events import ONLINE, Actor
from booking.models import Appointment, Client, Visit
from tests.booking.conftest import NOW, OLENA, Booker, local
from tests.booking.messages.conftest import KARIN, write_in_ukrainian
from tests.booking.post import SITE, due, event_of, html_of, leave, outcomes, said

pytestmark = pytest.mark.django_db

WEDNESDAY = local(10, 14)


def test_a_booking_is_confirmed_with_all_that_she_needs_to_know(book: Booker) -> None:
    visit = book("haircut", WEDNESDAY, master="anna", contact=OLENA)
    (letter,) = leave()
    assert said(letter.subject) == "Termin bestätigt: Mittwoch, 10. Juni, 14:00 Uhr"
    for words in (
        "Guten Tag Olena Kovalenko,",
        "Ihr Termin ist bestätigt",
        "Kostenfrei verschieben oder stornieren können Sie bis Dienstag, 9. Juni, 14:00 Uhr.",
        "Wann: Mittwoch, 10. Juni 2026 14:00 bis 15:00 Uhr",
        "Was: Haarschnitt, 1 Std.",
        "Bei: Anna Lindner",
        "Wo: Salon Lindenhof Am Lindenhof 7, 39999 Lindau an der Aue",
        "Preis: 45 €, inkl. MwSt.",
        f"Buchungsnummer: {visit.reference}",
        "weil Sie bei uns einen Termin gebucht haben",
    ):
        assert words in said(letter.body)
        assert all(word in html_of(letter) for word in words.partition(": ")[2].split())


def test_a_booking_in_ukrainian_is_confirmed_in_ukrainian(book: Booker) -> None:
    write_in_ukrainian()
    book("haircut", WEDNESDAY, master="anna", contact=OLENA, language="uk")
    (letter,) = leave()
    assert said(letter.subject) == "Запис підтверджено: середа, 10 червня, 14:00"
    assert letter.extra_headers["Content-Language"] == "uk"
    for words in ("Добрий день, Olena Kovalenko.", "середа, 10 червня 2026", "Стрижка", "Анна Лінднер", "45 €"):
        assert words in said(letter.body)
    assert '<html lang="uk"' in html_of(letter)


def test_the_link_in_the_mail_opens_the_visit(book: Booker, client: Browser) -> None:
    visit = book("haircut", WEDNESDAY, contact=OLENA, language="uk")
    (letter,) = leave()
    (link,) = [line for line in letter.body.splitlines() if "/visit/" in line]
    assert link.startswith(f"{SITE}/uk/visit/")
    page = client.get(link.removeprefix(SITE))
    assert page.status_code == 200
    assert visit.reference in page.content.decode()


def test_who_booked_by_phone_gets_the_same_confirmation(book: Booker) -> None:
    book("haircut", WEDNESDAY, contact=OLENA, by=KARIN)
    assert [letter.subject.split(":")[0] for letter in leave()] == ["Termin bestätigt"]


def test_a_mail_names_the_from_price_as_such(book: Booker) -> None:
    book("colour", WEDNESDAY, contact=OLENA)
    assert "Preis: ab 80 €, inkl. MwSt." in said(leave()[0].body)


def test_different_limits_are_said_one_by_one_and_one_that_has_passed_is_not_promised(book: Booker) -> None:
    visit = book("haircut", local(11, 14), contact=OLENA)
    Appointment.objects.filter(visit=visit).update(
        policy={"free_cancel_hours": 48, "cancel_limit_hours": 24, "move_limit_hours": 24}
    )
    (letter,) = leave()
    assert "Verschieben können Sie den Termin bis Mittwoch, 10. Juni, 14:00 Uhr." in said(letter.body)
    assert "Kostenfrei stornieren können Sie bis Dienstag, 9. Juni, 14:00 Uhr." in said(letter.body)
    book("haircut", local(9, 14), contact=OLENA, now=local(9, 9))
    assert "ostenfrei" not in leave(local(9, 9))[0].body


def test_times_are_the_salons_on_both_sides_of_the_change_of_clocks(book: Booker) -> None:
    autumn = local(20, 12, month=10)
    for day in (24, 27):
        book("haircut", local(day, 10, month=10), contact=OLENA, now=autumn)
    assert all("Oktober 2026 10:00 bis 11:00 Uhr" in said(letter.body) for letter in leave(autumn))


def test_what_people_are_called_marks_nothing_up(book: Booker) -> None:
    book("haircut", WEDNESDAY, contact=Contact("O’Neil & <Söhne>", "", OLENA.email))
    (letter,) = leave()
    assert "Guten Tag O’Neil & <Söhne>," in letter.body
    assert "Guten Tag O’Neil &amp; &lt;Söhne&gt;," in html_of(letter)


def test_the_mail_goes_to_the_contact_as_typed_and_not_to_what_we_knew(book: Booker) -> None:
    book("haircut", WEDNESDAY, contact=OLENA)
    book("haircut", local(11, 9), contact=Contact("Olena Kovalenko", OLENA.phone, "olena.neu@example.org"))
    assert len(leave()) == 1
    assert ["olena.neu@example.org"] in [letter.to for letter in mail.outbox]


def test_an_erased_client_hears_nothing_any_more(book: Booker) -> None:
    visit = book("haircut", WEDNESDAY, contact=OLENA)
    Client.objects.filter(pk=visit.client_id).update(erased_at=NOW, name="", phone="", email="")
    assert leave() == []
    assert outcomes("visit_confirmed") == [("dropped", "The person was erased.")]


@pytest.mark.parametrize("late", [local(10, 15), local(12, 9)])
def test_after_an_outage_nobody_is_told_of_a_visit_that_is_over(book: Booker, late: object) -> None:
    book("haircut", WEDNESDAY, contact=OLENA)
    assert leave(late) == []
    assert outcomes("visit_confirmed") == [("dropped", "The visit has begun or is over.")]


# -- requests


@pytest.fixture
def request_(on_request: None, book: Booker) -> Visit:
    """Olena asks for Thursday at ten."""
    return book("haircut", local(11, 10), contact=OLENA)


def test_a_request_is_received_with_the_last_moment_of_the_answer_and_no_calendar_entry(request_: Visit) -> None:
    (letter,) = leave()
    assert said(letter.subject) == "Ihre Anfrage für Donnerstag, 11. Juni, 10:00 Uhr"
    assert "antworten spätestens bis Dienstag, 9. Juni, 12:00 Uhr" in said(letter.body)
    assert letter.attachments == []
    assert due("visit_reminder") == []


def test_an_approved_request_is_confirmed_and_reminded_of(request_: Visit) -> None:
    leave()
    approve_visit(visit_id=request_.pk, by=KARIN, now=NOW)
    (letter,) = leave()
    assert letter.subject.startswith("Termin bestätigt")
    assert event_of(letter)[1]["status"] == "CONFIRMED"
    assert due("visit_reminder") == [local(10, 10), local(11, 8)]


def test_a_request_that_was_answered_before_the_post_left_is_only_confirmed(request_: Visit) -> None:
    approve_visit(visit_id=request_.pk, by=KARIN, now=NOW)
    assert [letter.subject.split(":")[0] for letter in leave()] == ["Termin bestätigt"]
    assert outcomes("visit_received") == [("dropped", "The request was answered meanwhile.")]


@pytest.mark.parametrize(("reason", "is_told"), [("Olga ist krank.", True), ("", False)])
def test_a_declined_request_says_why_where_there_is_a_reason(request_: Visit, reason: str, is_told: bool) -> None:
    leave()
    decline_visit(visit_id=request_.pk, by=KARIN, now=NOW, reason=reason)
    (letter,) = leave()
    assert said(letter.subject) == "Leider nicht möglich: Donnerstag, 11. Juni, 10:00 Uhr"
    assert ("Grund: Olga ist krank." in letter.body) == is_told == ("Grund" in letter.body)
    assert "/de/termin/" in letter.body
    # Nothing was promised yet, so no calendar has an entry to take back.
    assert letter.attachments == []


def test_an_unanswered_request_is_said_to_have_expired(request_: Visit) -> None:
    leave()
    expire_requests(now=NOW + timedelta(days=1))
    (letter,) = leave(NOW + timedelta(days=1))
    assert said(letter.subject) == "Anfrage abgelaufen: Donnerstag, 11. Juni, 10:00 Uhr"


def test_a_promise_that_became_a_request_and_was_declined_leaves_the_calendar(request_: Visit) -> None:
    approve_visit(visit_id=request_.pk, by=KARIN, now=NOW)
    move_visit(visit_id=request_.pk, to=local(12, 10), by=ONLINE, now=NOW)
    leave()
    decline_visit(visit_id=request_.pk, by=KARIN, now=NOW)
    assert event_of(leave()[0])[1]["status"] == "CANCELLED"


# -- off


@pytest.mark.parametrize(
    ("by", "subject", "words", "is_told"),
    [
        (ONLINE, "Storniert", "Wie gewünscht haben wir Ihren Termin storniert.", False),
        (KARIN, "Wir müssen absagen", "Das tut uns leid.", True),
    ],
)
def test_a_cancellation_says_who_cancelled_and_the_salon_says_why(
    book: Booker, by: Actor, subject: str, words: str, is_told: bool
) -> None:
    visit = book("haircut", WEDNESDAY, contact=OLENA)
    leave()
    cancel_visit(visit_id=visit.pk, by=by, now=NOW, reason="Wasserschaden.")
    (letter,) = leave()
    assert said(letter.subject) == f"{subject}: Mittwoch, 10. Juni, 14:00 Uhr"
    assert words in letter.body
    assert ("Grund: Wasserschaden." in letter.body) == is_told
    assert event_of(letter)[0] == "CANCEL"


def test_a_confirmation_that_could_not_leave_is_not_sent_after_the_cancellation(book: Booker) -> None:
    visit = book("haircut", WEDNESDAY, contact=OLENA)
    cancel_visit(visit_id=visit.pk, by=ONLINE, now=NOW)
    assert [letter.subject.split(":")[0] for letter in leave()] == ["Storniert"]
    assert outcomes("visit_confirmed") == [("dropped", "The visit is off.")]
