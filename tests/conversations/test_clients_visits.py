"""A client's visits in the chat: the reminder, another time, taking it back, the files; and nobody else's."""

import pytest
from icalendar import Calendar

from booking.models import AppointmentEvent, BookingSettings, Client, Status, Visit
from salon.lib.links import spell_id
from tests.booking.conftest import OLENA, Booker, local
from tests.booking.post import due
from tests.conversations.phone import Phone
from tests.conversations.rig import IN_EVERY_LANGUAGE, Rig

FRIDAY = local(12, 10)


@pytest.fixture
def olena(rig: Rig) -> Phone:
    return known(rig, "de")


def known(rig: Rig, language: str) -> Phone:
    """Olena's chat has proved her address."""
    phone = rig.phone(OLENA.name, language)
    Client.objects.create(
        name=OLENA.name, phone=OLENA.phone, email=OLENA.email, telegram_email=OLENA.email, telegram_id=phone.id,
        language=language,
    )  # fmt: skip
    phone.start()
    return phone


@pytest.mark.parametrize("language", IN_EVERY_LANGUAGE)
def test_a_reminder_is_answered_then_moved_and_the_next_one_follows(rig: Rig, book: Booker, language: str) -> None:
    two_days_before()
    olena = known(rig, language)
    visit = book("haircut", FRIDAY, master="anna", contact=OLENA, language=language)
    rig.deliver()
    rig.deliver(local(10, 10, 1))
    assert "10:00" in olena.screen.text
    olena.tap_word("ok")
    assert olena.reads("Thank you, see you soon.")
    assert AppointmentEvent.objects.filter(kind="coming", appointment__visit=visit).count() == 1
    olena.tap_word("mv")
    olena.tap_day(local(13, 10).date())
    olena.tap_time(local(13, 11))
    assert olena.label("Move") in olena.screen.labels
    olena.tap("Move")
    assert olena.reads("Your appointment has a new time: {date}, {time}.", local(13, 11))
    appointment = visit.appointments.get()
    assert (appointment.start, appointment.status) == (local(13, 11), Status.CONFIRMED)
    assert due("visit_reminder", visit) == [local(11, 11), local(13, 9)]
    rig.deliver(local(11, 11, 1))
    assert "11:00" in olena.screen.text
    assert any(button.data.startswith("ok:") for row in olena.screen.rows for button in row)


@pytest.mark.parametrize("language", IN_EVERY_LANGUAGE)
def test_a_visit_is_kept_after_all_and_then_cancelled(rig: Rig, book: Booker, language: str) -> None:
    olena = known(rig, language)
    visit = book("haircut", FRIDAY, master="anna", contact=OLENA, language=language)
    rig.deliver()
    olena.tap_word("cx")
    olena.tap("Keep it")
    assert visit.appointments.get().status == Status.CONFIRMED
    olena.tap("Cancel appointment")
    olena.tap("Yes, cancel")
    assert olena.reads("Your appointment is cancelled. Thank you for letting us know.")
    appointment = visit.appointments.get()
    assert appointment.status == Status.CANCELLED
    assert due("visit_reminder", visit) == []
    assert appointment.events.get(kind="cancelled").source == "telegram"
    olena.tap("Book again")
    assert "Haarschnitt" in olena.screen.text


@pytest.mark.once
def test_the_calendar_file_is_one(rig: Rig, book: Booker, olena: Phone) -> None:
    book("haircut", FRIDAY, master="anna", contact=OLENA)
    rig.deliver()
    olena.tap_word("v")
    shown = olena.tap("Calendar file")
    assert shown.file.name == "termin.ics"
    (event,) = Calendar.from_ical(shown.document).events
    assert event.start == FRIDAY


@pytest.mark.once
def test_what_is_too_late_says_so_and_gives_a_number(rig: Rig, book: Booker, olena: Phone) -> None:
    """The message is of a week ago, its buttons stay where they are."""
    visit = book("haircut", local(9, 15), master="anna", contact=OLENA)
    id_ = spell_id(visit.public_id)
    olena.forge(f"mv:{id_}")
    assert olena.reads("This appointment can no longer be moved here. Please call us.")
    olena.forge(f"cx:{id_}")
    assert olena.reads("This appointment can no longer be cancelled here. Please call us.")


@pytest.mark.once
@pytest.mark.parametrize("word", ["v", "ok", "mv", "cx", "ic", "qr", "rb", "ap", "dc", "dn", "ns", "ro", "cd"])
def test_another_persons_visit_opens_nothing(rig: Rig, book: Booker, olena: Phone, word: str) -> None:
    visit = book("haircut", FRIDAY, master="anna")
    before = events_of(visit)
    olena.forge(f"{word}:{spell_id(visit.public_id)}")
    assert "Haarschnitt" not in "".join(one.text for one in olena.person.chat if not one.is_mine)
    assert events_of(visit) == before
    assert not olena.screen.file


@pytest.mark.once
def test_who_disconnected_can_do_nothing_with_old_buttons(rig: Rig, book: Booker, olena: Phone) -> None:
    visit = book("haircut", FRIDAY, master="anna", contact=OLENA)
    rig.deliver()
    Client.objects.filter(telegram_id=olena.id).update(telegram_id=None)
    before, letter = events_of(visit), olena.screen
    for word in ("mv", "cx"):
        olena.forge(f"{word}:{spell_id(visit.public_id)}", letter.id)
    assert "Haarschnitt" not in olena.screen.text
    assert events_of(visit) == before


@pytest.mark.once
def test_an_old_reminder_of_a_visit_that_moved_shows_the_new_time(rig: Rig, book: Booker, olena: Phone) -> None:
    two_days_before()
    book("haircut", FRIDAY, master="anna", contact=OLENA)
    rig.deliver(local(10, 10, 1))
    reminder = olena.screen
    olena.tap_word("mv")
    olena.tap_day(local(13, 10).date())
    olena.tap_time(local(13, 11))
    olena.tap("Move")
    olena.forge(
        next(button.data for row in reminder.rows for button in row if button.data.startswith("ok:")), reminder.id
    )
    assert "11:00" in olena.screen.text


def two_days_before() -> None:
    """The first reminder comes while a visit can still be moved."""
    BookingSettings.objects.update(reminders_hours=[48, 2])


def events_of(visit: Visit) -> list[str]:
    return list(AppointmentEvent.objects.filter(appointment__visit=visit).order_by("pk").values_list("kind", flat=True))
