"""Whom reception may mean: known clients by what was typed on the phone."""

from dataclasses import dataclass

from booking.models import Appointment, Client, ClientStatus
from booking.selectors import agenda
from booking.selectors.agenda import EXPECTED, Staff
from booking.selectors.clients import clients_for, searched_clients

SHORTEST, MOST = 2, 6


@dataclass(frozen=True, slots=True)
class Known:
    """A client with the latest of her visits that whoever asks may see.

    `phone` and `email` are the client's own; for a master those that were left with that visit.
    """

    client: Client
    last: Appointment | None
    phone: str
    email: str

    @property
    def is_blocked(self) -> bool:
        return bool(self.client.status == ClientStatus.BLOCKED)


def known_clients(user: Staff, words: str) -> list[Known]:
    """A few clients whose name, email or phone number these words are a part of; nothing for too few letters.

    A master finds by names alone, as in the list of clients.
    """
    wanted = words.strip()
    if len(wanted) < SHORTEST:
        return []
    found = list(clients_for(user).filter(searched_clients(user, wanted)).order_by("name", "pk")[:MOST])
    rows = agenda.appointments_for(user).filter(visit__client__in=found, status__in=EXPECTED).order_by("start")
    last = {row.visit.client_id: row for row in rows}
    sees_all = agenda.sees_everybody(user)
    return [_known(client, last.get(client.pk), sees_all=sees_all) for client in found]


def _known(client: Client, last: Appointment | None, *, sees_all: bool) -> Known:
    if sees_all:
        return Known(client, last, client.phone, client.email)
    left = (last.visit.contact_phone, last.visit.contact_email) if last else ("", "")
    return Known(client, last, *left)
