"""Olena wants to be forgotten: who she was goes, what was done stays, and nobody else is touched."""

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from django.apps import apps
from django.contrib.sessions.models import Session
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.db import models
from django.test import Client as Browser
from pytest_django import Settings
from wagtail.log_actions import log

from booking.actions.change import cancel_visit
from booking.actions.events import ONLINE
from booking.actions.hold import hold_start
from booking.actions.waiting import about_offer
from booking.actions.waiting_place import about_entry
from booking.models import (
    ApiAnswer,
    AppointmentEvent,
    Client,
    Hold,
    Lead,
    LinkCode,
    MagicLink,
    Occupancy,
    Scan,
    Visit,
    WaitingEntry,
    WaitingOffer,
)
from booking.selectors.visits import manage_token
from salon.cms.registries import personal_data
from salon.outbox.actions.deliver import deliver_due
from salon.outbox.actions.write import Draft, write
from salon.outbox.models import Message, State
from tests.booking.account.conftest import ask, at, erase, mailed_links, page, wrote
from tests.booking.conftest import NOW, OLENA, Booker, local, wish_for

PRIVATE = "zzprivate"
OURS = ("cms", "outbox", "legal", "booking", "team", "home", "sessions", "wagtailcore")
# Registered, but not of a client, gone by itself, or kept by law (tests/legal).
# Where no words stand, but an email or the number of a chat.
ONLY_ADDRESSES = {"booking.LinkCode", "booking.Scan"}
NOT_HERS = {"axes.AccessAttempt", "booking.Hold", "booking.TimeOff", "legal.Withdrawal", "otp_totp.TOTPDevice"}


def press(browser: Browser) -> None:
    answer = browser.post(at("account_erase"), follow=True)
    assert answer.redirect_chain == [(f"{at('account')}?erased", 302)]
    assert "Your data has been deleted." in answer.content.decode()


@pytest.fixture
def entry(visit: Visit) -> WaitingEntry:
    day = local(12, 9).date()
    return WaitingEntry.objects.create(
        services=["haircut"],
        first_day=day,
        last_day=day,
        contact_name=OLENA.name,
        contact_phone=OLENA.phone,
        contact_email=OLENA.email,
        note="Am liebsten vormittags",
        language="de",
        idempotency_key="w",
    )


@pytest.fixture
def offer(entry: WaitingEntry) -> WaitingOffer:
    start = local(12, 10)
    hold = hold_start(draft="offer-1", wish=wish_for("haircut", "olga"), start=start, address="", now=NOW)
    until = NOW + timedelta(hours=1)
    end = start + timedelta(hours=1)
    return WaitingOffer.objects.create(entry=entry, hold=hold, start=start, end=end, offered_at=NOW, expires_at=until)


# -- the page -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("method", ["get", "head"])
def test_the_page_asks_and_only_the_button_deletes(olena: Browser, visit: Visit, method: str) -> None:
    getattr(olena, method)(at("account_erase"))
    assert "This cannot be undone. Upcoming appointments will be cancelled." in page(olena, "account_erase")
    visit.refresh_from_db()
    assert visit.contact_email == OLENA.email


def test_every_session_is_over_afterwards(olena: Browser, visit: Visit, let_in: Callable[..., Browser]) -> None:
    elsewhere = let_in()
    press(olena)
    for browser in (olena, elsewhere):
        assert "Log out" not in page(browser)
        assert visit.reference not in page(browser)


def test_drafts_of_the_wizard_go_with_the_session(olena: Browser) -> None:
    olena.get(at("start"))
    assert olena.session["drafts"]
    press(olena)
    assert "drafts" not in olena.session


def test_a_link_that_was_under_way_opens_nothing(olena: Browser, browser: Browser) -> None:
    ask(browser)
    link = mailed_links()[-1]
    press(olena)
    assert browser.post(link).status_code == 410


def test_the_old_manage_link_shows_nothing_of_her(olena: Browser, visit: Visit, browser: Browser) -> None:
    link = at("visit", manage_token(visit))
    assert browser.get(link).status_code == 200
    press(olena)
    answer = browser.get(link)
    assert answer.status_code == 404
    html = answer.content.decode()
    assert not [private for private in (OLENA.name, OLENA.email, visit.reference) if private in html]


def test_nobody_is_written_to(olena: Browser, visit: Visit) -> None:
    before = len(mail.outbox)
    press(olena)
    deliver_due(now=NOW + timedelta(days=3))
    assert len(mail.outbox) == before
    assert not Message.objects.filter(state=State.QUEUED).exists()


# -- what goes ----------------------------------------------------------------------------------------------------


def everything() -> Iterator[tuple[str, str]]:
    """Each value of each row of our tables, as text, with where it stands."""
    for label in OURS:
        for model in apps.get_app_config(label).get_models():
            for row in model._default_manager.values():
                yield from ((f"{model._meta.label}.{name}", str(value)) for name, value in row.items())
    yield from (("session", str(session.get_decoded())) for session in Session.objects.all())


def fill(model: type[models.Model], names: tuple[str, ...]) -> None:
    """Write something unmistakable into fields of every row; an address stays what it is."""
    for name in names:
        field = model._meta.get_field(name)
        if isinstance(field, models.EmailField):
            continue
        value: object = f"{PRIVATE}-{name}"[: getattr(field, "max_length", None)]
        if isinstance(field, models.JSONField):
            value = {"reason": PRIVATE, "anything_new": PRIVATE}
        if isinstance(field, models.BigIntegerField):
            value = 987654321
        model._default_manager.update(**{name: value})


def came_by_in_telegram(visit: Visit) -> None:
    """Everything that a chat of hers may have left."""
    chat = 987654321
    Client.objects.filter(pk=visit.client_id).update(telegram_id=chat)
    Scan.objects.create(at=NOW, way="qr", result="not_staff", visit=visit, telegram_id=chat)
    Lead.objects.create(telegram_id=chat, name="Olena", language="uk", origin="scan", first_at=NOW, last_at=NOW)
    LinkCode.objects.create(digest="d", purpose="client", email=OLENA.email, created_at=NOW, expires_at=NOW)
    ApiAnswer.objects.create(caller=f"token:1|{chat}", key="k", fingerprint="f", body={}, created_at=NOW)


def test_every_registered_field_of_hers_is_emptied(
    olena: Browser, visit: Visit, entry: WaitingEntry, offer: WaitingOffer
) -> None:
    """Whatever is registered as personal data some day has to go here, or the test says where it stayed."""
    log(instance=visit.client, action="wagtail.edit")
    wrote("Bitte rufen Sie mich an.")
    mailed_links()
    came_by_in_telegram(visit)
    for registered in personal_data:
        if registered.model not in NOT_HERS:
            fill(apps.get_model(registered.model), registered.fields)
    ApiAnswer.objects.update(caller=f"{PRIVATE}|987654321")
    Message.objects.filter(kind="visit_confirmed").update(sent_to=OLENA.email)
    filled = {place.rpartition(".")[0] for place, value in everything() if PRIVATE in value}
    assert filled >= {entry.model for entry in personal_data} - NOT_HERS - ONLY_ADDRESSES
    press(olena)
    kept = [
        (place, value)
        for place, value in everything()
        for private in (PRIVATE, OLENA.name, OLENA.email, OLENA.phone, "987654321")
        if private in value
    ]
    assert kept == []


def test_a_client_is_emptied_and_marked(visit: Visit) -> None:
    erase()
    client = Client.objects.get(pk=visit.client_id)
    assert client.erased_at == NOW
    assert (client.name, client.phone, client.email, client.notes) == ("", "", "", "")


class ErasedMeanwhile(EmailBackend):
    """A mail server that takes so long that Olena is erased before it answers."""

    def send_messages(self, messages: list[mail.EmailMessage]) -> int:
        erase()
        return super().send_messages(messages)


class RefusedMeanwhile(ErasedMeanwhile):
    def send_messages(self, messages: list[mail.EmailMessage]) -> int:
        super().send_messages(messages)
        raise OSError(f"no such mailbox: {OLENA.email}")


@pytest.mark.parametrize(
    ("server", "state"), [(ErasedMeanwhile, State.SENT), (RefusedMeanwhile, State.WITHDRAWN)], ids=["sent", "refused"]
)
def test_a_mail_that_is_just_leaving_writes_no_address_behind_it(
    visit: Visit, settings: Settings, server: type[EmailBackend], state: str
) -> None:
    settings.EMAIL_BACKEND = f"{__name__}.{server.__name__}"
    deliver_due(now=NOW)
    message = Message.objects.get(kind="visit_confirmed")
    assert (message.state, message.sent_to, message.problem) == (state, "", "")


def test_a_letter_about_what_is_long_forgotten_goes_too(visit: Visit) -> None:
    """Links are removed after a day, the register of messages still says where their letters went."""
    Message.objects.create(
        kind="magic_link",
        about="magic_link:0",
        dedupe_key="old",
        due_at=NOW,
        try_at=NOW,
        state=State.SENT,
        sent_to=OLENA.email,
    )
    erase()
    assert not Message.objects.filter(sent_to=OLENA.email).exists()


def test_what_a_mail_server_said_about_her_address_goes(visit: Visit) -> None:
    Message.objects.update(state=State.DEAD, about="visit:0", problem="SMTPRecipientsRefused: {'OLENA@example.org'}")
    erase()
    assert not Message.objects.filter(problem__icontains="olena").exists()


def test_reasons_that_were_typed_go_and_the_history_stays(book: Booker, visit: Visit) -> None:
    cancel_visit(visit_id=visit.pk, by=ONLINE, now=NOW, reason="Ich habe Windpocken")
    erase()
    events = AppointmentEvent.objects.filter(appointment__visit=visit)
    assert [event.kind for event in events] == ["booked", "cancelled", "erased"]
    assert "Windpocken" not in str([event.facts for event in events])
    assert events[0].facts["master"] == visit.appointments.get().master_id


def test_the_waiting_list_is_left_and_the_kept_time_given_back(entry: WaitingEntry, offer: WaitingOffer) -> None:
    for about in (about_entry(entry.pk), about_offer(offer.pk)):
        write(Draft("waiting", about, NOW, context={"name": OLENA.name}), now=NOW)
    erase()
    assert set(Message.objects.filter(kind="waiting").values_list("state", "context__name")) == {("withdrawn", None)}
    entry.refresh_from_db()
    offer.refresh_from_db()
    assert (entry.state, offer.state, offer.hold_id) == ("withdrawn", "withdrawn", None)
    assert (entry.contact_name, entry.contact_email, entry.note) == ("", "", "")
    assert not Hold.objects.exists()
    assert not Occupancy.objects.exists()


def test_no_link_is_left(olena: Browser) -> None:
    press(olena)
    assert not MagicLink.objects.exists()
