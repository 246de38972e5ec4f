"""Two weeks of believable appointments, booked like any other: through the desk's own action, lock and wall."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from random import Random

from django.db import transaction

from booking.actions.book import Request, book_visit
from booking.actions.events import Actor
from booking.actions.notify import CONFIRMED, STAFF_NEW
from booking.engine import calendar, starts, timeline
from booking.engine.types import Timeline
from booking.models import BookingSettings, Source, Visit
from booking.selectors.availability import load_window, salon_zone
from booking.selectors.catalog import Catalog, MasterOffer, load_catalog
from booking.selectors.wishes import Wish, read_wish
from home.demo.guests import Queue
from home.demo.keys import VISIT_PREFIX
from salon.outbox.actions.write import asleep, withdraw

DAYS = 14
# The share of a master's day that is booked: full near by, thinner towards the end.
NEAR, FAR = 0.6, 0.15
# How many starts later than the first possible one: mostly right away, sometimes with a pause.
PAUSES = (0, 0, 0, 1, 2, 4)
SOURCES = (Source.WEBSITE, Source.WEBSITE, Source.PHONE, Source.DESK)
NOTES = (
    "",
    "",
    "",
    "",
    "Bitte ohne Duftstoffe.",
    "Ich komme mit dem Fahrrad und bin pünktlich.",
    "Zum ersten Mal bei Ihnen.",
)


def write_visits(*, today: date) -> None:
    """Fill the days from `today` (the salon's date) on; nothing is done where the demo has booked before."""
    if Visit.objects.filter(idempotency_key__startswith=VISIT_PREFIX).exists():
        return
    chance, catalog, rules = Random(2011), load_catalog("de"), BookingSettings.load()
    # As if all had been booked the evening before, so that the morning of today is full too.
    now = datetime.combine(today, time.min, tzinfo=salon_zone()) - timedelta(hours=4)
    guests = Queue(chance)
    with asleep(), transaction.atomic():
        for place in range(DAYS):
            day = today + timedelta(days=place)
            share = NEAR - (NEAR - FAR) * place / DAYS
            for master, line in _free_lines(catalog, day, now).items():
                for wish, start in _fill(catalog, rules, master, line, share, day, now, chance):
                    _book(wish, start, guests, chance, now)


def _free_lines(catalog: Catalog, day: date, now: datetime) -> Mapping[MasterOffer, Timeline]:
    lines = load_window(list(catalog.masters), day, day, now=now).timelines
    return {catalog.masters[pk]: line for pk, line in lines.items() if line.free}


def _fill(
    catalog: Catalog,
    rules: BookingSettings,
    master: MasterOffer,
    line: Timeline,
    share: float,
    day: date,
    now: datetime,
    chance: Random,
) -> Iterator[tuple[Wish, datetime]]:
    """Visits of one master on one day, one after the other, until the share of her day is booked."""
    able = [service.slug for service in catalog.services.values() if master.pk in service.offers]
    left = share * sum(end - begin for begin, end in line.free)
    while left > 0:
        wish = read_wish(catalog, rules, _choose(able, chance), master.slug)
        needs = wish.needs(day, day)
        found = starts.find_starts({master.pk: line}, needs, wish.policy(now))
        if not found:
            return
        start = found[min(chance.choice(PAUSES), len(found) - 1)]
        yield wish, calendar.moment(start.at)
        # What lies before is left free on purpose; what follows goes on after the visit.
        over = start.end + max(need.options[master.pk].after for need in needs)
        left -= over - start.at
        line = replace(line, free=tuple(timeline.subtract(line.free, [(line.free[0][0], over)])))
        if not line.free:
            return


def _choose(able: Sequence[str], chance: Random) -> list[str]:
    """Mostly one service, now and then two."""
    return chance.sample(able, 2 if len(able) > 1 and chance.random() < 0.15 else 1)


def _book(wish: Wish, start: datetime, guests: Queue, chance: Random, now: datetime) -> None:
    contact, language = guests.next()
    source = chance.choice(SOURCES)
    visit = book_visit(
        Request(
            draft=f"{VISIT_PREFIX}{start:%Y%m%d%H%M}-{wish.masters[0]}",
            wish=wish,
            start=start,
            contact=contact,
            language=language,
            note=chance.choice(NOTES) if language == "de" else "",
        ),
        by=Actor("staff", source),
        now=now,
    )
    # Invented people get no confirmation; their reminders stay, so that the outbox is not empty.
    withdraw(about=f"visit:{visit.pk}", only=[CONFIRMED, STAFF_NEW])
