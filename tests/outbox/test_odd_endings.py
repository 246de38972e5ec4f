"""What happens to a message between two chairs: taken back while it is sent, beside one that breaks the line, …"""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.core import mail
from pytest_django import Settings

from salon.outbox.actions.deliver import TRIED_ANOTHER_WAY_AFTER, deliver_due
from salon.outbox.actions.write import Draft, forget, restore, withdraw
from salon.outbox.channels import Post
from salon.outbox.models import Message, State, WaitsFor
from salon.outbox.wording import OwnWords, fill, wordings
from tests.outbox.conftest import NOW, OLENA, Queuer
from tests.outbox.smtp import mail_server
from tests.outbox.telegram import BROKEN, Chats, telegram_server

pytestmark = pytest.mark.django_db
SECOND = timedelta(seconds=1)


@pytest.fixture
def chats(settings: Settings) -> Iterator[Chats]:
    with telegram_server() as chats:
        settings.TELEGRAM_API_URL, settings.TELEGRAM_BOT_TOKEN = (
            chats.url,
            "110201543:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw",
        )
        yield chats


def test_what_is_taken_back_while_it_is_sent_counts_as_sent(queue: Queuer, monkeypatch: pytest.MonkeyPatch) -> None:
    message, send = queue("visit:1", to=OLENA), Post.send

    def send_slowly(post: Post, *facts: object) -> str:
        withdraw(about="visit:1", only=["note"])
        return send(post, *facts)

    monkeypatch.setattr(Post, "send", send_slowly)
    deliver_due(now=NOW)
    message.refresh_from_db()
    assert (message.state, message.sent_at is not None) == (State.SENT, True)
    assert restore(Draft("note", "visit:1", NOW)) == 0


def test_of_who_was_erased_while_it_was_sent_no_address_is_kept(queue: Queuer, monkeypatch: pytest.MonkeyPatch) -> None:
    message, send = queue("visit:1", to=OLENA), Post.send

    def send_slowly(post: Post, *facts: object) -> str:
        forget(about=["visit:1"], address=OLENA)
        return send(post, *facts)

    monkeypatch.setattr(Post, "send", send_slowly)
    deliver_due(now=NOW)
    message.refresh_from_db()
    assert (message.state, message.sent_to, message.context) == (State.SENT, "", {})


def test_erasing_somebody_takes_nothing_from_who_is_called_alike(queue: Queuer) -> None:
    queue("visit:1", to="bianca@example.org")
    Message.objects.update(problem="450 4.2.0 <bianca@example.org>: greylisted", waits_for=WaitsFor.PATIENCE)
    forget(about=[], address="ca@example.org")
    assert deliver_due(now=NOW) == 1
    assert mail.outbox[0].to == ["bianca@example.org"]


def test_one_letter_that_breaks_the_line_keeps_no_other(queue: Queuer, dead_port: int) -> None:
    broken = queue("visit:1", to=OLENA, title="breaks")
    queue("visit:2", to=OLENA, title="whole")
    with mail_server(dead_port) as server:
        server.loses_answers = True
        server.taken = lambda _letter: setattr(server, "loses_answers", len(server.kept) < 2)
        assert deliver_due(now=NOW) == 1
    broken.refresh_from_db()
    assert broken.waits_for == WaitsFor.PATIENCE
    assert server.subjects == ["breaks", "whole"]


def test_while_telegram_is_away_for_long_it_is_a_mail(queue: Queuer, chats: Chats) -> None:
    queue("visit:1", telegram=BROKEN, to=OLENA)
    assert deliver_due(now=NOW) == 0
    assert mail.outbox == []
    assert deliver_due(now=NOW + TRIED_ANOTHER_WAY_AFTER + SECOND) == 1
    assert len(mail.outbox) == 1


def test_an_own_subject_that_has_nothing_to_say_is_the_standard_one() -> None:
    declined = wordings["declined"]
    facts = {"date": "Tuesday", "time": "9:00", "reason": ""}
    own = OwnWords(subject="{reason}", heading="{reason}")
    assert fill(declined, facts, own).subject == fill(declined, facts).subject
    assert fill(declined, facts, own).heading == fill(declined, facts).heading
