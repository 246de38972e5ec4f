"""Whether the site works (`/health/`), `/`, which leads to a language, and what is shown where a cookie is missing."""

import re

from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language_from_request
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from salon.cms.registries import readiness
from salon.cms.top_pages import open_languages
from salon.lib.language import known

# As they name themselves; those that share links are among them.
CRAWLERS = re.compile(r"bot\b|crawl|spider|slurp|facebookexternalhit|preview|lighthouse|archive", re.IGNORECASE)


@require_safe
@never_cache
def live(request: HttpRequest) -> HttpResponse:
    """The process answers."""
    return HttpResponse("ok", content_type="text/plain")


@require_safe
@never_cache
def ready(request: HttpRequest) -> JsonResponse:
    """The process can do its work: the database answers.

    What else is told stops nothing: without a worker bookings are taken all the same, only their messages wait.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    found: dict[str, object] = {"database": "ok"}
    for tell in readiness:
        found |= tell()
    return JsonResponse(found)


def cookies_needed(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Instead of Django's bare page: a form came without its token, mostly because cookies are off or were cleared."""
    template = "components/no_cookie.html" if request.headers.get("HX-Request") else "403.html"
    return render(request, template, {"again": request.get_full_path()}, status=403)


@require_safe
def choose_language(request: HttpRequest) -> HttpResponse:
    """`/` leads to the visitor's language: an explicit choice first, then the browser's wish. A language without a home
    page leads nowhere; then, and for crawlers, it is the default one: what they are shown must not depend on where they
    ask from. Nowhere else is a language chosen for anybody.
    """
    is_crawler = CRAWLERS.search(request.headers.get("User-Agent", ""))
    wish = known(get_language_from_request(request))
    code = wish if not is_crawler and wish in open_languages() else settings.LANGUAGE_CODE
    answer = HttpResponseRedirect(f"/{code}/")
    patch_vary_headers(answer, ["Accept-Language", "Cookie", "User-Agent"])
    return answer
