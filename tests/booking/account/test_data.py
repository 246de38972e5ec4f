"""What we hold about Olena: all of it, in words and for machines, and nothing of anybody else."""

import json
from datetime import datetime
from html import unescape
from typing import Any

import pytest
from django.apps import apps
from django.db import models
from django.test import Client as Browser

from booking.actions.change import cancel_visit
from booking.actions.events import ONLINE, Actor
from booking.models import AppointmentEvent, Client, Lead, Source, Visit, WaitingEntry
from legal.models import Withdrawal
from salon.cms.registries import personal_data
from salon.lib.phone import shown
from tests.booking.account.conftest import at, page, wrote
from tests.booking.conftest import NOW, OLENA, Booker, local

NBSP = "\N{NO-BREAK SPACE}"
CONSENT = "I agree."
# Registered fields that are not in the file, each with why.
LEFT_OUT = {
    "axes.AccessAttempt.ip_address": "of whoever tries passwords, a hash, gone in an hour",
    "axes.AccessAttempt.username": "of whoever tries passwords, gone in an hour",
    "otp_totp.TOTPDevice.name": "about staff",
    "booking.Client.notes": "internal",
    "booking.Client.blocked_reason": "internal",
    "booking.ApiAnswer.body": "what the visit says, gone in two days",
    "booking.ApiAnswer.caller": "the number of her chat, gone in two days",
    "booking.Client.telegram_email": "one of her contacts",
    "booking.Client.telegram_phone": "one of her contacts",
    "booking.LinkCode.email": "her own address, gone in a day",
    "booking.Scan.telegram_id": "the number of her chat, which stands with her contact",
    "booking.Hold.address": "a keyed hash, gone in minutes",
    "booking.MagicLink.asked_from": "a keyed hash, gone in a day",
    "booking.WaitingEntry.asked_from": "a keyed hash of an internet address",
    "booking.TimeOff.reason": "about a master",
    "outbox.Message.context": "what the visit says",
    "outbox.Message.problem": "a mail server's words",
}


@pytest.fixture
def entry(visit: Visit) -> WaitingEntry:
    return WaitingEntry.objects.create(
        services=["haircut"],
        master=visit.appointments.get().master,
        first_day=local(12, 9).date(),
        last_day=local(19, 9).date(),
        contact_name="Olena K.",
        contact_phone=OLENA.phone,
        contact_email=OLENA.email,
        note="Am liebsten vormittags",
        consent="You may write to me.",
        language="de",
        idempotency_key="w",
    )


def file(browser: Browser) -> dict[str, Any]:
    answer = browser.get(at("account_file"))
    assert answer["Content-Type"] == "application/json"
    assert answer["Content-Disposition"] == 'attachment; filename="my-data.json"'
    return json.loads(answer.content)


def test_the_page_says_contact_visits_waiting_and_consents_in_words(
    olena: Browser, visit: Visit, entry: WaitingEntry
) -> None:
    Visit.objects.update(note="Bitte ohne Parfüm")
    html = unescape(page(olena, "account_data"))
    said = [OLENA.name, OLENA.email, shown(OLENA.phone), "Deutsch", "Haarschnitt", visit.reference]
    said += ["Bitte ohne Parfüm", CONSENT, f"8{NBSP}June{NBSP}2026, 12:00", "Olena K.", "Am liebsten vormittags"]
    said += [f"12{NBSP}June{NBSP}2026", f"19{NBSP}June{NBSP}2026", "You may write to me.", "Anna Lindner"]
    assert [words for words in said if words not in html] == []


def test_the_file_holds_what_the_page_shows(olena: Browser, visit: Visit, entry: WaitingEntry) -> None:
    found = file(olena)
    assert found["email"] == OLENA.email
    assert [contact["phone"] for contact in found["contacts"]] == [OLENA.phone]
    (booked,) = found["visits"]
    (part,) = booked["appointments"]
    assert (booked["reference"], booked["status"], booked["source"]) == (visit.reference, "confirmed", "website")
    assert (part["service"], part["master_name"], part["price"]) == ("haircut", "Anna Lindner", "45.00")
    assert datetime.fromisoformat(part["start"]) == local(10, 14)
    assert [event["what"] for event in part["history"]] == ["booked"]
    (waits,) = found["waiting"]
    assert (waits["services"], waits["master"]) == (["Haarschnitt"], "Anna Lindner")
    assert (waits["first_day"], waits["last_day"]) == ("2026-06-12", "2026-06-19")
    assert [(one["text"], one["reference"]) for one in found["consents"]] == [
        (CONSENT, visit.reference),
        ("You may write to me.", ""),
    ]
    assert datetime.fromisoformat(found["consents"][0]["given_at"]) == NOW
    kinds = {message["kind"] for message in found["messages"]}
    assert kinds == {"magic_link", "visit_confirmed"}


def test_what_she_wrote_by_the_contact_form_is_hers_to_see(olena: Browser) -> None:
    wrote("Haben Sie am Samstag offen?")
    wrote("Das ist nicht von ihr.", email="eve@example.org", key="2")
    html = page(olena, "account_data")
    assert "Haben Sie am Samstag offen?" in html
    assert "You may answer me." in html
    (letter,) = file(olena)["letters"]
    assert letter["answers"]["message"] == "Haben Sie am Samstag offen?"
    assert datetime.fromisoformat(letter["sent_at"]) == NOW


def test_the_files_keys_do_not_change(olena: Browser, entry: WaitingEntry) -> None:
    found = file(olena)
    keys = "format made_at email contacts telegram visits waiting consents messages letters withdrawals"
    assert list(found) == keys.split()
    assert found["format"] == 1
    visit = "reference booked_at status name phone email note language source campaign page widget"
    assert list(found["visits"][0]) == [*visit.split(), "decline_reason", "appointments"]
    part = "service service_name master master_name start end minutes price price_kind status history"
    assert list(found["visits"][0]["appointments"][0]) == part.split()


def test_a_consent_to_a_visit_of_several_services_is_one(olena: Browser, visit: Visit, book: Booker) -> None:
    several = book(["haircut", "manicure"], local(11, 10), contact=OLENA, consent=CONSENT)
    assert [one["reference"] for one in file(olena)["consents"]] == [several.reference, visit.reference]


def test_every_registered_field_is_in_the_file_or_named_as_left_out(
    olena: Browser, visit: Visit, entry: WaitingEntry
) -> None:
    """A new field of a table in which a client stands has to be given away or named here."""
    Withdrawal.objects.create(key="w", received_at=NOW, email=OLENA.email)
    Client.objects.update(telegram_id=987654321)
    Lead.objects.create(telegram_id=987654321, name="", language="uk", origin="scan", first_at=NOW, last_at=NOW)
    text = {}
    for registered in personal_data:
        model = apps.get_model(registered.model)
        for name in registered.fields:
            place = f"{registered.model}.{name}"
            if (
                model in {Client, Lead, Visit, WaitingEntry, Withdrawal}
                and place not in LEFT_OUT
                and not name.endswith("email")
            ):
                text[place] = mark(model, name)
    AppointmentEvent.objects.update(actor="client", facts={"reason": "private-facts", "consent": CONSENT})
    text |= {"booking.AppointmentEvent.facts": "private-facts", "outbox.Message.sent_to": '"to": "olena@example.org"'}
    text |= {f"{model}.{name}": f'"email": "{OLENA.email}"' for model, name in EMAILS}
    wrote("private-letter")
    text |= {"home.ContactSubmission.form_data": "private-letter", "home.ContactSubmission.email": OLENA.email}
    given = olena.get(at("account_file")).content.decode()
    missing = {place for place, words in text.items() if words not in given}
    unknown = {f"{entry.model}.{name}" for entry in personal_data for name in entry.fields} - text.keys()
    assert missing | unknown == LEFT_OUT.keys()


EMAILS = [
    ("booking.Client", "email"),
    ("booking.Visit", "contact_email"),
    ("booking.WaitingEntry", "contact_email"),
    ("booking.MagicLink", "email"),
    ("legal.Withdrawal", "email"),
]


def mark(model: type[models.Model], name: str) -> str:
    """Write something unmistakable into a field of every row; returns how it stands in the file."""
    field = model._meta.get_field(name)
    if isinstance(field, models.BigIntegerField):
        model._default_manager.update(**{name: 987654321})
        return "987654321"
    words = f"x-{model._meta.model_name}-{name}"[: field.max_length]
    model._default_manager.update(**{name: words})
    return words


def test_what_staff_write_for_themselves_stays_with_them(olena: Browser, visit: Visit) -> None:
    Client.objects.update(notes="Kommt gern zu spät", blocked_reason="Zweimal nicht gekommen")
    cancel_visit(visit_id=visit.pk, by=Actor("staff", Source.DESK), now=NOW, reason="Anna will sie nicht mehr")
    for name in ("account", "account_data", "account_file"):
        html = page(olena, name)
        assert not [words for words in ("zu spät", "Zweimal", "Anna will") if words in html]


def test_olenas_own_reason_is_hers(olena: Browser, visit: Visit) -> None:
    cancel_visit(visit_id=visit.pk, by=ONLINE, now=NOW, reason="Ich bin krank")
    history = file(olena)["visits"][0]["appointments"][0]["history"]
    assert [(event["what"], event["by"], event["reason"]) for event in history][-1] == (
        "cancelled",
        "client",
        "Ich bin krank",
    )


def test_a_master_who_is_not_shown_by_name_is_not_named(olena: Browser, visit: Visit) -> None:
    visit.appointments.get().master.__class__.objects.update(is_visible=False)
    for name in ("account", "account_data", "account_file"):
        html = page(olena, name)
        assert "Anna Lindner" not in html
        assert '"anna"' not in html


def test_what_was_typed_is_text_and_nothing_else(olena: Browser, visit: Visit) -> None:
    Visit.objects.update(note="<script>x</script>", contact_name="O’Neil & <b>")
    html = page(olena, "account_data")
    assert "<script>x" not in html
    assert file(olena)["visits"][0]["note"] == "<script>x</script>"


def test_the_page_speaks_the_language_of_its_address(olena: Browser, visit: Visit) -> None:
    html = olena.get(at("account_data", language="uk")).content.decode()
    assert 'lang="uk"' in html
    assert "червня" in html
