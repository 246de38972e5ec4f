"""Where an appointment stands, read from its history alone."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from booking.models import Appointment, AppointmentEvent, Status

BEGINNINGS = {"requested": Status.PENDING, "booked": Status.CONFIRMED}
ENDS = {"cancelled": Status.CANCELLED, "declined": Status.DECLINED, "expired": Status.EXPIRED}
# They change nothing.
REMARKS = ("erased", "coming", "running_late", "priced", "noted")
CLOSINGS = {"completed": Status.COMPLETED, "no_show": Status.NO_SHOW}


@dataclass(frozen=True, slots=True)
class Told:
    """What a story has come to: status, start (aware) and the master's id."""

    status: str
    start: datetime
    master: int


def is_story(appointment: Appointment) -> Told:
    """The appointment as it is."""
    return Told(appointment.status, appointment.start, appointment.master_id)


def replay(events: Iterable[AppointmentEvent]) -> Told:
    """The appointment as its events, in their order, tell it. A story that makes no sense is an AssertionError."""
    first, *others = events
    assert first.kind in BEGINNINGS, f"begins with {first.kind}"
    told = Told(BEGINNINGS[first.kind], *_place(first.facts))
    for event in others:
        told = _go_on(told, event.kind, event.facts)
    return told


def _go_on(told: Told, kind: str, facts: dict[str, Any]) -> Told:
    if kind in REMARKS:
        return told
    if kind == "reopened":
        assert told.status in CLOSINGS.values(), "reopened, but not closed"
        return replace(told, status=Status.CONFIRMED)
    if kind == "finalised":
        assert told.status in (Status.CONFIRMED, Status.COMPLETED), f"finalised after {told.status}"
        return replace(told, status=Status.COMPLETED)
    assert told.status in (Status.PENDING, Status.CONFIRMED), f"{kind} after {told.status}"
    if kind in CLOSINGS:
        assert told.status == Status.CONFIRMED, f"{kind}, but nobody had confirmed it"
        return replace(told, status=CLOSINGS[kind])
    if kind in ENDS:
        return replace(told, status=ENDS[kind])
    if kind == "approved":
        assert told.status == Status.PENDING, "approved, but nobody had asked"
        return replace(told, status=Status.CONFIRMED)
    assert kind == "moved", f"nobody knows what {kind} means"
    assert (told.start, told.master) == _place(facts["before"]), "moved from where it was not"
    return Told(facts["status"], *_place(facts["after"]))


def _place(facts: dict[str, Any]) -> tuple[datetime, int]:
    return datetime.fromisoformat(facts["start"]), facts["master"]
