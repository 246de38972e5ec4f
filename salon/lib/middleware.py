"""What stands around every request: one round a page, the language that a visitor chose, no NUL past the door."""

from collections.abc import Callable
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import DisallowedHost, SuspiciousOperation
from django.http import HttpRequest, HttpResponseBase, JsonResponse
from django.middleware.locale import LocaleMiddleware
from django.utils.translation import get_language_from_path
from django.views.defaults import bad_request

from salon.lib.rounds import one_round


class RoundMiddleware:
    """Looking at a page is one round: its parts ask the same questions, and between them nothing changes."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.method not in ("GET", "HEAD"):
            return self.answer(request)
        with one_round():
            return self.answer(request)


class LanguageMiddleware(LocaleMiddleware):
    """Django's own leads an unknown address into a language. Where a view of ours that has no language says that there
    is nothing, as the admin does, there is nothing in a language either.
    """

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        is_answer = request.resolver_match is not None and not get_language_from_path(request.path_info)
        if response.status_code == 404 and is_answer:
            return response
        return super().process_response(request, response)


class ChosenLanguageMiddleware:
    """Remember the language that a visitor chose: who came from a page of ours in another one has switched.

    Told by the page before, so the switcher's links are plain addresses and work without JavaScript; set outside of
    the cache of pages, so that a kept page never carries it.
    """

    def __init__(self, answer: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.answer(request)
        code, before = get_language_from_path(request.path_info), _language_before(request)
        is_shown = request.method == "GET" and response.status_code == 200
        is_new = before not in (None, code) and request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME) != code
        if code and is_shown and is_new:
            response.set_cookie(
                settings.LANGUAGE_COOKIE_NAME,
                code,
                max_age=settings.LANGUAGE_COOKIE_AGE,
                secure=settings.LANGUAGE_COOKIE_SECURE,
                samesite=settings.LANGUAGE_COOKIE_SAMESITE,  # type: ignore[arg-type]
            )
        return response


def _language_before(request: HttpRequest) -> str | None:
    """The language of the page of ours that led here; None where it was another site's, or nobody says."""
    try:
        before = urlsplit(request.headers.get("Referer", ""))
        return get_language_from_path(before.path) if before.netloc == request.get_host() else None
    except (ValueError, DisallowedHost):
        return None


class NullByteMiddleware:
    """No address and no cookie of ours holds a NUL, and PostgreSQL's texts cannot hold one: they end at the door.

    In queries the site's own views answer it in words; Wagtail's admin does not.
    """

    def __init__(self, answer: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        is_admin = request.path_info.startswith("/admin/")
        if "\x00" in request.path_info or (is_admin and "%00" in request.META.get("QUERY_STRING", "")):
            # Programs are answered in their own form (`booking/api/errors.py`).
            if request.path_info.startswith("/api/"):
                return JsonResponse({"code": "invalid", "message": "NUL", "facts": {}}, status=400)
            return bad_request(request, SuspiciousOperation())
        for name in [name for name, value in request.COOKIES.items() if "\x00" in value]:
            del request.COOKIES[name]
        return self.answer(request)
