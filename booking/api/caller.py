"""Who calls: a program with its token, and the person in Telegram for whom it acts."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.utils.crypto import salted_hmac
from rest_framework.authentication import BaseAuthentication, get_authorization_header
from rest_framework.exceptions import AuthenticationFailed, PermissionDenied
from rest_framework.request import Request

from booking.actions.api_tokens import find_token
from booking.actions.events import Actor
from booking.models import Client, Source
from booking.selectors.chats import Colleague, client_of_chat, colleague_of_chat
from salon.lib.language import current
from salon.lib.scan_session import read_session

PERSON = "X-Telegram-User"
LARGEST_ID = 2**52
Find = Callable[[int], Any]


@dataclass(frozen=True)
class Caller:
    """`name`: what answers and limits are counted by; `chat`: Telegram's id of the person, None where none is named."""

    name: str
    for_clients: bool
    for_masters: bool
    chat: int | None = None

    # REST framework asks a user whether it is one.
    is_authenticated = True

    @property
    def acts_for(self) -> int | None:
        """The person who is asked for; a program that may only read names nobody, whatever it says."""
        return self.chat if self.for_clients or self.for_masters else None

    @cached_property
    def client(self) -> Client | None:
        """The client of this chat, None for somebody whom we don't know."""
        return client_of_chat(self.chat) if self.chat is not None else None

    @cached_property
    def colleague(self) -> Colleague:
        """The master of this chat. Raises PermissionDenied for anybody else."""
        found = colleague_of_chat(self.chat) if self.chat is not None else None
        if found is None:
            raise PermissionDenied
        return found

    @property
    def as_client(self) -> Actor:
        return Actor("client", Source.TELEGRAM)

    @property
    def as_colleague(self) -> Actor:
        return Actor("staff", Source.TELEGRAM, self.colleague.user_id, self.colleague.pk)

    def own_draft(self, said: str) -> str:
        """Nobody meets another person's draft, whatever they call their own."""
        return salted_hmac("salon.chat.draft", f"{self.chat}:{said}", algorithm="sha256").hexdigest()[:32]

    @property
    def language(self) -> str:
        return current()


class BotToken(BaseAuthentication):
    """`Authorization: Bearer <token>`, and `X-Telegram-User` where a person stands behind it."""

    def authenticate(self, request: Request) -> tuple[Caller, None] | None:
        words = get_authorization_header(request).decode("latin-1").split()
        if not words or words[0].lower() != "bearer":
            return None
        token = find_token(words[1]) if len(words) == 2 else None
        if token is None:
            raise AuthenticationFailed
        return Caller(f"token:{token.pk}", token.for_clients, token.for_masters, _person(request)), None

    def authenticate_header(self, request: Request) -> str:
        return "Bearer"


class ScanSession(BaseAuthentication):
    """`Authorization: Session <word>`: the scanner's own page, opened in Telegram by the colleague for whom it acts."""

    def authenticate(self, request: Request) -> tuple[Caller, None] | None:
        words = get_authorization_header(request).decode("latin-1").split()
        if not words or words[0].lower() != "session":
            return None
        chat = read_session(words[1]) if len(words) == 2 else None
        if chat is None:
            raise AuthenticationFailed
        return Caller(f"session:{chat}", for_clients=False, for_masters=True, chat=chat), None

    def authenticate_header(self, request: Request) -> str:
        return "Session"


def _person(request: Request) -> int | None:
    said = request.headers.get(PERSON)
    if said is None:
        return None
    if not (said.isascii() and said.isdigit() and len(said) <= len(str(LARGEST_ID)) and 0 < int(said) <= LARGEST_ID):
        raise AuthenticationFailed
    return int(said)
