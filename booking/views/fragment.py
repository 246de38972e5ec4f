"""What is asked for from inside pages: kept nowhere, because it is true only now, and listed by no search engine."""

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponseBase
from django.views.decorators.cache import never_cache

View = Callable[[HttpRequest], HttpResponseBase]


def fragment(view: View) -> View:
    @never_cache
    @wraps(view)
    def run(request: HttpRequest) -> HttpResponseBase:
        answer = view(request)
        answer["X-Robots-Tag"] = "noindex"
        return answer

    return run
