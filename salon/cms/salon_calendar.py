"""When the salon is open: weekly hours, its own closed days, public holidays of its federal state."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta

from django.db.models import CharField, IntegerField, TimeField, Value
from django.db.models.functions import Cast

from salon.cms.models import ClosedDay, ClosedDayText, OpeningHours, salon_settings
from salon.lib import public_holidays
from salon.lib.language import word
from salon.lib.rounds import once_a_round


@dataclass(frozen=True, slots=True)
class Closure:
    """Why the salon is closed on a day that is usually open: `slug` of a closed day, or a public holiday's German
    name.
    """

    slug: str = ""
    holiday: str = ""


@dataclass(frozen=True, slots=True)
class SalonCalendar:
    """Opening stretches by weekday (`date.weekday()`), local times; closed days as (slug, month, day, year or None)."""

    weekly: Mapping[int, Sequence[tuple[time, time]]]
    closed_days: Sequence[tuple[str, int, int, int | None]]
    federal_state: str
    open_holidays: frozenset[str]
    closed_on_holidays: bool

    def windows(self, day: date) -> Sequence[tuple[time, time]]:
        """When the salon is open on a local date; empty on closed days and public holidays."""
        stretches = self.weekly.get(day.weekday(), ())
        return () if stretches and self.closure(day) else stretches

    def closure(self, day: date) -> Closure | None:
        for slug, month, number, year in self.closed_days:
            if (month, number) == (day.month, day.day) and year in (None, day.year):
                return Closure(slug=slug)
        if self.closed_on_holidays:
            name = public_holidays.german_name(day, self.federal_state)
            if name and name not in self.open_holidays:
                return Closure(holiday=name)
        return None


def salon_calendar() -> SalonCalendar:
    """Two queries."""
    facts = salon_settings()
    weekly: dict[int, list[tuple[time, time]]] = {}
    closed_days = []
    for slug, first, second, third, starts_at, ends_at in _rows():
        if slug:
            closed_days.append((slug, first, second, third))
        else:
            weekly.setdefault(first, []).append((starts_at, ends_at))
    return SalonCalendar(
        weekly={weekday: sorted(stretches) for weekday, stretches in weekly.items()},
        closed_days=closed_days,
        federal_state=facts.federal_state,
        open_holidays=frozenset(facts.open_holidays),
        closed_on_holidays=facts.closed_on_holidays,
    )


def closure_name(closure: Closure, day: date, language: str) -> str:
    """What a closed day is called in a language; empty where nobody has named it."""
    if closure.slug:
        named = ClosedDay.objects.annotate(name=word(ClosedDayText, "closed_day", "name", language, fallback=None))
        found = named.filter(slug=closure.slug).first()
        return found.name if found else ""
    return public_holidays.name(day, salon_settings().federal_state, language)


def closures(first: date, days: int, language: str) -> list[tuple[date, str]]:
    """The local dates of `days` from `first` on that are usually open and are not, each with its name in a language."""
    return [(day, closure_name(closure, day, language)) for day, closure in closed_ahead(first, days)]


def closed_ahead(first: date, days: int) -> list[tuple[date, Closure]]:
    """The same dates without names; two queries, once for all parts of a page."""
    known = shown_calendar()
    ahead = [first + timedelta(days=number) for number in range(days)]
    usual = [(day, known.closure(day)) for day in ahead if known.weekly.get(day.weekday())]
    return [(day, closure) for day, closure in usual if closure]


@once_a_round
def shown_calendar() -> SalonCalendar:
    """For pages: looked up once, for the foot, for a list of closed days and for search engines."""
    return salon_calendar()


def _rows() -> list[tuple]:
    nothing, no_time = Cast(Value(None), IntegerField()), Cast(Value(None), TimeField())
    weekly = OpeningHours.objects.order_by().values_list(
        Cast(Value(""), CharField()), "weekday", nothing, nothing, "starts_at", "ends_at"
    )
    closed = ClosedDay.objects.order_by().values_list("slug", "month", "day", "year", no_time, no_time)
    return list(weekly.union(closed, all=True))
