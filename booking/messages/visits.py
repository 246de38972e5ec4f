"""What the desk writes to a client: each kind resolves its visit when it is delivered, and writes in its language."""

from collections.abc import Mapping
from datetime import datetime

from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext, gettext_noop

from booking.actions.notify import CANCELLED, CONFIRMED, DECLINED, EXPIRED, MOVED, RECEIVED, REMINDER
from booking.ics import CONTENT_TYPE, calendar_file
from booking.selectors.availability import salon_zone, today
from booking.selectors.visit_card import calendar_entry, manage_url, salon_place
from booking.selectors.visits import VisitView, view_visit, visit_to_write_to
from salon.lib import dates
from salon.outbox.kinds import Letter, register
from salon.outbox.models import Message, State

FILE_NAME = "calendar.ics"


@register(RECEIVED)
def visit_received(message: Message, now: datetime) -> Letter | None:
    """Nothing where the request was answered before its receipt could leave."""
    view = _view(message, now)
    if view is None or view.decide_until is None:
        return None
    subject, old = gettext_noop("Your request for {date}, {time}"), message.context.get("old_start")
    facts = {"old": _moment(old) if old else None}
    # Whoever has a calendar entry already needs the new one.
    start = _moment(message.context["start"])
    return _letter(view, "received", subject, start, now, facts, with_file=old is not None)


@register(CONFIRMED)
def visit_confirmed(message: Message, now: datetime) -> Letter | None:
    """Nothing where the visit was cancelled, is over or waits for an answer again before this could leave."""
    view = _view(message, now)
    if view is None or not view.is_confirmed or view.is_over:
        return None
    return _letter(view, "confirmed", gettext_noop("Appointment confirmed: {date}, {time}"), view.start, now)


@register(DECLINED)
def visit_declined(message: Message, now: datetime) -> Letter | None:
    view = _view(message, now)
    if view is None:
        return None
    subject = gettext_noop("Sorry, not possible: {date}, {time}")
    return _letter(view, "declined", subject, _moment(message.context["start"]), now, with_file=_was_promised(view))


@register(EXPIRED)
def visit_expired(message: Message, now: datetime) -> Letter | None:
    view = _view(message, now)
    if view is None:
        return None
    subject = gettext_noop("Request expired: {date}, {time}")
    return _letter(view, "expired", subject, _moment(message.context["start"]), now, with_file=_was_promised(view))


@register(MOVED)
def visit_moved(message: Message, now: datetime) -> Letter | None:
    """Tells the times of the move that it reports; nothing once the visit is over or off."""
    view = _view(message, now)
    if view is None or not view.is_open or view.is_over:
        return None
    old, new = _moment(message.context["old_start"]), _moment(message.context["new_start"])
    return _letter(view, "moved", gettext_noop("New time: {date}, {time}"), new, now, {"old": old})


@register(CANCELLED)
def visit_cancelled(message: Message, now: datetime) -> Letter | None:
    """Says who cancelled: the client hears thanks, everybody else an apology."""
    view = _view(message, now)
    if view is None:
        return None
    start = _moment(message.context["start"])
    if message.context["by"] == "client":
        return _letter(view, "cancelled_by_client", gettext_noop("Cancelled: {date}, {time}"), start, now)
    return _letter(view, "cancelled_by_salon", gettext_noop("We have to cancel: {date}, {time}"), start, now)


@register(REMINDER)
def visit_reminder(message: Message, now: datetime) -> Letter | None:
    """Nothing where the visit has begun, is off or not confirmed, or where a later reminder is due already."""
    view = _view(message, now)
    if view is None or not view.is_confirmed or view.start <= now or _is_overtaken(message, view, now):
        return None
    days = (view.start.date() - today(now)).days
    subject = {
        0: gettext_noop("Today at {time}"),
        1: gettext_noop("See you tomorrow: {date}, {time}"),
    }.get(days, gettext_noop("Your appointment: {date}, {time}"))
    return _letter(view, "reminder", subject, view.start, now, {"days": days}, with_file=False)


def _view(message: Message, now: datetime) -> VisitView | None:
    visit = visit_to_write_to(int(message.about.removeprefix("visit:")))
    return view_visit(visit, now=now, language=visit.language) if visit else None


def _was_promised(view: VisitView) -> bool:
    """Whether there may be a calendar entry to take back: more happened to it than that it was asked for and ended."""
    return view.sequence > 1


def _is_overtaken(message: Message, view: VisitView, now: datetime) -> bool:
    """After an outage one reminder is enough."""
    following = Message.objects.filter(about=message.about, kind=message.kind, state=State.QUEUED, due_at__lte=now)
    return following.filter(due_at__gt=message.due_at).exists()


def _letter(
    view: VisitView,
    name: str,
    subject: str,
    at: datetime,
    now: datetime,
    facts: Mapping[str, object] | None = None,
    *,
    with_file: bool = True,
) -> Letter:
    """The letter `name` about a visit at the local time `at`, in the visit's language."""
    with translation.override(view.language):
        place = salon_place()
        context = {"visit": view, "at": at, "place": place, "manage_url": manage_url(view), **(facts or {})}
        file = calendar_file(calendar_entry(view, place, stamp=now))
        return Letter(
            to=view.email,
            subject=gettext(subject).format(date=dates.long(at), time=dates.at(at)),
            text=render_to_string(f"booking/mail/{name}.txt", context),
            files=((FILE_NAME, file, CONTENT_TYPE),) if with_file else (),
        )


def _moment(iso: str) -> datetime:
    return datetime.fromisoformat(iso).astimezone(salon_zone())
