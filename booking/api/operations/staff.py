"""A master's visits in her chat: her days, what waits for her answer, and what becomes of it."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.core.paginator import Paginator
from rest_framework.exceptions import NotFound, PermissionDenied

from booking.actions.attendance import complete_visit, mark_no_show, reopen_visit
from booking.actions.decide import approve_visit, decline_visit
from booking.actions.late import run_late
from booking.api.operation import MASTER, Asked, Change, Look
from booking.api.pages import page_of, pages_of
from booking.api.shapes.common import WhichPage
from booking.api.shapes.staff import (
    AgendaQuestion,
    AgendaShape,
    CardShape,
    DecideRequest,
    FinishRequest,
    LateRequest,
    LateShape,
)
from booking.errors import AlreadyDecided, NotBegun, VisitNotFound
from booking.models import Visit
from booking.selectors.availability import salon_zone, today
from booking.selectors.cards import Card, card_of, cards_of, requests_to
from booking.selectors.chats import read_id, visit_of_colleague
from booking.selectors.diary import diary, master_of

OUTCOMES = {"done": complete_visit, "no_show": mark_no_show, "reopen": reopen_visit}


class Agenda(Look):
    """Who comes and who is away on some days: her own, or everybody's where she sees them."""

    serves = (MASTER,)
    takes = AgendaQuestion
    gives = AgendaShape

    def answer(self, asked: Asked) -> Any:
        first: date = asked.data.get("from") or today(asked.now)
        last: date = asked.data.get("to") or first
        return {"days": diary(asked.caller.colleague, first, last, master=_whose(asked))}


class Requests(Look):
    """Visits that wait for her answer, the most urgent first."""

    serves = (MASTER,)
    takes = WhichPage
    gives = pages_of(CardShape)

    def answer(self, asked: Asked) -> Any:
        colleague = asked.caller.colleague
        page = Paginator(requests_to(colleague), asked["page_size"]).get_page(asked["page"])
        return page_of(page, cards_of(list(page), colleague, now=asked.now), asked)


class CardById(Look):
    """A visit in which she has a part."""

    serves = (MASTER,)
    gives = CardShape
    refuses = (VisitNotFound,)

    def answer(self, asked: Asked) -> Any:
        colleague = asked.caller.colleague
        return card_of(visit_of_colleague(colleague, read_id(asked.path["visit"])), colleague, now=asked.now)


class Decide(Change):
    """Answer a request: approve her own part of it, or decline it as a whole."""

    serves = (MASTER,)
    takes = DecideRequest
    gives = CardShape
    refuses = (VisitNotFound, AlreadyDecided)

    def answer(self, asked: Asked) -> Any:
        visit = _of(asked)
        if asked["answer"] == "approve":
            approve_visit(**_facts(visit, asked))
        else:
            decline_visit(**_facts(visit, asked), reason=asked["reason"])
        return card(visit, asked)


class Finish(Change):
    """Say what became of her part of a visit: done, nobody came, or a mistake taken back."""

    serves = (MASTER,)
    takes = FinishRequest
    gives = CardShape
    refuses = (VisitNotFound, AlreadyDecided, NotBegun)

    def answer(self, asked: Asked) -> Any:
        visit = _of(asked)
        OUTCOMES[asked["outcome"]](**_facts(visit, asked))
        return card(visit, asked)


class RunLate(Change):
    """Tell those who still come to her soon that it will begin later."""

    serves = (MASTER,)
    takes = LateRequest
    gives = LateShape

    def answer(self, asked: Asked) -> Any:
        caller, zone = asked.caller, salon_zone()
        told = run_late(master=caller.colleague.pk, minutes=asked["minutes"], by=caller.as_colleague, now=asked.now)
        visits = [{"client": row.visit.contact_name, "start": row.start.astimezone(zone)} for row in told]
        return {"told": len(visits), "visits": visits}


def card(visit: Visit, asked: Asked) -> Card:
    """A visit as it is now, in the caller's language."""
    return card_of(Visit.objects.get(pk=visit.pk), asked.caller.colleague, now=asked.now)


def _of(asked: Asked) -> Visit:
    return visit_of_colleague(asked.caller.colleague, asked["visit"])


def _facts(visit: Visit, asked: Asked) -> Mapping[str, Any]:
    """What every change of a visit takes; of masters those for whom she may act."""
    caller = asked.caller
    return {"visit_id": visit.pk, "by": caller.as_colleague, "now": asked.now, "masters": caller.colleague.own}


def _whose(asked: Asked) -> int | None:
    colleague = asked.caller.colleague
    try:
        return master_of(asked["master"], colleague)
    except LookupError:
        raise (NotFound if colleague.sees_all else PermissionDenied) from None
