"""Reports over 100,000 appointments, side by side with the bare SQL of their figures.

Only on PostgreSQL: SQLite knows no days of a zone, and asks Python for them at every row.
"""

from collections.abc import Callable, Iterator
from datetime import datetime, time, timedelta
from functools import partial

from django.contrib.auth import get_user_model
from django.db import connection
from django.db.models import Model
from django.test import Client as Browser
from django.urls import reverse

from bench import report_twin, salon
from bench.rows import Row, milliseconds
from booking.models import Appointment, Client, Master, Occupancy, Service, Visit
from salon.lib.links import new_public_id

STORED, CLIENTS, SLOTS = 100_000, 20_000, 10
DAYS = STORED // salon.MASTERS // SLOTS
RATIO = 3
TWINS = {"figures": report_twin.figures, "services": report_twin.services, "sources": report_twin.sources}
TODAY = datetime.combine(salon.NOW.date(), time(), salon.BERLIN)


def rows() -> Iterator[Row]:
    """Half of them are on the days asked for, the other half on those they are compared with."""
    if connection.vendor != "postgresql":
        return
    salon.build()
    fill()
    browser = Browser(headers={"host": "localhost"})
    browser.force_login(get_user_model().objects.create_superuser("owner"))
    half = timedelta(days=DAYS // 2)
    stretches = (TODAY - half, TODAY), (TODAY - 2 * half, TODAY - half)
    asked = {"first": f"{TODAY - half:%Y-%m-%d}", "last": f"{TODAY - timedelta(days=1):%Y-%m-%d}"}
    for name, twin in TWINS.items():
        yield from _measure(name, partial(_read, browser, reverse(f"{name}_report"), asked), partial(twin, *stretches))


def _measure(name: str, read: Callable[..., None], twin: Callable[[], None]) -> Iterator[Row]:
    """The ratio is that of the file: around the same figures the page has Wagtail's whole frame."""
    file, page, bare = milliseconds(partial(read, export="csv"), read, twin, rounds=7)
    yield Row(f"report of {name}, {STORED:,} stored: file", file, "ms", RATIO, file / bare)
    yield Row(f"report of {name}: page", page, "ms")
    yield Row(f"report of {name}: bare SQL", bare, "ms")


def _read(browser: Browser, url: str, asked: dict[str, str], **more: str) -> None:
    answer = browser.get(url, asked | more)
    assert answer.status_code == 200  # noqa: S101 - a benchmark of something else would be worse than none


def fill() -> None:
    """All appointments before today in one statement a table: ten a day and master, each of one client."""
    client, service = Client.objects.create(name="Olena", phone="+491512345678"), Service.objects.first()
    first = client.pk
    _copy(client, CLIENTS, name="'Client ' || i")
    # Every table counts on from its first row, so that each row knows its others by their number.
    visit = Visit.objects.create(public_id=new_public_id(), reference="0", client=client, language="de", source="desk")
    began = TODAY - timedelta(days=DAYS) + timedelta(hours=9)
    slot = f"timestamptz '{began:%Y-%m-%d %H:%M%z}' + (i / {salon.MASTERS} / {SLOTS}) * interval '1 day'"
    slot += f" + (i / {salon.MASTERS} %% {SLOTS}) * interval '50 minutes'"
    _copy(
        visit,
        STORED,
        public_id="substring(decode(md5(i::text), 'hex') from 1 for 12)",
        reference="i::text",
        idempotency_key="i::text",
        client_id=f"{first} + i * 7919 %% {CLIENTS}",
        source="(ARRAY['website', 'website', 'phone', 'desk', 'telegram'])[1 + i %% 5]",
        widget="(ARRAY['', 'hair', 'nails'])[1 + i %% 3]",
        page="'/de/page-' || i %% 40",
        campaign="""jsonb_build_object('last', CASE WHEN i %% 4 = 0
            THEN jsonb_build_object('utm_campaign', 'c' || i %% 50) ELSE '{}' END)""",
        created_at=f"{slot} - interval '3 days'",
    )
    _fill_appointments(visit, service, slot)


def _fill_appointments(visit: Visit, service: Service, slot: str) -> None:
    masters, services = (list(table.objects.values_list("pk", flat=True)) for table in (Master, Service))
    row = Appointment.objects.create(
        visit=visit,
        service=service,
        master_id=masters[0],
        start=TODAY,
        end=TODAY + timedelta(minutes=45),
        service_name="Haarschnitt",
        minutes=45,
        price=45,
        price_kind="fixed",
    )
    whose = f"(ARRAY{masters})[1 + i %% {len(masters)}]"
    _copy(
        row,
        STORED,
        visit_id=f"{visit.pk} + i",
        master_id=whose,
        service_id=f"(ARRAY{services})[1 + i %% {len(services)}]",
        start=slot,
        end=f"{slot} + interval '45 minutes'",
        status="(ARRAY['completed', 'completed', 'completed', 'completed', 'no_show', 'cancelled'])[1 + i %% 6]",
        paid="CASE WHEN i %% 6 < 2 THEN 50 END",
    )
    taken = Occupancy.objects.create(
        master_id=masters[0], start=TODAY, end=TODAY + timedelta(minutes=45), appointment=row
    )
    when = {"start": slot, "end": f"{slot} + interval '45 minutes'"}
    _copy(taken, STORED, master_id=whose, appointment_id=f"{row.pk} + i", **when)
    for made in (row, visit):
        made.delete()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _copy(row: Model, number: int, **changed: str) -> None:
    """Rows like this one, with other values in some columns: SQL in which `i` counts from 1."""
    columns = [field.column for field in row._meta.concrete_fields if not field.primary_key]
    names = ", ".join(f'"{column}"' for column in columns)
    values = ", ".join(changed.get(column, f't."{column}"') for column in columns)
    table = row._meta.db_table
    many = f"FROM {table} t, generate_series(1, %s) AS i WHERE t.id = %s"
    made = f"INSERT INTO {table} ({names}) SELECT {values} {many}"
    with connection.cursor() as cursor:
        cursor.execute(made, [number, row.pk])
