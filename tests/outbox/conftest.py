"""A kind of message without booking: a note to whoever its context names."""

import socket
from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import pytest
from pytest_django import Settings

from salon.outbox import kinds
from salon.outbox.actions import write
from salon.outbox.kinds import Letter, register
from salon.outbox.models import Message

NOW = datetime(2026, 6, 8, 10, tzinfo=UTC)
Queuer = Callable[..., None]


@pytest.fixture
def note() -> Iterator[str]:
    """The kind "note": writes to context["to"], nothing where it is empty, and fails where it is missing."""

    @register("note")
    def _write(message: Message, now: datetime) -> Letter | None:
        to = str(message.context["to"])
        return Letter(to, f"Note {message.about}", "Mit Grüßen") if to else None

    yield "note"
    del kinds._writers["note"]


@pytest.fixture
def queue(note: str) -> Queuer:
    """Queue a note: `queue("visit:1", to="olena@example.org")`."""

    def run(about: str, *, kind: str = note, due_at: datetime = NOW, key: str = "", **context: object) -> None:
        write(kind=kind, about=about, due_at=due_at, dedupe_key=key or f"{kind}:{about}", now=NOW, context=context)

    return run


@pytest.fixture
def dead_port(settings: Settings) -> int:
    """Mail goes by SMTP to a port on which nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
    return port
