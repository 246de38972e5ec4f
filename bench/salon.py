"""A salon of ten masters (or more) with appointments over three years, for measuring."""

from collections.abc import Sequence
from datetime import datetime, time, timedelta
from itertools import islice
from random import Random
from zoneinfo import ZoneInfo

from django.core.management import call_command
from wagtail.models import Locale

from booking.models import (
    Appointment,
    BookingSettings,
    Category,
    Client,
    Master,
    Occupancy,
    Service,
    ServiceText,
    Skill,
    Visit,
    WorkingHours,
)
from salon.cms.models import OpeningHours
from salon.lib.links import new_public_id

BERLIN = ZoneInfo("Europe/Berlin")
NOW = datetime(2026, 6, 8, 12, tzinfo=BERLIN)
MASTERS, DAYS = 10, 30
SINGLE = "haircut"
# Minutes and buffer after each; the first is the one that the bare twin looks for.
SERVICES = {SINGLE: (60, 0), "colour": (90, 15), "brows": (30, 0), "nails": (45, 10), "treatment": (40, 5)}

Place = tuple[Master, datetime]


def build(masters: int = MASTERS) -> None:
    """In emptied tables: hours, masters who all perform all services; every 15 minutes, bookable for thirty days."""
    call_command("flush", interactive=False, verbosity=0)
    Locale.objects.create(language_code="de")
    rules = BookingSettings.load()
    rules.horizon_days = DAYS - 1
    rules.save()
    services = _services()
    for weekday in range(7):
        OpeningHours.objects.create(weekday=weekday, starts_at=time(9), ends_at=time(18))
    for number in range(masters):
        master = Master.objects.create(slug=f"master-{number}", order=number)
        Skill.objects.bulk_create(Skill(master=master, service=service) for service in services)
        for weekday in range(7):
            WorkingHours.objects.create(master=master, weekday=weekday, starts_at=time(9), ends_at=time(13))
            WorkingHours.objects.create(master=master, weekday=weekday, starts_at=time(13, 30), ends_at=time(18))


def _services() -> list[Service]:
    hair, services = Category.objects.create(slug="hair"), []
    for order, (slug, (minutes, after)) in enumerate(SERVICES.items()):
        service = Service.objects.create(
            slug=slug, category=hair, order=order, minutes=minutes, buffer_after=after, price=45
        )
        ServiceText.objects.create(locale=Locale.get_default(), service=service, name=slug.title())
        services.append(service)
    return services


def fill(appointments: int) -> None:
    """Bring the stored appointments up to a number, evenly over the three years around now."""
    missing = appointments - Appointment.objects.count()
    if missing <= 0:
        return
    places = _free_places()
    Random(1).shuffle(places)
    _book(list(islice(places, missing)))


def fill_today(appointments: int) -> None:
    """As many appointments on the day of `NOW`, evenly over all masters, one after the other."""
    masters = list(Master.objects.all())
    begin = NOW.replace(hour=9, minute=0)
    places = [
        (masters[n % len(masters)], begin + timedelta(minutes=25 * (n // len(masters)))) for n in range(appointments)
    ]
    _book(places)


def _free_places() -> list[Place]:
    taken = set(Occupancy.objects.values_list("master_id", "start"))
    times = [
        NOW.replace(hour=9, minute=0) + timedelta(days=day, minutes=25 * slot)
        for day in range(-730, 365)
        for slot in range(20)
    ]
    return [(master, start) for master in Master.objects.all() for start in times if (master.pk, start) not in taken]


def _book(places: Sequence[Place]) -> None:
    service = Service.objects.get(slug=SINGLE)
    visits = _visits(len(places))
    made = Appointment.objects.bulk_create(
        [
            Appointment(
                visit=visit,
                service=service,
                master=master,
                start=start,
                end=start + timedelta(minutes=20),
                service_name="Haarschnitt",
                minutes=20,
                price=45,
                price_kind="fixed",
            )
            for visit, (master, start) in zip(visits, places, strict=True)
        ],
        batch_size=2000,
    )
    Occupancy.objects.bulk_create(
        [Occupancy(master_id=one.master_id, start=one.start, end=one.end, appointment=one) for one in made],
        batch_size=2000,
    )


def _visits(number: int) -> list[Visit]:
    client = Client.objects.get_or_create(name="Olena", phone="+491512345678")[0]
    begun = Visit.objects.count()
    return Visit.objects.bulk_create(
        [
            Visit(
                public_id=new_public_id(),
                reference=f"{index:08d}",
                client=client,
                contact_name="Olena",
                contact_phone=client.phone,
                language="uk",
                source="website",
                idempotency_key=str(index),
            )
            for index in range(begun, begun + number)
        ],
        batch_size=2000,
    )
