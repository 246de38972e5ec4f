"""The record of what we hold about a person: shown on a page in words, and given away as a file for machines.

The file is what Art. 15 and Art. 20 GDPR ask for; its keys are the names of the fields here, so they stay as they are.
All times are aware, in the salon's zone.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.utils.functional import Promise

from booking.models import Status, WaitingState
from legal.selectors import Declared
from salon.cms.registries import Letter

FORMAT = 1


@dataclass(frozen=True, slots=True)
class KnownContact:
    """A client as the salon knows it by this address."""

    name: str
    phone: str
    email: str
    telegram_id: int | None
    language: str
    known_since: datetime


@dataclass(frozen=True, slots=True)
class SeenInTelegram:
    """A chat that came by before anything was booked in it, as it calls itself."""

    name: str
    telegram_id: int
    first_seen: datetime
    last_seen: datetime


@dataclass(frozen=True, slots=True)
class Happened:
    """A line of an appointment's history; `reason` only where the client gave it."""

    at: datetime
    what: str
    by: str
    reason: str


@dataclass(frozen=True, slots=True)
class BookedPart:
    """An appointment; prices are EUR incl. VAT, times the salon's."""

    service: str
    service_name: str
    master: str
    master_name: str
    start: datetime
    end: datetime
    minutes: int
    price: Decimal
    price_kind: str
    status: str
    history: Sequence[Happened]


@dataclass(frozen=True, slots=True)
class BookedVisit:
    """A visit with the contact as it was typed, and where the booking came from."""

    reference: str
    booked_at: datetime
    status: str
    name: str
    phone: str
    email: str
    note: str
    language: str
    source: str
    campaign: Mapping[str, Any]
    page: str
    widget: str
    decline_reason: str
    appointments: Sequence[BookedPart]

    @property
    def status_words(self) -> str | Promise:
        return Status(self.status).label

    @property
    def services(self) -> str:
        return ", ".join(part.service_name for part in self.appointments)

    @property
    def masters(self) -> str:
        return ", ".join(dict.fromkeys(part.master_name for part in self.appointments if part.master_name))


@dataclass(frozen=True, slots=True)
class Offered:
    start: datetime
    end: datetime
    offered_at: datetime
    answer: str


@dataclass(frozen=True, slots=True)
class Waiting:
    """A place on the waiting list for local days, both included; `services` are names, `master` is empty for any."""

    since: datetime
    state: str
    services: Sequence[str]
    master: str
    first_day: date
    last_day: date
    name: str
    phone: str
    email: str
    note: str
    language: str
    offers: Sequence[Offered]

    @property
    def state_words(self) -> str | Promise:
        return WaitingState(self.state).label


@dataclass(frozen=True, slots=True)
class Consent:
    """The words that were agreed to, and when; `reference` of the visit, empty for the waiting list."""

    text: str
    given_at: datetime
    reference: str


@dataclass(frozen=True, slots=True)
class SentMessage:
    """A message that went to the address, named by its kind."""

    kind: str
    sent_at: datetime
    to: str


@dataclass(frozen=True, slots=True)
class PersonalRecord:
    """Everything, the latest first. `format` grows when a key changes its meaning."""

    format: int
    made_at: datetime
    email: str
    contacts: Sequence[KnownContact]
    telegram: Sequence[SeenInTelegram]
    visits: Sequence[BookedVisit]
    waiting: Sequence[Waiting]
    consents: Sequence[Consent]
    messages: Sequence[SentMessage]
    letters: Sequence[Letter]
    withdrawals: Sequence[Declared]
