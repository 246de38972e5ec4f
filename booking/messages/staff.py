"""What the desk writes to masters and reception; nobody is told what they did themselves."""

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Any

from django.utils.translation import gettext_lazy, gettext_noop

from booking.actions import notify
from booking.messages import staff_words as words
from booking.messages.compose import Plan, Told
from booking.messages.staff_letter import staff_letter
from booking.messages.visits import OFF, OVER, gather, moment_of
from booking.models import Status, Visit
from booking.selectors.recipients import StaffReader, is_masters_login, staff_reader
from booking.selectors.visit_view import VisitView
from booking.selectors.visits import appointment_of, visit_to_tell
from salon.outbox.kinds import register
from salon.outbox.letter import ERASED, NO_ADDRESS, NO_MAILBOX, Drop, Outcome
from salon.outbox.models import Message

LEFT = gettext_noop("She no longer works here.")
OWN_DOING = gettext_noop("They did it themselves.")

Planner = Callable[[Message, VisitView, datetime], Plan]


def to_staff(name: str, label: Any) -> Callable[[Planner], Callable[[Message, datetime], Outcome]]:
    """Register a kind whose planner says which letter tells what; who reads it is the same for all of them."""

    def keep(plan: Planner) -> Callable[[Message, datetime], Outcome]:
        @register(name, label, gather)
        @wraps(plan)
        def write(message: Message, now: datetime) -> Outcome:
            reader = staff_reader(message.recipient)
            if reader is None:
                return Drop(LEFT)
            if _is_own_doing(message, reader):
                return Drop(OWN_DOING)
            found = visit_to_tell(int(message.about_key), now=now, language=reader.language, to_staff=True)
            if found is None:
                return Drop(ERASED)
            visit, view = found
            wanted = plan(message, view, now)
            if isinstance(wanted, Drop):
                return wanted
            return _letter(wanted, reader, visit, view)

        return write

    return keep


def _letter(told: Told, reader: StaffReader, visit: Visit, view: VisitView) -> Outcome:
    if not reader.to:
        return Drop(no_address(reader))
    appointment = appointment_of(visit, master=reader.master)
    return staff_letter(told, view, reader.to, reader.language, source=visit.source, appointment_id=appointment)


def no_address(reader: StaffReader) -> str:
    """Why somebody of the salon gets nothing: the desk's mailbox is a setting, a master's is her login's."""
    return NO_MAILBOX if reader.master is None else NO_ADDRESS


def _is_own_doing(message: Message, reader: StaffReader) -> bool:
    """A master's own login and chat are hers; at the desk everybody else's is."""
    user, master = message.context.get("user"), message.context.get("master")
    if reader.master is not None:
        return master == reader.master or (user is not None and user == reader.user)
    return message.context.get("by") == "staff" and master is None and not is_masters_login(user)


@to_staff(notify.STAFF_NEW, gettext_lazy("To the salon: new visit"))
def staff_new(message: Message, view: VisitView, now: datetime) -> Plan:
    """What is off again before anybody heard of it is told by nobody."""
    if not view.is_open:
        return Drop(OFF)
    if view.is_over:
        return Drop(OVER)
    return Told(words.NEW_REQUEST if view.decide_until else words.NEW)


@to_staff(notify.STAFF_MOVED, gettext_lazy("To the salon: visit moved"))
def staff_moved(message: Message, view: VisitView, now: datetime) -> Plan:
    if view.is_over:
        return Drop(OVER)
    at, old = moment_of(message, "start"), moment_of(message, "old_start")
    return Told(words.CHANGED if at == old else words.MOVED, at, old, part=message.context.get("part"))


@to_staff(notify.STAFF_CANCELLED, gettext_lazy("To the salon: visit cancelled"))
def staff_cancelled(message: Message, view: VisitView, now: datetime) -> Plan:
    if view.is_over:
        return Drop(OVER)
    start, reason = moment_of(message, "start"), message.context["reason"]
    part = message.context.get("part")
    return Told(words.CANCELLED, start, reason=reason, only=Status.CANCELLED, part=part)
