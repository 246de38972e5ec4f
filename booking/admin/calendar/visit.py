"""The chosen visit: everything about it in the side panel (without a script a page of its own), and what is done."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from wagtail.admin import messages

from booking.actions.attendance import complete_visit, mark_no_show, reopen_visit
from booking.actions.change import cancel_visit
from booking.actions.decide import approve_visit, decline_visit
from booking.actions.events import Actor, at_desk
from booking.actions.finalise import finalise_visit
from booking.admin import shown
from booking.admin.appointments import manage_url
from booking.admin.calendar import asked
from booking.admin.calendar.page import show
from booking.admin.close_visit import DONE as IS_DONE
from booking.admin.close_visit import NO_SHOW as IS_NO_SHOW
from booking.admin.close_visit import REOPEN as IS_REOPENED
from booking.admin.close_visit import SAID
from booking.admin.history import told
from booking.admin.visit_action import how_the_client_hears
from booking.errors import PriceChanged
from booking.models import Visit
from booking.selectors import agenda
from booking.selectors.desk_visit import (
    APPROVE,
    CANCEL,
    CHANGES,
    DECIDES,
    DECLINE,
    DONE,
    NO_SHOW,
    REOPEN,
    DeskVisit,
    history_of,
    may_cancel,
    visit_for,
)
from booking.selectors.sentences import in_words
from salon.lib import money, phone
from salon.lib.errors import Refusal

PANEL = "booking/admin/calendar/panel_visit.html"
LONGEST_REASON = {DECLINE: 200, CANCEL: 160}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody has pressed: on which visit, with what was typed, by whom."""

    found: DeskVisit
    typed: QueryDict
    by: Actor
    now: datetime

    @property
    def facts(self) -> dict[str, Any]:
        return {"visit_id": self.found.visit.pk, "by": self.by, "now": self.now}

    def reason(self, action: str) -> str:
        return self.typed.get("reason", "").replace("\x00", "").strip()[: LONGEST_REASON[action]]


@require_safe
def visit_panel(request: HttpRequest, pk: int) -> HttpResponse:
    """The panel for a script, else a page with it."""
    _check_sees(request)
    context = visit_context(request, pk, timezone.now())
    if not context:
        raise Http404
    return show(request, PANEL, context, title=context["visit"].contact_name, back=context["day_url"])


@require_POST
def do(request: HttpRequest, pk: int, action: str) -> HttpResponse:
    """One press. A refusal is a 409 with its sentence in the fresh panel; without a script a message on the page."""
    _check_sees(request)
    now = timezone.now()
    found = visit_for(request.user, pk, now=now)
    if found is None or action not in ACTIONS:
        raise Http404
    _check_may(request, found, action)
    try:
        said, status = ACTIONS[action](Wanted(found, request.POST, at_desk(request.user.pk), now)), 200
    except Refusal as refusal:
        said, status = in_words(refusal), 409
    if asked.is_fetched(request):
        context = visit_context(request, pk, now) | {
            "said" if status == 200 else "refused": said,
            "typed": request.POST,
        }
        return render(request, PANEL, context, status=status)
    (messages.success if status == 200 else messages.error)(request, said)
    return redirect(reverse("calendar_visit", args=[pk]))


def visit_context(request: HttpRequest, pk: int, now: datetime) -> dict[str, Any]:
    """What the panel shows; nothing where there is nothing that this person may see."""
    found = visit_for(request.user, pk, now=now)
    if found is None:
        return {}
    visit, first = found.visit, found.rows[0]
    day = first.start.astimezone(agenda.salon_zone()).date()
    return {
        "found": found,
        "visit": visit,
        "lines": [{"row": row, "when": shown.when(row), "price": shown.price(row)} for row in found.rows],
        "movable": {row.pk for row in found.movable},
        # Beside the main button, which moves the only one.
        "has_more": len(found.rows) > 1 or bool(found.may & {APPROVE, DONE}),
        "price": money.quoted(found.price.amount, is_from=found.price.is_from),
        "due": money.euro(found.due),
        "until": shown.moment(visit.decide_until) if visit.decide_until else "",
        "sign": shown.SIGNS[found.status],
        "phone": phone.shown(visit.contact_phone) if visit.contact_phone else "",
        "language": shown.spoken(visit),
        "hint": shown.HINTS.get(visit.client_hint, ""),
        "history": _history(found),
        "manage_url": manage_url(first) if request.user.has_perm(CHANGES) else "",
        "may_see_clients": request.user.has_perm("booking.view_client"),
        "day_url": asked.address("calendar_day", day, visit=pk),
        "again_url": f"{reverse('calendar_new')}?again={pk}",
    }


def _history(found: DeskVisit) -> list[Any]:
    """A line once, although each appointment of the visit has it."""
    return list(dict.fromkeys(told(event) for event in history_of(found)))


def _check_sees(request: HttpRequest) -> None:
    if not request.user.has_perm(asked.SEES):
        raise PermissionDenied


def _check_may(request: HttpRequest, found: DeskVisit, action: str) -> None:
    """Whether this person may do it at all; whether it is possible now says the action."""
    user = request.user
    if not (may_cancel(user, found.visit, found.rows) if action == CANCEL else user.has_perm(DECIDES)):
        raise PermissionDenied


def _approve(wanted: Wanted) -> str:
    visit = approve_visit(**wanted.facts, masters=wanted.found.masters)
    if visit.decide_until is not None:
        return _("Approved. The visit is confirmed as soon as its other masters approve.")
    return _heard(_("Visit {reference} is confirmed."), visit)


def _decline(wanted: Wanted) -> str:
    visit = decline_visit(**wanted.facts, masters=wanted.found.masters, reason=wanted.reason(DECLINE))
    return _heard(_("Request {reference} is declined and its time is free again."), visit)


def _cancel(wanted: Wanted) -> str:
    visit = cancel_visit(**wanted.facts, reason=wanted.reason(CANCEL))
    return _heard(_("Visit {reference} is cancelled and its time is free again."), visit)


def _done(wanted: Wanted) -> str:
    """With what was paid: as quoted, or as typed where it is one service. On another day only that it is done."""
    found = wanted.found
    if not found.payable:
        visit = complete_visit(**wanted.facts, masters=found.masters)
        return str(SAID[IS_DONE]).format(reference=visit.reference)
    amounts = {row.pk: row.price for row in found.payable}
    said = wanted.typed.get("amount", "").strip()
    if said and "quoted" not in wanted.typed:
        if len(amounts) > 1:
            # When this was typed only one of them had begun: nobody knows what it was meant for.
            raise PriceChanged
        typed = money.read(said)
        # What is no amount is out of every bound, and the action says which ones.
        amounts = dict.fromkeys(amounts, Decimal(-1) if typed is None else typed)
    visit = finalise_visit(**wanted.facts, amounts=amounts, masters=found.masters)
    paid = money.euro(sum(amounts.values(), Decimal(0)))
    return _("Visit {reference} is done, {amount} paid.").format(reference=visit.reference, amount=paid)


def _no_show(wanted: Wanted) -> str:
    visit = mark_no_show(**wanted.facts, masters=wanted.found.masters)
    return str(SAID[IS_NO_SHOW]).format(reference=visit.reference)


def _reopen(wanted: Wanted) -> str:
    visit = reopen_visit(**wanted.facts, masters=wanted.found.masters)
    return str(SAID[IS_REOPENED]).format(reference=visit.reference)


def _heard(sentence: str, visit: Visit) -> str:
    return f"{sentence.format(reference=visit.reference)} {how_the_client_hears(visit)}"


ACTIONS: Mapping[str, Callable[[Wanted], str]] = {
    APPROVE: _approve,
    DECLINE: _decline,
    DONE: _done,
    NO_SHOW: _no_show,
    REOPEN: _reopen,
    CANCEL: _cancel,
}
