"""Whom reception may mean: known clients by what was typed on the phone."""

from dataclasses import dataclass

from booking.models import Appointment, Client, ClientStatus
from booking.selectors import agenda
from booking.selectors.agenda import EXPECTED, Staff
from booking.selectors.clients import clients_for, searched_clients

SHORTEST, MOST = 2, 6


@dataclass(frozen=True, slots=True)
class Known:
    """A client with the latest of her visits that whoever asks may see. A master is not shown the record's contact,
    which may have been left with somebody else.
    """

    client: Client
    last: Appointment | None
    shows_record: bool

    @property
    def phone(self) -> str:
        """The record's, or what was left with the visit that whoever asks may see."""
        return self.client.phone if self.shows_record else self.last.visit.contact_phone if self.last else ""

    @property
    def email(self) -> str:
        return self.client.email if self.shows_record else self.last.visit.contact_email if self.last else ""

    @property
    def is_blocked(self) -> bool:
        return bool(self.client.status == ClientStatus.BLOCKED)


def known_clients(user: Staff, words: str) -> list[Known]:
    """A few clients to whose name, email or phone number these words belong (for a master: name); nothing for too few
    letters.
    """
    wanted = words.strip()
    if len(wanted) < SHORTEST:
        return []
    found = list(clients_for(user).filter(searched_clients(user, wanted)).order_by("name", "pk")[:MOST])
    rows = agenda.appointments_for(user).filter(visit__client__in=found, status__in=EXPECTED).order_by("start")
    last = {row.visit.client_id: row for row in rows}
    shows_record = agenda.sees_everybody(user)
    return [Known(client, last.get(client.pk), shows_record) for client in found]
