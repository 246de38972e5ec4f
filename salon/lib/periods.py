"""Stretches of whole local days: this week, the quarter before, the same days a year ago."""

from dataclasses import dataclass
from datetime import date, timedelta

A_DAY = timedelta(days=1)
MONTHS = {"month": 1, "quarter": 3, "year": 12}
# A comparison moves by whole weeks where weekdays matter more than dates.
A_YEAR_OF_WEEKS = timedelta(weeks=52)


@dataclass(frozen=True, slots=True)
class Period:
    """Local dates from `first` to `last`, both included; `unit`: week, month, quarter, year, or empty for own dates."""

    first: date
    last: date
    unit: str = ""

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1


def this(unit: str, today: date) -> Period:
    """What has passed of the current one, today included."""
    return Period(begin_of(unit, today), today, unit)


def last(unit: str, today: date) -> Period:
    """The whole one before the current."""
    end = begin_of(unit, today) - A_DAY
    return Period(begin_of(unit, end), end, unit)


def before(period: Period) -> Period:
    """As much of the one before: a whole month for a whole month, its first ten days for the first ten of a month."""
    if not period.unit:
        return Period(period.first - period.days * A_DAY, period.first - A_DAY)
    earlier = last(period.unit, period.first)
    if period.last == end_of(period.unit, period.first):
        return earlier
    return Period(earlier.first, min(earlier.last, earlier.first + (period.days - 1) * A_DAY), period.unit)


def year_before(period: Period) -> Period:
    """The same dates; of a week the same weekdays."""
    if period.unit == "week":
        return Period(period.first - A_YEAR_OF_WEEKS, period.last - A_YEAR_OF_WEEKS, "week")
    return Period(_a_year_before(period.first), _a_year_before(period.last), period.unit)


def begin_of(unit: str, day: date) -> date:
    """The first day of the week, month, quarter or year that a day lies in; weeks begin on Monday."""
    if unit == "day":
        return day
    if unit == "week":
        return day - day.weekday() * A_DAY
    months = MONTHS[unit]
    return day.replace(month=(day.month - 1) // months * months + 1, day=1)


def end_of(unit: str, day: date) -> date:
    """Its last day."""
    if unit in ("day", "week"):
        return begin_of(unit, day) + {"day": 0, "week": 6}[unit] * A_DAY
    begin = begin_of(unit, day)
    following = begin.month - 1 + MONTHS[unit]
    return begin.replace(year=begin.year + following // 12, month=following % 12 + 1) - A_DAY


def parts(period: Period, unit: str) -> list[Period]:
    """A period cut at the borders of days, weeks or months; the first and the last part may be shorter."""
    found, begin = [], period.first
    while begin <= period.last:
        end = min(end_of(unit, begin), period.last)
        found.append(Period(begin, end, unit))
        begin = end + A_DAY
    return found


def _a_year_before(day: date) -> date:
    """The 29th of February becomes the 28th."""
    try:
        return day.replace(year=day.year - 1)
    except ValueError:
        return day.replace(year=day.year - 1, day=28)
