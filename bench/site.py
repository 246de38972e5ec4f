"""Pages: what a visitor's page costs, kept and made anew, beside a bare Django view behind the same middleware."""

from collections.abc import Callable, Iterator, Mapping
from statistics import median
from time import perf_counter, process_time
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.db import connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext, override_settings

from bench.rows import Row
from home.models import ServicePage

# So many slices of so many requests, in turn: a slow moment of the machine meets all of them.
SLICES, REQUESTS = 7, 60
BARE = "/health/live"
# A kept page reaches a fifth of a bare view.
SLOWEST = 5.0
QUERIES = {"home page": 18, "service page": 24}
NONE: Mapping[str, str] = {}
Application = Callable[[dict[str, Any], Callable[..., object]], Any]


def rows() -> Iterator[Row]:
    """On the demo salon that is there."""
    service = ServicePage.objects.live().filter(locale__language_code=settings.LANGUAGE_CODE).first()
    pages = {"home page": f"/{settings.LANGUAGE_CODE}/", "service page": service.get_url()}
    application = get_wsgi_application()
    for name, address in pages.items():
        with override_settings(WAGTAIL_CACHE=False):
            yield Row(f"{name} made anew: queries", queries(application, address), "queries", QUERIES[name])
    for name, address in pages.items():
        ask(application, address)
        yield Row(f"{name} kept: queries", queries(application, address), "queries", 0)
        yield from _rates(application, name, address)


def _rates(application: Application, name: str, address: str) -> Iterator[Row]:
    kept, anew, bare = [], [], []
    for _ in range(SLICES):
        kept.append(_rate(application, address))
        with override_settings(WAGTAIL_CACHE=False):
            anew.append(_rate(application, address))
        bare.append(_rate(application, BARE))
    asked, cpu = (median(slice_[part] for slice_ in kept) for part in (0, 1))
    bare_asked, bare_cpu = (median(slice_[part] for slice_ in bare) for part in (0, 1))
    made, made_cpu = (median(slice_[part] for slice_ in anew) for part in (0, 1))
    yield Row(f"{name} kept", asked, "requests/s", SLOWEST, bare_asked / asked)
    yield Row(f"{name} kept: CPU", cpu, "ms")
    yield Row(f"{name} made anew", made, "requests/s")
    yield Row(f"{name} made anew: CPU", made_cpu, "ms")
    yield Row(f"bare view beside the {name}", bare_asked, "requests/s")
    yield Row(f"bare view beside the {name}: CPU", bare_cpu, "ms")


def _rate(application: Application, address: str) -> tuple[float, float]:
    """Requests a second, and CPU a request in milliseconds."""
    begin, cpu = perf_counter(), process_time()
    for _ in range(REQUESTS):
        ask(application, address)
    return REQUESTS / (perf_counter() - begin), 1000 * (process_time() - cpu) / REQUESTS


def queries(application: Application, address: str, headers: Mapping[str, str] = NONE) -> int:
    ask(application, address, headers)
    with CaptureQueriesContext(connection) as seen:
        ask(application, address, headers)
    return len(seen)


def ask(application: Application, address: str, headers: Mapping[str, str] = NONE) -> None:
    """As a browser does, through all that the site does to a request; `headers`: what it says besides."""
    said: list[str] = []
    own = {"host": urlsplit(settings.SALON_URL).netloc, "accept-encoding": "gzip"}
    environ = RequestFactory(headers={**own, **headers}).get(address).environ
    answer = application(environ, lambda status, headers, _problem=None: said.append(status))
    b"".join(answer)
    answer.close()
    if not said[0].startswith("200"):
        raise RuntimeError(f"{address}: {said[0]}")
