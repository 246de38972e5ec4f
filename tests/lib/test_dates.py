"""Dates as each language writes them."""

from datetime import date, time

import pytest

from salon.lib import dates

JUNE = date(2026, 6, 9)


def plain(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize(
    ("code", "full", "number", "weekday"),
    [
        ("de", "Dienstag, 9. Juni 2026", "9. Juni", "Di"),
        ("ru", "вторник, 9 июня 2026", "9 июня", "вт"),
        ("uk", "вівторок, 9 червня 2026", "9 червня", "вт"),
        ("en", "Tuesday, 9 June 2026", "9 June", "Tue"),
    ],
)
def test_a_day_stands_in_the_case_that_the_language_wants(code: str, full: str, number: str, weekday: str) -> None:
    assert plain(dates.full(JUNE, code)) == full
    assert plain(dates.number(JUNE, code)) == number
    assert dates.weekday(JUNE, code) == weekday


def test_a_number_never_leaves_its_month() -> None:
    assert dates.number(JUNE, "de") == "9.\N{NO-BREAK SPACE}Juni"
    assert dates.full(JUNE, "uk").endswith(", 9\N{NO-BREAK SPACE}червня\N{NO-BREAK SPACE}2026")


def test_a_stretch_of_days_names_its_month_once() -> None:
    assert plain(dates.days(JUNE, date(2026, 6, 22), "de")) == "9.–22. Juni"
    assert plain(dates.days(JUNE, date(2026, 6, 22), "ru")) == "9–22 июня"
    assert plain(dates.days(date(2026, 6, 28), date(2026, 7, 11), "uk")) == "28 червня – 11 липня"
    assert plain(dates.days(date(2026, 12, 28), date(2027, 12, 3), "en")) == "28 December – 3 December"


def test_the_clock_has_24_hours_and_no_leading_zero() -> None:
    assert [dates.clock(time(*clock)) for clock in ((9, 5), (0, 0), (17, 30))] == ["9:05", "0:00", "17:30"]
