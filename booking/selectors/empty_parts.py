"""Parts of a day in which nothing is free although it could be: what somebody has looked for in vain."""

from datetime import date, time

from booking.engine import calendar
from booking.engine.spread import EVENING, NOON
from booking.selectors.availability import salon_zone
from booking.selectors.free_time import FreeTime

# Each part of a day with its local hours; 00:00 at the end is the next midnight.
PARTS = {
    "morning": (time(), time(NOON)),
    "afternoon": (time(NOON), time(EVENING)),
    "evening": (time(EVENING), time()),
}


def empty_parts(free: FreeTime, day: date) -> list[str]:
    """Those of a local date without a start, in their order.

    Only where one could be, if nobody else came: the salon is open for as long as it takes, and it is neither too soon
    nor too far ahead.
    """
    zone, policy, least = salon_zone(), free.wish.policy(free.now), free.wish.minutes()[0]
    hours = [calendar.local_span(day, *stretch, zone) for stretch in free.window.salon.windows(day)]
    found = []
    for part, stretch in PARTS.items():
        begin, end = calendar.local_span(day, *stretch, zone)
        could_be = any(
            max(begin, opens, policy.earliest) <= min(end - 1, closes - least, policy.latest) for opens, closes in hours
        )
        if could_be and not any(begin <= start.at < end for start in free.on(day)):
            found.append(part)
    return found
