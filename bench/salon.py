"""A salon of ten masters with appointments over three years, for measuring."""

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


def build() -> None:
    """In emptied tables: hours, masters, one service of 60 minutes; every 15 minutes, bookable for thirty days."""
    call_command("flush", interactive=False, verbosity=0)
    Locale.objects.create(language_code="de")
    rules = BookingSettings.load()
    rules.horizon_days = DAYS - 1
    rules.save()
    hair = Category.objects.create(slug="hair")
    service = Service.objects.create(slug="haircut", category=hair, minutes=60, price=45)
    ServiceText.objects.create(locale=Locale.get_default(), service=service, name="Haarschnitt")
    for weekday in range(7):
        OpeningHours.objects.create(weekday=weekday, starts_at=time(9), ends_at=time(18))
    for number in range(MASTERS):
        master = Master.objects.create(slug=f"master-{number}", order=number)
        Skill.objects.create(master=master, service=service)
        for weekday in range(7):
            WorkingHours.objects.create(master=master, weekday=weekday, starts_at=time(9), ends_at=time(13))
            WorkingHours.objects.create(master=master, weekday=weekday, starts_at=time(13, 30), ends_at=time(18))


def fill(appointments: int) -> None:
    """Bring the stored appointments up to a number, evenly over the three years around now."""
    missing = appointments - Appointment.objects.count()
    if missing <= 0:
        return
    client = Client.objects.get_or_create(name="Olena", phone="+491512345678")[0]
    service, masters = Service.objects.get(), list(Master.objects.all())
    taken = set(Occupancy.objects.values_list("master_id", "start"))
    places = [
        (master, NOW.replace(hour=9, minute=0) + timedelta(days=day, minutes=25 * slot))
        for master in masters
        for day in range(-730, 365)
        for slot in range(20)
        if (master.pk, NOW.replace(hour=9, minute=0) + timedelta(days=day, minutes=25 * slot)) not in taken
    ]
    Random(1).shuffle(places)
    chosen = list(islice(places, missing))
    begun = Visit.objects.count()
    visits = Visit.objects.bulk_create(
        [
            Visit(
                public_id=new_public_id(),
                reference=f"{number:08d}",
                client=client,
                contact_name="Olena",
                contact_phone=client.phone,
                language="uk",
                source="website",
                idempotency_key=str(number),
            )
            for number in range(begun, begun + len(chosen))
        ],
        batch_size=2000,
    )
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
            for visit, (master, start) in zip(visits, chosen, strict=True)
        ],
        batch_size=2000,
    )
    Occupancy.objects.bulk_create(
        [Occupancy(master_id=one.master_id, start=one.start, end=one.end, appointment=one) for one in made],
        batch_size=2000,
    )
