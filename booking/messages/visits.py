"""What the desk writes to a client: each kind resolves its visit when it is delivered, and writes in its language."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from functools import wraps
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy, gettext_noop

from booking.actions import notify
from booking.messages import words
from booking.messages.compose import Plan, Told, visit_letter
from booking.messages.taps import COMING, taps, to_change
from booking.models import Status
from booking.selectors.availability import salon_zone, today
from booking.selectors.recipients import awake_from, client_addresses
from booking.selectors.visit_view import VisitView
from booking.selectors.visits import gather_visits, visit_to_tell
from salon.outbox.kinds import register
from salon.outbox.letter import ERASED, NO_ADDRESS, Call, Drop, Outcome, Wait
from salon.outbox.models import Message, State

OFF = gettext_noop("The visit is off.")
OVER = gettext_noop("The visit has begun or is over.")
ANSWERED = gettext_noop("The request was answered meanwhile.")
UNDECIDED = gettext_noop("The visit waits for an answer again.")
MOVED_ON = gettext_noop("The visit has moved since.")
CHANGED_SINCE = gettext_noop("Something newer has happened to the visit.")
OVERTAKEN = gettext_noop("A later reminder is due already.")
UNDONE = gettext_noop("It was undone.")
LONG_AGO = gettext_noop("The visit was too long ago.")
# Over a weekend; who was there or not has forgotten it afterwards.
FRESH = timedelta(days=3)

Planner = Callable[[Message, VisitView, datetime], Plan]


def about_a_visit(
    name: str, label: Any, *, urgent: bool = True
) -> Callable[[Planner], Callable[[Message, datetime], Outcome]]:
    """Register a kind whose planner says which letter tells what; the rest is the same for all of them.

    What is not urgent does not leave at night, unless the visit would have begun by then.
    """

    def keep(plan: Planner) -> Callable[[Message, datetime], Outcome]:
        @register(name, label, gather)
        @wraps(plan)
        def write(message: Message, now: datetime) -> Outcome:
            found = visit_to_tell(int(message.about_key), now=now)
            if found is None:
                return Drop(ERASED)
            visit, view = found
            wanted = plan(message, view, now)
            if isinstance(wanted, Drop):
                return wanted
            if not urgent and (until := awake_from(now)) and not now < view.start <= until:
                return Wait(until)
            to = client_addresses(visit)
            return visit_letter(wanted, view, to, now=now, otherwise=_otherwise(message, view))

        return write

    return keep


def gather(messages: Sequence[Message]) -> None:
    """The visits of many letters."""
    gather_visits([int(message.about_key) for message in messages])


def _otherwise(message: Message, view: VisitView) -> Drop | Call:
    """Where no way leads to them: a call about the last change, if they don't know it yet and have left a number."""
    if not (view.phone and message.context.get("news")):
        return Drop(NO_ADDRESS)
    is_last = message.context.get("sequence", view.sequence) == view.sequence
    return Call(NO_ADDRESS) if is_last else Drop(CHANGED_SINCE)


@about_a_visit(notify.RECEIVED, gettext_lazy("Request received"))
def visit_received(message: Message, view: VisitView, now: datetime) -> Plan:
    """Whoever asks for another time has a calendar entry already and needs the new one."""
    if view.decide_until is None:
        return Drop(ANSWERED)
    old, at = moment_of(message, "old_start"), moment_of(message, "start")
    if old == at:
        return _changed(view)
    if old:
        return Told(words.RECEIVED_AGAIN, at, old, with_calendar=True, taps=to_change(view))
    return Told(words.RECEIVED, at, taps=to_change(view))


@about_a_visit(notify.CONFIRMED, gettext_lazy("Visit confirmed"))
def visit_confirmed(message: Message, view: VisitView, now: datetime) -> Plan:
    return _unless_open(view) or Told(words.CONFIRMED, with_calendar=True, with_qr=True, taps=to_change(view))


@about_a_visit(notify.DECLINED, gettext_lazy("Request declined"))
def visit_declined(message: Message, view: VisitView, now: datetime) -> Plan:
    at, with_calendar = moment_of(message, "start"), _was_promised(view)
    return Told(words.DECLINED, at, reason=view.decline_reason, with_calendar=with_calendar)


@about_a_visit(notify.EXPIRED, gettext_lazy("Request expired"))
def visit_expired(message: Message, view: VisitView, now: datetime) -> Plan:
    return Told(words.EXPIRED, moment_of(message, "start"), with_calendar=_was_promised(view))


@about_a_visit(notify.MOVED, gettext_lazy("Visit moved"))
def visit_moved(message: Message, view: VisitView, now: datetime) -> Plan:
    """Tells the times of the move that it reports; where the visit begins as before, what holds now."""
    if not view.is_open:
        return Drop(OFF)
    if view.is_over:
        return Drop(OVER)
    at, old = moment_of(message, "start"), moment_of(message, "old_start")
    if old == at:
        return _changed(view)
    # A calendar knows only the last move; who hears of an earlier one late gets the entry with the next letter.
    return Told(words.MOVED, at, old, with_calendar=view.start == at, taps=to_change(view))


@about_a_visit(notify.CANCELLED, gettext_lazy("Visit cancelled"))
def visit_cancelled(message: Message, view: VisitView, now: datetime) -> Plan:
    """Says who cancelled: the client hears thanks, everybody else an apology; and what, if a part of it was done.

    Where the rest of it still takes place, what holds now.
    """
    if view.is_open:
        return _changed(view, message.context["reason"])
    at = moment_of(message, "start")
    # Where a part of it was done the rest is off, and the entry stays.
    is_off = view.status == "cancelled"
    if message.context["by"] == "client":
        return Told(words.CANCELLED_BY_CLIENT, at, with_calendar=is_off, only=Status.CANCELLED)
    reason = message.context["reason"]
    return Told(words.CANCELLED_BY_SALON, at, reason=reason, with_calendar=is_off, only=Status.CANCELLED)


@about_a_visit(notify.REMINDER, gettext_lazy("Reminder"), urgent=False)
def visit_reminder(message: Message, view: VisitView, now: datetime) -> Plan:
    """Of the start that it was written for, and only while it is still ahead."""
    if (unneeded := _unless_open(view)) is not None:
        return unneeded
    if view.start <= now:
        return Drop(OVER)
    if view.start != moment_of(message, "start"):
        return Drop(MOVED_ON)
    if _is_overtaken(message, now):
        return Drop(OVERTAKEN)
    days = (view.start.date() - today(now)).days
    of = {0: words.REMINDER_TODAY, 1: words.REMINDER_TOMORROW}.get(days, words.REMINDER)
    return Told(of, with_qr=True, taps=[*taps(view, [COMING]), *to_change(view)])


@about_a_visit(notify.RUNNING_LATE, gettext_lazy("We are running late"))
def visit_running_late(message: Message, view: VisitView, now: datetime) -> Plan:
    """Of the start that it was said about; whoever is here already sees it."""
    if (unneeded := _unless_open(view)) is not None:
        return unneeded
    if view.start <= now:
        return Drop(OVER)
    at = moment_of(message, "start")
    if at not in [row.start for row in view.current]:
        return Drop(MOVED_ON)
    return Told(words.RUNNING_LATE, at, late=message.context["minutes"], taps=to_change(view))


@about_a_visit(notify.NO_SHOW, gettext_lazy("No-show"), urgent=False)
def visit_no_show(message: Message, view: VisitView, now: datetime) -> Plan:
    return _unless_fresh(view, "no_show", now) or Told(words.NO_SHOW)


@about_a_visit(notify.THANKS, gettext_lazy("Thanks after the visit"), urgent=False)
def visit_thanks(message: Message, view: VisitView, now: datetime) -> Plan:
    return _unless_fresh(view, "completed", now) or Told(words.THANKS, with_facts=False)


def _changed(view: VisitView, reason: str = "") -> Told:
    return Told(words.CHANGED, reason=reason, with_calendar=view.is_confirmed, taps=to_change(view))


def _unless_open(view: VisitView) -> Drop | None:
    """Why a confirmed visit's letter is not needed any more."""
    if not view.is_open:
        return Drop(OFF)
    if view.is_over:
        return Drop(OVER)
    return None if view.is_confirmed else Drop(UNDECIDED)


def _unless_fresh(view: VisitView, status: str, now: datetime) -> Drop | None:
    """Why nothing is said about how a visit ended: another end, or days ago."""
    if view.status != status:
        return Drop(UNDONE)
    return Drop(LONG_AGO) if now - view.end > FRESH else None


def _was_promised(view: VisitView) -> bool:
    """Whether there may be a calendar entry to take back: more happened to it than that it was asked for and ended."""
    return view.sequence > 1


def _is_overtaken(message: Message, now: datetime) -> bool:
    """After an outage, or in the morning, one reminder of a start is enough: the one nearest to it."""
    others = Message.objects.filter(about=message.about, kind=message.kind, context__start=message.context["start"])
    nearer = others.filter(context__hours__lt=message.context["hours"])
    return nearer.filter(Q(state=State.SENT) | Q(state=State.QUEUED, due_at__lte=now)).exists()


def moment_of(message: Message, name: str) -> datetime | None:
    """A time of the event that is reported, in the salon's zone."""
    told = message.context.get(name)
    return datetime.fromisoformat(told).astimezone(salon_zone()) if told else None
