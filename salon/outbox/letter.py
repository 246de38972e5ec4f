"""A message ready to leave: plain values in the recipient's language, and to whom by which way."""

from base64 import b64encode
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from django.utils.translation import gettext_noop as _

from salon.outbox.wording import Words

# Why nothing leaves, where several kinds say the same.
ERASED = _("The person was erased.")
NO_MAILBOX = _("There is no address in the settings.")
NO_ADDRESS = _("There is no email address.")


class Channel(StrEnum):
    TELEGRAM = "telegram"
    MAIL = "mail"


@dataclass(frozen=True, slots=True)
class Address:
    """Where somebody reads: a mail address, or the id of a Telegram chat."""

    channel: Channel
    to: str


@dataclass(frozen=True, slots=True)
class Fact:
    """A line of the table: "Where", and one or several lines of it."""

    label: str
    lines: Sequence[str]


@dataclass(frozen=True, slots=True)
class Button:
    """Opens an address, absolute; opening it changes nothing."""

    label: str
    url: str


@dataclass(frozen=True, slots=True)
class Tap:
    """A button of a chat: what the bot gets when it is pressed, at most 64 bytes."""

    label: str
    data: str


@dataclass(frozen=True, slots=True)
class Invitation:
    """A calendar file (RFC 5545) with its content type and method: shown by mailboxes, and attached."""

    content: bytes
    content_type: str


@dataclass(frozen=True, slots=True)
class Picture:
    """A PNG that a mail shows below its facts, `size` px wide and high. `alt` says what it is, `caption` what for."""

    content: bytes
    name: str
    alt: str
    caption: str
    size: int = 160

    @property
    def as_data(self) -> str:
        """Its address where nothing can be attached: a preview."""
        return f"data:image/png;base64,{b64encode(self.content).decode()}"


@dataclass(frozen=True, slots=True)
class Drop:
    """Nobody needs the message any more; `why` is the id of a sentence for staff."""

    why: str


@dataclass(frozen=True, slots=True)
class Wait:
    """Not now: at night, for what is not urgent. `until` is aware."""

    until: datetime


@dataclass(frozen=True, slots=True)
class Call:
    """No way leads to them but the phone; `why` is the id of a sentence for staff."""

    why: str


@dataclass(frozen=True, slots=True)
class Letter:
    """`to`: in the order in which they are tried; `otherwise`: what it comes to where none of them leads anywhere.
    `why`: for what reason somebody gets this; `reply_to`: who gets the answer, by default the salon. The first
    button is the one to press. `taps`: rows of further buttons in a chat. `instead_of`: what a chat knows the message
    by whose place this one takes (`Message.sent_as`).
    """

    to: Sequence[Address]
    language: str
    words: Words
    greeting: str
    why: str
    facts: Sequence[Fact] = field(default=())
    buttons: Sequence[Button] = field(default=())
    invitation: Invitation | None = None
    picture: Picture | None = None
    taps: Sequence[Sequence[Tap]] = field(default=())
    instead_of: str = ""
    otherwise: Drop | Call | None = None
    reply_to: str = ""


Outcome = Letter | Drop | Wait | Call
