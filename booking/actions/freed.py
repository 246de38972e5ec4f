"""Time came free: who waits for it hears of it at once, and not only by the timetable."""

from datetime import datetime

from django.db import transaction

from booking.actions.waiting import offer_free_time


def time_came_free(now: datetime) -> None:
    """To be called by whoever gives time back, inside the transaction.

    The waiting list is asked after the commit: one query where nobody waits. What goes wrong there is logged and
    changes nothing of what was done; the timetable asks again.
    """

    def ask() -> None:
        offer_free_time(now=now)

    transaction.on_commit(ask, robust=True)
