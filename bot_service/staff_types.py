"""What the site answers to masters. Times are aware, in the salon's zone; amounts are EUR."""

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

from bot_service.site_types import Price


@dataclass(frozen=True)
class CardLine:
    """`id` is the appointment's. `paid` is None as long as it isn't closed."""

    id: int
    service: str
    master: str
    start: datetime
    end: datetime
    price: Price
    status: str
    master_slug: str = ""
    is_own: bool = False
    minutes: int = 0
    paid: Decimal | None = None


@dataclass(frozen=True)
class Card:
    """A visit as the people of the salon see it.

    `may`: approve, decline, done, no_show, reopen, finalise. `language`: the client's, empty where it isn't told.
    """

    id: str
    status: str
    client_name: str
    start: datetime
    end: datetime
    price: Price
    reference: str = ""
    client_phone: str = ""
    note: str = ""
    source: str = ""
    language: str = ""
    decide_until: datetime | None = None
    lines: list[CardLine] = field(default_factory=list)
    may: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Cards:
    count: int
    results: list[Card]
    next: str | None = None


@dataclass(frozen=True)
class AgendaLine:
    visit: str
    appointment: int
    start: datetime
    end: datetime
    client: str
    service: str
    master: str
    status: str
    client_phone: str = ""
    is_own: bool = False


@dataclass(frozen=True)
class TimeOff:
    id: int
    start: datetime
    end: datetime
    master: str = ""


@dataclass(frozen=True)
class AgendaDay:
    date: date
    lines: list[AgendaLine] = field(default_factory=list)
    time_off: list[TimeOff] = field(default_factory=list)


@dataclass(frozen=True)
class Agenda:
    days: list[AgendaDay]


@dataclass(frozen=True)
class Affected:
    """An appointment inside the time that is to be blocked."""

    id: int
    start: datetime
    client: str
    service: str


@dataclass(frozen=True)
class ToldVisit:
    client: str
    start: datetime


@dataclass(frozen=True)
class Told:
    """How many clients were told that somebody runs late."""

    told: int
    visits: list[ToldVisit] = field(default_factory=list)


@dataclass(frozen=True)
class ScanLine:
    """`buttons`: amounts to choose from, in EUR."""

    id: int
    service: str
    quoted: Price
    min: Decimal
    max: Decimal
    buttons: list[Decimal] = field(default_factory=list)
    paid: Decimal | None = None


@dataclass(frozen=True)
class ScanVisit:
    id: str
    client_name: str
    services: str
    lines: list[ScanLine] = field(default_factory=list)


@dataclass(frozen=True)
class Scan:
    """`result`: ok, unknown, wrong_master, not_today, not_confirmed, already_done, not_staff."""

    result: str
    message: str
    visit: ScanVisit | None = None
