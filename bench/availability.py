"""Availability of ten masters over thirty days, side by side with its bare twin."""

from collections.abc import Iterator

from django.db import connection
from django.test.utils import CaptureQueriesContext

from bench import salon, twin
from bench.rows import Row, milliseconds
from booking.engine import calendar
from booking.models import Appointment, BookingSettings
from booking.selectors.catalog import Catalog, load_catalog
from booking.selectors.free_time import FreeTime, find_free_time
from booking.selectors.wishes import read_wish

STORED = (1_000, 10_000, 100_000)
QUERIES, RATIO = 6, 4


def rows() -> Iterator[Row]:
    salon.build()
    catalog = load_catalog("de")
    for stored in STORED:
        salon.fill(stored)
        yield from _measure(catalog, stored)


def _measure(catalog: Catalog, stored: int) -> Iterator[Row]:
    assert Appointment.objects.count() == stored  # noqa: S101 - a benchmark of something else would be worse than none
    with CaptureQueriesContext(connection) as queries:
        found = _ours(catalog)
    first_days = calendar.day_span(found.window.first, salon.BERLIN)[0]
    assert [start.at for start in found.starts if start.at >= first_days] == twin.starts()  # noqa: S101
    ours, bare = milliseconds(lambda: _ours(catalog), twin.starts)
    name = f"availability, {salon.MASTERS} masters x {salon.DAYS} days, {stored:,} stored"
    yield Row(f"{name}: queries", len(queries), "queries", QUERIES)
    yield Row(f"{name}: time", ours, "ms", RATIO, ours / bare)
    yield Row(f"{name}: bare twin", bare, "ms")
    yield Row(f"{name}: speed", salon.MASTERS * salon.DAYS / ours * 1000, "master-days/s")


def _ours(catalog: Catalog) -> FreeTime:
    """The rules are read anew each time, as a request does; the catalogue is what the page has loaded anyway."""
    return find_free_time(read_wish(catalog, BookingSettings.load(), [salon.SINGLE]), now=salon.NOW)
