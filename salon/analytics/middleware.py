"""Counts pages around the cache of pages: what comes out of it is counted like what is made anew."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

from salon.analytics.counting import count_view
from salon.analytics.visitors import COLLEAGUE_COOKIE, is_colleague

PAGES = "wagtail_serve"
YEAR = 365 * 24 * 3600


class CountingMiddleware:
    """Whether somebody is a colleague costs a query wherever a page doesn't ask itself; so the admin tells her browser
    once, and that it does for colleagues alone.
    """

    def __init__(self, answer: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        # The cache of pages takes out of the address what is only counted.
        asked = request.GET.dict()
        response = self.answer(request)
        if COLLEAGUE_COOKIE not in request.COOKIES and is_colleague(request):
            response.set_cookie(
                COLLEAGUE_COOKIE,
                "1",
                max_age=YEAR,
                httponly=True,
                secure=settings.SESSION_COOKIE_SECURE,
                samesite=settings.SESSION_COOKIE_SAMESITE,  # type: ignore[arg-type]
            )
        is_page = request.resolver_match is not None and request.resolver_match.url_name == PAGES
        if is_page and request.method == "GET" and response.status_code == 200:
            count_view(request, asked)
        return response
