"""Mail: Django's backend decides where it goes (files under the data folder here, SMTP in production)."""

from functools import cached_property
from smtplib import (
    SMTPDataError,
    SMTPException,
    SMTPRecipientsRefused,
    SMTPSenderRefused,
    SMTPServerDisconnected,
)

from django.conf import settings
from django.core.mail import get_connection
from django.core.mail.backends.base import BaseEmailBackend

from salon.outbox.channels.errors import Away, Later, Refused
from salon.outbox.letter import Letter
from salon.outbox.mail_message import mail_message
from salon.outbox.models import Message

# "Service not available, closing transmission channel" (RFC 5321, 4.2.3): about the server, not about the message.
CLOSING = 421
# Said already when a letter is announced with its size (RFC 1870, 6.1).
TOO_LARGE = (552, 523)


class Mail:
    """One connection for many letters: opened with the first one, anew after trouble, closed in the end."""

    def __init__(self) -> None:
        self._is_open = self._was_broken = False

    @property
    def is_set_up(self) -> bool:
        return True

    def send(self, letter: Letter, to: str, message: Message) -> str:
        """Raises Away, Later and Refused. What is out can't be changed."""
        mail = mail_message(letter, to, message)
        self._open()
        try:
            mail.connection = self._connection
            mail.send()
        except SMTPRecipientsRefused as problem:
            code, said = next(iter(problem.recipients.values()))
            self._refuse(code, said)
        except SMTPSenderRefused as problem:
            if problem.smtp_code in TOO_LARGE:
                self._refuse(problem.smtp_code, problem.smtp_error)
            # Whatever is wrong with us is wrong for every letter.
            self.close()
            raise Away(_said(problem.smtp_code, problem.smtp_error)) from problem
        except SMTPServerDisconnected as problem:
            # It may be about this letter, so the next one tries a line of its own; if that one breaks too, it is not.
            self.close()
            was_broken, self._was_broken = self._was_broken, True
            raise (Away if was_broken else Later)(f"{type(problem).__name__}: {problem}") from problem
        except SMTPDataError as problem:
            self._refuse(problem.smtp_code, problem.smtp_error)
        except (SMTPException, OSError) as problem:
            self.close()
            raise Away(f"{type(problem).__name__}: {problem}") from problem
        else:
            self._was_broken = False
        finally:
            if not self._keeps_open:
                self.close()
        return ""

    def close(self) -> None:
        if not self._is_open:
            return
        self._is_open = False
        try:
            self._connection.close()
        except (SMTPException, OSError):
            # It was broken before.
            self._connection.connection = None
        del self._connection

    @cached_property
    def _connection(self) -> BaseEmailBackend:
        return get_connection()

    @property
    def _keeps_open(self) -> bool:
        """A file or a list gets each letter on its own."""
        return settings.EMAIL_BACKEND.endswith("smtp.EmailBackend")

    def _open(self) -> None:
        if self._is_open:
            return
        self._is_open = True
        try:
            self._connection.open()
        except (SMTPException, OSError) as problem:
            self.close()
            raise Away(f"{type(problem).__name__}: {problem}") from problem

    def _refuse(self, code: int, said: bytes | str) -> None:
        if code == CLOSING:
            self.close()
            raise Away(_said(code, said))
        if 500 <= code < 600:
            raise Refused(_said(code, said))
        raise Later(_said(code, said))


def _said(code: int, said: bytes | str) -> str:
    return f"{code} {said.decode(errors='replace') if isinstance(said, bytes) else said}"
