"""What a client sees of a visit."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from booking.engine import calendar
from booking.models import OPEN, Status
from booking.selectors.catalog import Price, total
from booking.selectors.itinerary import Stop, itinerary


@dataclass(frozen=True, slots=True)
class AppointmentView:
    """One line of a visit; times aware, in the salon's zone. `rests`: the client waits while it takes effect.

    `master` and `master_slug` are empty where she is not shown by name.
    """

    pk: int
    service: str
    service_slug: str
    master: str
    master_slug: str
    start: datetime
    end: datetime
    minutes: int
    price: Price
    status: str
    rests: bool


@dataclass(frozen=True, slots=True)
class VisitView:
    """A visit with its derived status. Of each limit the aware time, None where it is too late or the visit decided:
    `free_until` cancels free of charge, `cancel_until` cancels at all, `move_until` moves; a request knows no limits
    but its start. `decide_until`, aware: the salon answers a request until then; None for everything else.

    `token` is the manage link's; `qr_token` is for who looks after it in the salon, and opens nothing. `mailed_token`
    stands in mails only, so that it proves who reads them. `is_in_chat`: its messages go to a Telegram chat. `sequence`
    grows with every change (RFC 5545). `current` is what start, end and price are about: the open appointments, all of
    them where none is open any more.
    """

    pk: int
    public_id: bytes
    token: str
    qr_token: str
    mailed_token: str
    is_in_chat: bool
    reference: str
    name: str
    phone: str
    email: str
    note: str
    language: str
    sequence: int
    status: str
    appointments: Sequence[AppointmentView]
    decide_until: datetime | None
    decline_reason: str
    free_until: datetime | None
    cancel_until: datetime | None
    move_until: datetime | None
    is_over: bool
    is_day_over: bool

    @property
    def current(self) -> Sequence[AppointmentView]:
        return [row for row in self.appointments if row.status in OPEN] or self.appointments

    @property
    def start(self) -> datetime:
        return self.current[0].start

    @property
    def end(self) -> datetime:
        return max(line.end for line in self.current)

    @property
    def minutes(self) -> int:
        """From the first start to the last end, waiting included."""
        return calendar.minutes(self.end) - calendar.minutes(self.start)

    @property
    def price(self) -> Price:
        return total(row.price for row in self.current)

    @property
    def is_open(self) -> bool:
        return self.status in OPEN

    @property
    def is_confirmed(self) -> bool:
        return self.status == Status.CONFIRMED

    @property
    def has_qr(self) -> bool:
        """Whether somebody in the salon still has to scan it: on the day of the visit also after its end."""
        return self.is_confirmed and not self.is_day_over

    @property
    def services(self) -> str:
        """Their names, in order of time."""
        return ", ".join(row.service for row in self.current)

    @property
    def masters(self) -> str:
        """Their names, each once, in order of time; empty where nobody is shown by name."""
        return ", ".join(dict.fromkeys(row.master for row in self.current if row.master))

    @property
    def itinerary(self) -> list[str]:
        """A line a service, in the active language; nothing for a single one."""
        return itinerary([Stop(row.start, row.service, row.master, row.rests) for row in self.current])
