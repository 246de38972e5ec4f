"""A letter as a mail: what arrives at a mail server, part by part and header by header."""

from dataclasses import replace
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage

import pytest
from pytest_django import Settings

from salon.cms.models import SalonSettings
from salon.outbox.letter import Address, Button, Channel, Fact, Invitation, Letter
from salon.outbox.mail_message import mail_message
from salon.outbox.models import Message
from salon.outbox.wording import Words

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 6, 8, 10, tzinfo=UTC)
OLENA, SALON = "olena@example.org", "hallo@lindenhof.example.org"
CALENDAR = "BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nSUMMARY:Зачіска\r\nEND:VCALENDAR\r\n"
WORDS = Words("Termin bestätigt", "Bis bald.", "Ihr Termin", ("Wir freuen uns auf Sie.",), {})
LETTER = Letter(
    to=[Address(Channel.MAIL, OLENA)],
    language="de",
    words=WORDS,
    greeting="Guten Tag Olena,",
    why="Sie haben einen Termin gebucht.",
    facts=[Fact("Wann", ["Dienstag, 9. Juni 2026", "10:00 bis 11:00 Uhr"])],
    buttons=[Button("Termin verwalten", "https://lindenhof.example/de/visit/key/")],
)
INVITED = replace(LETTER, invitation=Invitation(CALENDAR.encode(), "text/calendar; method=REQUEST"))


@pytest.fixture(autouse=True)
def address(settings: Settings) -> None:
    settings.SALON_URL = "https://lindenhof.example"
    settings.DEFAULT_FROM_EMAIL = "Salon Lindenhof <termine@lindenhof.example>"
    facts = SalonSettings.load()
    facts.email = SALON
    facts.save()


def report(about: str = "visit:12", *, kind: str = "confirmed", recipient: str = "client", resends: int = 0) -> Message:
    key = f"{kind}|{about}|{recipient}"
    return Message(kind=kind, about=about, recipient=recipient, dedupe_key=key, due_at=NOW, resends=resends)


def arrived(letter: Letter = LETTER, message: Message | None = None) -> EmailMessage:
    """As a mailbox reads it."""
    sent = mail_message(letter, OLENA, message or report()).message().as_bytes()
    return message_from_bytes(sent, policy=policy.default)


def retitled(**words: str) -> Letter:
    return replace(LETTER, words=replace(WORDS, **words))


def test_a_letter_is_text_and_html_of_the_same() -> None:
    mail = arrived()
    assert mail.get_content_type() == "multipart/alternative"
    assert [part.get_content_type() for part in mail.iter_parts()] == ["text/plain", "text/html"]
    for part in mail.iter_parts():
        assert part.get_content_charset() == "utf-8"
        assert "Wir freuen uns auf Sie." in part.get_content()


def test_an_invitation_is_an_alternative_for_the_answer_card_and_a_file_for_everybody_else() -> None:
    mail = arrived(INVITED)
    assert mail.get_content_type() == "multipart/mixed"
    letter, file = mail.iter_parts()
    assert letter.get_content_type() == "multipart/alternative"
    assert [part.get_content_type() for part in letter.iter_parts()] == ["text/plain", "text/html", "text/calendar"]
    assert (file.get_content_type(), file.get_filename()) == ("text/calendar", "termin.ics")
    assert file.get_content_disposition() == "attachment"


def test_a_calendar_part_names_its_method_and_one_charset() -> None:
    letter, file = arrived(INVITED).iter_parts()
    for part in (list(letter.iter_parts())[-1], file):
        assert dict(part["Content-Type"].params) == {"method": "REQUEST", "charset": "utf-8"}
        assert str(part["Content-Type"]).count("charset") == 1
        assert part.get_content().splitlines() == CALENDAR.splitlines()


def test_a_mail_says_who_writes_and_where_answers_go() -> None:
    mail = arrived()
    assert (mail["From"], mail["To"]) == ("Salon Lindenhof <termine@lindenhof.example>", OLENA)
    assert mail["Reply-To"] == SALON
    assert mail["Subject"] == "Termin bestätigt"
    assert mail["Content-Language"] == "de"
    assert mail["Auto-Submitted"] == "auto-generated"


def test_without_a_mailbox_of_the_salon_answers_go_to_the_sender() -> None:
    SalonSettings.objects.update(email="")
    assert arrived()["Reply-To"] is None


def test_the_same_message_has_the_same_id_at_every_try() -> None:
    first, second = arrived(), arrived(retitled(subject="Neu geschrieben"))
    assert first["Message-ID"] == second["Message-ID"]
    assert first["Message-ID"].endswith("@lindenhof.example>")


def test_other_messages_and_one_sent_again_have_another_id() -> None:
    mails = [report(), report(resends=1), report(resends=2), report(kind="moved"), report("visit:13")]
    assert len({arrived(message=message)["Message-ID"] for message in mails}) == len(mails)


def test_what_is_about_one_visit_is_one_thread_a_reader() -> None:
    first, moved = report(), report(kind="moved", resends=1)
    assert arrived(message=first)["References"] == arrived(message=moved)["References"]
    others = [report("visit:13"), report(recipient="desk")]
    assert len({arrived(message=message)["References"] for message in [first, *others]}) == 3


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r", "\N{LINE SEPARATOR}", "\x0b", "\x85"])
def test_nothing_that_is_typed_begins_a_header(ending: str) -> None:
    mail = arrived(retitled(subject=f"Neu: Olena{ending}Bcc: eve@example.org"))
    assert mail["Subject"] == "Neu: Olena Bcc: eve@example.org"
    assert mail["Bcc"] is None
    assert set(mail.keys()) == set(arrived().keys())


def test_a_subject_keeps_what_must_not_break() -> None:
    assert arrived(retitled(subject="Heute um 14:00\N{NO-BREAK SPACE}Uhr"))["Subject"].endswith("14:00\xa0Uhr")


def test_a_visit_that_is_off_is_called_off() -> None:
    gone = replace(LETTER, invitation=Invitation(CALENDAR.encode(), "text/calendar; method=CANCEL"))
    letter, file = arrived(gone).iter_parts()
    assert list(letter.iter_parts())[-1].get_param("method") == file.get_param("method") == "CANCEL"
