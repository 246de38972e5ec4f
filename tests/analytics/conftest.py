"""Visitors as their browsers tell of them, and what has been counted of them."""

from collections.abc import Iterator

import pytest

from salon.analytics.models import Counter
from salon.analytics.tally import tally
from tests.demo import demo_german

__all__ = ["demo_german"]

PHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 Version/18.1 Mobile/15E148 Safari"
TABLET = "Mozilla/5.0 (iPad; CPU OS 17_6 like Mac OS X) AppleWebKit/605.1.15 Version/17.6 Mobile/15E148 Safari/604.1"
COMPUTER = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/131.0.0.0 Safari/537.36"
CRAWLER = "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"


@pytest.fixture(autouse=True)
def nothing_counted() -> Iterator[None]:
    tally.begin_anew()
    yield
    tally.begin_anew()


def counted(what: str, *fields: str) -> dict[object, int]:
    """What stands in the table after everything was written, by these fields (a single one by itself)."""
    tally.write()
    found: dict[object, int] = {}
    for *key, number in Counter.objects.filter(what=what).values_list(*(fields or ("name",)), "number"):
        name = tuple(key) if len(key) > 1 else key[0]
        found[name] = found.get(name, 0) + number
    return found
