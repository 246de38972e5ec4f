"""The bare twin of availability: the same rows by raw SQL, and a bare sweep over sorted intervals of whole minutes."""

from datetime import UTC, date, datetime, time, timedelta

from django.db import connection

from bench.salon import BERLIN, DAYS, NOW

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
Span = tuple[int, int]


def starts() -> list[int]:
    """Every free start of a 60-minute service in thirty days for any of the masters, in UTC minutes."""
    first = NOW.date()
    last = first + timedelta(days=DAYS - 1)
    begin, end = _at(first, time()), _at(last + timedelta(days=1), time())
    with connection.cursor() as cursor:
        cursor.execute("SELECT slot_step, lead_minutes FROM booking_bookingsettings")
        step, lead = cursor.fetchone()
        cursor.execute("SELECT weekday, starts_at, ends_at FROM cms_openinghours")
        opening = cursor.fetchall()
        cursor.execute("SELECT month, day FROM cms_closedday")
        closed = set(cursor.fetchall())
        cursor.execute("SELECT master_id, weekday, starts_at, ends_at FROM booking_workinghours")
        working = cursor.fetchall()
        masters = sorted({row[0] for row in working})
        taken = []
        for master in masters:
            cursor.execute(
                'SELECT master_id, start, "end" FROM booking_occupancy'
                ' WHERE start < %s AND "end" > %s AND master_id = %s',
                [EPOCH + end * MINUTE, EPOCH + begin * MINUTE, master],
            )
            taken += cursor.fetchall()
    busy: dict[int, list[Span]] = {}
    for master, start, stop in taken:
        busy.setdefault(master, []).append((_minutes(start), _minutes(stop)))
    earliest = (NOW - EPOCH) // MINUTE + lead
    found: set[int] = set()
    days = [first + timedelta(days=number) for number in range(DAYS)]
    opened = {
        day: [(_at(day, _time(a)), _at(day, _time(b))) for weekday, a, b in opening if weekday == day.weekday()]
        for day in days
        if (day.month, day.day) not in closed
    }
    for master in masters:
        rows = [row for row in working if row[0] == master]
        windows = [
            (max(_at(day, _time(a)), left), min(_at(day, _time(b)), right))
            for day in days
            for _, weekday, a, b in rows
            if weekday == day.weekday()
            for left, right in opened.get(day, ())
        ]
        _sweep(sorted(windows), sorted(busy.get(master, [])), step, earliest, found)
    return sorted(found)


def _sweep(windows: list[Span], busy: list[Span], step: int, earliest: int, found: set[int]) -> None:
    index = 0
    for opens, closes in windows:
        while index < len(busy) and busy[index][1] <= opens:
            index += 1
        free, here = opens, index
        while True:
            stop = busy[here][0] if here < len(busy) and busy[here][0] < closes else closes
            at = opens + -(-(max(free, earliest) - opens) // step) * step
            found.update(range(at, stop - 59, step))
            if stop >= closes:
                break
            free = busy[here][1]
            here += 1


def _at(day: date, clock: time) -> int:
    return (datetime.combine(day, clock, BERLIN).astimezone(UTC) - EPOCH) // MINUTE


def _minutes(moment: datetime) -> int:
    """SQLite's driver gives UTC without saying so."""
    return (moment.replace(tzinfo=UTC) - EPOCH) // MINUTE if moment.tzinfo is None else (moment - EPOCH) // MINUTE


def _time(value: object) -> time:
    return time.fromisoformat(value) if isinstance(value, str) else value  # type: ignore[return-value]
