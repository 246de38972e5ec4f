"""A salon in the middle of its season: more masters, services and visits than the small fixtures have."""

from datetime import datetime, timedelta
from decimal import Decimal

from django.db.models import Model
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Locale, Page, Site

from booking.models import (
    Appointment,
    Category,
    CategoryText,
    Master,
    MasterText,
    Occupancy,
    Service,
    ServiceText,
    Skill,
    Visit,
    WorkingHours,
)
from home.models import HomePage
from legal.models import LegalKind, LegalPage
from salon.cms.models import SalonImage
from tests.booking.conftest import SATURDAY, TUESDAY_TO_FRIDAY, local, written

CATEGORIES = ("hair", "nails", "face", "brows", "massage", "waxing")
A_CATEGORY, MASTERS, WEEKS = 5, 5, 2


def busy_salon() -> list[Service]:
    """Thirty services in six categories, five masters with a photo who perform most of them, two weeks half booked."""
    services = [_service(category, number) for category in _categories() for number in range(A_CATEGORY)]
    masters = [_master(number, services) for number in range(MASTERS)]
    rows = [
        _visit(master, services[0], local(8, hour) + timedelta(days=day))
        for master in masters
        for day in range(2, 2 + 7 * WEEKS)
        for hour in (10, 13, 15)
    ]
    Visit.objects.bulk_create(row.appointment.visit for row in rows)
    Appointment.objects.bulk_create(row.appointment for row in rows)
    Occupancy.objects.bulk_create(rows)
    return services


def home_with_privacy_page() -> HomePage:
    """The tree that every page's frame reads."""
    root = Page.get_first_root_node()
    names = {field.name for field in HomePage._meta.get_fields()}
    wanted = {
        f"{place}_{part}" for place in ("hero", "teasers", "team", "cta") for part in ("heading", "button", "link")
    }
    words = dict.fromkeys(names & wanted, "Nehmen Sie Platz.")
    home = root.add_child(instance=HomePage(title="Salon Lindenhof", slug="de", **words))
    for kind, title in ((LegalKind.IMPRINT, "Impressum"), (LegalKind.PRIVACY, "Datenschutz")):
        home.add_child(instance=LegalPage(title=title, slug=title.lower(), kind=kind))
    Site.objects.update(root_page=home)
    return home


def _categories() -> list[Category]:
    return [_worded(Category(slug=f"busy-{slug}", order=10), CategoryText, "category", slug) for slug in CATEGORIES]


def _service(category: Category, number: int) -> Service:
    slug = f"{category.slug}-{number}"
    facts = Service(slug=slug, category=category, minutes=30 + 15 * number, price=Decimal(25 + 10 * number))
    return _worded(facts, ServiceText, "service", slug)


def _master(number: int, services: list[Service]) -> Master:
    photo = SalonImage.objects.create(title=f"Portrait {number}", file=get_test_image_file(f"{number}.png"))
    facts = Master(slug=f"master-{number}", order=20 + number, photo=photo)
    master = _worded(facts, MasterText, "master", f"Meisterin {number}")
    WorkingHours.objects.bulk_create(
        WorkingHours(master=master, weekday=weekday, starts_at=local(8, 9).time(), ends_at=local(8, 17).time())
        for weekday in (*TUESDAY_TO_FRIDAY, SATURDAY)
    )
    Skill.objects.bulk_create(
        Skill(master=master, service=one) for place, one in enumerate(services) if place % 7 != number
    )
    return master


def _worded(fact: Model, text: type[Model], key: str, name: str) -> Model:
    written(text(locale=Locale.get_default(), name=name.title(), **{key: written(fact)}))
    return fact


def _visit(master: Master, service: Service, start: datetime) -> Occupancy:
    end = start + timedelta(minutes=service.minutes)
    visit = Visit(
        reference=f"{master.slug[-1]}{start:%m%d%H}",
        contact_name="Katharina Vogel",
        contact_phone="+4915112345678",
        language="de",
        source="phone",
        idempotency_key=f"{master.slug} {start}",
    )
    appointment = Appointment(
        visit=visit,
        service=service,
        master=master,
        start=start,
        end=end,
        minutes=service.minutes,
        price=service.price,
        price_kind="fixed",
        service_name=service.slug,
        policy={"free_cancel_hours": 24, "cancel_limit_hours": 24, "move_limit_hours": 24},
    )
    return Occupancy(master=master, start=start, end=end, appointment=appointment)
