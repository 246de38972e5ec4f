"""A client's visits in a chat: see them, move, cancel, keep them in a calendar."""

from collections.abc import Mapping
from typing import Any

from django.core.paginator import Paginator
from django.urls import reverse

from booking.actions.change import cancel_visit, move_visit
from booking.actions.coming import say_coming
from booking.api.operation import CLIENT, Asked, Change, File, Look
from booking.api.pages import page_of, pages_of
from booking.api.refusals import NO_TIME
from booking.api.shapes.common import Moment
from booking.api.shapes.visits import CancelRequest, VisitShape, WhichVisit, WhichVisits
from booking.errors import (
    AlreadyDecided,
    TooLateToCancel,
    TooLateToMove,
    VisitNotFound,
)
from booking.ics import CONTENT_TYPE, calendar_file
from booking.models import Visit
from booking.selectors.chats import read_id, visit_in_chat, visits_to_show
from booking.selectors.rebook import rebook, rebooks
from booking.selectors.visit_card import calendar_entry, manage_url
from booking.selectors.visit_view import VisitView
from booking.selectors.visits import view_visit, view_visits
from salon.cms.place import salon_place
from salon.lib.urls import absolute


class Visits(Look):
    """What was booked in this chat, or under a contact that it has proved: ahead, or over and off."""

    serves = (CLIENT,)
    takes = WhichVisits
    gives = pages_of(VisitShape)

    def answer(self, asked: Asked) -> Any:
        visits = visits_to_show(asked.caller.client, upcoming=asked["when"] == "upcoming", now=asked.now)
        page = Paginator(visits, asked["page_size"]).get_page(asked["page"])
        views = view_visits(list(page), now=asked.now)
        ways = rebooks(views, now=asked.now) if views else []
        return page_of(page, [_shown(view, way.url) for view, way in zip(views, ways, strict=True)], asked)


class VisitById(Look):
    """One of them."""

    serves = (CLIENT,)
    gives = VisitShape
    refuses = (VisitNotFound,)

    def answer(self, asked: Asked) -> Any:
        return shown(_of(asked), asked)


class CalendarFile(Look):
    """The visit for a calendar (RFC 5545)."""

    serves = (CLIENT,)
    media_type = CONTENT_TYPE.partition(";")[0]
    refuses = (VisitNotFound,)

    def answer(self, asked: Asked) -> Any:
        view = view_visit(_of(asked), now=asked.now)
        content = calendar_file(calendar_entry(view, salon_place(), stamp=asked.now))
        return File(content, f"{CONTENT_TYPE}; charset=utf-8", "calendar.ics")


class MoveRequest(WhichVisit):
    start = Moment()


class MoveVisit(Change):
    """Move a visit to another time, by the same rules as on the site."""

    serves = (CLIENT,)
    takes = MoveRequest
    gives = VisitShape
    refuses = (*NO_TIME, VisitNotFound, AlreadyDecided, TooLateToMove)

    def answer(self, asked: Asked) -> Any:
        visit = visit_in_chat(asked.caller.client, asked["visit"])
        move_visit(visit_id=visit.pk, to=asked["start"], by=asked.caller.as_client, now=asked.now)
        return shown(visit, asked)


class CancelVisit(Change):
    """Cancel a visit."""

    serves = (CLIENT,)
    takes = CancelRequest
    gives = VisitShape
    refuses = (VisitNotFound, AlreadyDecided, TooLateToCancel)

    def answer(self, asked: Asked) -> Any:
        visit = visit_in_chat(asked.caller.client, asked["visit"])
        cancel_visit(visit_id=visit.pk, by=asked.caller.as_client, now=asked.now, reason=asked["reason"])
        return shown(visit, asked)


class SayComing(Change):
    """The answer to a reminder: they will be there."""

    serves = (CLIENT,)
    takes = WhichVisit
    gives = VisitShape
    refuses = (VisitNotFound, AlreadyDecided)

    def answer(self, asked: Asked) -> Any:
        visit = visit_in_chat(asked.caller.client, asked["visit"])
        say_coming(visit_id=visit.pk, by=asked.caller.as_client)
        return shown(visit, asked)


def shown(visit: Visit, asked: Asked) -> Mapping[str, Any]:
    """A visit as it is now, in the caller's language."""
    fresh = Visit.objects.get(pk=visit.pk)
    view = view_visit(fresh, now=asked.now)
    # Nobody books again what is still ahead.
    return _shown(
        view, rebook(view, now=asked.now).url if view.is_over or not view.is_open else reverse("booking:start")
    )


def _of(asked: Asked) -> Visit:
    return visit_in_chat(asked.caller.client, read_id(asked.path["visit"]))


def _shown(view: VisitView, rebook_url: str) -> Mapping[str, Any]:
    return {"view": view, "manage_url": manage_url(view), "rebook_url": absolute(rebook_url)}
