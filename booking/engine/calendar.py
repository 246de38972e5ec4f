"""The one way from local time into the engine and back: aware datetimes and local dates to UTC minutes.

No arithmetic is done on wall-clock times, so that days of 23 and 25 hours are ordinary. The zone is an argument.
"""

from bisect import bisect_left
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from booking.engine.types import Span

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MINUTE = timedelta(minutes=1)
_DAY = timedelta(days=1)

ODD, EVEN = 0, 1
# The Monday of ISO week 1 of 2024. From here the cycle simply alternates, through years of 53 weeks as well.
CYCLE_ANCHOR = date(2024, 1, 1)


def minutes(moment: datetime, *, up: bool = False) -> int:
    """An aware datetime as whole UTC minutes: the minute it lies in, or with `up` the first that isn't before it.

    Raises TypeError for a naive datetime.
    """
    passed = moment - _EPOCH
    return -(-passed // _MINUTE) if up else passed // _MINUTE


def moment(minute: int) -> datetime:
    """A whole UTC minute as an aware UTC datetime."""
    return _EPOCH + minute * _MINUTE


def day_span(day: date, zone: ZoneInfo) -> Span:
    """A local day from midnight to midnight."""
    return _on_clock(day, time(), zone, 0), _on_clock(day + _DAY, time(), zone, 0)


def local_span(day: date, time_from: time, time_to: time, zone: ZoneInfo) -> Span:
    """A stretch of wall-clock time on a local day; `time_to` 00:00 is the next midnight.

    A time that the spring change skips becomes the first real minute after it, so a stretch inside the skipped hour
    is empty. Of a time that the autumn change repeats, a start takes the first and an end the second.

    Raises ValueError if the stretch would not end after it begins.
    """
    ends = day if time_to != time() else day + _DAY
    if (ends, time_to) <= (day, time_from):
        raise ValueError(f"{time_to} is not later than {time_from}.")
    return _on_clock(day, time_from, zone, 0), _on_clock(ends, time_to, zone, 1)


def local_date(minute: int, zone: ZoneInfo) -> date:
    """The date on the salon's wall at a UTC minute."""
    return moment(minute).astimezone(zone).date()


def week_cycle(day: date, anchor: date = CYCLE_ANCHOR) -> int:
    """ODD (0) in the anchor's own week and every second one from it, EVEN (1) in the weeks between.

    Raises ValueError if the anchor is not a Monday.
    """
    if anchor.weekday() != 0:
        raise ValueError("The anchor of a two-week cycle is a Monday.")
    return (day - anchor).days // 7 % 2


def dates_between(first: date, last: date) -> list[date]:
    """Every date from first to last, both included."""
    return [first + count * _DAY for count in range((last - first).days + 1)]


# The same opening times are asked for every master of a page; the answer never changes.
@lru_cache(maxsize=4096)
def _on_clock(day: date, at: time, zone: ZoneInfo, fold: int) -> int:
    """The minute at which the wall shows this time: of two the one that `fold` names (PEP 495), of none the next."""
    wall = datetime.combine(day, at)
    before = minutes(wall.replace(tzinfo=zone, fold=0))
    after = minutes(wall.replace(tzinfo=zone, fold=1))
    if before <= after:
        return after if fold else before
    # Skipped: read with the new offset it lies before the change, with the old one after it.
    between = range(after, before + 1)
    return between[bisect_left(between, True, key=lambda minute: _wall(minute, zone) >= wall)]


def _wall(minute: int, zone: ZoneInfo) -> datetime:
    return moment(minute).astimezone(zone).replace(tzinfo=None)
