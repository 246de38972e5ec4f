"""A visit's own pages: see it, move it, cancel it, keep it in a calendar. Whoever has the link is the holder.

The link is the only key: no cookie gives a right here, so there is nothing that a foreign page could ride on, and the
forms need no CSRF token. Without one they also work under `Referrer-Policy: no-referrer` (browsers then send
`Origin: null`, Fetch Standard), which keeps the key out of every other page's and site's logs.
"""

from collections.abc import Callable
from datetime import datetime
from functools import wraps

from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from booking.actions.change import cancel_visit, move_visit
from booking.actions.events import ONLINE
from booking.actions.scan import code_of_day
from booking.errors import AlreadyDecided, TooLateToCancel, TooLateToMove, VisitNotFound
from booking.ics import CONTENT_TYPE, calendar_file
from booking.selectors.availability import today
from booking.selectors.rebook import rebook
from booking.selectors.sentences import in_words
from booking.selectors.visit_card import calendar_entry, google_url, manage_url
from booking.selectors.visit_view import VisitView
from booking.selectors.visits import view_visit, visit_by_token
from booking.views.other_times import other_times
from booking.wizard import read_moment
from salon.cms.place import salon_place
from salon.lib.errors import Refusal

Page = Callable[[HttpRequest, VisitView], HttpResponseBase]
HEADERS = {"Referrer-Policy": "no-referrer", "X-Robots-Tag": "noindex"}


class CancelForm(forms.Form):
    reason = forms.CharField(max_length=300, required=False)


def for_holder(page: Page) -> Callable[[HttpRequest, str], HttpResponseBase]:
    """Give a page the visit behind its link; a forged link and one that never was get the same answer."""

    @never_cache
    @wraps(page)
    def run(request: HttpRequest, token: str) -> HttpResponseBase:
        try:
            answer = page(request, view_visit(visit_by_token(token), now=timezone.now()))
        except VisitNotFound as refusal:
            answer = render(request, "booking/visit/not_found.html", {"sentence": in_words(refusal)}, status=404)
        for name, value in HEADERS.items():
            answer[name] = value
        return answer

    return run


@require_safe
@for_holder
def visit(request: HttpRequest, view: VisitView) -> HttpResponse:
    return _show(request, view)


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@for_holder
def cancel(request: HttpRequest, view: VisitView) -> HttpResponse:
    if request.method != "POST":
        return render(request, "booking/visit/cancel.html", _context(view)) if view.cancel_until else _back(view)
    form = CancelForm(request.POST)
    if not form.is_valid():
        return render(request, "booking/visit/cancel.html", {**_context(view), "form": form}, status=400)
    try:
        cancel_visit(visit_id=view.pk, by=ONLINE, now=timezone.now(), reason=form.cleaned_data["reason"])
    except AlreadyDecided:
        # A second click, or somebody was faster: the page says what is true now.
        return _back(view)
    except Refusal as refusal:
        return _show(request, view, refusal)
    return _back(view)


@require_safe
@for_holder
def calendar(request: HttpRequest, view: VisitView) -> HttpResponse:
    file = calendar_file(calendar_entry(view, salon_place(), stamp=timezone.now()))
    headers = {"Content-Disposition": 'attachment; filename="calendar.ics"'}
    return HttpResponse(file, content_type=f"{CONTENT_TYPE}; charset=utf-8", headers=headers)


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@for_holder
def move(request: HttpRequest, view: VisitView) -> HttpResponse:
    if view.move_until is None and request.method != "POST":
        return _back(view)
    if request.method != "POST":
        return _choose(request, view)
    start = read_moment(request.POST.get("start", ""))
    if start is None:
        return _choose(request, view, _("Please choose a time."), status=422)
    try:
        move_visit(visit_id=view.pk, to=start, by=ONLINE, now=timezone.now())
    except AlreadyDecided:
        return _back(view)
    except TooLateToMove as refusal:
        return _show(request, view, refusal)
    except Refusal as refusal:
        return _choose(request, view, in_words(refusal), refusal.status, start)
    return _back(view, "moved")


def _back(view: VisitView, state: str = "") -> HttpResponse:
    """To the visit's page, which says what is true now."""
    url = reverse("booking:visit", args=[view.token])
    return redirect(f"{url}?{state}" if state else url)


def _show(request: HttpRequest, view: VisitView, refusal: Refusal | None = None) -> HttpResponse:
    place = salon_place()
    now = timezone.now()
    is_today = view.has_qr and view.start.date() == today(now)
    context = {
        **_context(view),
        "day_code": code_of_day(visit_id=view.pk, now=now) if is_today else "",
        "is_new": "booked" in request.GET and view.is_open and not view.is_over,
        "has_moved": "moved" in request.GET and view.is_confirmed and not view.is_over and view.sequence > 0,
        "notice": in_words(refusal) if refusal else "",
        "too_late_to_move": in_words(TooLateToMove()),
        "too_late_to_cancel": in_words(TooLateToCancel()),
        "has_bot": bool(settings.TELEGRAM_BOT_NAME),
        "google_url": google_url(view, place),
        "rebook": None if view.is_open and not view.is_over else rebook(view, now=now),
    }
    return render(request, "booking/visit/visit.html", context, status=refusal.status if refusal else 200)


def _choose(
    request: HttpRequest, view: VisitView, notice: str = "", status: int = 200, wanted: datetime | None = None
) -> HttpResponse:
    """The page of other times, the nearest on top: to `wanted` (aware), which was lost, or to the visit's own."""
    try:
        times = other_times(view, request.GET, wanted=wanted, now=timezone.now())
    except AlreadyDecided:
        return _back(view)
    except Refusal as refusal:
        return _show(request, view, refusal)
    context = {**_context(view), **times, "notice": notice}
    return render(request, "booking/visit/move.html", context, status=status)


def _context(view: VisitView) -> dict[str, object]:
    """`csrf_token`: shared templates ask for one; here it would only set a cookie that nobody reads."""
    return {"visit": view, "place": salon_place(), "manage_url": manage_url(view), "csrf_token": ""}
