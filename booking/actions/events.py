"""Who did it: the person behind a change, and the history that every appointment keeps."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from booking.models import Appointment, AppointmentEvent, Source


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts, from where. Staff are not bound by the limits that clients have.

    `user_id`: the login; `master_id`: a master in her chat, who may have no login.
    """

    kind: Literal["client", "staff", "system"]
    source: Source
    user_id: int | None = None
    master_id: int | None = None

    @property
    def is_staff(self) -> bool:
        return self.kind == "staff"


ONLINE = Actor("client", Source.WEBSITE)
TIMETABLE = Actor("system", Source.DESK)


def at_desk(user_id: int) -> Actor:
    """Somebody who is logged in to the admin."""
    return Actor("staff", Source.DESK, user_id)


def note_event(
    appointment: Appointment, kind: str, by: Actor, *, facts: Mapping[str, object] | None = None
) -> AppointmentEvent:
    """Write one line of an appointment's history. `facts` are JSON."""
    return AppointmentEvent.objects.create(
        appointment=appointment, kind=kind, actor=by.kind, user_id=by.user_id, source=by.source, facts=dict(facts or {})
    )


def when_and_who(appointment: Appointment) -> dict[str, object]:
    """What an event keeps of an appointment's place, so that the history alone tells where it was."""
    return {"start": appointment.start.isoformat(), "master": appointment.master_id}
