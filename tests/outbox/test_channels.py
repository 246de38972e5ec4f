"""Telegram where somebody is linked and alive, else mail; what the Bot API answers is followed."""

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from django.core import mail
from pytest_django import Settings

from salon.outbox import kinds
from salon.outbox.actions.deliver import deliver_due
from salon.outbox.letter import Address, Channel
from salon.outbox.models import Message, State, WaitsFor
from tests.outbox.conftest import NOW, OLENA, Queuer
from tests.outbox.telegram import BLOCKED, BROKEN, BUSY, STRANGER, Chats, telegram_server

pytestmark = pytest.mark.django_db
HER_CHAT = 4242


@pytest.fixture
def chats(settings: Settings) -> Iterator[Chats]:
    with telegram_server() as chats:
        settings.TELEGRAM_API_URL, settings.TELEGRAM_BOT_TOKEN = (
            chats.url,
            "110201543:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw",
        )
        yield chats


@pytest.fixture
def closed() -> Iterator[list[tuple[Address, datetime]]]:
    """What was closed for good."""
    seen: list[tuple[Address, datetime]] = []
    usual = list(kinds.closers)
    kinds.closers[:] = [lambda address, at: seen.append((address, at))]
    yield seen
    kinds.closers[:] = usual


def test_who_is_linked_reads_it_in_telegram_and_gets_no_mail(queue: Queuer, chats: Chats) -> None:
    queue("visit:1", telegram=HER_CHAT, to=OLENA, title="Wella & <Söhne>")
    assert deliver_due(now=NOW) == 1
    (sent,) = chats.kept
    assert (sent["chat_id"], sent["text"]) == (str(HER_CHAT), "<b>Wella &amp; &lt;Söhne&gt;</b>\n\nMit Grüßen")
    assert mail.outbox == []
    assert Message.objects.get().channel == Channel.TELEGRAM


def test_without_a_bot_it_is_a_mail(queue: Queuer, settings: Settings) -> None:
    settings.TELEGRAM_BOT_TOKEN = ""
    queue("visit:1", telegram=HER_CHAT, to=OLENA)
    assert deliver_due(now=NOW) == 1
    assert len(mail.outbox) == 1


def test_a_blocked_bot_closes_the_way_and_the_mail_leaves_at_once(
    queue: Queuer, chats: Chats, closed: list[tuple[Address, datetime]]
) -> None:
    queue("visit:1", telegram=BLOCKED, to=OLENA)
    assert deliver_due(now=NOW) == 1
    assert len(mail.outbox) == 1
    assert [address for address, _ in closed] == [Address(Channel.TELEGRAM, str(BLOCKED))]


def test_a_blocked_bot_and_no_mail_is_given_up(queue: Queuer, chats: Chats, closed: list[object]) -> None:
    message = queue("visit:1", telegram=BLOCKED)
    deliver_due(now=NOW)
    message.refresh_from_db()
    assert (message.state, message.attempts) == (State.DEAD, 1)


def test_where_no_way_is_left_somebody_calls_if_it_is_news(
    queue: Queuer, chats: Chats, closed: list[object], settings: Settings
) -> None:
    blocked = queue("visit:1", telegram=BLOCKED, news=True)
    deliver_due(now=NOW)
    settings.TELEGRAM_BOT_TOKEN = ""
    without_bot = queue("visit:2", telegram=HER_CHAT, news=True)
    deliver_due(now=NOW)
    for message in (blocked, without_bot):
        message.refresh_from_db()
    assert (blocked.state, without_bot.state) == (State.CALL, State.CALL)
    assert blocked.problem.startswith("403")
    assert without_bot.problem == "There is no email address."


def test_a_wrong_token_is_no_fault_of_the_message(queue: Queuer, chats: Chats) -> None:
    message = queue("visit:1", telegram=STRANGER)
    deliver_due(now=NOW)
    message.refresh_from_db()
    assert (message.state, message.waits_for) == (State.QUEUED, WaitsFor.SERVER)


def test_too_many_requests_waits_as_told(queue: Queuer, chats: Chats) -> None:
    message = queue("visit:1", telegram=BUSY, to=OLENA)
    assert deliver_due(now=NOW) == 0
    message.refresh_from_db()
    assert message.waits_for == WaitsFor.PATIENCE
    assert timedelta(seconds=7) <= message.try_at - NOW < timedelta(seconds=12)


def test_a_broken_bot_api_does_not_keep_the_mails(queue: Queuer, chats: Chats) -> None:
    message = queue("visit:1", telegram=BROKEN)
    queue("visit:2", to=OLENA)
    assert deliver_due(now=NOW) == 1
    message.refresh_from_db()
    assert message.waits_for == WaitsFor.SERVER


def test_a_bot_api_that_is_away_tells_nobody_its_address(queue: Queuer, settings: Settings) -> None:
    """The address holds the token."""
    settings.TELEGRAM_API_URL, settings.TELEGRAM_BOT_TOKEN = "http://127.0.0.1:9", "110201543:AAHdqTcvCH1vGWJxfSeof"
    message = queue("visit:1", telegram=HER_CHAT)
    deliver_due(now=NOW)
    message.refresh_from_db()
    assert message.problem == "ConnectionError"
