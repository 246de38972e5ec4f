"""A small believable salon: Anna cuts and colours, Olga cuts and does nails; open Tuesday to Saturday."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, time
from decimal import Decimal
from itertools import count
from typing import TypeVar
from zoneinfo import ZoneInfo

import pytest
from django.db.models import Model
from wagtail.models import Locale

from booking.actions.book import Request, book_visit
from booking.actions.clients import Contact
from booking.actions.events import ONLINE, Actor
from booking.actions.hold import hold_start
from booking.models import (
    BookingSettings,
    Category,
    CategoryText,
    Confirmation,
    Hold,
    Master,
    MasterText,
    Service,
    ServiceText,
    Skill,
    Visit,
    WorkingHours,
)
from booking.selectors.catalog import load_catalog
from booking.selectors.wishes import Wish, read_wish
from salon.cms.models import OpeningHours, SalonSettings, SalonText

BERLIN = ZoneInfo("Europe/Berlin")
# Monday noon; the salon opens on Tuesday.
NOW = datetime(2026, 6, 8, 12, 0, tzinfo=BERLIN)
TUESDAY_TO_FRIDAY, SATURDAY = range(1, 5), 5

Row = TypeVar("Row", bound=Model)
Booker = Callable[..., Visit]
Holder = Callable[..., Hold]


def local(day: int, hour: int, minute: int = 0, month: int = 6, year: int = 2026) -> datetime:
    """A time on the salon's wall; by default in June 2026 (the 9th is a Tuesday)."""
    return datetime(year, month, day, hour, minute, tzinfo=BERLIN)


def german() -> Locale:
    """The default locale; a test with real transactions starts from empty tables."""
    return Locale.objects.get_or_create(language_code="de")[0]


@pytest.fixture
def now() -> datetime:
    return NOW


@pytest.fixture
def salon(db: None) -> SalonSettings:
    """Open Tuesday to Friday 9-18, Saturday 9-15; slots every 15 minutes, lead two hours, horizon 60 days."""
    OpeningHours.objects.bulk_create(
        OpeningHours(weekday=weekday, starts_at=time(9), ends_at=time(15 if weekday == SATURDAY else 18))
        for weekday in (*TUESDAY_TO_FRIDAY, SATURDAY)
    )
    written(SalonText(locale=german(), name="Salon Lindenhof", in_text="Salon Lindenhof", town="Lindau an der Aue"))
    written(BookingSettings())
    return written(
        SalonSettings(
            legal_name="Salon Lindenhof",
            street="Am Lindenhof 7",
            postcode="39999",
            phone="+493023125110",
            email="hallo@lindenhof.example.org",
        )
    )


@pytest.fixture
def on_request(salon: SalonSettings) -> None:
    """Whatever is booked waits for an answer."""
    BookingSettings.objects.update(confirmation=Confirmation.REQUEST)


def written(row: Row) -> Row:
    """The bare row: a save would also look for pages whose title it is, and that a thousand times a run."""
    type(row)._default_manager.bulk_create([row])
    return row


def make_service(slug: str, name: str, category: Category, *, price: str = "40.00", **facts: object) -> Service:
    service = written(Service(slug=slug, category=category, price=Decimal(price), **{"minutes": 60, **facts}))
    written(ServiceText(locale=german(), service=service, name=name, summary=f"{name}, mit Ruhe"))
    return service


def make_master(slug: str, name: str, skills: Sequence[Service], order: int = 0, **facts: object) -> Master:
    """Works Tuesday to Friday 9-17, Saturday 9-14."""
    master = written(Master(slug=slug, order=order, **facts))
    written(MasterText(locale=german(), master=master, name=name, role="Friseurin"))
    WorkingHours.objects.bulk_create(
        WorkingHours(master=master, weekday=weekday, starts_at=time(9), ends_at=time(14 if weekday == SATURDAY else 17))
        for weekday in (*TUESDAY_TO_FRIDAY, SATURDAY)
    )
    Skill.objects.bulk_create(Skill(master=master, service=service) for service in skills)
    return master


@pytest.fixture
def hair(salon: SalonSettings) -> Category:
    category = written(Category(slug="hair", order=1))
    written(CategoryText(locale=german(), category=category, name="Haare", summary="Schnitt und Farbe"))
    return category


@pytest.fixture
def haircut(hair: Category) -> Service:
    """60 minutes, 45 EUR, no buffers."""
    return make_service("haircut", "Haarschnitt", hair, price="45.00")


@pytest.fixture
def colour(hair: Category) -> Service:
    """120 minutes of which 30 to 75 are processing, ten minutes to clean up, from 80 EUR."""
    return make_service(
        "colour",
        "Farbe",
        hair,
        price="80.00",
        price_kind="from",
        minutes=120,
        processing_after=30,
        processing_lasts=45,
        buffer_after=10,
    )


@pytest.fixture
def manicure(hair: Category) -> Service:
    """45 minutes, 30 EUR, five minutes before and ten after."""
    return make_service("manicure", "Maniküre", hair, price="30.00", minutes=45, buffer_before=5, buffer_after=10)


@pytest.fixture
def anna(haircut: Service, colour: Service) -> Master:
    return make_master("anna", "Anna Lindner", [haircut, colour], order=1)


@pytest.fixture
def olga(haircut: Service, manicure: Service) -> Master:
    return make_master("olga", "Olga Schreiber", [haircut, manicure], order=2)


def wish_for(services: Sequence[str] | str, master: str = "") -> Wish:
    """A wish in the order given, as a catalogue in that order would make it."""
    slugs = [services] if isinstance(services, str) else list(services)
    wish = read_wish(load_catalog("de"), BookingSettings.load(), slugs, master)
    pairs = sorted(zip(wish.services, wish.masters, strict=True), key=lambda pair: slugs.index(pair[0].slug))
    in_order, masters = zip(*pairs, strict=True)
    return replace(wish, services=in_order, masters=masters)


OLENA = Contact("Olena Kovalenko", "+491512345678", "olena@example.org")
_drafts = count(1)


@pytest.fixture
def book(anna: Master, olga: Master) -> Booker:
    """Book a visit: `book("haircut", at=local(9, 10), master="anna")`."""

    def run(
        services: Sequence[str] | str,
        at: datetime,
        *,
        master: str = "",
        contact: Contact | None = None,
        by: Actor = ONLINE,
        now: datetime = NOW,
        draft: str = "",
        **more: object,
    ) -> Visit:
        number = next(_drafts)
        who = contact or Contact(f"Client {number}", f"+4915123{number:06d}")
        request = Request(
            draft=draft or f"draft-{number}",
            wish=wish_for(services, master),
            start=at,
            contact=who,
            **{"language": "de", **more},
        )
        return book_visit(request, by=by, now=now)

    return run


@pytest.fixture
def hold(anna: Master, olga: Master) -> Holder:
    """Hold a start: `hold("haircut", at=local(9, 10), draft="a")`."""

    def run(
        services: Sequence[str] | str,
        at: datetime,
        *,
        draft: str,
        master: str = "",
        now: datetime = NOW,
        address: str = "",
    ) -> Hold:
        return hold_start(draft=draft, wish=wish_for(services, master), start=at, address=address, now=now)

    return run
