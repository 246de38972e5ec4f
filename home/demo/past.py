"""Four months of believable visits that are over, written in bulk: nobody is told about them, and the wall holds."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from operator import attrgetter
from random import Random

from django.db import transaction
from django.db.models import DateTimeField, ExpressionWrapper, F, OuterRef, Subquery

from booking.engine import calendar
from booking.engine.types import Span
from booking.models import (
    Appointment,
    Client,
    Lead,
    Occupancy,
    PriceKind,
    Scan,
    ScanResult,
    ScanWay,
    Source,
    Status,
    Visit,
)
from booking.selectors.availability import load_window, salon_zone
from booking.selectors.catalog import Offer, ServiceOffer, load_catalog
from home.demo.keys import VISIT_PREFIX
from salon.lib.links import new_public_id

PREFIX = f"{VISIT_PREFIX}past-"
WEEKS = 17
# The share of a working day that was booked, at first and at last: the salon does well.
AT_FIRST, AT_LAST = 0.62, 0.82
# What became of a visit, of a hundred.
ENDS = ((Status.COMPLETED, 90), (Status.CANCELLED, 7), (Status.NO_SHOW, 3))
LATE, NEW, STAYS = 0.3, 0.25, 0.7
# Of scans: codes that were typed, and what else was answered; of leads: who has booked since.
TYPED, ODD, BECAME = 0.2, 0.08, 0.4
MISREAD = (ScanResult.NOT_TODAY, ScanResult.WRONG_MASTER, ScanResult.ALREADY_DONE, ScanResult.UNKNOWN)
# Nobody comes again earlier than after so many visits of others.
PAUSE = 150
LANGUAGES = ("de", "de", "de", "de", "uk", "uk", "ru", "en")
WAYS = ((Source.WEBSITE, 58), (Source.PHONE, 20), (Source.DESK, 14), (Source.TELEGRAM, 8))
PAGES = ("/de/", "/de/", "/de/preisliste/", "/de/leistungen/haare/", "/de/team/", "/de/leistungen/naegel/")
WIDGETS = ("default", "hair", "hair", "nails", "questions", "")
CAMPAIGNS = (
    *[{}] * 7,
    {"utm_source": "instagram", "utm_medium": "story", "utm_campaign": "herbst-balayage"},
    {"utm_source": "qr", "utm_medium": "druck", "utm_campaign": "plakat-linde"},
    {"utm_source": "telegram", "utm_medium": "kanal", "utm_campaign": "willkommen-uk"},
)
FIRST_NAMES = (
    *("Anke", "Bettina", "Claudia", "Doris", "Elke", "Franziska", "Gerda", "Hanna", "Ines", "Jana", "Karin", "Lena"),
    *("Mira", "Nadja", "Pia", "Rita", "Silke", "Tanja", "Ursula", "Vera", "Wiebke", "Yvonne", "Larisa", "Oleksandra"),
)
LAST_NAMES = (
    *("Ahrens", "Bergmann", "Conrad", "Dietz", "Ebert", "Fuchs", "Graf", "Huber", "Jansen", "Keller", "Lange"),
    *("Maurer", "Noack", "Otto", "Petersen", "Rabe", "Sauer", "Thiele", "Ullrich", "Vogt", "Wendt", "Zander"),
)


@dataclass(frozen=True, slots=True)
class Done:
    """One service at one master; `start` in UTC minutes."""

    master: int
    service: ServiceOffer
    offer: Offer
    start: int


def write_past(*, today: date) -> None:
    """The weeks before `today` (the salon's date); nothing is done where they are there."""
    if Visit.objects.filter(idempotency_key__startswith=PREFIX).exists():
        return
    chance = Random(1987)
    with transaction.atomic():
        plan = sorted(_plan(today, chance), key=attrgetter("start", "master"))
        visits = Visit.objects.bulk_create(_visits(len(plan), chance), batch_size=500)
        rows = [_appointment(visit, done, chance) for visit, done in zip(visits, plan, strict=True)]
        made = Appointment.objects.bulk_create(rows, batch_size=500)
        Occupancy.objects.bulk_create(_taken(made, plan), batch_size=500)
        Scan.objects.bulk_create(_scans(made, chance), batch_size=500)
        Lead.objects.bulk_create(_leads(today, visits, chance))
        _date_back()


def _plan(today: date, chance: Random) -> Iterator[Done]:
    """Day by day, each master's hours from the morning on, until the share of them is booked."""
    catalog, first = load_catalog("de"), today - timedelta(weeks=WEEKS)
    midnight = datetime.combine(today, time.min, tzinfo=salon_zone())
    lines = load_window(list(catalog.masters), first, today - timedelta(days=1), now=midnight).timelines
    able = {
        pk: [(service, service.offers[pk]) for service in catalog.services.values() if pk in service.offers]
        for pk in lines
    }
    end = calendar.minutes(midnight)
    begin = end - WEEKS * 7 * 24 * 60
    for master, line in lines.items():
        for span in line.free:
            share = AT_FIRST + (AT_LAST - AT_FIRST) * (span[0] - begin) / (end - begin)
            yield from _fill(master, able[master], span, share, chance)


def _fill(
    master: int, able: Sequence[tuple[ServiceOffer, Offer]], span: Span, share: float, chance: Random
) -> Iterator[Done]:
    """One visit after the other; between two there is now and then a pause."""
    at = span[0]
    while able:
        service, offer = chance.choice(able)
        work = offer.work
        start = -(-(at + work.before) // 15) * 15
        at = start + work.minutes + work.after
        if at > span[1]:
            return
        if chance.random() < share:
            yield Done(master, service, offer, start)


def _visits(number: int, chance: Random) -> Iterator[Visit]:
    """Mostly of people who were here before, but not just now."""
    people = Client.objects.bulk_create(_people(), batch_size=500)
    chance.shuffle(people)
    waiting: list[Client] = []
    for place in range(number):
        is_new = people and (len(waiting) <= PAUSE or chance.random() < NEW)
        client = people.pop() if is_new else waiting.pop(chance.randrange(max(len(waiting) - PAUSE, 1)))
        if chance.random() < STAYS:
            waiting.append(client)
        yield _visit(place, client, chance)


def _people() -> list[Client]:
    return [
        Client(name=f"{first} {last}", email=f"{first}.{last}@example.org".lower(), language=LANGUAGES[place % 8])
        for place, (first, last) in enumerate((first, last) for last in LAST_NAMES for first in FIRST_NAMES)
    ]


def _visit(place: int, client: Client, chance: Random) -> Visit:
    source = _one_of(WAYS, chance)
    on_site = source == Source.WEBSITE
    came_by = chance.choice(CAMPAIGNS) if on_site else {}
    return Visit(
        public_id=new_public_id(),
        reference=f"P{place:05}",
        client=client,
        contact_name=client.name,
        contact_email=client.email,
        language=client.language,
        source=source,
        idempotency_key=f"{PREFIX}{place}",
        campaign={"first": came_by, "last": came_by} if came_by else {},
        page=chance.choice(PAGES) if on_site else "",
        widget=chance.choice(WIDGETS) if on_site else "",
    )


def _appointment(visit: Visit, done: Done, chance: Random) -> Appointment:
    status, price = _one_of(ENDS, chance), done.offer.price
    typed = status == Status.COMPLETED and chance.random() < 0.6
    return Appointment(
        visit=visit,
        service_id=done.service.pk,
        master_id=done.master,
        start=calendar.moment(done.start),
        end=calendar.moment(done.start + done.offer.work.minutes),
        status=status,
        service_name=done.service.name,
        minutes=done.offer.work.minutes,
        price=price.amount,
        price_kind=PriceKind.FROM if price.is_from else PriceKind.FIXED,
        paid=price.amount + Decimal(chance.choice((0, 0, 0, 5, 10, -5))) if typed else None,
        is_late_cancel=status == Status.CANCELLED and chance.random() < LATE,
    )


def _taken(rows: Sequence[Appointment], plan: Sequence[Done]) -> Iterator[Occupancy]:
    """What was cancelled takes no time."""
    for row, done in zip(rows, plan, strict=True):
        if row.status != Status.CANCELLED:
            for begin, end in done.offer.work.rows(done.start):
                yield Occupancy(
                    master_id=done.master, appointment=row, start=calendar.moment(begin), end=calendar.moment(end)
                )


def _scans(rows: Sequence[Appointment], chance: Random) -> Iterator[Scan]:
    """Whoever typed an amount scanned before; now and then a code was read that was not hers."""
    for row in rows:
        if row.paid is not None:
            way = ScanWay.CODE if chance.random() < TYPED else ScanWay.QR
            result = chance.choice(MISREAD) if chance.random() < ODD else ScanResult.OK
            yield Scan(at=row.end, way=way, result=result, visit=row.visit, master_id=row.master_id)


def _leads(today: date, visits: Sequence[Visit], chance: Random) -> Iterator[Lead]:
    """One every five days; some of them have become clients since."""
    for days in range(2, WEEKS * 7, 5):
        seen = datetime.combine(today - timedelta(days=days), time(18), tzinfo=salon_zone())
        booked = chance.random() < BECAME
        yield Lead(
            language=chance.choice(LANGUAGES),
            origin=chance.choice(Lead.Origin.values),
            first_at=seen,
            last_at=seen,
            client=chance.choice(visits).client if booked else None,
            converted_at=seen + timedelta(days=1) if booked else None,
        )


def _date_back() -> None:
    """Booked one to seven days before; a new row always says now."""
    begins = Appointment.objects.filter(visit=OuterRef("pk")).values("start")
    own = Visit.objects.filter(idempotency_key__startswith=PREFIX).alias(rest=F("pk") % 7)
    for days in range(7):
        made = ExpressionWrapper(Subquery(begins) - timedelta(days=days + 1), output_field=DateTimeField())
        own.filter(rest=days).update(created_at=made)


def _one_of(weighed: Sequence[tuple], chance: Random) -> str:
    values, weights = zip(*weighed, strict=True)
    return chance.choices(values, weights)[0]
