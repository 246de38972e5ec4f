"""Connect Telegram: explained first, then a link into the bot that works once; and taken back at any time.

Two links lead here. Whoever opens the one of the visit's page holds this visit; the one that was mailed also shows who
reads the mail of its address. As on a visit's own pages the link is the key (`booking/views/manage.py`).
"""

from collections.abc import Callable
from datetime import datetime

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from booking import qr
from booking.actions.link_telegram import (
    CLIENT_MINUTES,
    account_code,
    unlink_reader,
    unlink_visit,
    visit_code,
)
from booking.errors import RateLimited, VisitNotFound
from booking.selectors.chats import is_read_in_chat
from booking.selectors.sentences import in_words
from booking.selectors.visits import link_by_token, view_visit, visit_by_token
from booking.views.account import for_verified
from booking.views.manage import HEADERS
from salon.lib.limits import allow

CODES_AN_HOUR, HOUR = 10, 3600


@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def connect_visit(request: HttpRequest, token: str) -> HttpResponseBase:
    """Looking makes no code; the button does."""
    _needs_bot()
    try:
        visit, proves = link_by_token(token)
    except VisitNotFound as refusal:
        answer = render(request, "booking/visit/not_found.html", {"sentence": in_words(refusal)}, status=404)
        return _marked(answer)
    view = view_visit(visit, now=timezone.now())
    context = {"visit": view, "proves": proves, "token": token, "csrf_token": ""}
    if request.method == "POST":
        return _marked(
            _invite(
                request, context, f"visit:{visit.pk}", lambda now: visit_code(visit_id=visit.pk, proves=proves, now=now)
            )
        )
    return _marked(render(request, "booking/telegram/connect.html", context))


@csrf_exempt
@never_cache
@require_POST
def disconnect_visit(request: HttpRequest, token: str) -> HttpResponseBase:
    """The messages of this visit go to its own contact again."""
    try:
        visit = visit_by_token(token)
    except VisitNotFound as refusal:
        return _marked(render(request, "booking/visit/not_found.html", {"sentence": in_words(refusal)}, status=404))
    unlink_visit(visit_id=visit.pk)
    return _marked(redirect("booking:visit", token))


@require_http_methods(["GET", "HEAD", "POST"])
@for_verified
def connect_account(request: HttpRequest, email: str) -> HttpResponseBase:
    """For everything under a verified address, also what will be booked."""
    _needs_bot()
    context = {"email": email, "proves": email, "is_connected": is_read_in_chat(email)}
    if request.method != "POST":
        return render(request, "booking/telegram/connect.html", context)
    if "disconnect" in request.POST:
        unlink_reader(email=email, now=timezone.now())
        return redirect("booking:account_telegram")
    return _invite(request, context, f"email:{email}", lambda now: account_code(email=email, now=now))


def _invite(
    request: HttpRequest, context: dict[str, object], about: str, make: Callable[[datetime], str]
) -> HttpResponse:
    if not allow(f"telegram:{about}", CODES_AN_HOUR, HOUR):
        refusal = RateLimited()
        return render(request, "booking/telegram/connect.html", {**context, "notice": in_words(refusal)}, status=429)
    code = make(timezone.now())
    url = qr.deep_link(code)
    invitation = {"url": url, "picture": mark_safe(qr.as_svg(url)), "minutes": CLIENT_MINUTES}  # noqa: S308 - our own
    return render(request, "booking/telegram/open.html", {**context, **invitation})


def _needs_bot() -> None:
    if not settings.TELEGRAM_BOT_NAME:
        raise Http404


def _marked(answer: HttpResponseBase) -> HttpResponseBase:
    for name, value in HEADERS.items():
        answer[name] = value
    return answer
