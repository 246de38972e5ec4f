"""Where appointments stand, and what they take of their masters' time. Everything here is under the masters' locks."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

from booking.actions.events import Actor, note_event, when_and_who
from booking.engine import calendar
from booking.engine.types import Part, Plan
from booking.models import Appointment, Occupancy, Status


def occupy(appointments: Mapping[int, Appointment], plan: Plan) -> None:
    """Take the plan's time for appointments by position."""
    Occupancy.objects.bulk_create(
        Occupancy(
            master_id=part.master,
            start=calendar.moment(begin),
            end=calendar.moment(end),
            appointment=appointments[part.need],
        )
        for part in plan.parts
        for begin, end in part.rows
    )


def place(appointment: Appointment, part: Part, reason: str, by: Actor, *, needs_answer: bool = False) -> None:
    """Write an appointment's new place, with its event: who, when, and as long as it takes her."""
    before = when_and_who(appointment)
    appointment.master_id = part.master
    appointment.start, appointment.end = calendar.moment(part.start), calendar.moment(part.end)
    appointment.minutes = part.end - part.start
    if appointment.any_master:
        appointment.choice_reason = reason
    if needs_answer:
        appointment.status = Status.PENDING
    appointment.save(update_fields=["master", "start", "end", "minutes", "choice_reason", "status"])
    facts = {"before": before, "after": when_and_who(appointment), "status": appointment.status}
    note_event(appointment, "moved", by, facts=facts)


def leave(appointment: Appointment) -> None:
    """Give one appointment's time back; what followed it at the same master takes its own buffer from it again."""
    last = appointment.occupancies.order_by("end").last()
    appointment.occupancies.all().delete()
    if last is None:
        return
    own = Occupancy.objects.filter(appointment__visit=appointment.visit_id, master=last.master_id, start=last.end)
    following = own.select_related("appointment__service").first()
    if following is not None and following.appointment is not None:
        service, start = following.appointment.service, following.appointment.start
        following.start = min(last.end, max(last.start, start - timedelta(minutes=service.buffer_before)))
        following.save(update_fields=["start"])


def take(appointment: Appointment, part: Part) -> None:
    """Take time for one appointment; between two of its visit at one master only the larger buffer is taken."""
    own = Occupancy.objects.filter(appointment__visit=appointment.visit_id, master=part.master)
    (begin, end), *middle = part.rows
    before = own.filter(start__lt=calendar.moment(part.start), end__gt=calendar.moment(begin)).order_by("end").last()
    rows = ((max(begin, calendar.minutes(before.end)) if before else begin, end), *middle)
    until = calendar.moment(rows[-1][1])
    own.filter(start__gte=calendar.moment(part.start), start__lt=until).update(start=until)
    occupy({part.need: appointment}, Plan((replace(part, rows=rows),)))
