"""The Content-Security-Policy by place, the language that a visitor chose, a cache that never stops a page, and where
a request comes from.
"""

import logging
from collections.abc import Callable
from ipaddress import IPv6Address, IPv6Network, ip_address
from typing import Any
from urllib.parse import urlsplit

from csp.middleware import CSPMiddleware, PolicyParts
from django.conf import settings
from django.core.cache.backends.redis import RedisCache
from django.core.exceptions import DisallowedHost, SuspiciousOperation
from django.http import HttpRequest, HttpResponseBase
from django.utils.crypto import salted_hmac
from django.views.defaults import bad_request
from redis.exceptions import RedisError

from salon.lib.rounds import one_round

log = logging.getLogger(__name__)

ADDRESS_LENGTH = 32


def address_of(request: HttpRequest) -> str:
    """Where a request comes from as a keyed hash of 32 letters, to count by; the address itself is kept nowhere.

    Of an IPv6 address the network of 64 bits counts: one household has that many addresses (RFC 6177). Behind
    `settings.PROXIES` proxies of our own the last of them says in X-Forwarded-For whom it has seen; what stands
    before that the client may have invented.
    """
    seen = [part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",") if part.strip()]
    direct = request.META.get("REMOTE_ADDR", "")
    place = seen[-settings.PROXIES] if 0 < settings.PROXIES <= len(seen) else direct
    return salted_hmac("salon.address", _network(place), algorithm="sha256").hexdigest()[:ADDRESS_LENGTH]


def _network(place: str) -> str:
    try:
        address = ip_address(place)
    except ValueError:
        return place
    if isinstance(address, IPv6Address):
        return str(address.ipv4_mapped or IPv6Network((address, 64), strict=False))
    return str(address)


def allow_map(request: HttpRequest, answer: HttpResponseBase) -> None:
    """Let a page on which a map was drawn (`request.shows_map`) ask for its tiles.

    Told to the answer and not to the middleware: it stays with the page where that comes from a cache.
    """
    if getattr(request, "shows_map", False):
        answer._csp_update = settings.MAP_CONTENT_SECURITY_POLICY  # type: ignore[attr-defined]


class PolicyMiddleware(CSPMiddleware):
    """The strict policy on the site, the tightest that Wagtail's admin works with under `/admin/`."""

    def get_policy_parts(
        self, request: HttpRequest, response: HttpResponseBase, report_only: bool = False
    ) -> PolicyParts:
        parts = super().get_policy_parts(request, response, report_only)
        if request.path_info.startswith("/admin/"):
            parts.replace = {**(parts.replace or {}), **settings.ADMIN_CONTENT_SECURITY_POLICY}
        return parts


class RoundMiddleware:
    """Looking at a page is one round: its parts ask the same questions, and between them nothing changes."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.method not in ("GET", "HEAD"):
            return self.answer(request)
        with one_round():
            return self.answer(request)


class ChosenLanguageMiddleware:
    """Remember the language that a visitor chose: who came from a page of ours in another one has switched.

    Told by the page before, so the switcher's links are plain addresses and work without JavaScript; set outside of
    the cache of pages, so that a kept page never carries it.
    """

    def __init__(self, answer: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.answer(request)
        code, before = _language_of(request.path_info), _language_before(request)
        has_switched = request.method == "GET" and response.status_code == 200 and code and before not in ("", code)
        if has_switched and request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME) != code:
            response.set_cookie(
                settings.LANGUAGE_COOKIE_NAME,
                code,
                max_age=settings.LANGUAGE_COOKIE_AGE,
                secure=settings.LANGUAGE_COOKIE_SECURE,
                samesite=settings.LANGUAGE_COOKIE_SAMESITE,  # type: ignore[arg-type]
            )
        return response


def _language_of(path: str) -> str:
    """The language by which an address begins; empty for none."""
    first = path.split("/", 2)[1] if path.startswith("/") else ""
    return first if first in dict(settings.LANGUAGES) else ""


def _language_before(request: HttpRequest) -> str:
    """The language of the page of ours that led here; empty where it was another site's, or nobody says."""
    try:
        before = urlsplit(request.headers.get("Referer", ""))
        return _language_of(before.path) if before.netloc == request.get_host() else ""
    except (ValueError, DisallowedHost):
        return ""


class NullByteMiddleware:
    """No address and no cookie of ours holds a NUL, and PostgreSQL's texts cannot hold one: they end at the door.

    In queries the site's own views answer it in words; Wagtail's admin does not.
    """

    def __init__(self, answer: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        is_admin = request.path_info.startswith("/admin/")
        if "\x00" in request.path_info or (is_admin and "%00" in request.META.get("QUERY_STRING", "")):
            return bad_request(request, SuspiciousOperation())
        for name in [name for name, value in request.COOKIES.items() if "\x00" in value]:
            del request.COOKIES[name]
        return self.answer(request)


class PatientRedisCache(RedisCache):
    """Redis as a cache that logs and misses when it is away, because a page matters more than its cache."""

    def get(self, key: str, default: Any = None, version: int | None = None) -> Any:
        try:
            return super().get(key, default, version)
        except RedisError as problem:
            log.warning("cache away: %s", type(problem).__name__)
            return default

    def set(self, key: str, value: Any, timeout: Any = 300, version: int | None = None) -> None:
        try:
            super().set(key, value, timeout, version)
        except RedisError as problem:
            log.warning("cache away: %s", type(problem).__name__)
