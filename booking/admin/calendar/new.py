"""A new visit in a gap: the form, the hold while it is open, and booking it."""

import re
import secrets
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST
from wagtail.admin import messages

from booking.actions.desk import book_at_desk
from booking.actions.events import at_desk
from booking.actions.hold import hold_start, release_hold
from booking.admin import shown
from booking.admin.calendar import asked
from booking.admin.calendar.new_form import NewVisitForm, WhenForm, offered
from booking.admin.calendar.page import show
from booking.admin.calendar.refused import desk_words
from booking.admin.calendar.shown_board import clock
from booking.admin.calendar.visit import PANEL, visit_context
from booking.admin.visit_action import how_the_client_hears
from booking.models import Visit
from booking.selectors import agenda
from booking.selectors.availability import today
from booking.selectors.calendar_day import DESK_DRAFT
from booking.selectors.calendar_rows import masters_for
from booking.selectors.catalog import load_catalog
from booking.selectors.desk_visit import BOOKS, visit_for
from booking.selectors.wishes import booking_rules, read_wish
from salon.lib import dates
from salon.lib.errors import Refusal

FORM, WHEN = "booking/admin/calendar/panel_new.html", "booking/admin/calendar/when.html"


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """`?master=` (short name) and `?start=` (ISO 8601) as a gap says them, else it asks; `?again=`: like that visit."""
    _check(request)
    told = request.POST if request.method == "POST" else request.GET
    master, start = _master(request, told.get("master", "")), asked.moment(told.get("start", ""))
    if master is None or start is None:
        return _ask_when(request, status=422 if request.method == "POST" else 200)
    if request.method == "POST":
        return _book(request, master, start)
    form = NewVisitForm(master, initial={"language": settings.LANGUAGE_CODE, **_again(request)})
    return _form(request, form, start, _draft(request))


@require_POST
def hold(request: HttpRequest) -> HttpResponse:
    """Keep the time while the form is open: until when, or a 409 with the sentence why it is not to be had."""
    _check(request)
    told = request.POST
    master, start = _master(request, told.get("master", "")), asked.moment(told.get("start", ""))
    draft = told.get("draft", "")
    if master is None or start is None or not _is_own(request, draft):
        return JsonResponse({"message": _("Please choose a time in the calendar.")}, status=422)
    slugs = [slug for slug in told.getlist("service") if slug]
    try:
        wish = read_wish(load_catalog(), booking_rules(), slugs, masters=dict.fromkeys(slugs, master.slug))
        kept = hold_start(draft=draft, wish=wish, start=start, address="", now=timezone.now(), is_staff=True)
    except Refusal as refusal:
        return JsonResponse({"message": desk_words(refusal)}, status=409)
    end = max(part["end"] for part in kept.plan)
    until = dates.clock(dates.local(kept.held_until))
    fits = _("Fits, ends at {end}. Kept for you until {until}.")
    return JsonResponse({"message": fits.format(end=clock(end), until=until)})


@require_POST
def release(request: HttpRequest) -> HttpResponse:
    """The form was closed."""
    _check(request)
    if _is_own(request, draft := request.POST.get("draft", "")):
        release_hold(draft=draft)
    return HttpResponse(status=204)


def _book(request: HttpRequest, master: Any, start: datetime) -> HttpResponse:
    """What is wrong is said in the form, which keeps all that was typed."""
    form = NewVisitForm(master, request.POST)
    draft = request.POST.get("draft", "")
    draft = draft if _is_own(request, draft) else _draft(request)
    if not form.is_valid():
        return _form(request, form, start, draft, 422)
    try:
        visit = book_at_desk(form.booking(start, draft), by=at_desk(request.user.pk), now=timezone.now())
    except Refusal as refusal:
        form.add_error(None, desk_words(refusal))
        return _form(request, form, start, draft, 409)
    return _answer(request, visit, start)


def _answer(request: HttpRequest, visit: Visit, start: datetime) -> HttpResponse:
    booked = _("Booked for {when}.").format(when=shown.moment(start))
    said = f"{booked} {how_the_client_hears(visit)}"
    if asked.is_fetched(request):
        return render(request, PANEL, visit_context(request, visit.pk, timezone.now()) | {"said": said})
    messages.success(request, said)
    return redirect(reverse("calendar_visit", args=[visit.pk]))


def _form(request: HttpRequest, form: NewVisitForm, start: datetime, draft: str, status: int = 200) -> HttpResponse:
    day = start.astimezone(agenda.salon_zone()).date()
    context = {
        "form": form,
        "master": form.master,
        "start": start.astimezone(agenda.salon_zone()).isoformat(),
        "when": shown.moment(start),
        "draft": draft,
    }
    return show(request, FORM, context, title=_("New visit"), back=asked.address("calendar_day", day), status=status)


def _ask_when(request: HttpRequest, status: int = 200) -> HttpResponse:
    masters = masters_for(request.user)
    wants = "day" in request.GET
    form = WhenForm(masters, request.GET if wants else None, initial={"day": today(timezone.now())})
    if wants and form.is_valid() and form.start:
        words = {"master": form.cleaned_data["master"], "start": form.start, "again": request.GET.get("again", "")}
        return redirect(f"{reverse('calendar_new')}?{urlencode(words)}")
    context = {"form": form, "again": request.GET.get("again", "")}
    return show(request, WHEN, context, title=_("New visit"), back=reverse("calendar_day"), status=status)


def _again(request: HttpRequest) -> dict[str, Any]:
    """What is known from the visit that shall be booked again, as far as this person may see it."""
    pk = asked.number(request.GET.get("again", ""))
    found = visit_for(request.user, pk, now=timezone.now()) if pk else None
    if found is None:
        return {}
    visit = found.visit
    master = _master(request, request.GET.get("master", ""))
    offers = [offer for offer in load_catalog().services.values() if master and master.pk in offer.offers]
    first, second, *_more = [*offered(offers, [row.service.slug for row in found.rows]), "", ""]
    contact = visit.contact_phone or visit.contact_email
    return {
        "name": visit.contact_name,
        "contact": contact,
        "language": visit.language,
        "service": first,
        "second": second,
    }


def _check(request: HttpRequest) -> None:
    if not (request.user.has_perm(asked.SEES) and request.user.has_perm(BOOKS)):
        raise PermissionDenied


def _master(request: HttpRequest, slug: str) -> Any | None:
    return next((master for master in masters_for(request.user) if master.slug == slug), None)


def _draft(request: HttpRequest) -> str:
    return f"{DESK_DRAFT}{request.user.pk}-{secrets.token_urlsafe(16)}"


def _is_own(request: HttpRequest, draft: str) -> bool:
    return bool(re.fullmatch(rf"{DESK_DRAFT}{request.user.pk}-[\w-]{{22}}", draft, re.ASCII))
