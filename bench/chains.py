"""Several services in one visit: against one service, with and without gaps, and how the cost grows with the salon."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import islice

from django.db import connection
from django.test.utils import CaptureQueriesContext

from bench import salon
from bench.rows import Row, milliseconds
from booking.models import BookingSettings, Gaps, ServiceOrder
from booking.selectors.catalog import Catalog, load_catalog
from booking.selectors.free_time import find_free_time
from booking.selectors.wishes import read_wish

ONE, FOUR, FIVE = ([*salon.SERVICES][:count] for count in (1, 4, 5))
STORED_PER_MASTER = 500
QUERIES, TIMES_ONE, TIMES_RANKED, GROWTH = 6, 5, 3, 1.6
MASTERS, DAYS = (10, 20, 40), (15, 30, 60)


def rows() -> Iterator[Row]:
    salon.build(MASTERS[-1])
    salon.fill(MASTERS[-1] * STORED_PER_MASTER)
    catalog = load_catalog("de")
    yield from _against_one(catalog)
    yield from _growth(catalog)


def _against_one(catalog: Catalog) -> Iterator[Row]:
    """Each search with the one that it is compared with, and how many times as long it may take."""
    one, four = "1 service", "4 services"
    searches = {
        one: (_search(catalog, ONE), one, None),
        four: (_search(catalog, FOUR), one, TIMES_ONE),
        "4 services in any order": (_search(catalog, FOUR, any_order=True), one, TIMES_ONE),
        "5 services": (_search(catalog, FIVE), one, TIMES_ONE),
        "5 services in any order": (_search(catalog, FIVE, any_order=True), one, None),
        "1 service without gaps": (_search(catalog, ONE, tidy=True), one, TIMES_RANKED),
        "4 services without gaps": (_search(catalog, FOUR, tidy=True), four, TIMES_RANKED),
    }
    name = f"{salon.MASTERS} masters x {salon.DAYS} days"
    with CaptureQueriesContext(connection) as queries:
        searches[four][0]()
    yield Row(f"{four}, {name}: queries", len(queries), "queries", QUERIES)
    taken = dict(zip(searches, milliseconds(*(search for search, _, _ in searches.values())), strict=True))
    for what, (_, against, bound) in searches.items():
        yield Row(f"{what}, {name}: time", taken[what], "ms", bound, taken[what] / taken[against])


def _growth(catalog: Catalog) -> Iterator[Row]:
    """The ratio is the time a master-day at the largest size against the smallest."""
    yield from _sizes(FOUR, "masters", {size: _search(catalog, FOUR, masters=size) for size in MASTERS})
    yield from _sizes(FOUR, "days", {size: _search(catalog, FOUR, days=size) for size in DAYS})


def _sizes(services: Sequence[str], unit: str, searches: dict[int, Callable[[], object]]) -> Iterator[Row]:
    smallest, largest = min(searches), max(searches)
    taken = dict(zip(searches, milliseconds(*searches.values()), strict=True))
    for size in searches:
        row = Row(f"{len(services)} services, {size} {unit}: time", taken[size], "ms")
        growth = taken[largest] / largest / (taken[smallest] / smallest)
        yield replace(row, bound=GROWTH, ratio=growth) if size == largest else row


def _search(
    catalog: Catalog,
    services: Sequence[str],
    *,
    masters: int = salon.MASTERS,
    days: int = salon.DAYS,
    any_order: bool = False,
    tidy: bool = False,
) -> Callable[[], object]:
    """A search of the first so many masters; what it asks for is read anew each time, as a request does."""

    def search() -> object:
        rules = BookingSettings.load()
        rules.horizon_days = days - 1
        rules.service_order = ServiceOrder.FREE if any_order else ServiceOrder.CATALOG
        rules.gaps = Gaps.ONLY if tidy else Gaps.OFF
        wish = read_wish(catalog, rules, services)
        some = [replace(one, offers=dict(islice(one.offers.items(), masters))) for one in wish.services]
        return find_free_time(replace(wish, services=tuple(some)), now=salon.NOW)

    return search
