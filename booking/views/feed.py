"""A master's calendar for the program that shows it to her. Whoever has the link reads it; nobody can change anything.

Programs ask every few minutes: what they have already is answered in a few bytes (RFC 9110, 13.1.2). The mark is weak,
because only the time of writing differs between two files that say the same.
"""

from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseNotFound
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from booking.ics import CONTENT_TYPE, feed_file, fingerprint
from booking.selectors.feed import feed_of
from booking.views.manage import HEADERS


@require_safe
@cache_control(private=True, no_cache=True)
def feed(request: HttpRequest, secret: str) -> HttpResponseBase:
    """An unknown, a withdrawn and a misspelt secret get the same empty answer."""
    answer = _answer(request, secret) or HttpResponseNotFound()
    for name, value in HEADERS.items():
        answer[name] = value
    return answer


def _answer(request: HttpRequest, secret: str) -> HttpResponseBase | None:
    found = feed_of(secret, now=timezone.now())
    if found is None:
        return None
    mark = f'W/"{fingerprint(found)}"'
    known = get_conditional_response(request, etag=mark)
    answer = known or HttpResponse(feed_file(found), content_type=f"{CONTENT_TYPE}; charset=utf-8")
    answer["ETag"] = mark
    return answer
