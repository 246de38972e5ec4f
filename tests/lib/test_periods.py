"""Weeks, months, quarters and years, and what they are compared with."""

from datetime import date

import pytest

from salon.lib import periods
from salon.lib.periods import Period

pytestmark = pytest.mark.once

TODAY = date(2026, 8, 12)


def days(period: Period) -> tuple[str, str]:
    return f"{period.first:%m-%d}", f"{period.last:%m-%d}"


@pytest.mark.parametrize(
    ("unit", "so_far", "whole"),
    [
        ("week", ("08-10", "08-12"), ("08-03", "08-09")),
        ("month", ("08-01", "08-12"), ("07-01", "07-31")),
        ("quarter", ("07-01", "08-12"), ("04-01", "06-30")),
        ("year", ("01-01", "08-12"), ("01-01", "12-31")),
    ],
)
def test_the_current_one_ends_today_and_the_last_one_is_whole(
    unit: str, so_far: tuple[str, str], whole: tuple[str, str]
) -> None:
    assert days(periods.this(unit, TODAY)) == so_far
    assert days(periods.last(unit, TODAY)) == whole


def test_a_whole_one_is_compared_with_a_whole_one_and_a_part_with_as_many_days() -> None:
    assert days(periods.before(periods.last("month", date(2026, 4, 10)))) == ("02-01", "02-28")
    assert days(periods.before(periods.this("month", TODAY))) == ("07-01", "07-12")
    assert days(periods.before(Period(date(2026, 3, 1), date(2026, 3, 30), "month"))) == ("02-01", "02-28")
    assert days(periods.before(Period(date(2026, 8, 10), date(2026, 8, 12)))) == ("08-07", "08-09")


def test_a_year_before_a_leap_day_lies_in_february_and_a_week_keeps_its_weekdays() -> None:
    assert days(periods.year_before(Period(date(2024, 2, 29), date(2024, 3, 31), "month"))) == ("02-28", "03-31")
    assert periods.year_before(periods.this("week", TODAY)).first.weekday() == 0


def test_a_period_is_cut_at_the_borders_of_weeks_and_months() -> None:
    weeks = periods.parts(Period(date(2026, 8, 5), date(2026, 8, 18)), "week")
    assert [days(week) for week in weeks] == [("08-05", "08-09"), ("08-10", "08-16"), ("08-17", "08-18")]
    assert [part.days for part in periods.parts(Period(date(2026, 1, 15), date(2026, 3, 1)), "month")] == [17, 28, 1]
