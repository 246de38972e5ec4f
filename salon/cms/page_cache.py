"""Whole pages, kept for visitors whom nobody knows: no session, no query of their own, until something on them changes.

Every change of what pages show begins a new generation; the generation is part of each entry's key and is looked up
once a request, so that a page which was being made during a change is not kept for the time after it. An entry lives
for ten minutes, and never beyond the salon's midnight, because pages say what holds "today".
"""

import re
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, time, timedelta
from functools import wraps
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

from django.conf import settings
from django.core.cache import caches
from django.db import transaction
from django.db.models import Model
from django.db.models.signals import post_delete, post_save
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import SimpleTemplateResponse
from django.utils import timezone
from django.utils.cache import add_never_cache_headers, patch_cache_control
from wagtail.signals import page_published, page_unpublished, post_page_move
from wagtail.views import serve as serve_page
from wagtailcache.cache import cache_page
from wagtailcache.settings import wagtailcache_settings

from salon.cms.registries import shown_on_pages
from salon.cms.top_pages import homes
from salon.lib import language
from salon.lib.rounds import once_a_round

View = Callable[..., HttpResponse]

GENERATION = "generation"
DAY = timedelta(days=1)
# Where the cache was away just when something changed, nobody reads the old page for longer.
LONGEST_SECONDS = 600


def kept(view: View) -> View:
    """Keep what a view says as long as pages are kept. Browsers ask each time, so that nobody reads an old price."""

    @cache_page
    def make(request: HttpRequest, *args: str, **kwargs: str) -> HttpResponse:
        response = view(request, *args, **kwargs)
        if isinstance(response, SimpleTemplateResponse):
            response.render()
        if request.META.get("CSRF_COOKIE_NEEDS_UPDATE"):
            # A form with a token is for one visitor only.
            add_never_cache_headers(response)
        if not response.has_header("Cache-Control"):
            patch_cache_control(response, max_age=min(until_midnight(timezone.now()), LONGEST_SECONDS))
        return response

    @wraps(view)
    def run(request: HttpRequest, *args: str, **kwargs: str) -> HttpResponse:
        response = make(request, *args, **kwargs)
        if "no-store" not in response.headers.get("Cache-Control", ""):
            response.headers["Cache-Control"] = "no-cache"
            response.headers.pop("Expires", None)
        return response

    return run


@kept
def serve(request: HttpRequest, path: str) -> HttpResponse:
    """A page, from the cache where it may be."""
    _find_route(request, path)
    return serve_page(request, path)


def _find_route(request: HttpRequest, path: str) -> None:
    """As Wagtail would, from the home page that the frame of every page looks up anyway; where that finds none, or the
    visitor may not see it, Wagtail goes its own way.
    """
    code = language.current()
    home = next((home for home in homes(code) if home.locale.language_code == code), None)
    if home is not None:
        parts = [part for part in path.split("/") if part]
        with suppress(Http404):
            # Where Wagtail itself keeps it (`Page.route_for_request`).
            request._wagtail_route_for_request = home.specific.route(request, parts)  # type: ignore[attr-defined]


def until_midnight(now: datetime) -> int:
    """Seconds from an aware time to the salon's next midnight."""
    local = timezone.localtime(now)
    midnight = datetime.combine(local.date() + DAY, time(), local.tzinfo)
    return max(1, int((midnight - now).total_seconds()))


def is_request_cacheable(request: HttpRequest, is_cacheable: bool) -> bool:
    """Nobody's session, the salon's own address, and no query but one that is only counted: others would fill the cache
    with copies.
    """
    is_known = settings.SESSION_COOKIE_NAME in request.COOKIES
    is_at_home = request.get_host() == urlsplit(settings.SALON_URL).netloc
    return is_cacheable and is_at_home and not is_known and all(_is_only_counted(name) for name in request.GET)


def is_response_cacheable(response: HttpResponse, is_cacheable: bool) -> bool:
    """A page that is there, and that does not forbid it."""
    return is_cacheable and response.status_code == 200 and "no-store" not in response.headers.get("Cache-Control", "")


def _is_only_counted(name: str) -> bool:
    return any(re.match(pattern, name) for pattern in wagtailcache_settings.WAGTAIL_CACHE_IGNORE_QS)


def key_of(key: str, prefix: str, version: int) -> str:
    """KEY_FUNCTION of the cache: what was kept before the last change is not found any more."""
    return f"{prefix}:{version}:{key if key == GENERATION else f'{generation()}:{key}'}"


@once_a_round
def generation() -> str:
    kept = caches[settings.WAGTAIL_CACHE_BACKEND].get(GENERATION)
    return str(kept) if kept else begin_generation()


def begin_generation() -> str:
    """From now on every page is made anew."""
    name = uuid4().hex
    caches[settings.WAGTAIL_CACHE_BACKEND].set(GENERATION, name, timeout=None)
    return name


def forget_pages(**_signal: Any) -> None:
    """Once what has changed is there for everybody."""
    transaction.on_commit(begin_generation, robust=True)


def _forget_if_shown(sender: type[Model], **_signal: Any) -> None:
    if sender._meta.label in shown_on_pages:
        forget_pages()


def watch() -> None:
    """Forget pages whenever something changes that they show."""
    for signal in (page_published, page_unpublished, post_page_move):
        signal.connect(forget_pages, dispatch_uid="salon.pages")
    for signal in (post_save, post_delete):
        signal.connect(_forget_if_shown, dispatch_uid="salon.pages")
