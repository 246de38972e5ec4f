"""A master's day in her chat: who comes, what became of it, being late, being away, and who comes in or calls."""

from datetime import timedelta

import pytest

from booking.actions.digest import write_digests
from booking.models import AppointmentEvent, Client, Master, Status, TimeOff, Visit
from tests.booking.conftest import OLENA, Booker, local
from tests.conversations.phone import Phone
from tests.conversations.rig import IN_EVERY_LANGUAGE, Rig

# She is with Anna since nine.
NINE, NOON = local(9, 9), local(9, 12)


@pytest.fixture
def annas(rig: Rig, anna: Master) -> Phone:
    return rig.master(anna)


@pytest.fixture
def olgas(rig: Rig, olga: Master) -> Phone:
    """The salon is hers."""
    Master.objects.filter(pk=olga.pk).update(is_owner=True)
    return rig.master(olga)


def olena_of(rig: Rig, language: str = "de") -> Phone:
    """Olena's phone, which has proved her address."""
    phone = rig.phone(OLENA.name, language)
    Client.objects.create(name=OLENA.name, email=OLENA.email, telegram_email=OLENA.email, telegram_id=phone.id)
    phone.start()
    return phone


def status(visit: Visit) -> str:
    return str(visit.appointments.get().status)


def test_a_visit_of_today_is_done_and_the_client_thanked(rig: Rig, book: Booker, annas: Phone) -> None:
    olena = olena_of(rig)
    visit = book("haircut", NINE, master="anna", contact=OLENA)
    annas.tap("Today")
    annas.tap_like("9:00")
    assert OLENA.phone[-6:] in annas.screen.text.replace(" ", "").replace("\N{NO-BREAK SPACE}", "")
    annas.tap("Done")
    assert annas.reads("Completed")
    assert status(visit) == Status.COMPLETED
    rig.deliver(local(9, 13))
    (rebook,) = [button.url for row in olena.screen.rows for button in row if button.url]
    assert "service=haircut" in rebook


@pytest.mark.once
def test_nobody_came_and_then_she_did(rig: Rig, book: Booker, annas: Phone) -> None:
    visit = book("haircut", NINE, master="anna", contact=OLENA)
    annas.write("/today")
    annas.tap_like("9:00")
    annas.tap("No-show")
    assert status(visit) == Status.NO_SHOW
    annas.tap("Reopen")
    assert status(visit) == Status.CONFIRMED
    assert {"Done", "No-show"} <= {name for name in ("Done", "No-show") if annas.label(name) in annas.screen.labels}


@pytest.mark.parametrize("language", ["ru", pytest.param("de", marks=pytest.mark.once)])
def test_running_late_reaches_who_still_comes(rig: Rig, book: Booker, annas: Phone, language: str) -> None:
    olena = olena_of(rig, language)
    book("haircut", NOON, master="anna", contact=OLENA, language=language)
    annas.write("/late")
    annas.tap_like("15")
    assert f"12:00 {OLENA.name}" in annas.screen.text
    rig.deliver()
    assert "15" in olena.screen.text
    assert "12:00" in olena.screen.text
    assert AppointmentEvent.objects.get(kind="running_late").facts == {"minutes": 15}
    annas.write("/late")
    annas.tap_like("15")
    assert annas.reads("Nobody had to be told.")


@pytest.mark.parametrize("language", IN_EVERY_LANGUAGE)
def test_what_lies_inside_time_off_is_read_before_it_is_closed(
    rig: Rig, book: Booker, anna: Master, language: str
) -> None:
    annas = rig.master(anna, language)
    visit = book("haircut", local(9, 11), master="anna", contact=OLENA)
    annas.tap("Block time")
    annas.tap("One hour")
    annas.tap_like("11:00")
    assert f"11:00 {OLENA.name}" in annas.screen.text
    assert not TimeOff.objects.exists()
    annas.tap("Block anyway")
    off = TimeOff.objects.get()
    assert (off.start, off.end) == (local(9, 11), local(9, 12))
    assert status(visit) == Status.CONFIRMED
    annas.tap("Block time")
    annas.tap("Open a time again")
    annas.tap_at(0, 0)
    assert not TimeOff.objects.exists()


@pytest.mark.once
def test_days_off_are_written_as_people_write_them(rig: Rig, annas: Phone, olgas: Phone) -> None:
    annas.write("/block")
    annas.tap("Whole day")
    annas.write("24.12.-31.12.")
    off = TimeOff.objects.get()
    assert (off.master.slug, off.start, off.end) == ("anna", local(24, 0, month=12), local(1, 0, month=1, year=2027))
    olena = rig.phone()
    olena.start("book-haircut")
    olgas.write("/block")
    olgas.tap("Rest of the day")
    assert TimeOff.objects.get(master__slug="olga").end == local(10, 0)


@pytest.mark.parametrize("language", IN_EVERY_LANGUAGE)
def test_a_walk_in_takes_five_taps(rig: Rig, anna: Master, language: str) -> None:
    annas = rig.master(anna, language)
    taps = len(annas.person.notices)
    annas.tap("Add a walk-in")
    annas.tap_like("Haarschnitt")
    annas.tap("Now")
    annas.tap("Skip")
    annas.tap("Enter")
    assert len(annas.person.notices) - taps == 5
    visit = Visit.objects.get()
    appointment = visit.appointments.get()
    assert (visit.source, appointment.start, appointment.status) == ("desk", local(9, 10), Status.CONFIRMED)
    assert visit.client is None
    annas.write("/today")
    assert "10:00–11:00" in annas.screen.text


def test_who_calls_gets_a_day_and_leaves_a_number(rig: Rig, annas: Phone) -> None:
    annas.write("/walkin")
    annas.tap_like("Haarschnitt")
    annas.tap("Another day")
    annas.tap_day(local(11, 0).date())
    annas.tap_time(local(11, 14))
    annas.write("Ірина Мельник")
    annas.write("12")
    annas.tap("Enter")
    assert annas.reads("What is the client’s phone number?")
    assert not Visit.objects.exists()
    annas.write("0151 2345 6789")
    annas.tap("Enter")
    visit = Visit.objects.get()
    assert (visit.source, visit.contact_name, visit.contact_phone) == ("phone", "Ірина Мельник", "+4915123456789")
    assert visit.appointments.get().start == local(11, 14)


@pytest.mark.once
def test_time_that_is_taken_already_is_not_given_twice(rig: Rig, book: Booker, annas: Phone) -> None:
    book("haircut", local(9, 10), master="anna", now=local(8, 12))
    annas.write("/walkin")
    annas.tap_like("Haarschnitt")
    annas.tap("Now")
    annas.tap("Skip")
    annas.tap("Enter")
    assert Visit.objects.count() == 1
    assert annas.reads("When?")


def test_at_seven_she_reads_her_day(rig: Rig, book: Booker, annas: Phone, olgas: Phone) -> None:
    book("haircut", local(10, 10), master="anna", contact=OLENA)
    book("manicure", local(10, 14), master="olga")
    rig.deliver()
    seven = local(10, 7)
    write_digests(now=seven)
    rig.deliver(seven + timedelta(seconds=1))
    assert f"10:00–11:00: {OLENA.name}" in annas.screen.text
    assert "14:00" not in annas.screen.text
    assert "14:00" in olgas.screen.text


@pytest.mark.once
def test_a_master_sees_her_own_day_and_the_owner_everybodys(rig: Rig, book: Booker, annas: Phone, olgas: Phone) -> None:
    book("haircut", local(10, 10), master="anna")
    book("manicure", local(10, 14), master="olga")
    annas.write("/tomorrow")
    assert "14:00" not in annas.screen.text
    olgas.write("/week")
    assert "10:00" in olgas.screen.text
    assert "14:00" in olgas.screen.text
    olgas.write("/tomorrow")
    olgas.tap_like("Anna Lindner")
    assert "10:00" in olgas.screen.text
    assert "14:00" not in olgas.screen.text


@pytest.mark.once
def test_the_owner_enters_a_walk_in_for_a_colleague(rig: Rig, annas: Phone, olgas: Phone) -> None:
    olgas.write("/walkin")
    olgas.tap_like("Haarschnitt")
    olgas.tap_like("Anna Lindner")
    olgas.tap("Now")
    olgas.tap("Skip")
    olgas.tap("Enter")
    assert Visit.objects.get().appointments.get().master.slug == "anna"
