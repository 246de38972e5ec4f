"""The day's overview is written in the morning, once a day and reader."""

from datetime import datetime, time, timedelta

from booking.actions.notify import to_master
from booking.engine import calendar
from booking.models import BookingSettings, Master
from booking.selectors.availability import salon_zone, today
from salon.outbox.actions.write import Draft, write
from salon.outbox.models import DESK
from salon.outbox.selectors import is_written

# The kind of message that carries it.
DIGEST = "staff_digest"
MIDNIGHT = time()
# Afterwards the day is no news.
WORTH_READING = timedelta(hours=4)


def write_digests(*, now: datetime) -> int:
    """Queue today's overviews once their time (settings, at the salon's clock) has come; returns for how many.

    Safe to run as often as one likes. Whether there is anything to tell is looked at when they leave.
    """
    rules, day = BookingSettings.load(), today(now)
    if rules.digest_at is None:
        return 0
    due_at, about = _due(day_at=now, at=rules.digest_at), f"day:{day.isoformat()}"
    if not due_at <= now < due_at + WORTH_READING or is_written(kind=DIGEST, about=about):
        return 0
    masters = Master.objects.filter(is_employed=True).order_by("pk").values_list("pk", flat=True)
    readers = [DESK, *(to_master(master) for master in masters)]
    write(*(Draft(DIGEST, about, due_at, recipient=reader) for reader in readers), now=now)
    return len(readers)


def _due(*, day_at: datetime, at: time) -> datetime:
    """The aware time at which the salon's clock shows `at` on the day of `day_at`."""
    begin, _ = calendar.local_span(today(day_at), at, MIDNIGHT, salon_zone())
    return calendar.moment(begin)
