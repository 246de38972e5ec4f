"""What was looked for in vain, and what stands in its way: hours of the salon and of those who could do it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time

from django.db.models import Q

from booking.models import MasterText, Service, ServiceText, Skill, WorkingHours
from booking.selectors.empty_parts import PARTS
from salon.analytics.models import What
from salon.analytics.selectors import sums
from salon.cms.salon_calendar import salon_calendar
from salon.lib.language import word
from salon.lib.periods import Period

# A weekday (`date.weekday()`) and one of PARTS.
Moment = tuple[int, str]


@dataclass(frozen=True, slots=True)
class Demand:
    """`searches` by service (its short name) and moment; `names` of services as they are called today."""

    searches: Mapping[str, Mapping[Moment, int]]
    names: Mapping[str, str]

    def of(self, service: str) -> int:
        return sum(self.searches.get(service, {}).values())

    @property
    def weekdays(self) -> list[int]:
        return sorted({weekday for found in self.searches.values() for weekday, _part in found})

    def top(self, count: int) -> list[tuple[str, Moment, int]]:
        """Where most was looked for in vain."""
        cells = [(slug, at, number) for slug, found in self.searches.items() for at, number in found.items()]
        return sorted(cells, key=lambda cell: (-cell[2], cell[0], cell[1]))[:count]


@dataclass(frozen=True, slots=True)
class Team:
    """Who performs a service, by id and name: those who work at a moment, and those who don't."""

    working: Mapping[int, str]
    absent: Mapping[int, str]


def find_demand(period: Period, language: str = "") -> Demand:
    """Two queries. What no longer is a service is called by its short name."""
    found: dict[str, dict[Moment, int]] = {}
    for (slug, detail), number in sums(
        What.SEARCH, period.first, period.last, "name", "detail", language=language
    ).items():
        weekday, _dash, part = detail.partition("-")
        if weekday.isdigit() and part in PARTS:
            found.setdefault(slug, {})[int(weekday), part] = number
    rows = Service.objects.filter(slug__in=found).annotate(name=word(ServiceText, "service", "name"))
    return Demand(found, {slug: slug for slug in found} | dict(rows.values_list("slug", "name")))


def teams(services: Sequence[str], moments: Sequence[Moment], today: date) -> list[Team]:
    """For each service at its moment, by the weekly hours that are valid today; two queries."""
    skills = (
        Skill.objects.filter(service__slug__in=services, master__is_employed=True, master__is_bookable=True)
        .annotate(name=word(MasterText, "master", "name", fallback="master__slug", of="master_id"))
        .order_by("master__order", "master__slug")
        .values_list("service__slug", "master_id", "name")
    )
    able = list(skills)
    is_valid = Q(valid_from=None) | Q(valid_from__lte=today), Q(valid_to=None) | Q(valid_to__gte=today)
    hours = WorkingHours.objects.filter(*is_valid, master__in={master for _slug, master, _name in able})
    known = list(hours.values_list("master_id", "weekday", "starts_at", "ends_at"))

    def team(service: str, moment: Moment) -> Team:
        there = {master for master, weekday, *stretch in known if weekday == moment[0] and _meets(moment[1], *stretch)}
        who = [(master, name) for slug, master, name in able if slug == service]
        return Team({pk: name for pk, name in who if pk in there}, {pk: name for pk, name in who if pk not in there})

    return [team(service, moment) for service, moment in zip(services, moments, strict=True)]


def open_moments() -> set[Moment]:
    """When the salon is open in an ordinary week; two queries."""
    weekly = salon_calendar().weekly
    return {
        (weekday, part)
        for weekday, hours in weekly.items()
        for part in PARTS
        if any(_meets(part, *one) for one in hours)
    }


def _meets(part: str, starts_at: time, ends_at: time) -> bool:
    begin, end = PARTS[part]
    return starts_at < end and (ends_at > begin or ends_at == time.min)
