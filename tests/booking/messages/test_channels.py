"""By which way Olena hears: Telegram where it is hers and alive, else mail, else somebody calls if it is news."""

from datetime import timedelta

import pytest
from django.core import mail

from booking.actions.change import cancel_visit, move_visit
from booking.actions.clients import Contact
from booking.actions.decide import approve_visit
from booking.actions.events import ONLINE, Actor
from booking.models import Client, Visit
from salon.outbox.models import Message
from tests.booking.conftest import NOW, OLENA, Booker, local
from tests.booking.messages.conftest import KARIN
from tests.booking.post import leave, outcomes
from tests.outbox.telegram import BLOCKED, BROKEN, Chats

pytestmark = pytest.mark.django_db

HER_CHAT, WEDNESDAY, THURSDAY = 4242, local(10, 14), local(11, 9)
ONLY_PHONE = Contact("Olena Kovalenko", OLENA.phone)
CALL = [("call", "There is no email address.")]


def link(chat: int = HER_CHAT, **changed: object) -> Client:
    """Olena is known to us, has linked her Telegram, and has proved what we know of her."""
    facts = {"name": OLENA.name, "phone": OLENA.phone, "email": OLENA.email, "telegram_id": chat, **changed}
    return Client.objects.create(**facts, telegram_phone=facts["phone"], telegram_email=facts["email"])


def ways(kind: str = "visit_confirmed") -> list[str]:
    return list(Message.objects.filter(kind=kind, recipient="client").order_by("pk").values_list("channel", flat=True))


def test_who_is_linked_reads_it_in_telegram_and_gets_no_mail(book: Booker, chats: Chats) -> None:
    link()
    book("haircut", WEDNESDAY, contact=OLENA)
    assert leave() == []
    (sent,) = chats.kept
    assert sent["chat_id"] == str(HER_CHAT)
    assert sent["text"].startswith("Ihr Termin ist bestätigt: ")
    assert "/de/visit/" in sent["reply_markup"]


def test_who_is_not_linked_gets_a_mail(book: Booker, chats: Chats) -> None:
    book("haircut", WEDNESDAY, contact=OLENA)
    assert len(leave()) == 1
    assert chats.kept == []


def test_telegram_is_written_in_the_language_of_the_booking_and_not_of_the_client(book: Booker, chats: Chats) -> None:
    link(language="ru")
    book("haircut", WEDNESDAY, contact=OLENA, language="uk")
    leave()
    assert chats.kept[0]["text"].startswith("Ваш запис підтверджено: ")


@pytest.mark.parametrize(
    "typed",
    [
        Contact("Olena Kovalenko", OLENA.phone, "olena.neu@example.org"),
        Contact("Olena Kovalenko", "+491512340000", OLENA.email),
    ],
    ids=["another email", "another phone"],
)
def test_whoever_types_another_contact_reads_it_there(book: Booker, chats: Chats, typed: Contact) -> None:
    """Her number in somebody else's form must not send their mails to her chat."""
    link()
    book("haircut", WEDNESDAY, contact=typed)
    assert len(leave(to=typed.email)) == 1
    assert chats.kept == []


def test_an_email_that_we_did_not_know_is_where_it_goes(book: Booker, chats: Chats) -> None:
    """She is linked by her phone; whoever types it with an email waits for a mail."""
    link(email="")
    book("haircut", WEDNESDAY, contact=OLENA)
    assert len(leave()) == 1
    assert chats.kept == []


def test_a_part_of_what_we_know_is_hers(book: Booker, chats: Chats) -> None:
    link()
    book("haircut", WEDNESDAY, contact=ONLY_PHONE)
    leave()
    assert [sent["chat_id"] for sent in chats.kept] == [str(HER_CHAT)]


def test_what_a_chat_has_not_proved_is_not_read_in_it(book: Booker, chats: Chats) -> None:
    """She only typed the number that we know of somebody who uses the bot: it may be anybody's."""
    link()
    Client.objects.update(telegram_phone="", telegram_email="")
    book("haircut", WEDNESDAY, contact=OLENA)
    assert len(leave()) == 1
    assert chats.kept == []


def test_who_has_blocked_the_bot_gets_mails_from_then_on(book: Booker, chats: Chats) -> None:
    client = link(BLOCKED)
    book("haircut", WEDNESDAY, contact=OLENA)
    assert len(leave()) == 1
    client.refresh_from_db()
    assert client.telegram_dead_since - NOW < timedelta(minutes=1)
    # The chat would answer again, but nobody asks it.
    Client.objects.update(telegram_id=HER_CHAT)
    book("haircut", THURSDAY, contact=OLENA)
    assert len(leave()) == 1
    assert (ways(), chats.kept) == (["mail", "mail"], [])


def test_telegram_that_is_away_only_delays(book: Booker, chats: Chats) -> None:
    """She reads one of them: a mail beside it would tell her twice."""
    link(BROKEN)
    book("haircut", WEDNESDAY, contact=OLENA)
    assert leave() == []
    Client.objects.update(telegram_id=HER_CHAT)
    assert leave(local(8, 12, 2)) == []
    assert len(chats.kept) == 1


def test_without_a_bot_it_is_a_mail(book: Booker) -> None:
    link()
    book("haircut", WEDNESDAY, contact=OLENA)
    assert len(leave()) == 1


# -- only a phone


@pytest.fixture
def by_phone(book: Booker) -> Visit:
    """Olena left only her number, and the post has left."""
    visit = book("haircut", local(11, 14), contact=ONLY_PHONE)
    leave()
    return visit


def test_what_she_knows_already_nobody_calls_about(by_phone: Visit) -> None:
    move_visit(visit_id=by_phone.pk, to=local(12, 10), by=ONLINE, now=NOW)
    cancel_visit(visit_id=by_phone.pk, by=ONLINE, now=NOW)
    leave()
    dropped = [("dropped", "There is no email address.")]
    assert outcomes("visit_confirmed") == outcomes("visit_cancelled") == dropped


def test_nobody_calls_to_remind(by_phone: Visit) -> None:
    leave(local(10, 14))
    assert outcomes("visit_reminder")[0] == ("dropped", "There is no email address.")


def test_what_the_salon_changed_has_to_be_told_by_phone(by_phone: Visit) -> None:
    move_visit(visit_id=by_phone.pk, to=local(12, 10), by=KARIN, now=NOW)
    leave()
    cancel_visit(visit_id=by_phone.pk, by=KARIN, now=NOW)
    leave()
    assert outcomes("visit_cancelled") == CALL


@pytest.mark.parametrize("by", [KARIN, ONLINE], ids=["the desk", "she herself"])
@pytest.mark.parametrize("change", ["moved", "cancelled"])
def test_nobody_is_called_any_more_about_what_has_changed_again(by_phone: Visit, by: Actor, change: str) -> None:
    move_visit(visit_id=by_phone.pk, to=local(12, 10), by=KARIN, now=NOW)
    leave()
    assert outcomes("visit_moved") == CALL
    if change == "moved":
        move_visit(visit_id=by_phone.pk, to=local(12, 12), by=by, now=NOW)
    else:
        cancel_visit(visit_id=by_phone.pk, by=by, now=NOW)
    leave()
    assert outcomes("visit_moved")[0] == ("withdrawn", "")
    assert Message.objects.filter(state="call").count() == (by is KARIN)


def test_what_is_moved_twice_before_anybody_called_is_one_call(by_phone: Visit) -> None:
    move_visit(visit_id=by_phone.pk, to=local(12, 10), by=KARIN, now=NOW)
    move_visit(visit_id=by_phone.pk, to=local(12, 12), by=KARIN, now=NOW)
    leave()
    assert outcomes("visit_moved") == [("dropped", "Something newer has happened to the visit."), *CALL]


def test_an_answer_ends_the_call_about_the_request(on_request: None, book: Booker) -> None:
    visit = book("haircut", local(11, 14), contact=ONLY_PHONE)
    move_visit(visit_id=visit.pk, to=local(12, 10), by=KARIN, now=NOW)
    leave()
    assert CALL[0] in outcomes("visit_received")
    approve_visit(visit_id=visit.pk, by=KARIN, now=NOW)
    leave()
    assert CALL[0] not in outcomes("visit_received")
    assert outcomes("visit_confirmed") == CALL


def test_an_answer_has_to_be_told_by_phone_too(on_request: None, book: Booker) -> None:
    visit = book("haircut", local(11, 14), contact=ONLY_PHONE)
    leave()
    approve_visit(visit_id=visit.pk, by=KARIN, now=NOW)
    leave()
    assert outcomes("visit_received") == [("dropped", "There is no email address.")]
    assert outcomes("visit_confirmed") == [("call", "There is no email address.")]
    assert OLENA.phone not in " ".join(letter.subject for letter in mail.outbox)


def test_what_is_moved_and_cancelled_before_anybody_called_is_one_call(by_phone: Visit) -> None:
    move_visit(visit_id=by_phone.pk, to=local(12, 10), by=KARIN, now=NOW)
    cancel_visit(visit_id=by_phone.pk, by=KARIN, now=NOW)
    leave()
    assert outcomes("visit_moved") == [("dropped", "The visit is off.")]
    assert outcomes("visit_cancelled") == [("call", "There is no email address.")]


def test_who_has_just_blocked_the_bot_and_left_only_a_phone_is_called(book: Booker, chats: Chats) -> None:
    link(email="")
    visit = book("haircut", WEDNESDAY, contact=ONLY_PHONE)
    leave()
    Client.objects.update(telegram_id=BLOCKED)
    move_visit(visit_id=visit.pk, to=THURSDAY, by=KARIN, now=NOW)
    leave()
    assert len(chats.kept) == 1
    assert [state for state, _ in outcomes("visit_moved")] == ["call"]


def test_without_a_bot_who_left_only_a_phone_is_called(book: Booker) -> None:
    link(email="")
    visit = book("haircut", WEDNESDAY, contact=ONLY_PHONE)
    move_visit(visit_id=visit.pk, to=THURSDAY, by=KARIN, now=NOW)
    leave()
    assert outcomes("visit_confirmed") == [("dropped", "There is no email address.")]
    assert outcomes("visit_moved") == [("call", "There is no email address.")]
