"""Tuesday the 9th is full: Anna and Olga have no free time on it. It is Monday noon, and people wait."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from datetime import date, datetime, timedelta
from itertools import count

import pytest
import time_machine

from booking.actions.change import cancel_visit
from booking.actions.clients import Contact
from booking.actions.events import Actor
from booking.actions.waiting import offer_free_time
from booking.actions.waiting_place import PlaceRequest, join_waiting_list
from booking.models import Appointment, Master, Occupancy, Service, Source, Visit, WaitingEntry, WaitingOffer
from salon.outbox.actions.deliver import deliver_due
from tests.booking.conftest import NOW, local, wish_for

TUESDAY = date(2026, 6, 9)
KARIN = Actor("staff", Source.DESK)
HOURS, HOUR = range(9, 17), timedelta(hours=1)

Tuesday = dict[tuple[str, int], Visit]
Joiner = Callable[..., WaitingEntry]
Committing = Callable[..., AbstractContextManager[list[Callable[[], object]]]]
_names = count(1)


@pytest.fixture
def clock(salon: object) -> Iterator[time_machine.Traveller]:
    """Everybody's clock stands still on Monday at noon."""
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


@pytest.fixture
def full_tuesday(anna: Master, olga: Master, haircut: Service) -> Tuesday:
    """Every hour of Anna's and Olga's Tuesday is booked; the visits by master and hour."""
    taken = {
        (master.slug, hour): _haircut(master, haircut, local(9, hour)) for master in (anna, olga) for hour in HOURS
    }
    Visit.objects.bulk_create(row.appointment.visit for row in taken.values())
    Appointment.objects.bulk_create(row.appointment for row in taken.values())
    Occupancy.objects.bulk_create(taken.values())
    return {key: row.appointment.visit for key, row in taken.items()}


def _haircut(master: Master, service: Service, start: datetime) -> Occupancy:
    end, phone = start + HOUR, f"+49151{start:%d%H}{master.pk:05}"
    visit = Visit(
        reference=f"{master.slug[0]}{start:%d%H}",
        contact_name="Katharina Vogel",
        contact_phone=phone,
        language="de",
        source="phone",
        idempotency_key=f"{master.slug} {start:%d %H}",
    )
    appointment = Appointment(
        visit=visit,
        service=service,
        master=master,
        start=start,
        end=end,
        minutes=60,
        price=service.price,
        price_kind="fixed",
        service_name="Haarschnitt",
        policy={"free_cancel_hours": 24, "cancel_limit_hours": 24, "move_limit_hours": 24},
    )
    return Occupancy(master=master, start=start, end=end, appointment=appointment)


@pytest.fixture
def join(anna: object, olga: object) -> Joiner:
    """Somebody waits, each a minute longer than the next: `join("haircut", master="anna")`."""
    places = count()

    def run(
        services: str | list[str] = "haircut",
        *,
        master: str = "",
        first: date = TUESDAY,
        last: date | None = None,
        contact: Contact | None = None,
        now: datetime = NOW,
        draft: str = "",
        **more: object,
    ) -> WaitingEntry:
        number = next(_names)
        request = PlaceRequest(
            draft=draft or f"place-{number}",
            wish=wish_for(services, master),
            first_day=first,
            last_day=last or first,
            contact=contact or Contact(f"Client {number}", "", f"client-{number}@example.org"),
            **{"language": "de", **more},
        )
        entry = join_waiting_list(request, now=now)
        WaitingEntry.objects.filter(pk=entry.pk).update(created_at=NOW + timedelta(minutes=next(places)))
        return entry

    return run


def cancel(visit: Visit, now: datetime = NOW) -> None:
    """Karin cancels a visit at the desk."""
    cancel_visit(visit_id=visit.pk, by=KARIN, now=now)


def offer_and_write(now: datetime = NOW) -> int:
    """Offer what is free, and let the mails leave; how many offers were made. What nobody heard of was no offer."""
    made = offer_free_time(now=now)
    deliver_due(now=now)
    return made


def offers_to(entry: WaitingEntry) -> list[tuple[datetime, str]]:
    """What was offered to an entry, in order: start and state."""
    return list(entry.offers.values_list("start", "state"))


def open_offer(entry: WaitingEntry) -> WaitingOffer:
    return entry.offers.get(state="open")
