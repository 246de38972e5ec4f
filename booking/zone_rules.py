"""What the clocks of a zone do, as calendar files tell it."""

from bisect import bisect_left
from datetime import UTC, datetime, timedelta
from functools import lru_cache, partial
from zoneinfo import ZoneInfo

from icalendar import Timezone, TimezoneDaylight, TimezoneStandard

DAY, MINUTE, MINUTES_A_DAY = timedelta(days=1), timedelta(minutes=1), 24 * 60


# Every letter of a year asks for the same.
@lru_cache(maxsize=64)
def zone_rules(zone: ZoneInfo, first: int, last: int) -> bytes:
    """A VTIMEZONE: what the zone's clocks do from the year `first` to `last` (RFC 5545, 3.6.5).

    Written here because the library dates the change to summer time by the clock after it; the standard wants the one
    before.
    """
    timezone = Timezone()
    timezone.add("tzid", zone.key)
    for change in _changes(zone, first, last):
        before, after = (change - MINUTE).astimezone(zone), change.astimezone(zone)
        observance = TimezoneDaylight() if after.dst() else TimezoneStandard()
        observance.add("dtstart", (change + _offset(before)).replace(tzinfo=None))
        observance.add("tzoffsetfrom", _offset(before))
        observance.add("tzoffsetto", _offset(after))
        observance.add("tzname", after.tzname() or zone.key)
        timezone.add_component(observance)
    return bytes(timezone.to_ical())


def _changes(zone: ZoneInfo, first: int, last: int) -> list[datetime]:
    """The minutes in UTC at which the clocks change from the year `first` to `last`, and the change that holds before.

    A clock that is never turned has one: some day.
    """
    begin, end = datetime(first, 1, 1, tzinfo=UTC) - DAY, datetime(last + 1, 1, 1, tzinfo=UTC) + DAY
    days = [begin + count * DAY for count in range(-366, (end - begin) // DAY)]
    found = [_change(zone, day) for day in days if _turned(zone, day, MINUTES_A_DAY)]
    earlier = [change for change in found if change < begin]
    return [*(earlier[-1:] or [begin]), *found[len(earlier) :]]


def _change(zone: ZoneInfo, day: datetime) -> datetime:
    """The minute at which the clocks change within 24 hours; no zone's do twice."""
    return day + bisect_left(range(MINUTES_A_DAY), True, key=partial(_turned, zone, day)) * MINUTE


def _turned(zone: ZoneInfo, since: datetime, minutes: int) -> bool:
    """Whether the clocks go otherwise so many minutes later."""
    return _offset((since + minutes * MINUTE).astimezone(zone)) != _offset(since.astimezone(zone))


def _offset(local: datetime) -> timedelta:
    return local.utcoffset() or timedelta()
