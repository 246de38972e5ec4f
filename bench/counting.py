"""Counting: a kept page behind the middleware that counts it, beside the same page without."""

from collections.abc import Iterator

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.test.utils import override_settings

from bench.rows import Row, milliseconds
from bench.site import ask, queries
from salon.analytics.tally import tally

OURS = "salon.analytics.middleware.CountingMiddleware"
PHONE = {"user-agent": "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) Mobile/15E148 Safari/604.1"}
CAME = {**PHONE, "referer": "https://www.google.com/"}
# So many looks are one measurement.
LOOKS = 40
# A view that is counted may cost this much of one that is not.
SLOWEST = 1.25


def rows() -> Iterator[Row]:
    """On the demo salon that is there; what is counted here is thrown away."""
    page = f"/{settings.LANGUAGE_CODE}/?utm_source=newsletter&utm_campaign=spring"
    with override_settings(COUNTS_WRITTEN_SECONDS=0):
        counting = get_wsgi_application()
        with override_settings(MIDDLEWARE=[name for name in settings.MIDDLEWARE if name != OURS]):
            silent = get_wsgi_application()

        def look(application: object) -> None:
            for _ in range(LOOKS):
                ask(application, page, CAME)

        yield Row("kept page counted: queries", queries(counting, page, CAME), "queries", 0)
        counted, uncounted = milliseconds(lambda: look(counting), lambda: look(silent))
        yield Row("kept page counted, beside not counted", counted / LOOKS, "ms", SLOWEST, counted / uncounted)
    tally.take()
