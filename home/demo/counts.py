"""Nine weeks of believable counts: views of pages, how far bookings came, what was looked for in vain."""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from wagtail.models import Page

from booking.models import BookingWidget, Service
from booking.wizard import WAY
from salon.analytics.models import Counter, Device, What

DAYS = 63
# How many open the booking on a day, from Monday on; of them by language and by kind of device.
OPENED = (18, 24, 23, 26, 29, 24, 16)
LANGUAGES = {"de": 0.56, "uk": 0.21, "ru": 0.14, "en": 0.09}
DEVICES = {Device.PHONE: 0.68, Device.COMPUTER: 0.25, Device.TABLET: 0.07}
# Of those who come to a step, how many come to the next; it gets harder in a language with fewer pages.
GO_ON = (0.8, 0.93, 0.6, 0.84, 0.92)
HARDER = {"en": 0.82, "ru": 0.95}
# A day's, all languages and devices together.
VIEWS, AT_HOME = 130, 0.3
# Who comes from a site straight into the booking, of those who come from it.
STRAIGHT = 0.02
REFERRERS = {"google.com": 34, "instagram.com": 21, "bing.com": 5, "duckduckgo.com": 4, "facebook.com": 3}
CAMPAIGNS = {
    ("herbst-balayage", "instagram / story"): 12,
    ("plakat-linde", "qr / druck"): 7,
    ("willkommen-uk", "telegram / kanal"): 5,
    ("brauttermin-2027", "google / cpc"): 4,
}
WIDGETS = ("hair", "default", "nails", "questions")
WIDGETS_SHOWN = 24
# In vain a week: on Saturday mornings most of all, and in the evenings.
SEARCHES = {
    "5-morning": 6.0,
    "5-afternoon": 3.5,
    "4-evening": 3.0,
    "3-evening": 2.5,
    "1-evening": 1.5,
    "4-afternoon": 2.0,
}
WANTED = {"balayage": 1.0, "ladies-cut": 0.7, "gel-polish": 0.45, "mens-cut": 0.3}


def write_counts(*, today: date) -> None:
    """Of the days before `today` (the salon's date); nothing is done where anything was counted before."""
    if not Counter.objects.exists():
        Counter.objects.bulk_create(_rows(today), batch_size=2000)


def _rows(today: date) -> Iterator[Counter]:
    chance = Random(4711)
    pages, widgets, services = _pages(), _widgets(), _services()
    for back in range(DAYS, 0, -1):
        day = today - timedelta(days=back)
        # It has become a little more since.
        grown = 1.15 - 0.3 * back / DAYS
        for language, device, share in _groups():
            often = share * grown * OPENED[day.weekday()] / OPENED[0]
            counted = [
                *_looks(often, pages.get(language, ["/"]), widgets),
                *_way(share * grown * OPENED[day.weekday()], language, widgets, chance),
                *_vain(share * grown, day, services),
            ]
            for what, name, detail, expected in counted:
                number = expected if isinstance(expected, int) else _whole(expected, chance)
                if number:
                    yield Counter(
                        what=what, day=day, name=name, detail=detail, language=language, device=device, number=number
                    )


def _whole(expected: float, chance: Random) -> int:
    """As often as expected, give or take a third; what is rare happens now and then."""
    return int(expected * chance.uniform(0.67, 1.33) + chance.random())


def _groups() -> Iterator[tuple[str, Device, float]]:
    for language, spoken in LANGUAGES.items():
        for device, used in DEVICES.items():
            yield language, device, spoken * used


def _looks(often: float, pages: list[str], widgets: list[str]) -> Iterator[tuple[What, str, str, float]]:
    home, *others = pages
    yield What.VIEW, home, "", often * VIEWS * AT_HOME
    # The first are looked at most.
    weights = [1 / (place + 1) for place in range(len(others))]
    for page, weight in zip(others, weights, strict=True):
        yield What.VIEW, page, "", often * VIEWS * (1 - AT_HOME) * weight / sum(weights)
    for host, number in REFERRERS.items():
        yield What.REFERRER, host, "", often * number
        yield What.BOOKING, "website", host, often * number * STRAIGHT
    for (campaign, source), number in CAMPAIGNS.items():
        yield What.CAMPAIGN, campaign, source, often * number
    for place, widget in enumerate(widgets):
        yield What.WIDGET, widget, "", often * WIDGETS_SHOWN / (place + 1)


def _way(opened: float, language: str, widgets: list[str], chance: Random) -> Iterator[tuple[What, str, str, int]]:
    """Two of three begin without a widget; nobody comes to a step without the one before."""
    for widget, share in (("", 0.66), (widgets[0] if widgets else "", 0.34)):
        number = _whole(opened * share, chance)
        for step, on in zip(WAY, (*GO_ON, 0), strict=True):
            yield What.STEP, step, widget, number
            number = min(number, _whole(number * on * HARDER.get(language, 1), chance))


def _vain(often: float, day: date, services: list[tuple[str, float]]) -> Iterator[tuple[What, str, str, float]]:
    for moment, number in SEARCHES.items():
        # Whoever looks for Saturday does so on any day of the week.
        for slug, wanted in services if day.weekday() != int(moment[0]) else ():
            yield What.SEARCH, slug, moment, often * number * wanted / 6


def _pages() -> dict[str, list[str]]:
    """By language the addresses of its public pages, the home page first."""
    found: dict[str, list[str]] = {}
    for page in Page.objects.live().public().filter(depth__gt=1).order_by("path").select_related("locale"):
        found.setdefault(page.locale.language_code, []).append(page.get_url() or "/")
    return {code: addresses[:25] for code, addresses in found.items()}


def _widgets() -> list[str]:
    known = set(BookingWidget.objects.filter(slug__in=WIDGETS).values_list("slug", flat=True))
    return [widget for widget in WIDGETS if widget in known]


def _services() -> list[tuple[str, float]]:
    known = set(Service.objects.filter(slug__in=WANTED).values_list("slug", flat=True))
    return [(slug, wanted) for slug, wanted in WANTED.items() if slug in known]
