"""The choice about statistics: read what it is about, say yes or no, change it. Works without JavaScript too."""

from urllib.parse import urlsplit

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from legal.actions import note_consent
from legal.consent import (
    AGREED,
    COOKIE,
    COOKIE_SECONDS,
    DECLINED,
    TOOLS_COOKIE,
    Answer,
    Question,
    answered,
    as_cookie,
    question,
    remembered,
)
from legal.limits import answers_too_often
from legal.selectors import privacy_url
from salon.cms.models import statistics_tools
from salon.lib import language
from salon.lib.policy import allow


# Kept pages have the same form for everybody, so it has no token; where it was sent from tells as much.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def consent(request: HttpRequest) -> HttpResponse:
    asked = _asked()
    if request.method != "POST":
        return _page(request, asked)
    choice = request.POST.get("choice")
    if not _is_from_here(request):
        return _page(request, asked, _("Please choose here, on our own page."), 403)
    if choice not in (AGREED, DECLINED):
        return _page(request, asked, _("Please choose one of the two."), 422)
    if answers_too_often(request):
        return _page(request, asked, _("That was a bit fast. Please wait a moment and try again."), 429)
    before = remembered(request.COOKIES.get(COOKIE, ""))
    answer = answered(asked, is_yes=choice == AGREED, before=before)
    was_agreed = before is not None and before.is_yes
    note_consent(answer, was_agreed=was_agreed, language=language.current(), now=timezone.now())
    return _remember(request, answer)


@require_safe
@never_cache
@xframe_options_sameorigin
def count(request: HttpRequest) -> HttpResponse:
    """A frame without words: there the tools learn of a booking, and nothing of the page around it."""
    asked = _asked()
    allow(request, asked.tools.hosts)
    return render(request, "legal/count.html", {"question": asked})


def _asked() -> Question:
    """Raises Http404 where the salon has no tool."""
    tools = statistics_tools()
    if not tools:
        raise Http404
    return question(tools)


def _page(request: HttpRequest, asked: Question, notice: str = "", status: int = 200) -> HttpResponse:
    before = remembered(request.COOKIES.get(COOKIE, ""))
    context = {
        "question": asked,
        "before": before if before and before.version == asked.version else None,
        "is_saved": "saved" in request.GET and before is not None,
        "notice": notice,
        "privacy_url": privacy_url(request),
    }
    return render(request, "legal/consent.html", context, status=status)


def _remember(request: HttpRequest, answer: Answer) -> HttpResponse:
    """To a script an empty answer; to everybody else the page, which says what is true now."""
    is_script = request.headers.get("Accept") == "application/json"
    page = HttpResponse(status=204) if is_script else redirect(f"{reverse('legal:consent')}?saved")
    page.set_cookie(
        COOKIE,
        as_cookie(answer),
        max_age=COOKIE_SECONDS,
        secure=settings.LANGUAGE_COOKIE_SECURE,
        samesite="Lax",
    )
    if not answer.is_yes:
        for name in filter(TOOLS_COOKIE.fullmatch, request.COOKIES):
            page.delete_cookie(name)
    return page


def _is_from_here(request: HttpRequest) -> bool:
    """Every browser says where a form comes from (Fetch Standard, 3.1); what says nothing is no browser."""
    origin = request.headers.get("Origin")
    try:
        return origin is None or urlsplit(origin).netloc == request.get_host()
    except ValueError:
        return False
