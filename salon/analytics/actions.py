"""Counts are written down, and forgotten when they are old."""

from collections import Counter as Numbers
from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import NamedTuple

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from salon.analytics.models import Counter, Device, What
from salon.analytics.names import OTHER

# So many different names of one kind are kept a day: more than a salon has is somebody's mischief.
NAMES_A_DAY = 200
OF_ITS_OWN = {What.VIEW: 1000, What.SEARCH: 2000}
DAYS_A_MONTH = 31


class Key(NamedTuple):
    """What is counted: the fields of a Counter without its number, in the order of its columns."""

    what: What
    day: date
    name: str
    detail: str
    language: str
    device: Device | str


UPSERT = """
INSERT INTO analytics_counter (what, day, name, detail, language, device, number) VALUES {rows}
ON CONFLICT (what, day, name, detail, language, device)
DO UPDATE SET number = analytics_counter.number + EXCLUDED.number
"""


@transaction.atomic
def add_up(numbers: Mapping[Key, int]) -> None:
    """Add numbers to those of the table in one statement; what is one name too many for its day counts as OTHER."""
    if not numbers:
        return
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            # One writer at a time, as SQLite has it anyway: so no names are one too many, and nobody waits crosswise.
            cursor.execute("LOCK TABLE analytics_counter IN SHARE ROW EXCLUSIVE MODE")
        rows = _bounded(numbers)
        values = ", ".join(["(%s, %s, %s, %s, %s, %s, %s)"] * len(rows))
        cursor.execute(UPSERT.format(rows=values), [part for key, number in rows.items() for part in (*key, number)])


def forget_old_counts(*, now: datetime) -> int:
    """Delete what was counted more than `settings.COUNTS_MONTHS` months ago; returns how many rows."""
    last = timezone.localdate(now) - timedelta(days=settings.COUNTS_MONTHS * DAYS_A_MONTH)
    return Counter.objects.filter(day__lt=last).delete()[0]


def _bounded(numbers: Mapping[Key, int]) -> Mapping[Key, int]:
    known = _names({key.day for key in numbers})
    rows: Numbers[Key] = Numbers()
    for key, number in numbers.items():
        names = known.setdefault((key.what, key.day), set())
        name = (key.name, key.detail)
        if name not in names and len(names) >= OF_ITS_OWN.get(key.what, NAMES_A_DAY):
            key = key._replace(name=OTHER, detail="")
        else:
            names.add(name)
        rows[key] += number
    return rows


def _names(days: Iterable[date]) -> dict[tuple[str, date], set[tuple[str, str]]]:
    found: dict[tuple[str, date], set[tuple[str, str]]] = {}
    rows = Counter.objects.filter(day__in=days).order_by().values_list("what", "day", "name", "detail").distinct()
    for what, day, *name in rows:
        found.setdefault((what, day), set()).add(tuple(name))
    return found
