"""Who is counted: no machine, no colleague, nobody who asks not to be. Asking costs no query."""

import re
from functools import lru_cache

from crawleruseragents import is_crawler
from django.contrib.auth import SESSION_KEY
from django.http import HttpRequest

from salon.analytics.models import Device

# A colleague's browser has it from her first look at the admin on (`middleware.py`); a visitor's never.
COLLEAGUE_COOKIE = "uncounted"
# Every browser calls itself so; what doesn't is a program.
BROWSERS = ("Mozilla/", "Opera/")
TABLET = re.compile(r"iPad|Tablet|PlayBook|Silk(?!.*Mobile)|Android(?!.*Mobi)")
PHONE = re.compile(r"Mobi|iPhone|iPod|Opera Mini")
# Whoever names himself at greater length says nothing more.
AGENT_LENGTH, AGENTS_KNOWN = 400, 512


def is_counted(request: HttpRequest) -> bool:
    """GPC and Do Not Track are obeyed, although nothing that is kept says anything about anybody."""
    headers = request.headers
    if headers.get("Sec-GPC") == "1" or headers.get("DNT") == "1" or is_colleague(request):
        return False
    return not _is_ahead(request) and device_of(request) is not None


def is_colleague(request: HttpRequest) -> bool:
    """Only colleagues log in. A session that nobody has needed yet is left alone: the cookie says it too."""
    session = getattr(request, "session", None)
    is_known = session is not None and session.accessed and SESSION_KEY in session
    return is_known or COLLEAGUE_COOKIE in request.COOKIES


def device_of(request: HttpRequest) -> Device | None:
    """By what the browser calls itself; None for a machine. An iPad that says it is a Mac counts as a computer."""
    return _device(request.headers.get("User-Agent", "")[:AGENT_LENGTH])


@lru_cache(AGENTS_KNOWN)
def _device(agent: str) -> Device | None:
    """Remembered because the list of crawlers is long (0.4 ms)."""
    if not agent.startswith(BROWSERS) or is_crawler(agent):
        return None
    if TABLET.search(agent):
        return Device.TABLET
    return Device.PHONE if PHONE.search(agent) else Device.COMPUTER


def _is_ahead(request: HttpRequest) -> bool:
    """Whether a browser only fetches what somebody might look at next."""
    purposes = (request.headers.get(name, "") for name in ("Sec-Purpose", "Purpose", "X-Moz"))
    return any("prefetch" in purpose or "prerender" in purpose for purpose in purposes)
