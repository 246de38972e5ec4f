"""Telegram is connected by a link that works once, and disconnected from both sides; afterwards mail is used again."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client as Browser
from django.urls import reverse
from django.utils import timezone
from time_machine import travel

from booking.actions.change import move_visit
from booking.actions.events import Actor
from booking.models import Client, Master, Source, Visit
from booking.selectors.visits import manage_token, view_visit
from salon.cms.roles import Role
from salon.outbox.models import Message
from tests.booking.conftest import NOW, OLENA, Booker, local
from tests.conversations.phone import Phone
from tests.conversations.rig import IN_EVERY_LANGUAGE, Rig, link_in
from tests.people import logged_in

CONNECTED = "Telegram is connected. Confirmations and reminders will arrive here."
EXPIRED = "This link has expired. Please open a new one on the website."
DISCONNECTED = "Telegram is disconnected. We will write to you by email again."


@pytest.fixture
def hers(rig: Rig, book: Booker) -> Visit:
    """What Olena booked on the site yesterday; its letters have left."""
    visit = book("haircut", local(11, 10), master="anna", contact=OLENA)
    rig.deliver()
    return visit


def connect_page(token: str) -> str:
    return reverse("booking:visit_telegram", args=[token])


def offers_telegram(visit: Visit) -> bool:
    """Whether its page does, or says that its messages go there."""
    token = manage_token(visit)
    return f'"{connect_page(token)}"' in Browser().get(reverse("booking:visit", args=[token])).text


def link_of(visit: Visit) -> str:
    """What the button on the visit's page opens."""
    return link_in(Browser().post(connect_page(manage_token(visit))).text)


@pytest.mark.parametrize("language", IN_EVERY_LANGUAGE)
def test_the_page_of_a_visit_connects_it_and_leads_to_it(rig: Rig, hers: Visit, language: str) -> None:
    olena = rig.phone(language=language)
    link = link_of(hers)
    olena.open(link)
    assert olena.reads(CONNECTED)
    assert "Haarschnitt" in olena.screen.text
    assert Client.objects.get(telegram_id=olena.id).language == language
    hers.refresh_from_db()
    assert hers.reader.telegram_id == olena.id
    somebody = rig.phone("Jemand", language)
    somebody.open(link)
    assert somebody.reads(EXPIRED)
    assert "Haarschnitt" not in somebody.screen.text


@pytest.mark.once
def test_a_mailed_link_shows_all_that_stands_under_the_address(rig: Rig, hers: Visit, book: Booker) -> None:
    book("haircut", local(12, 10), master="olga", contact=OLENA)
    letter = next(one for one in mail.outbox if one.to == [OLENA.email])
    mailed = view_visit(hers, now=NOW).mailed_token
    assert mailed in str(letter.alternatives[0].content)
    olena = rig.phone()
    olena.open(link_in(Browser().post(connect_page(mailed)).text))
    assert olena.reads(CONNECTED)
    olena.tap("My appointments")
    assert len([label for label in olena.screen.labels if "Haarschnitt" in label]) == 2


@pytest.mark.once
def test_a_link_from_yesterday_says_that_it_is_too_old(rig: Rig, hers: Visit) -> None:
    with travel(local(9, 9, 20), tick=True):
        link = link_of(hers)
    olena = rig.phone()
    olena.open(link)
    assert olena.reads(EXPIRED)


@pytest.mark.parametrize("language", IN_EVERY_LANGUAGE)
def test_what_is_told_from_now_on_comes_into_the_chat_and_after_unlinking_by_mail(
    rig: Rig, hers: Visit, book: Booker, language: str
) -> None:
    olena = rig.phone(language=language)
    olena.open(link_of(hers))
    assert not offers_telegram(hers)
    move(hers, 14)
    letters = len(mail.outbox)
    rig.deliver()
    assert "14:00" in olena.screen.text
    assert not [button.url for row in olena.screen.rows for button in row if "/telegram/" in button.url]
    assert not [one for one in mail.outbox[letters:] if one.to == [OLENA.email]]
    unlink(olena)
    assert olena.reads(DISCONNECTED)
    move(hers, 15)
    rig.deliver()
    assert Message.objects.filter(kind="visit_moved").order_by("pk").last().channel == "mail"
    assert offers_telegram(hers)
    olena.write("/visits")
    assert olena.reads("You have no upcoming appointments.")


@pytest.mark.once
def test_the_site_disconnects_too(rig: Rig, hers: Visit) -> None:
    olena = rig.phone()
    olena.open(link_of(hers))
    Browser().post(reverse("booking:visit_telegram_off", args=[manage_token(hers)]))
    olena.write("/visits")
    assert olena.reads("You have no upcoming appointments.")
    move(hers, 14)
    rig.deliver()
    assert Message.objects.get(kind="visit_moved").channel == "mail"


def test_a_chat_that_blocked_the_bot_is_a_closed_way_until_it_comes_back(rig: Rig, hers: Visit) -> None:
    olena = rig.phone()
    olena.open(link_of(hers))
    olena.person.block()
    move(hers, 14)
    rig.deliver()
    assert Message.objects.get(kind="visit_moved").channel == "mail"
    assert Client.objects.get(telegram_id=olena.id).telegram_dead_since is not None
    olena.open(link_of(hers))
    assert olena.reads(CONNECTED)
    move(hers, 15)
    rig.deliver()
    assert "15:00" in olena.screen.text


@pytest.mark.once
def test_telegram_says_how_long_to_wait_and_the_message_comes_then(rig: Rig, hers: Visit) -> None:
    olena = rig.phone()
    olena.open(link_of(hers))
    rig.api.fail(429, method="sendMessage", chat=olena.id, retry_after=40)
    move(hers, 14)
    now = local(9, 10, 2)
    rig.deliver(now)
    waiting = Message.objects.get(kind="visit_moved")
    assert waiting.state == "queued"
    assert timedelta(seconds=40) <= waiting.try_at - now < timedelta(seconds=50)
    assert "14:00" not in olena.screen.text
    rig.deliver(local(9, 10, 3))
    assert "14:00" in olena.screen.text


@pytest.mark.parametrize("language", ["de", pytest.param("uk", marks=pytest.mark.once)])
def test_a_master_connects_by_the_code_that_the_admin_shows_once(rig: Rig, anna: Master, language: str) -> None:
    page = logged_in(Role.OWNER).post(reverse("masters:telegram", args=[anna.pk])).text
    code = re.search(r'id="telegram-code"[^>]*value="([\w-]+)"', page)[1]
    phone = rig.phone("Anna Lindner", language)
    phone.start()
    phone.write(code)
    assert phone.reads("Welcome, {master}. This chat is now connected to your calendar.", master="Anna Lindner")
    assert phone.label("Add a walk-in") in phone.screen.labels
    anna.refresh_from_db()
    assert anna.telegram_id == phone.id
    other = rig.phone("Jemand", language)
    other.start(f"m-{code}")
    assert other.reads("This code is invalid or already used. Please ask reception for a new one.")
    phone.tap("Help")
    phone.tap("Disconnect Telegram")
    phone.tap("Leave the calendar")
    anna.refresh_from_db()
    assert anna.telegram_id is None
    assert phone.label("Add a walk-in") not in phone.screen.labels


@pytest.mark.once
def test_the_admin_cuts_a_master_off(rig: Rig, anna: Master) -> None:
    phone = rig.master(anna)
    logged_in(Role.OWNER).post(reverse("masters:telegram", args=[anna.pk]), {"disconnect": "1"})
    phone.write("/today")
    assert phone.label("Today") not in phone.screen.labels


def unlink(olena: Phone) -> None:
    olena.start()
    olena.tap("Help")
    olena.tap("Disconnect Telegram")
    olena.tap("Yes, disconnect")


def move(visit: Visit, hour: int) -> None:
    move_visit(visit_id=visit.pk, to=local(11, hour), by=Actor("staff", Source.DESK), now=timezone.now())
