"""Who came for the first time, who came again."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, F, Max, Min, Q, QuerySet, Window
from django.db.models.functions import FirstValue, TruncDate

from booking.engine import calendar
from booking.models import Appointment, Status
from booking.selectors.availability import salon_zone
from booking.selectors.statistics.days import at, on_days, span_of
from salon.lib.figures import Share
from salon.lib.periods import A_DAY, Period


@dataclass(frozen=True, slots=True)
class People:
    """Clients who came on the days, that is had something done: `new` for the first time ever in this salon,
    `returning` who had been here before. `unknown`: visits of people without a client record, neither one nor other.
    """

    new: int
    returning: int
    unknown: int

    @property
    def known(self) -> int:
        return self.new + self.returning


def people(period: Period, *, master: int | None = None) -> People:
    """With a master: who came to her; new is who was new to the salon. Two queries."""
    begin, end = (calendar.moment(minute) for minute in span_of(period))
    came = _came().filter(start__lt=end)
    seen = Max("start", filter=Q(start__gte=begin) & at(master))
    by_client = came.values("visit__client").annotate(first=Min("start"), seen=seen).filter(seen__isnull=False)
    counted = by_client.aggregate(new=Count("first", filter=Q(first__gte=begin)), all=Count("first"))
    nobody = Appointment.objects.filter(on_days(period), at(master), status=Status.COMPLETED, visit__client=None)
    return People(
        counted["new"], counted["all"] - counted["new"], nobody.aggregate(n=Count("visit", distinct=True))["n"]
    )


def new_by_day(period: Period, *, master: int | None = None) -> Mapping[date, int]:
    """How many clients came for the first time, by local date. With a master: first of all to her. One query."""
    firsts = _came().values("visit__client").annotate(first=Min("start"), hers=Min("start", filter=at(master)))
    rows = firsts.filter(on_days(period, "first"), hers=F("first")).values_list("first", flat=True)
    return Counter(first.astimezone(salon_zone()).date() for first in rows)


def retention(period: Period, *, weeks: int, master: int | None = None) -> Share:
    """Of the clients who came on the days, those who had something done on another visit by the end of the day on which
    so many weeks are over since they first came on these days. With a master: each time at hers. One query.
    """
    end, later = calendar.moment(span_of(period)[1]), timedelta(weeks=weeks)
    whole = Period(period.first, period.last + later + A_DAY)
    first = Window(Min("start"), partition_by="visit__client")
    visit = Window(FirstValue("visit"), partition_by="visit__client", order_by=("start", "pk"))
    rows = _came().filter(on_days(whole), at(master)).annotate(first=first, first_visit=visit).filter(first__lt=end)
    until = TruncDate(F("first") + later, tzinfo=salon_zone())
    again = ~Q(visit=F("first_visit")) & Q(day__lte=F("until"))
    counted = rows.annotate(day=TruncDate("start", tzinfo=salon_zone()), until=until).aggregate(
        all=Count("visit__client", distinct=True), again=Count("visit__client", distinct=True, filter=again)
    )
    return Share(counted["again"], counted["all"])


def _came() -> QuerySet[Appointment]:
    """What was done for clients we know."""
    return Appointment.objects.filter(status=Status.COMPLETED, visit__client__isnull=False).order_by()
