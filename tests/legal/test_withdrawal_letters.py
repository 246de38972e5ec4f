"""Olena's acknowledgement, with content, day and time (§ 356a BGB), and the mail to the desk."""

from datetime import datetime
from html import unescape
from zoneinfo import ZoneInfo

import pytest
from django.core import mail
from django.test import Client as Browser
from django.utils import translation

from booking.actions.events import ONLINE
from booking.actions.privacy import erase_person
from legal.actions import declare_withdrawal, forget_old_withdrawals
from legal.declaration import Declaration
from legal.models import Withdrawal
from salon.cms.models import SalonSettings
from salon.outbox.actions.deliver import deliver_due
from salon.outbox.models import Message, MessageText
from tests.booking.post import html_of, letters_to, said
from tests.legal.conftest import DESK, NOW, confirm, fill

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("switched_on")]

OLENA = "olena@example.org"
BERLIN = ZoneInfo("Europe/Berlin")


def declare(key: str = "first", now: datetime = NOW, language: str = "en", **changed: str) -> Withdrawal:
    facts = {"name": "Olena Kovalenko", "reference": "LNDN26", "email": OLENA, "message": "Two\nlines"}
    with translation.override(language):
        declared = Declaration(key, **{**facts, **changed})
        pk = declare_withdrawal(declared, language=language, now=now)
    return Withdrawal.objects.get(pk=pk)


@pytest.mark.parametrize("language", ["de", "ru", "uk", "en"])
def test_the_receipt_quotes_the_declaration_and_says_when_it_came(language: str) -> None:
    entry = declare(language=language)
    deliver_due(now=NOW)
    (letter,) = letters_to(OLENA, mail.outbox)
    assert letter.extra_headers["Content-Language"] == language
    for line in entry.declaration.splitlines():
        assert said(line) in said(letter.body)
        assert said(line) in said(unescape(html_of(letter)))
    for part in ("22", "2026", "14:05"):
        assert part in letter.body


def test_it_leaves_at_once_and_by_itself(olena: Browser) -> None:
    confirm(olena, fill(olena))
    deliver_due(now=NOW)
    assert sorted(letter.to for letter in mail.outbox) == [[DESK], [OLENA]]


def test_an_editors_own_words_cannot_take_the_proof_out_of_it() -> None:
    entry = declare()
    locale = MessageText._meta.get_field("locale").related_model.objects.get_or_create(language_code="en")[0]
    MessageText.objects.create(locale=locale, letter="withdrawal_receipt", subject="Hi", heading="Hi", body="Hi.")
    deliver_due(now=NOW)
    (letter,) = letters_to(OLENA, mail.outbox)
    assert letter.subject == "Hi"
    assert entry.declaration.splitlines()[0] in said(letter.body)
    assert "14:05" in letter.body


def test_the_desk_reads_all_of_it_and_gets_to_the_entry() -> None:
    entry = declare()
    deliver_due(now=NOW)
    (letter,) = letters_to(DESK, mail.outbox)
    for words in ("Olena Kovalenko", "LNDN26", OLENA, "Two", "lines", f"/admin/withdrawals/inspect/{entry.pk}/"):
        assert words in letter.body, words


def test_the_same_declaration_twice_is_one_entry_and_two_mails() -> None:
    assert declare().pk == declare(now=NOW.replace(hour=20)).pk
    deliver_due(now=NOW)
    assert len(mail.outbox) == 2
    assert Withdrawal.objects.get().received_at == NOW


def test_without_a_mailbox_of_the_desk_the_client_gets_hers_all_the_same() -> None:
    SalonSettings.objects.update(email="")
    declare()
    deliver_due(now=NOW)
    assert [letter.to for letter in mail.outbox] == [[OLENA]]


def test_a_name_of_several_lines_adds_no_header() -> None:
    declare(name="Olena\r\nBcc: eve@example.org")
    deliver_due(now=NOW)
    assert all(letter.message()["Bcc"] is None for letter in mail.outbox)


def test_erasing_a_person_leaves_the_log_and_its_receipt() -> None:
    entry = declare()
    erase_person(email=OLENA, by=ONLINE, now=NOW)
    deliver_due(now=NOW)
    entry.refresh_from_db()
    assert (entry.name, entry.email) == ("Olena Kovalenko", OLENA)
    assert len(letters_to(OLENA, mail.outbox)) == 1


def test_it_is_kept_for_three_years_to_the_end_of_the_year() -> None:
    """The salon's year: at its first minute it is still the old one in Greenwich."""
    declare("old", now=datetime(2026, 12, 31, 23, 59, tzinfo=BERLIN))
    declare("new", now=datetime(2027, 1, 1, 0, 0, tzinfo=BERLIN))
    assert forget_old_withdrawals(now=datetime(2029, 12, 31, 23, 59, tzinfo=BERLIN)) == 0
    assert forget_old_withdrawals(now=datetime(2030, 1, 1, 0, 0, tzinfo=BERLIN)) == 1
    assert Withdrawal.objects.get().key == "new"


def test_a_receipt_that_is_sent_again_after_that_is_dropped() -> None:
    declare()
    Withdrawal.objects.all().delete()
    deliver_due(now=NOW)
    assert set(Message.objects.values_list("state", flat=True)) == {"dropped"}
