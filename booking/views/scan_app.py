"""The scanner inside Telegram: the only page that loads somebody else's script, and that others may frame.

It needs no cookie: who opened it is what Telegram signs, and what it does goes over the API with a short session.
"""

import re

from csp.decorators import csp_replace
from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from booking.selectors.scans import NOT_STAFF, scanner_of_chat
from booking.views.manage import HEADERS
from salon.lib.first_use import is_first_user
from salon.lib.init_data import AHEAD, OLDEST, read_init_data
from salon.lib.limits import allow
from salon.lib.scan_session import open_session
from salon.lib.visitor_address import address_of

TRIES, MINUTE = 30, 60
IS_MARK = re.compile(r"[A-Za-z0-9-]{16,64}")


@never_cache
@require_safe
@xframe_options_exempt
@csp_replace(settings.MINI_APP_CONTENT_SECURITY_POLICY)
def app(request: HttpRequest) -> HttpResponse:
    context = {"heading": _("Close a visit"), "script": settings.TELEGRAM_SCRIPT}
    answer = render(request, "booking/scan/app.html", context)
    for name, value in HEADERS.items():
        answer[name] = value
    return answer


# No cookie gives a right here, so there is nothing that a foreign page could ride on.
@csrf_exempt
@never_cache
@require_POST
def enter(request: HttpRequest) -> JsonResponse:
    """A session for a master of the salon against what Telegram says of her; the same short answer to all else.

    What Telegram says is good for an hour, but only for the page that used it first (`mark`, its own random word):
    whoever has seen it on its way opens nothing with it.
    """
    if not allow(f"scan_app:{address_of(request)}", TRIES, MINUTE):
        return _refused("rate_limited", _("That was a bit fast. Please wait a moment and try again."), 429)
    said, mark = request.POST.get("init_data", ""), request.POST.get("mark", "")
    person = read_init_data(said, bot_token=settings.TELEGRAM_BOT_TOKEN, now=timezone.now())
    if person is None or not IS_MARK.fullmatch(mark) or not is_first_user(said, mark, seconds=OLDEST + AHEAD):
        return _refused("unauthorised", _("Please open this page from the bot again."), 401)
    if scanner_of_chat(person.telegram_id).master is None:
        return _refused("not_staff", str(NOT_STAFF), 403)
    return JsonResponse({"session": open_session(person.telegram_id)})


def _refused(code: str, message: str, status: int) -> JsonResponse:
    return JsonResponse({"code": code, "message": message, "facts": {}}, status=status)
