"""The timetable's heartbeat: it shows that a worker does what the timetable asks for."""

from datetime import datetime

from salon.outbox.models import WORKER, Heartbeat


def beat(*, now: datetime) -> None:
    """Note that the worker was reached at `now` (aware)."""
    Heartbeat.objects.update_or_create(name=WORKER, defaults={"at": now})
