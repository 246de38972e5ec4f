"""What the desk writes to Olena, in which language, and when it says nothing."""

from datetime import datetime, timedelta
from email.message import EmailMessage as Parsed

import pytest
from django.core import mail
from django.test import Client as Browser
from icalendar import Calendar
from wagtail.models import Locale

from booking.actions.change import cancel_visit, move_visit
from booking.actions.clients import Contact
from booking.actions.events import ONLINE, Actor
from booking.models import Appointment, Client, MasterText, ServiceText, Source, Visit
from salon.outbox.actions import deliver_due
from salon.outbox.models import Message, State
from tests.booking.conftest import NOW, OLENA, Booker, local

pytestmark = pytest.mark.django_db

KARIN = Actor("staff", Source.DESK)
WEDNESDAY = local(10, 14)


def due(kind: str) -> list[datetime]:
    queued = Message.objects.filter(kind=kind, state=State.QUEUED).order_by("due_at")
    return list(queued.values_list("due_at", flat=True))


def written(now: datetime = NOW) -> list[mail.EmailMessage]:
    deliver_due(now=now)
    return mail.outbox


def calendar_of(letter: mail.EmailMessage) -> Calendar:
    parts: list[Parsed] = [part for part in letter.message().walk() if part.get_content_type() == "text/calendar"]
    assert parts[0]["Content-Type"].count("charset") == 1
    assert parts[0].get_param("method") == "PUBLISH"
    return Calendar.from_ical(parts[0].get_payload(decode=True))


def test_a_booking_in_ukrainian_is_confirmed_in_ukrainian(book: Booker) -> None:
    ukrainian = Locale.objects.get_or_create(language_code="uk")[0]
    for text, name in ((ServiceText, "Стрижка"), (MasterText, "Анна Лінднер")):
        original = text.objects.first()
        original.pk, original.locale, original.name = None, ukrainian, name
        original.save()
    book("haircut", WEDNESDAY, master="anna", contact=OLENA, language="uk")
    (letter,) = written()
    assert letter.to == ["olena@example.org"]
    assert letter.subject == "Запис підтверджено: середа, 10\N{NO-BREAK SPACE}червня, 14:00"
    assert letter.body.startswith("Добрий день, Olena Kovalenko.\n")
    assert "середа, 10\N{NO-BREAK SPACE}червня\N{NO-BREAK SPACE}2026, з 14:00 до 15:00" in letter.body
    assert "Стрижка" in letter.body
    assert "Анна Лінднер" in letter.body
    assert "45\N{NO-BREAK SPACE}€" in letter.body
    assert "Am Lindenhof 7, 39999 Lindau an der Aue" in letter.body


def test_the_link_in_the_mail_opens_the_visit(book: Booker, client: Browser) -> None:
    visit = book("haircut", WEDNESDAY, contact=OLENA, language="uk")
    (letter,) = written()
    (link,) = [line for line in letter.body.splitlines() if "/visit/" in line]
    assert link.startswith("http://127.0.0.1:8000/uk/visit/")
    page = client.get(link.removeprefix("http://127.0.0.1:8000"))
    assert page.status_code == 200
    assert visit.reference in page.content.decode()


def test_times_in_a_mail_are_the_salons_on_both_sides_of_the_change(book: Booker) -> None:
    saturday, tuesday = local(24, 10, month=10), local(27, 10, month=10)
    autumn = local(20, 12, month=10)
    book("haircut", saturday, contact=OLENA, now=autumn)
    book("haircut", tuesday, contact=OLENA, now=autumn)
    before, after = written(autumn)
    assert "24.\N{NO-BREAK SPACE}Oktober\N{NO-BREAK SPACE}2026, 10:00 bis 11:00 Uhr" in before.body
    assert "27.\N{NO-BREAK SPACE}Oktober\N{NO-BREAK SPACE}2026, 10:00 bis 11:00 Uhr" in after.body


def test_who_left_only_a_phone_gets_no_mail(book: Booker) -> None:
    book("haircut", WEDNESDAY, contact=Contact("Olena Kovalenko", "+491512345678"))
    assert written() == []
    assert Message.objects.get(kind="visit_confirmed").state == State.WITHDRAWN


def test_an_erased_client_hears_nothing_any_more(book: Booker) -> None:
    visit = book("haircut", WEDNESDAY, contact=OLENA)
    Client.objects.filter(pk=visit.client_id).update(erased_at=NOW, name="", phone="", email="")
    assert written() == []


def test_the_mail_goes_to_the_contact_as_typed_and_not_to_what_we_knew(book: Booker) -> None:
    book("haircut", WEDNESDAY, contact=OLENA)
    book("haircut", local(11, 9), contact=Contact("Olena Kovalenko", OLENA.phone, "olena.neu@example.org"))
    assert [letter.to for letter in written()] == [["olena@example.org"], ["olena.neu@example.org"]]


def test_a_move_tells_the_old_and_the_new_time(book: Booker) -> None:
    visit = book("haircut", WEDNESDAY, contact=OLENA)
    written()
    move_visit(visit_id=visit.pk, to=local(12, 9, 30), by=ONLINE, now=NOW)
    letter = written()[-1]
    assert letter.subject == "Neue Zeit: Freitag, 12.\N{NO-BREAK SPACE}Juni, 9:30\N{NO-BREAK SPACE}Uhr"
    assert "Mittwoch, 10.\N{NO-BREAK SPACE}Juni, 14:00\N{NO-BREAK SPACE}Uhr" in letter.body
    assert "Freitag, 12.\N{NO-BREAK SPACE}Juni\N{NO-BREAK SPACE}2026, 9:30 bis 10:30 Uhr" in letter.body


def test_the_calendar_entry_in_each_mail_replaces_the_one_before(book: Booker) -> None:
    visit = book("haircut", WEDNESDAY, contact=OLENA)
    written()
    move_visit(visit_id=visit.pk, to=local(12, 9, 30), by=ONLINE, now=NOW)
    written()
    cancel_visit(visit_id=visit.pk, by=ONLINE, now=NOW)
    entries = [calendar_of(letter).events[0] for letter in written()]
    assert len({entry["uid"] for entry in entries}) == 1
    assert [entry["sequence"] for entry in entries] == [0, 1, 2]
    assert [entry["status"] for entry in entries] == ["CONFIRMED", "CONFIRMED", "CANCELLED"]
    assert [entry.start for entry in entries] == [WEDNESDAY, local(12, 9, 30), local(12, 9, 30)]


@pytest.mark.parametrize(
    ("by", "words"),
    [
        (ONLINE, "Wie gewünscht haben wir Ihren Termin storniert."),
        (KARIN, "Wir müssen Ihren Termin leider absagen."),
    ],
)
def test_a_cancellation_says_who_cancelled(book: Booker, by: Actor, words: str) -> None:
    visit = book("haircut", WEDNESDAY, contact=OLENA)
    written()
    cancel_visit(visit_id=visit.pk, by=by, now=NOW)
    assert words in written()[-1].body


def test_a_confirmation_that_could_not_leave_is_not_sent_after_the_cancellation(book: Booker) -> None:
    visit = book("haircut", WEDNESDAY, contact=OLENA)
    cancel_visit(visit_id=visit.pk, by=ONLINE, now=NOW)
    assert [letter.subject.split(":")[0] for letter in written()] == ["Storniert"]


def test_a_move_that_was_told_late_tells_its_own_time(book: Booker) -> None:
    visit = book("haircut", WEDNESDAY, contact=OLENA)
    written()
    for to in (local(12, 9, 30), local(12, 11)):
        move_visit(visit_id=visit.pk, to=to, by=ONLINE, now=NOW)
    first, second = written()[1:]
    assert "9:30" in first.subject
    assert "11:00" in second.subject


def test_reminders_stand_at_their_hours_before_the_visit(book: Booker) -> None:
    book("haircut", local(12, 14), contact=OLENA)
    assert due("visit_reminder") == [local(11, 14), local(12, 12)]


def test_a_day_before_means_24_real_hours_also_when_the_clocks_change(book: Booker) -> None:
    """The salon is closed on the Sunday of the change; Monday is closed too, so a longer reminder spans it."""
    visit = book("haircut", local(27, 10, month=10), contact=OLENA, now=local(20, 12, month=10))
    start = Appointment.objects.get(visit=visit).start
    assert due("visit_reminder") == [start - timedelta(hours=24), start - timedelta(hours=2)]


def test_reminders_follow_a_move(book: Booker) -> None:
    visit = book("haircut", local(11, 14), contact=OLENA)
    move_visit(visit_id=visit.pk, to=local(13, 10), by=ONLINE, now=NOW)
    assert due("visit_reminder") == [local(12, 10), local(13, 8)]


def test_moved_back_the_reminders_stand_where_they_stood(book: Booker) -> None:
    visit = book("haircut", local(11, 14), contact=OLENA)
    for to in (local(13, 10), local(11, 14)):
        move_visit(visit_id=visit.pk, to=to, by=ONLINE, now=NOW)
    assert due("visit_reminder") == [local(10, 14), local(11, 12)]


def test_reminders_are_dropped_with_the_visit(book: Booker) -> None:
    visit = book("haircut", local(11, 14), contact=OLENA)
    cancel_visit(visit_id=visit.pk, by=ONLINE, now=NOW)
    assert due("visit_reminder") == []


def test_a_booking_inside_the_lead_of_a_reminder_is_not_reminded_at_once(book: Booker) -> None:
    tuesday_morning = local(9, 9)
    book("haircut", local(9, 14), contact=OLENA, now=tuesday_morning)
    assert due("visit_reminder") == [local(9, 12)]
    assert len(written(tuesday_morning)) == 1


def test_the_day_before_it_says_tomorrow_and_on_the_day_it_says_today(book: Booker) -> None:
    book("haircut", local(12, 14), contact=OLENA)
    written()
    assert written(local(11, 14))[-1].subject.startswith("Morgen bei uns: Freitag")
    today = written(local(12, 12))[-1]
    assert today.subject == "Heute um 14:00\N{NO-BREAK SPACE}Uhr"
    assert today.attachments == []


def test_after_an_outage_one_reminder_is_enough(book: Booker) -> None:
    book("haircut", local(12, 14), contact=OLENA)
    written()
    late = written(local(12, 13))[1:]
    assert [letter.subject.split()[0] for letter in late] == ["Heute"]


def test_nobody_is_reminded_of_a_visit_that_has_begun(book: Booker) -> None:
    book("haircut", local(12, 14), contact=OLENA)
    written()
    assert len(written(local(12, 14, 5))) == 1


def test_a_visit_that_is_no_longer_open_is_not_remembered(book: Booker) -> None:
    visit = book("haircut", local(12, 14), contact=OLENA)
    written()
    Appointment.objects.filter(visit=visit).update(status="declined")
    assert len(written(local(11, 14))) == 1


def test_a_mail_names_the_from_price_as_such(book: Booker) -> None:
    book("colour", WEDNESDAY, contact=OLENA)
    assert "ab\N{NO-BREAK SPACE}80\N{NO-BREAK SPACE}€" in written()[0].body


def test_limits_are_said_as_a_time(book: Booker) -> None:
    book("haircut", local(11, 14), contact=OLENA)
    assert "bis Mittwoch, 10.\N{NO-BREAK SPACE}Juni, 14:00\N{NO-BREAK SPACE}Uhr" in written()[0].body


def test_a_limit_that_has_passed_is_not_promised(book: Booker) -> None:
    book("haircut", local(9, 14), contact=OLENA, now=local(9, 9))
    assert "ostenfrei" not in written(local(9, 9))[0].body


def test_nothing_is_marked_up_in_a_plain_text(book: Booker) -> None:
    book("haircut", WEDNESDAY, contact=Contact("O’Neil & <Söhne>", "", "oneil@example.org"))
    assert "O’Neil & <Söhne>" in written()[0].body


def test_visits_of_the_same_client_have_calendar_entries_of_their_own(book: Booker) -> None:
    book("haircut", WEDNESDAY, contact=OLENA)
    book("haircut", local(11, 9), contact=OLENA)
    entries = [calendar_of(letter).events[0]["uid"] for letter in written()]
    assert len(set(entries)) == 2
    assert Visit.objects.count() == 2
