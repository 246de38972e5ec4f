"""In a chat: short words, buttons that the bot understands, and cards that never show what is not true any more."""

import json
from datetime import timedelta

import pytest
from django.test import override_settings

from booking.actions.change import cancel_visit, move_visit
from booking.actions.clients import Contact
from booking.actions.decide import approve_visit, decline_visit
from booking.actions.events import ONLINE, Actor
from booking.models import BookingSettings, Client, Confirmation, Master, Visit
from salon.lib.links import spell_id
from salon.outbox.models import Message
from tests.booking.conftest import NOW, OLENA, Booker, local
from tests.booking.messages.conftest import KARIN
from tests.booking.post import leave, outcomes
from tests.outbox.telegram import BUSY, Chats

pytestmark = pytest.mark.django_db
HER_CHAT, ANNAS_CHAT = 5001, 6001
WEDNESDAY, THURSDAY = local(10, 10), local(11, 10)


@pytest.fixture(autouse=True)
def with_bot(chats: Chats) -> object:
    with override_settings(TELEGRAM_BOT_NAME="salon_bot"):
        yield


@pytest.fixture
def annas_chat(anna: Master) -> None:
    Master.objects.filter(pk=anna.pk).update(telegram_id=ANNAS_CHAT)


@pytest.fixture
def on_request(salon: object) -> None:
    BookingSettings.objects.update(confirmation=Confirmation.REQUEST)


def sent(chats: Chats, chat: int) -> list[dict]:
    """With plain spaces."""
    own = [one for one in chats.kept if one["chat_id"] == str(chat)]
    return [one | {"text": one["text"].replace("\N{NO-BREAK SPACE}", " ")} for one in own]


def pressed(message: dict) -> list[str]:
    """What the buttons of a message give to the bot."""
    rows = json.loads(message.get("reply_markup", "{}")).get("inline_keyboard", [])
    return [button["callback_data"] for row in rows for button in row if "callback_data" in button]


def card_of(visit: Visit) -> Message:
    """What a master was first told of it."""
    return Message.objects.get(kind="staff_new", about=f"visit:{visit.pk}", recipient__startswith="master")


def test_a_client_reads_the_agreed_words_and_can_move_and_cancel(book: Booker, chats: Chats) -> None:
    facts = {"telegram_id": HER_CHAT, "telegram_email": OLENA.email}
    Client.objects.create(name=OLENA.name, phone=OLENA.phone, email=OLENA.email, **facts)
    visit = book("haircut", WEDNESDAY, contact=OLENA, master="anna")
    leave()
    (message,) = sent(chats, HER_CHAT)
    assert message["text"].splitlines() == [
        "Ihr Termin ist bestätigt: Mittwoch, 10. Juni, 10:00 Uhr. Wir freuen uns auf Sie.",
        "Haarschnitt",
        "Bei: Anna Lindner",
        "Preis: 45 €",
        "Am Lindenhof 7, 39999 Lindau an der Aue",
    ]
    about = spell_id(visit.public_id)
    assert pressed(message) == [f"mv:{about}", f"cx:{about}", f"v:{about}"]
    assert all(len(data.encode()) <= 64 for data in pressed(message))


def test_without_a_bot_that_listens_there_is_nothing_to_press(book: Booker, chats: Chats, annas_chat: None) -> None:
    with override_settings(TELEGRAM_BOT_NAME=""):
        book("haircut", WEDNESDAY, master="anna")
        leave()
    assert pressed(sent(chats, ANNAS_CHAT)[0]) == []


def test_a_request_comes_with_two_buttons_and_is_changed_when_somebody_else_decides(
    book: Booker, chats: Chats, annas_chat: None, on_request: None
) -> None:
    visit = book("haircut", WEDNESDAY, master="anna", note="<b>Locken</b>")
    leave()
    (card,) = sent(chats, ANNAS_CHAT)
    about = spell_id(visit.public_id)
    assert pressed(card) == [f"ap:{about}", f"dc:{about}"]
    assert "Anmerkung: &lt;b&gt;Locken&lt;/b&gt;" in card["text"]
    approve_visit(visit_id=visit.pk, by=KARIN, now=NOW)
    leave()
    _, changed = sent(chats, ANNAS_CHAT)
    assert (changed["method"], str(changed["message_id"])) == ("editMessageText", card_of(visit).sent_as)
    assert changed["text"].startswith("Bestätigt\n")
    assert pressed(changed) == [f"cd:{about}"]


def test_no_note_of_a_client_hides_what_a_card_is_about(book: Booker, chats: Chats, annas_chat: None) -> None:
    """Written for Telegram each of these letters is five."""
    book("haircut", WEDNESDAY, contact=OLENA, master="anna", note="&" * 1000)
    leave()
    (card,) = sent(chats, ANNAS_CHAT)
    assert OLENA.name in card["text"]
    assert "Haarschnitt" in card["text"]


@pytest.mark.parametrize("end", ["decline", "cancel"])
def test_whatever_becomes_of_it_the_card_says_so(
    book: Booker, chats: Chats, annas_chat: None, on_request: None, end: str
) -> None:
    visit = book("haircut", WEDNESDAY, master="anna")
    leave()
    if end == "decline":
        decline_visit(visit_id=visit.pk, by=KARIN, now=NOW, reason="Urlaub")
    else:
        cancel_visit(visit_id=visit.pk, by=ONLINE, now=NOW)
    leave()
    changed = [one for one in sent(chats, ANNAS_CHAT) if one["method"] == "editMessageText"]
    assert [one["text"].splitlines()[0] for one in changed] == ["Abgelehnt" if end == "decline" else "Storniert"]
    assert pressed(changed[0]) == []


def test_after_a_move_every_earlier_card_shows_the_new_time(
    book: Booker, chats: Chats, annas_chat: None, on_request: None
) -> None:
    visit = book("haircut", WEDNESDAY, master="anna")
    leave()
    move_visit(visit_id=visit.pk, to=THURSDAY, by=ONLINE, now=NOW)
    leave()
    _first, changed, second = sent(chats, ANNAS_CHAT)
    assert (changed["method"], str(changed["message_id"])) == ("editMessageText", card_of(visit).sent_as)
    assert "11. Juni" in changed["text"]
    assert second["text"].startswith("Verschoben. Vorher: Mittwoch, 10. Juni")
    approve_visit(visit_id=visit.pk, by=KARIN, now=NOW + timedelta(minutes=1))
    leave(NOW + timedelta(minutes=1))
    numbers = [one["message_id"] for one in sent(chats, ANNAS_CHAT)[3:]]
    assert len(numbers) == 2


def test_a_card_that_waits_in_the_queue_is_changed_after_it_has_come(
    book: Booker, chats: Chats, annas_chat: None, on_request: None, anna: Master
) -> None:
    """Telegram was busy: the decision does not overtake the request."""
    Master.objects.filter(pk=anna.pk).update(telegram_id=BUSY)
    visit = book("haircut", WEDNESDAY, master="anna")
    leave()
    approve_visit(visit_id=visit.pk, by=KARIN, now=NOW)
    Master.objects.filter(pk=anna.pk).update(telegram_id=ANNAS_CHAT)
    leave(NOW + timedelta(seconds=8))
    texts = [one["text"].splitlines()[0] for one in sent(chats, ANNAS_CHAT)]
    assert texts == ["Neue Buchung", "Bestätigt"]


def test_where_a_mail_told_it_there_is_no_card(book: Booker, annas: Actor, on_request: None, chats: Chats) -> None:
    visit = book("haircut", WEDNESDAY, master="anna")
    leave()
    approve_visit(visit_id=visit.pk, by=KARIN, now=NOW)
    leave()
    assert not Message.objects.filter(kind="staff_card").exists()
    assert Visit.objects.count() == 1


def test_a_card_that_is_gone_from_the_chat_is_nobodys_problem(
    book: Booker, chats: Chats, annas_chat: None, on_request: None, anna: Master
) -> None:
    """She has deleted it: nothing is given up, and nothing new surprises her."""
    visit = book("haircut", WEDNESDAY, master="anna")
    leave()
    Message.objects.filter(kind="staff_new", recipient=f"master:{anna.pk}").update(sent_as="999999")
    approve_visit(visit_id=visit.pk, by=KARIN, now=NOW)
    leave()
    assert outcomes("staff_card", f"master:{anna.pk}") == [("dropped", "There is no card any more.")]
    assert len(sent(chats, ANNAS_CHAT)) == 1


def test_the_longest_note_of_cyrillic_letters_has_room(book: Booker, chats: Chats, annas_chat: None) -> None:
    note = "\N{RIGHT-TO-LEFT OVERRIDE}<b>" + "Ї" * 990
    book("haircut", WEDNESDAY, master="anna", note=note)
    leave()
    (message,) = sent(chats, ANNAS_CHAT)
    assert "Ї" * 990 in message["text"]
    assert "<b>" not in message["text"]


def test_what_has_no_room_in_a_chat_is_told_in_short(book: Booker, chats: Chats, annas_chat: None) -> None:
    book("haircut", WEDNESDAY, master="anna", note="👩" * 2100)
    leave()
    (message,) = sent(chats, ANNAS_CHAT)
    assert message["text"] == "<b>Neue Buchung</b>"


def test_a_chat_that_was_disconnected_is_told_nothing_more(
    book: Booker, chats: Chats, annas_chat: None, anna: Master
) -> None:
    """Her telephone is lost, and she has another one."""
    visit = book("haircut", WEDNESDAY, master="anna")
    leave()
    before = sent(chats, ANNAS_CHAT)
    Master.objects.filter(pk=anna.pk).update(telegram_id=ANNAS_CHAT + 1)
    move_visit(visit_id=visit.pk, to=THURSDAY, by=KARIN, now=NOW)
    leave()
    assert sent(chats, ANNAS_CHAT) == before


def test_who_speaks_to_the_bot_again_after_blocking_it_hears_it_again(book: Booker, chats: Chats, anna: Master) -> None:
    Client.objects.create(name="Olena", telegram_id=HER_CHAT, telegram_dead_since=NOW)
    book("haircut", WEDNESDAY, contact=Contact("Olena", chat=HER_CHAT), master="anna")
    leave()
    assert "bestätigt" in sent(chats, HER_CHAT)[0]["text"]
