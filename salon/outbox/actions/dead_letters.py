"""Whoever runs the salon hears of messages that were given up: once a day, while there are some."""

from datetime import UTC, datetime, time, timedelta

from salon.outbox.actions.write import Draft, write
from salon.outbox.models import DESK
from salon.outbox.selectors import dead_since, is_written

# The kind of message that says so.
DEAD_LETTERS = "staff_dead_letters"
A_DAY = timedelta(days=1)


def report_dead(*, now: datetime) -> int:
    """Queue today's report (the UTC day) where messages were given up since yesterday; returns how many it is about.

    Safe to run as often as one likes.
    """
    about = f"dead:{now.astimezone(UTC).date().isoformat()}"
    dead = dead_since(reported_since(now)).count()
    if not dead or is_written(kind=DEAD_LETTERS, about=about):
        return 0
    write(Draft(DEAD_LETTERS, about, now, recipient=DESK), now=now)
    return dead


def reported_since(at: datetime) -> datetime:
    """From when on (aware) a report of this time tells: yesterday's midnight in UTC, so that no hour is left out."""
    return datetime.combine(at.astimezone(UTC).date() - A_DAY, time(), UTC)
