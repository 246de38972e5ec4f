"""A past in which everything happens that figures stumble over: nights, ends of months, both changes of the clocks."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, time, timedelta
from decimal import Decimal
from random import Random

import pytest

from booking.models import (
    Appointment,
    Client,
    HoursException,
    Master,
    Occupancy,
    Service,
    Source,
    Status,
    TimeOff,
    Visit,
    WorkingHours,
)
from booking.selectors.agenda import EXPECTED
from salon.cms.models import ClosedDay, OpeningHours, SalonSettings
from salon.lib.links import new_public_id
from tests.booking.conftest import BERLIN, local

# Around both changes of the clocks, and the ends of their months.
NIGHTS = [
    *(local(day, 12, month=3, year=2026) for day in (27, 28, 29, 30, 31)),
    *(local(day, 12, month=4, year=2026) for day in (1, 2, 24)),
    *(local(day, 12, month=10, year=2025) for day in (23, 24, 25, 26, 27, 31)),
    *(local(day, 12, month=11, year=2025) for day in (1, 2, 30)),
]
TIMES = [time(0, 0), time(0, 30), time(1, 45), time(2, 30), time(3, 0), time(9, 15), time(16, 0), time(23, 30)]
CAMPAIGNS = [
    {},
    {"first": {"utm_source": "poster"}, "last": {"utm_source": "poster"}},
    {"first": {}, "last": {"utm_source": "instagram", "utm_medium": "story", "utm_campaign": "autumn"}},
]
Past = Callable[[int], None]


@pytest.fixture
def open_always(salon: SalonSettings) -> None:
    """The salon never sleeps, but on one closed day and on public holidays."""
    OpeningHours.objects.all().delete()
    OpeningHours.objects.bulk_create(
        OpeningHours(weekday=weekday, starts_at=time(), ends_at=time()) for weekday in range(7)
    )
    ClosedDay.objects.create(slug="inventur", month=10, day=31, year=2025)


@pytest.fixture
def past(anna: Master, olga: Master, open_always: None, haircut: Service, colour: Service, manicure: Service) -> Past:
    """`past(seed)` writes it."""

    def run(seed: int) -> None:
        chance, free = Random(seed), set()
        _write_hours(anna, olga)
        clients = _clients()
        services = {anna: [haircut, colour], olga: [haircut, manicure]}
        for number in range(120):
            parts = list(_parts(chance, services, free))
            if parts:
                _write_visit(number, chance, parts, chance.choice(clients))

    return run


def _write_hours(anna: Master, olga: Master) -> None:
    """Anna works at night too, also while the clocks change; Olga every second week, and not on one date."""
    WorkingHours.objects.all().delete()
    until = local(30, 0, month=3).date()
    for weekday in range(7):
        WorkingHours.objects.create(master=anna, weekday=weekday, starts_at=time(1), ends_at=time(4))
        WorkingHours.objects.create(master=anna, weekday=weekday, starts_at=time(9), ends_at=time())
        hours = {"starts_at": time(8), "ends_at": time(17), "weeks": "odd", "valid_to": until}
        WorkingHours.objects.create(master=olga, weekday=weekday, **hours)
    HoursException.objects.create(master=olga, date=local(28, 0, month=3).date(), starts_at=time(), ends_at=time(6))
    in_spring, in_autumn = local(29, 0, month=3), local(26, 22, month=10, year=2025)
    TimeOff.objects.create(master=anna, start=in_spring, end=in_spring + timedelta(hours=3))
    TimeOff.objects.create(master=anna, start=in_autumn, end=local(27, 10, month=10, year=2025))


def _clients() -> list[Client | None]:
    """Ten people, one of them erased, and somebody who has left nothing but a name."""
    known = [Client.objects.create(name=f"Client {n}", phone=f"+4930231252{n:02}") for n in range(9)]
    return [*known, Client.objects.create(erased_at=local(1, 0)), None]


def _parts(chance: Random, services: dict[Master, list[Service]], free: set) -> Iterator[tuple]:
    """One to three services in a row from somewhere at night or by day, as long as their master is free."""
    start = datetime.combine(chance.choice(NIGHTS).date(), chance.choice(TIMES), BERLIN).astimezone(UTC)
    for _part in range(chance.choice((1, 1, 2, 3))):
        master = chance.choice(list(services))
        service = chance.choice(services[master])
        end = start + timedelta(minutes=service.minutes)
        taken = {(master.pk, start + timedelta(minutes=n)) for n in range(-service.buffer_before, service.minutes + 10)}
        if taken & free:
            return
        free |= taken
        yield master, service, start, end
        start = end


def _write_visit(number: int, chance: Random, parts: list[tuple], client: Client | None) -> None:
    visit = Visit.objects.create(
        public_id=new_public_id(),
        reference=f"{number:08}",
        client=client,
        language=chance.choice(["de", "uk"]),
        source=chance.choice([Source.WEBSITE, Source.DESK]) if client else Source.DESK,
        idempotency_key=f"{number}",
        campaign=chance.choice(CAMPAIGNS),
        widget=chance.choice(["", "hair"]),
        page=chance.choice(["", "/de/", "/de/preise/"]),
    )
    Visit.objects.filter(pk=visit.pk).update(created_at=parts[0][2] - timedelta(days=chance.randrange(3)))
    usual = chance.choice([*[Status.COMPLETED] * 5, *Status])
    for position, (master, service, start, end) in enumerate(parts):
        status = chance.choice([usual, usual, usual, *Status])
        row = Appointment.objects.create(
            visit=visit,
            position=position,
            service=service,
            master=master,
            start=start,
            end=end,
            status=status,
            service_name=service.slug,
            minutes=service.minutes,
            price=service.price,
            price_kind="fixed",
            paid=chance.choice([None, Decimal(chance.randrange(9000)) / 100]) if status == Status.COMPLETED else None,
            is_late_cancel=status == Status.CANCELLED and chance.random() < 0.5,
        )
        if status in EXPECTED:
            _occupy(row, service)


def _occupy(row: Appointment, service: Service) -> None:
    """The client's waiting time is the master's own."""
    begin, end = row.start - timedelta(minutes=service.buffer_before), row.end + timedelta(minutes=service.buffer_after)
    spans = [(begin, end)]
    if service.processing_lasts:
        waits = row.start + timedelta(minutes=service.processing_after)
        spans = [(begin, waits), (waits + timedelta(minutes=service.processing_lasts), end)]
    Occupancy.objects.bulk_create(Occupancy(master=row.master, appointment=row, start=a, end=b) for a, b in spans)
