"""Katharina writes by the contact form: a receipt for her, a mail for the desk."""

import pytest
from django.core import mail

from booking.actions.events import ONLINE
from booking.actions.privacy import erase_person
from home.actions import ContactMessage, tell_contact
from salon.cms.models import SalonSettings
from salon.outbox.actions.deliver import deliver_due
from salon.outbox.models import Message
from tests.booking.conftest import NOW
from tests.booking.post import DESK, html_of, letters_to, said

pytestmark = pytest.mark.django_db

KATHARINA = "katharina@example.org"
QUESTION = "Wie lange dauert <b>Balayage</b>?\n{salon_name}"


@pytest.fixture(autouse=True)
def salon(db: None) -> None:
    facts = SalonSettings.load()
    facts.email, facts.phone = DESK, "+493023125110"
    facts.save()


def written(key: str = "form-1", **changed: str) -> ContactMessage:
    facts = {
        "sender": "Katharina Vogel",
        "email": KATHARINA,
        "topic": "Balayage",
        "message": QUESTION,
        "language": "de",
    }
    return ContactMessage(key, **{**facts, **changed})


def tell(message: ContactMessage) -> None:
    tell_contact(message, now=NOW)
    deliver_due(now=NOW)


def test_whoever_writes_gets_a_receipt_with_their_own_words() -> None:
    tell(written())
    (letter,) = letters_to(KATHARINA, mail.outbox)
    assert letter.subject == "Ihre Nachricht ist angekommen"
    assert f"Ihr Text zur Erinnerung: {said(QUESTION)}" in said(letter.body)
    assert letter.reply_to == [DESK]


@pytest.mark.parametrize(
    ("language", "subject"),
    [
        ("ru", "Мы получили ваше сообщение"),
        ("uk", "Ми отримали Ваше повідомлення"),
        ("en", "We have received your message"),
    ],
)
def test_the_receipt_is_in_the_language_of_the_page_and_the_desks_mail_in_german(language: str, subject: str) -> None:
    tell(written(language=language))
    assert [letter.subject for letter in letters_to(KATHARINA, mail.outbox)] == [subject]
    assert [letter.subject for letter in letters_to(DESK, mail.outbox)] == ["Neue Nachricht: Balayage"]


def test_the_desk_reads_who_wrote_what() -> None:
    tell(written())
    (letter,) = letters_to(DESK, mail.outbox)
    for words in ("Von: Katharina Vogel", "Thema: Balayage", said(QUESTION)):
        assert words in said(letter.body)
    assert "&lt;b&gt;Balayage&lt;/b&gt;" in html_of(letter)


def test_who_left_no_address_gets_no_receipt() -> None:
    tell(written(email=""))
    assert [letter.to for letter in mail.outbox] == [[DESK]]


def test_a_second_click_is_the_same_message() -> None:
    for _ in range(2):
        tell(written())
    tell(written(key="form-2"))
    assert len(letters_to(DESK, mail.outbox)) == len(letters_to(KATHARINA, mail.outbox)) == 2


def test_a_topic_of_several_lines_adds_no_header() -> None:
    tell(written(topic="Balayage\r\nBcc: eve@example.org"))
    (letter,) = letters_to(DESK, mail.outbox)
    assert letter.subject == "Neue Nachricht: Balayage Bcc: eve@example.org"
    assert letter.message()["Bcc"] is None


def test_who_is_erased_before_it_leaves_is_not_written_to() -> None:
    tell_contact(written(), now=NOW)
    erase_person(email=KATHARINA, by=ONLINE, now=NOW)
    deliver_due(now=NOW)
    assert mail.outbox == []
    assert set(Message.objects.values_list("state", flat=True)) == {"withdrawn"}
    assert all(context == {} for context in Message.objects.values_list("context", flat=True))
