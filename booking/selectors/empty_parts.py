"""Parts of a day in which nothing is free although the salon is open: what somebody has looked for in vain."""

from datetime import date, time

from booking.engine import calendar
from booking.engine.spread import EVENING, NOON
from booking.selectors.availability import salon_zone
from booking.selectors.free_days import FreeDays

# Each part of a day with its local hours.
PARTS = {
    "morning": (time.min, time(NOON)),
    "afternoon": (time(NOON), time(EVENING)),
    "evening": (time(EVENING), time.max),
}


def empty_parts(free: FreeDays, day: date) -> list[str]:
    """Those of a local date, in their order; none on a day that can't be booked or on which the salon is closed."""
    if not free.window.first <= day <= free.window.last:
        return []
    hours, zone = free.window.salon.windows(day), salon_zone()
    starts = [calendar.moment(start.at).astimezone(zone).time() for start in free.on(day)]
    return [
        part
        for part, (begin, end) in PARTS.items()
        # Who closes at midnight closes at the end of the day.
        if any(opens < end and (closes > begin or closes == time.min) for opens, closes in hours)
        and not any(begin <= start < end for start in starts)
    ]
