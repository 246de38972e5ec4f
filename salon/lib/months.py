"""Months and days as a list is narrowed down by them: "2026-06" is a month, "2026-06-09" a day, both the salon's."""

import calendar
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import DateTimeField, Max, Min, Model

from salon.lib import dates

# Beyond them lies nothing that somebody has written here.
YEARS = range(1970, 2200)
Choices = list[tuple[str, str]]


def months(model: type[Model], field: str) -> Choices:
    """The months from the earliest row to the latest one, the latest first: one query."""
    found = model._default_manager.aggregate(first=Min(field), last=Max(field))
    if found["first"] is None:
        return []
    first, last = _day(found["first"]), _day(found["last"])
    counted = range(first.year * 12 + first.month - 1, last.year * 12 + last.month)
    named = (date(number // 12, number % 12 + 1, 1) for number in reversed(counted))
    return [(f"{of:%Y-%m}", dates.month(of)) for of in named]


def days(month: str) -> Choices:
    """The days of a month; none where it is no month."""
    found = span(month) if len(month) == len("2026-06") else None
    if found is None:
        return []
    first, last = found
    whole = (first + timedelta(number) for number in range((last - first).days + 1))
    return [(day.isoformat(), dates.short(day)) for day in whole]


def span(written: str) -> tuple[date, date] | None:
    """The first and the last day of a month or of a day; None for what is neither."""
    try:
        first = date.fromisoformat(written if len(written) > len("2026-06") else f"{written}-01")
    except ValueError:
        return None
    if first.year not in YEARS:
        return None
    if first.isoformat() == written:
        return first, first
    return first, first.replace(day=calendar.monthrange(first.year, first.month)[1])


def touching(
    model: type[Model], begins: str, ends: str, first: date | None, last: date | None
) -> dict[str, date | datetime]:
    """Lookups for the rows that lie on the days from `first` to `last`, both optional, or reach into them.

    `begins`, `ends`: the names of fields with dates or aware times; the same one where a row is a moment.
    """
    lookups: dict[str, date | datetime] = {}
    if last:
        lookups[f"{begins}__lt"] = _edge(model, begins, _known(last) + timedelta(1))
    if first:
        # What ends at midnight has nothing of the day that begins then.
        after = "gt" if begins != ends and _is_moment(model, ends) else "gte"
        lookups[f"{ends}__{after}"] = _edge(model, ends, _known(first))
    return lookups


def _known(day: date) -> date:
    return min(max(day, date(YEARS[0], 1, 1)), date(YEARS[-1], 12, 31))


def _edge(model: type[Model], field: str, day: date) -> date | datetime:
    zone = ZoneInfo(settings.SALON_TIME_ZONE)
    return datetime.combine(day, time(), zone) if _is_moment(model, field) else day


def _is_moment(model: type[Model], field: str) -> bool:
    return isinstance(model._meta.get_field(field), DateTimeField)


def _day(at: date | datetime) -> date:
    return dates.local(at).date() if isinstance(at, datetime) else at
