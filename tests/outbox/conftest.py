"""A kind of message without booking: a note to whoever its context names."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta

import pytest
from django.utils.functional import SimpleLazyObject
from pytest_django import Settings

from salon.outbox.actions.write import Draft, write
from salon.outbox.kinds import kinds, register
from salon.outbox.letter import Address, Call, Channel, Drop, Letter, Outcome, Wait
from salon.outbox.models import Message
from salon.outbox.wording import Words
from tests.outbox.smtp import free_port

NOW = datetime(2026, 6, 8, 10, tzinfo=UTC)
OLENA = "olena@example.org"
Queuer = Callable[..., Message]


def state_of(message: Message) -> tuple[str, str]:
    """What came of it by now, and why."""
    message.refresh_from_db()
    return message.state, message.problem


def written_note(message: Message, now: datetime) -> Outcome:
    """To `telegram` and `to`; `outcome` of the context says if it ends otherwise; fails where both are missing."""
    facts = message.context
    match facts.get("outcome"):
        case "drop":
            return Drop("The visit is off.")
        case "call":
            return Call("There is no email address.")
        case "wait" if now < NOW + timedelta(hours=1):
            return Wait(NOW + timedelta(hours=1))
    telegram = [Address(Channel.TELEGRAM, str(facts["telegram"]))] if "telegram" in facts else []
    mail = [Address(Channel.MAIL, facts["to"])] if "to" in facts or not telegram else []
    title = str(facts.get("title", f"Note {message.about}"))
    words = Words(subject=title, preheader="", heading=title, lines=("Mit Grüßen",), buttons={})
    otherwise = Call("There is no email address.") if facts.get("news") else None
    to = [*telegram, *mail]
    return Letter(to, "de", words, greeting="Guten Tag,", why="Nur zum Testen.", otherwise=otherwise)


@pytest.fixture
def note() -> Iterator[str]:
    """The kind "note": writes to context["telegram"] and context["to"]."""
    register("note", SimpleLazyObject(lambda: "Note"))(written_note)
    yield "note"
    del kinds["note"]


@pytest.fixture
def queue(note: str) -> Queuer:
    """Queue a note: `queue("visit:1", to="olena@example.org")`."""

    def run(about: str, *, kind: str = note, due_at: datetime = NOW, version: str = "", **context: object) -> Message:
        recipient = str(context.pop("recipient", "client"))
        draft = Draft(kind, about, due_at, recipient=recipient, version=version, context=context)
        write(draft, now=NOW)
        return Message.objects.get(dedupe_key=draft.dedupe_key)

    return run


@pytest.fixture
def dead_port(settings: Settings) -> int:
    """Mail goes by SMTP to a port on which nobody listens."""
    port = free_port()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", port, 2
    settings.EMAIL_USE_TLS = False
    return port
