"""A few of many starts that give a choice: free times come in rows, and three of one morning are no choice."""

from collections.abc import Sequence
from datetime import date
from zoneinfo import ZoneInfo

from booking.engine import calendar
from booking.engine.types import Start

# The local hours that part a day: its two halves, and where evening begins.
NOON, EVENING = 12, 17


def spread(starts: Sequence[Start], zone: ZoneInfo, count: int) -> list[Start]:
    """At most `count` of these starts (by time): the very first, then the first of each further half-day.

    So a day has two of them at most, one before noon and one after it. Where there are not enough half-days, the
    soonest of the rest fill up. Those that are chosen stay in order of time.
    """
    halves: dict[tuple[date, bool], Start] = {}
    for start in starts:
        halves.setdefault(_half_day(start, zone), start)
        if len(halves) == count:
            break
    chosen = list(halves.values())[:count]
    taken = {start.at for start in chosen}
    rest = [start for start in starts if start.at not in taken][: count - len(chosen)]
    return sorted([*chosen, *rest], key=lambda start: start.at)


def _half_day(start: Start, zone: ZoneInfo) -> tuple[date, bool]:
    local = calendar.moment(start.at).astimezone(zone)
    return local.date(), local.hour >= NOON
