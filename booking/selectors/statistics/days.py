"""Local days as conditions and groups of a query."""

from django.db.models import DateField, Q
from django.db.models.functions import Trunc

from booking.engine import calendar
from booking.engine.types import Span
from booking.selectors.availability import salon_zone
from salon.lib.periods import Period


def on_days(period: Period, field: str = "start") -> Q:
    """A condition: the time in `field` lies on one of the days."""
    begin, end = (calendar.moment(minute) for minute in span_of(period))
    return Q(**{f"{field}__gte": begin, f"{field}__lt": end})


def at(master: int | None, field: str = "master") -> Q:
    """A condition: it is this master's; everything where none is named."""
    return Q() if master is None else Q(**{field: master})


def span_of(period: Period) -> Span:
    """From the first local midnight to the last, in UTC minutes."""
    zone = salon_zone()
    return calendar.day_span(period.first, zone)[0], calendar.day_span(period.last, zone)[1]


def part_of(unit: str, field: str = "start") -> Trunc:
    """An expression: the first local date of the day, week or month that a time lies in."""
    return Trunc(field, unit, tzinfo=salon_zone(), output_field=DateField())
