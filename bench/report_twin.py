"""The bare twin of the reports: the same figures of two stretches of days by raw SQL, one after the other."""

# ruff: noqa: S608 - all words are our own

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import connection

Stretch = tuple[datetime, datetime]

SUMS = """
    count(DISTINCT visit_id) FILTER (WHERE status IN ('confirmed', 'completed')),
    count(DISTINCT visit_id) FILTER (WHERE status = 'completed'),
    count(*) FILTER (WHERE status = 'completed'),
    count(*) FILTER (WHERE status = 'no_show'),
    count(*) FILTER (WHERE status = 'cancelled'),
    count(*) FILTER (WHERE is_late_cancel AND status = 'cancelled'),
    sum(price) FILTER (WHERE status = 'completed'),
    sum(paid) FILTER (WHERE status = 'completed'),
    sum(coalesce(paid, price)) FILTER (WHERE status = 'completed')
    FROM booking_appointment WHERE start >= %(first)s AND start < %(last)s
"""
MONTH = "date_trunc('month', {start} AT TIME ZONE 'Europe/Berlin')::date"
TOTALS = f"SELECT {SUMS}"
BY_MASTER = f"SELECT master_id, {SUMS} GROUP BY master_id"
SERIES = f"SELECT {MONTH.format(start='start')}, {SUMS} GROUP BY 1"
TAKEN = f"""
    SELECT a.master_id, {MONTH.format(start="a.start")}, sum(o."end" - o.start)
    FROM booking_appointment a JOIN booking_occupancy o ON o.appointment_id = a.id
    WHERE a.start >= %(first)s AND a.start < %(last)s GROUP BY 1, 2
"""
PEOPLE = """
    SELECT count(*) FILTER (WHERE first >= %(first)s), count(*) FROM (
        SELECT min(start) AS first, max(start) FILTER (WHERE start >= %(first)s) AS seen
        FROM booking_appointment a JOIN booking_visit v ON v.id = a.visit_id
        WHERE status = 'completed' AND start < %(last)s AND client_id IS NOT NULL GROUP BY client_id
    ) AS clients WHERE seen IS NOT NULL
"""
UNKNOWN = """
    SELECT count(DISTINCT a.visit_id) FROM booking_appointment a JOIN booking_visit v ON v.id = a.visit_id
    WHERE status = 'completed' AND start >= %(first)s AND start < %(last)s AND client_id IS NULL
"""
AGAIN = """
    SELECT count(DISTINCT client_id), count(DISTINCT client_id) FILTER (WHERE visit_id <> one AND day <= until) FROM (
        SELECT client_id, visit_id, first, one, (start AT TIME ZONE 'Europe/Berlin')::date AS day,
            ((first + interval '56 days') AT TIME ZONE 'Europe/Berlin')::date AS until
        FROM (
            SELECT client_id, visit_id, start, min(start) OVER (PARTITION BY client_id) AS first,
                first_value(visit_id) OVER (PARTITION BY client_id ORDER BY start, a.id) AS one
            FROM booking_appointment a JOIN booking_visit v ON v.id = a.visit_id
            WHERE status = 'completed' AND client_id IS NOT NULL
                AND start >= %(first)s AND start < %(last)s + interval '57 days'
        ) AS came WHERE first < %(last)s
    ) AS dated
"""
BY_STATUS = """
    SELECT status, count(DISTINCT visit_id), count(*) FROM booking_appointment
    WHERE start >= %(first)s AND start < %(last)s GROUP BY status
"""
SERVICES = """
    SELECT service_id, count(*), sum(minutes), sum(coalesce(paid, price)) FROM booking_appointment
    WHERE status = 'completed' AND start >= %(first)s AND start < %(last)s GROUP BY service_id
"""
ORIGINS = """
    SELECT {key}, count(DISTINCT v.id), count(DISTINCT v.id) FILTER (WHERE a.status = 'completed'),
        sum(coalesce(a.paid, a.price)) FILTER (WHERE a.status = 'completed')
    FROM booking_visit v LEFT JOIN booking_appointment a ON a.visit_id = v.id
    WHERE v.created_at >= %(first)s AND v.created_at < %(last)s GROUP BY {group}
"""
CAMPAIGN = ", ".join(f"campaign #>> '{{last,{name}}}'" for name in ("utm_campaign", "utm_source", "utm_medium"))
LOOKS = """
    SELECT what, name, detail, sum(number) FROM analytics_counter
    WHERE what <> 'search' AND day >= %(first)s::date AND day < %(last)s::date GROUP BY 1, 2, 3
"""


def figures(now: Stretch, was: Stretch) -> None:
    back = timedelta(weeks=8)
    for stretch in (now, was):
        _read(stretch, TOTALS, TAKEN, PEOPLE, UNKNOWN, SERIES)
        _read((stretch[0] - back, stretch[1] - back), AGAIN)
    _read(now, BY_MASTER, BY_STATUS)


def services(now: Stretch, was: Stretch) -> None:
    _read(now, SERVICES)
    _read(was, SERVICES)


def sources(now: Stretch, was: Stretch) -> None:
    one_by_one = [ORIGINS.format(key=key, group="1") for key in ("source", "widget", "page")]
    for stretch in (now, was):
        _read(stretch, *one_by_one, ORIGINS.format(key=CAMPAIGN, group="1, 2, 3"), LOOKS)


def _read(stretch: Stretch, *statements: str) -> list[Sequence]:
    found: list[Sequence] = []
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement, {"first": stretch[0], "last": stretch[1]})
            found += cursor.fetchall()
    return found
