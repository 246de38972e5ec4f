"""Who is shown by name, and what each of them does."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from babel import Locale
from django.http import HttpRequest
from django.urls import reverse
from django.utils.dates import WEEKDAYS, WEEKDAYS_ABBR

from booking.selectors.catalog import Catalog, Price
from booking.selectors.profiles import MasterProfile, master_profiles, working_weekdays
from salon.cms.models import SalonImage
from salon.cms.registries import service_pages
from salon.cms.top_pages import public
from salon.lib import language
from salon.lib.rounds import once_a_round
from team.models import MasterPage


@dataclass(frozen=True, slots=True)
class Face:
    """A master who has a page in the active language. `text`: what its editor wants lists to say, empty where that is
    left to the catalogue. `picture` comes by `pictures.in_place`.
    """

    profile: MasterProfile
    url: str
    text: str
    alt: str
    book_url: str
    picture_id: int | None
    picture: SalonImage | None = None

    @property
    def name(self) -> str:
        return self.profile.name

    @property
    def languages(self) -> str:
        """The languages she speaks, as the active language names them."""
        names = Locale.parse(language.current()).languages
        return ", ".join(str(names[code]) for code in self.profile.languages if code in names)

    def years(self, today: date) -> int:
        """Whole years of experience on a local date; 0 where nobody says."""
        return today.year - self.profile.since if self.profile.since else 0


@dataclass(frozen=True, slots=True)
class OwnRow:
    """A service as this master performs it: her minutes, her price."""

    slug: str
    name: str
    text: str
    href: str
    minutes: int
    price: Price
    book_href: str


@once_a_round
def faces(request: HttpRequest) -> Mapping[int, Face]:
    """Everybody who is shown by name and has a live page in the active language, by master, in the salon's order."""
    profiles = master_profiles()
    pages = {page.master_id: page for page in _pages()}
    return {
        pk: Face(
            profile=profile,
            url=pages[pk].get_url(request),
            text=pages[pk].listing_text,
            picture_id=pages[pk].listed_picture_id,
            alt=pages[pk].listed_picture_words,
            book_url=f"{reverse('booking:start')}?master={profile.slug}" if profile.is_bookable else "",
        )
        for pk, profile in profiles.items()
        if pk in pages
    }


def own_rows(request: HttpRequest, catalog: Catalog, master: int) -> list[OwnRow]:
    """What a master does (by id), in the order of the price list."""
    addresses = _addresses(request)
    found = catalog.masters.get(master)
    if found is None:
        return []
    book = f"{reverse('booking:start')}?master={found.slug}&service="
    return [
        OwnRow(
            slug=service.slug,
            name=service.name,
            text=service.summary,
            href=addresses.get(service.slug, ""),
            minutes=service.offers[master].work.minutes,
            price=service.offers[master].price,
            book_href=book + service.slug,
        )
        for service in catalog.services.values()
        if master in service.offers
    ]


def specialities(catalog: Catalog, master: int) -> str:
    """The categories in which she performs something, named."""
    return ", ".join(
        category.name
        for category in catalog.categories
        if any(master in service.offers for service in category.services)
    )


def weekdays(master: int) -> str:
    """On which days a master (by id) works: short names, or the whole word where it is a single day."""
    days = working_weekdays().get(master, [])
    return str(WEEKDAYS[days[0]]) if len(days) == 1 else ", ".join(str(WEEKDAYS_ABBR[day]) for day in days)


def _pages() -> Iterable[MasterPage]:
    live = public(MasterPage.objects.live().filter(locale__language_code=language.current()))
    return live.select_related("locale")


def _addresses(request: HttpRequest) -> dict[str, str]:
    return {slug: url for source in service_pages for slug, url in source(request).items()}
