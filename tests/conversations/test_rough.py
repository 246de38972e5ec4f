"""Old buttons, forged ones, groups, a site that is away, and people who write whatever they like: nothing breaks."""

import pytest

from booking.models import BookingSettings, Client, Master, MasterText, ServiceText, Status, Visit
from salon.lib.links import spell_id
from tests.booking.conftest import OLENA, Booker, local
from tests.conversations.rig import Rig

pytestmark = pytest.mark.once
STALE = "This button no longer works. Here is the current state."
NAME = "\u202e<b>Olena</b> & \u200f«Ківі» 👩🏽‍🎨 " + "ї" * 5000


def test_a_keyboard_of_an_older_dialog_says_so_and_books_nothing(rig: Rig) -> None:
    olena = rig.phone()
    olena.start("book-haircut")
    olena.tap("Continue")
    olena.tap("No preference")
    days = olena.screen
    day = next(button for row in days.rows for button in row if "10." in button.text)
    olena.start()
    olena.forge(day.data, days.id)
    assert olena.sentence(STALE) in olena.toast
    assert olena.label("Book") in olena.screen.labels
    assert not Visit.objects.exists()


@pytest.mark.parametrize(
    "data",
    ["", "v", "v:", "v:../../admin", "ap:' OR 1=1", "s:abcdef:999", "xx:AAAAAAAAAAAAAAAA", "go:book.summary", "go:walk",
     "la:xx", "\u202e", "ж" * 40, "v:AAAAAAAAAAAAAAAA", "ap:AAAAAAAAAAAAAAAA", "x" * 64],
)  # fmt: skip
def test_forged_buttons_lead_nowhere(rig: Rig, data: str) -> None:
    olena = rig.phone()
    olena.start()
    olena.forge(data)
    assert olena.screen.text
    assert not Client.objects.exists()
    assert not Visit.objects.exists()


def test_a_client_forges_a_masters_buttons(rig: Rig, book: Booker, on_request: None) -> None:
    visit = book("haircut", local(11, 10), master="anna", contact=OLENA)
    olena = rig.phone()
    Client.objects.create(name=OLENA.name, email=OLENA.email, telegram_email=OLENA.email, telegram_id=olena.id)
    olena.start()
    for word in ("ap", "dn", "ns", "ro", "cd", "dc"):
        olena.forge(f"{word}:{spell_id(visit.public_id)}")
        assert OLENA.phone[-6:] not in olena.screen.text
    assert visit.appointments.get().status == Status.PENDING


def test_in_a_group_the_bot_says_nothing(rig: Rig) -> None:
    olena = rig.phone()
    olena.start()
    before = len(rig.api.calls_of("sendMessage", "editMessageText"))
    group = {"id": -100_200, "type": "supergroup", "title": "Salon"}
    message = {"message_id": 1, "date": 1, "chat": group, "from": olena.person.room.person, "text": "/start"}
    rig.api.updates.put(olena.id, "message", message)
    rig.api.chats.queries["77"] = olena.id
    tap = {"id": "77", "from": olena.person.room.person, "chat_instance": "1", "data": "bk", "message": message}
    rig.api.updates.put(olena.id, "callback_query", tap)
    assert rig.api.updates.wait_until_taken()
    assert len(rig.api.calls_of("sendMessage", "editMessageText")) == before


@pytest.mark.parametrize("language", ["de", "uk"])
def test_a_site_that_is_away_is_said_kindly_and_then_all_is_well(rig: Rig, language: str) -> None:
    olena = rig.phone(language=language)
    olena.start()
    rig.site.is_away = True
    olena.tap("Book")
    assert "+49 30 23125110" in olena.screen.text.replace("\N{NO-BREAK SPACE}", " ")
    rig.site.is_away = False
    olena.tap("Try again")
    assert any("Haarschnitt" in label for label in olena.screen.labels)


def test_whatever_people_write_arrives_and_breaks_nothing(rig: Rig, anna: Master, on_request: None) -> None:
    annas = rig.master(anna)
    olena = rig.phone("Olena")
    olena.start("book-haircut")
    olena.tap("Continue")
    olena.tap_like("Anna Lindner")
    olena.tap_day(local(11, 10).date())
    olena.tap_time(local(11, 10))
    olena.write(NAME)
    olena.share_phone()
    olena.tap("Add a note")
    olena.write("<a href='tg://x'>" + "Б" * 4050)
    olena.tap("Request appointment")
    visit = Visit.objects.get()
    assert "\u202e" not in visit.contact_name
    rig.deliver()
    assert "<b>Olena</b> &" in annas.screen.text
    assert "\u202e" not in annas.screen.text
    annas.tap_word("dc")
    annas.tap("Other reason")
    annas.write("</b><script>" + "я" * 4090)
    rig.deliver()
    assert "</b><script>" in olena.screen.text
    annas.write("/week")


def test_a_walk_in_with_a_name_of_any_kind(rig: Rig, anna: Master) -> None:
    annas = rig.master(anna)
    annas.write("/walkin")
    annas.tap_like("Haarschnitt")
    annas.tap("Now")
    annas.write(NAME)
    annas.tap("Enter")
    assert "\u202e" not in Visit.objects.get().contact_name
    annas.write("/today")
    assert "<b>Olena</b>" in annas.screen.text


def test_the_longest_ukrainian_words_fit_on_every_button(rig: Rig, anna: Master, book: Booker) -> None:
    """The rig counts the bytes of every button; here they all come with names as long as an editor may write them."""
    long = "Ґ" * 255
    ServiceText.objects.update(name=long)
    MasterText.objects.update(name=long)
    BookingSettings.objects.update(reminders_hours=[48])
    olena, annas = rig.phone("Ї" * 64, "uk"), rig.master(anna, "uk")
    olena.start("book-haircut")
    olena.tap("Continue")
    olena.tap("No preference")
    olena.tap_day(local(12, 10).date())
    olena.tap_time(local(12, 10))
    olena.write("Є" * 100)
    olena.share_phone()
    olena.tap("Request appointment")
    rig.deliver()
    rig.deliver(local(10, 10, 1))
    olena.tap_word("mv")
    for command in ("/today", "/week", "/requests", "/block", "/late", "/walkin"):
        annas.write(command)
    assert len([button for button in rig.buttons() if "callback_data" in button]) > 40


def test_an_update_that_comes_twice_books_once(rig: Rig) -> None:
    olena = rig.phone()
    olena.start("book-haircut")
    olena.tap("Continue")
    olena.tap("No preference")
    olena.tap_day(local(11, 10).date())
    olena.tap_time(local(11, 10))
    olena.write("Olena Kovalenko")
    olena.share_phone()
    olena.tap("Request appointment")
    rig.api.updates.repeat()
    assert rig.api.updates.wait_until_taken()
    assert Visit.objects.count() == 1


def test_telegram_being_slow_or_broken_for_a_moment_loses_nobody(rig: Rig) -> None:
    olena = rig.phone()
    olena.start()
    rig.api.fail(429, method="editMessageText", retry_after=0)
    olena.tap("My appointments")
    assert olena.reads("You have no upcoming appointments.")
    rig.api.fail(502, method="editMessageText")
    olena.tap("Book")
    olena.write("/help")
    assert olena.label("Main menu") in olena.screen.labels


def test_the_log_of_a_bad_day_holds_no_secret(rig: Rig, book: Booker) -> None:
    """The rig looks after every test; here there is much to be written down."""
    olena = rig.phone("Olena Kovalenko")
    olena.start("A" * 64)
    olena.start("B" * 39)
    olena.write("C" * 40)
    rig.site.is_away = True
    olena.write("/visits")
    rig.site.is_away = False
    rig.api.fail(500, method="sendMessage", chat=olena.id)
    olena.write("olena@example.org")
    assert "the site is away" in rig.written_down
    assert "Telegram refused with 500" in rig.written_down
