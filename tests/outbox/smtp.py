"""A real mail server for tests (aiosmtpd): keeps what it gets, and can be unwell in all the ways that matter."""

import asyncio
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

OK = "250 ok"


@dataclass
class Postbox:
    """What a server keeps, and how it behaves.

    `unwell`: an answer to every letter instead of taking it ("451 try later"); `hangs`: seconds before it answers;
    `taken`: called when a letter was taken and before the answer leaves; `loses_answers`: the line breaks instead of an
    answer (`lost`: the Message-IDs); `asked`: how many letters somebody tried to leave. "refused@…" has no mailbox,
    "later@…" is told to come again.
    """

    port: int
    kept: list[EmailMessage] = field(default_factory=list)
    unwell: str = ""
    hangs: float = 0
    loses_answers: bool = False
    lost: list[str] = field(default_factory=list)
    asked: int = 0
    taken: Callable[[EmailMessage], None] | None = None

    @property
    def subjects(self) -> list[str]:
        return [letter["Subject"] for letter in self.kept]

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if address.startswith("refused@"):
            return "550 5.1.1 no such mailbox"
        if address.startswith("later@"):
            return "451 4.7.1 greylisted, come again"
        envelope.rcpt_tos.append(address)
        return OK

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        self.asked += 1
        if self.hangs:
            await asyncio.sleep(self.hangs)
        if self.unwell:
            return self.unwell
        letter: Any = message_from_bytes(envelope.content or b"", policy=policy.default)
        self.kept.append(letter)
        if self.taken is not None:
            self.taken(letter)
        if self.loses_answers:
            self.lost.append(str(letter["Message-ID"]))
            server.transport.abort()
        return OK

    def open(self) -> None:
        self._controller = Controller(self, hostname="127.0.0.1", port=self.port, ready_timeout=10)
        self._controller.start()

    def close(self) -> None:
        """Nobody listens on the port any more."""
        self._controller.stop()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def mail_server(port: int = 0) -> Iterator[Postbox]:
    """A server on `port` (a free one by default)."""
    postbox = Postbox(port or free_port())
    postbox.open()
    try:
        yield postbox
    finally:
        postbox.close()
