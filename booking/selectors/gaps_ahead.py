"""Which stretches of the next days nobody has booked yet: what reception could still fill."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import F, Min

from booking.engine import calendar
from booking.models import Master, MasterText, Service
from booking.selectors.agenda import Staff, sees_everybody
from booking.selectors.availability import load_window, salon_zone, today
from salon.lib.language import word

# Over any weekend: what is further away fills by itself.
DAYS = timedelta(days=4)
STEP = 5


@dataclass(frozen=True, slots=True)
class Gap:
    """A free stretch of a master (her short name, and her name in the active language), aware times."""

    master: str
    name: str
    start: datetime
    end: datetime

    @property
    def minutes(self) -> int:
        return int((self.end - self.start).total_seconds()) // 60


def gaps_ahead(user: Staff, *, now: datetime) -> list[Gap]:
    """From now over the next four days, by time: all masters', or for a master her own.

    Nothing shorter than the salon's shortest service. A handful of queries, whatever the number of masters.
    """
    shortest = Service.objects.filter(is_active=True).aggregate(least=Min("minutes"))["least"]
    masters = {pk: (slug, name) for pk, slug, name in _masters(user)}
    if not masters or shortest is None:
        return []
    first = today(now)
    window = load_window(sorted(masters), first, first + DAYS, now=now)
    soonest = -(-calendar.minutes(now, up=True) // STEP) * STEP
    found = [
        Gap(*masters[master], calendar.moment(begin), calendar.moment(end))
        for master, line in window.timelines.items()
        for begin, end in _from(soonest, line.free)
        if end - begin >= shortest
    ]
    return sorted(found, key=lambda gap: (gap.start, gap.name))


def _from(soonest: int, free: tuple[tuple[int, int], ...]) -> Iterator[tuple[int, int]]:
    zone = salon_zone()
    for begin, end in free:
        begin = max(begin, soonest)
        if begin < end:
            # A stretch never lasts over midnight for whoever plans a day.
            midnight = calendar.day_span(calendar.local_date(begin, zone), zone)[1]
            yield begin, min(end, midnight)


def _masters(user: Staff) -> Iterator[tuple[int, str, str]]:
    rows = Master.objects.filter(is_bookable=True).annotate(called=word(MasterText, "master", "name"))
    own = rows if sees_everybody(user) else rows.filter(user_id=user.pk)
    yield from own.order_by(F("order"), "pk").values_list("pk", "slug", "called")
