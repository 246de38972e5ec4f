"""The ways to a booking: how often each was looked at, beside what was booked by it."""

from collections import Counter as Numbers
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from wagtail.models import Page

from booking.models import Source
from booking.selectors.statistics import origins
from booking.selectors.statistics.figures import NOTHING
from booking.selectors.statistics.origins import OriginLine
from salon.analytics import names
from salon.analytics.models import What
from salon.analytics.selectors import all_sums
from salon.lib.figures import Share
from salon.lib.periods import Period

# A campaign's name and "source / medium"; a widget's, page's or site's name and nothing.
Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Way:
    """`seen`: how often it was looked at; `bookings` on the website, of which `done`, which came to `revenue` (EUR)."""

    seen: int = 0
    bookings: int = 0
    done: int = 0
    revenue: Decimal = NOTHING

    @property
    def rate(self) -> Share:
        """Of looks that became bookings; unknown where more was booked than seen: who asks not to be is not counted."""
        return Share(self.bookings, self.seen) if self.bookings <= self.seen else Share(0, 0)


@dataclass(frozen=True, slots=True)
class Ways:
    """`views` of pages, `shown` widgets, `steps` of the booking: how often. `sources` as visits tell them."""

    views: int
    shown: int
    steps: Numbers[str]
    sources: Sequence[OriginLine]
    sites: Mapping[Key, Way]
    campaigns: Mapping[Key, Way]
    widgets: Mapping[Key, Way]
    pages: Mapping[Key, Way]

    @property
    def bookings(self) -> int:
        """On the website."""
        return sum(line.bookings for line in self.sources if line.key == (Source.WEBSITE,))


def find_ways(period: Period, language: str = "") -> Ways:
    """Five queries."""
    seen = all_sums(period.first, period.last, language=language)
    sites = {name: Way(number) for name, number in seen[What.REFERRER].items()}
    for (_source, host), number in seen[What.BOOKING].items():
        if host:
            sites[host, ""] = Way(sites.get((host, ""), Way()).seen, number)
    return Ways(
        views=sum(seen[What.VIEW].values()),
        shown=sum(seen[What.WIDGET].values()),
        steps=_steps(seen[What.STEP]),
        sources=origins.by_source(period, language=language),
        sites=sites,
        campaigns=_joined(seen[What.CAMPAIGN], origins.by_campaign(period, language=language), _campaign),
        widgets=_joined(seen[What.WIDGET], origins.by_widget(period, language=language), _plain),
        pages=_joined(seen[What.VIEW], origins.by_page(period, language=language), _plain),
    )


def page_titles(paths: Iterable[str]) -> Mapping[str, str]:
    """Of public pages, by their path; two queries."""
    wanted = set(paths)
    pages = Page.objects.live().public().filter(depth__gt=1)
    return {url: page.title for page in pages if (url := page.get_url()) in wanted}


def _steps(seen: Mapping[Key, int]) -> Numbers[str]:
    """Whatever the widget."""
    found: Numbers[str] = Numbers()
    for (step, _widget), number in seen.items():
        found[step] += number
    return found


def _joined(
    seen: Mapping[Key, int], booked: Sequence[OriginLine], key_of: Callable[[tuple[str, ...]], Key]
) -> Mapping[Key, Way]:
    found = {key: Way(number) for key, number in seen.items() if any(key)}
    for line in booked:
        key = key_of(line.key)
        was = found.get(key, Way())
        found[key] = Way(was.seen, was.bookings + line.bookings, was.done + line.done, was.revenue + line.revenue)
    return dict(sorted(found.items(), key=lambda pair: (-pair[1].bookings, -pair[1].seen, pair[0])))


def _plain(key: tuple[str, ...]) -> Key:
    return key[0], ""


def _campaign(key: tuple[str, ...]) -> Key:
    """As it is counted, whatever a visit has kept of it."""
    return names.campaign(dict(zip(("utm_campaign", "utm_source", "utm_medium"), key, strict=True)))
