"""Whoever was reminded says that they will be there: the history knows it, and reception need not ask."""

from booking.actions.events import Actor, note_event
from booking.actions.open_visit import lock_open_visit
from booking.actions.taking_time import takes_time
from booking.models import Status, Visit

COMING = "coming"


@takes_time
def say_coming(*, visit_id: int, by: Actor) -> Visit:
    """Note it once with each confirmed appointment. Raises VisitNotFound, AlreadyDecided where nothing is open."""
    visit, open_ones = lock_open_visit(visit_id)
    for appointment in open_ones:
        is_new = not appointment.events.filter(kind=COMING).exists()
        if appointment.status == Status.CONFIRMED and is_new:
            note_event(appointment, COMING, by)
    return visit
