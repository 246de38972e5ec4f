"""A place on the waiting list: what is waited for, an offer to answer, the way off the list.

Whoever has the link is the holder; as with a visit's own pages (`booking/views/manage.py`) it is the only key, so the
forms need no CSRF token. Only POST changes anything: a mail scanner that opens every link answers nothing.
"""

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from booking.actions.waiting_place import accept_offer, decline_offer, leave_waiting_list
from booking.errors import OfferGone, WaitingNotFound
from booking.selectors.sentences import in_words
from booking.selectors.visits import manage_token
from booking.selectors.waiting_card import EntryView, entry_by_token, view_entry
from booking.views.manage import HEADERS
from booking.views.wizard_booking import read_agreed
from salon.cms.place import salon_place
from salon.lib.errors import Refusal

Page = Callable[[HttpRequest, EntryView], HttpResponseBase]
# Of a number in a form.
DIGITS_AT_MOST = 18


def for_holder(page: Page) -> Callable[[HttpRequest, str], HttpResponseBase]:
    """Give a page the entry behind its link; a forged link and one that never was get the same answer."""

    @never_cache
    @wraps(page)
    def run(request: HttpRequest, token: str) -> HttpResponseBase:
        try:
            answer = page(request, view_entry(entry_by_token(token), now=timezone.now()))
        except WaitingNotFound as refusal:
            answer = render(request, "booking/waiting/not_found.html", {"sentence": in_words(refusal)}, status=404)
        for name, value in HEADERS.items():
            answer[name] = value
        return answer

    return run


def answers(page: Page) -> Callable[[HttpRequest, str], HttpResponseBase]:
    """A button of the page: whoever only opens its address is led to the page."""

    def run(request: HttpRequest, view: EntryView) -> HttpResponseBase:
        return page(request, view) if request.method == "POST" else _back(view)

    return csrf_exempt(require_http_methods(["GET", "HEAD", "POST"])(for_holder(run)))


@require_safe
@for_holder
def place(request: HttpRequest, view: EntryView) -> HttpResponse:
    return _show(request, view)


@answers
def book(request: HttpRequest, view: EntryView) -> HttpResponse:
    try:
        agreed, offer_id = read_agreed(request.POST), _offer_id(request.POST)
        visit = accept_offer(entry_id=view.pk, offer_id=offer_id, agreed=agreed, now=timezone.now())
    except Refusal as refusal:
        # The offer may be kept no longer.
        return _show(request, view_entry(entry_by_token(view.token), now=timezone.now()), refusal)
    return redirect(f"{reverse('booking:visit', args=[manage_token(visit)])}?booked")


@answers
def decline(request: HttpRequest, view: EntryView) -> HttpResponse:
    try:
        decline_offer(entry_id=view.pk, offer_id=_offer_id(request.POST), now=timezone.now())
    except OfferGone as refusal:
        return _show(request, view, refusal)
    return _back(view)


@answers
def leave(request: HttpRequest, view: EntryView) -> HttpResponse:
    leave_waiting_list(entry_id=view.pk, now=timezone.now())
    return _back(view)


def _back(view: EntryView) -> HttpResponse:
    """To the entry's page, which says what is true now."""
    return redirect("booking:waiting_place", view.token)


def _show(request: HttpRequest, view: EntryView, refusal: Refusal | None = None) -> HttpResponse:
    """`csrf_token`: shared templates ask for one; here it would only set a cookie that nobody reads."""
    context = {
        "place": view,
        "salon": salon_place(),
        "is_new": "joined" in request.GET,
        "notice": in_words(refusal) if refusal else "",
        "csrf_token": "",
    }
    return render(request, "booking/waiting/place.html", context, status=refusal.status if refusal else 200)


def _offer_id(posted: QueryDict) -> int:
    """Raises OfferGone for anything that can't have stood on the page."""
    typed = posted.get("offer", "")
    if not (typed.isascii() and typed.isdecimal() and len(typed) <= DIGITS_AT_MOST):
        raise OfferGone
    return int(typed)
