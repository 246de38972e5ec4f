"""Which days a report is about: what was asked for, else the default, and never an error page."""

from datetime import date

import pytest

from salon.cms.reports.form import Chosen, ReportForm

pytestmark = pytest.mark.once

TODAY = date(2026, 8, 12)


def ask(**asked: str) -> tuple[Chosen, ReportForm]:
    form = ReportForm(asked, default="this_month", today=TODAY)
    return form.chosen(), form


def test_without_a_question_it_is_the_default_beside_the_time_before() -> None:
    chosen, form = ask()
    assert (chosen.period.first, chosen.period.last) == (date(2026, 8, 1), TODAY)
    assert (chosen.before.first, chosen.before.last) == (date(2026, 7, 1), date(2026, 7, 12))
    assert not form.errors


def test_a_period_with_a_name_wins_over_dates_that_were_left_in_the_form() -> None:
    chosen, form = ask(period="last_week", first="2020-01-01", last="x")
    assert (chosen.period.first, chosen.period.last) == (date(2026, 8, 3), date(2026, 8, 9))
    assert form["first"].value() == "2026-08-03"


def test_dates_alone_are_own_ones() -> None:
    chosen, _form = ask(first="2026-01-05", last="2026-01-11", compare="year")
    assert (chosen.period.first, chosen.period.last) == (date(2026, 1, 5), date(2026, 1, 11))
    assert chosen.before.first == date(2025, 1, 5)


def test_a_report_may_be_compared_with_nothing() -> None:
    assert ask(compare="none")[0].before is None


@pytest.mark.parametrize(
    ("asked", "field"),
    [
        ({"period": "yesterday"}, "period"),
        ({"period": "own"}, "first"),
        ({"compare": "luck"}, "compare"),
        ({"first": "x", "last": "2026-01-01"}, "first"),
        ({"first": "2026-01-02", "last": "2026-01-01"}, "last"),
        ({"first": "1900-01-01", "last": "1900-01-02"}, "first"),
        ({"first": "2026-01-01", "last": "9999-12-31"}, "last"),
        ({"first": "2020-01-01", "last": "2026-01-01"}, "last"),
    ],
)
def test_what_makes_no_sense_is_said_beside_its_field_and_the_default_is_shown(
    asked: dict[str, str], field: str
) -> None:
    chosen, form = ask(**asked)
    assert chosen.period.first == date(2026, 8, 1)
    assert chosen.before.first == date(2026, 7, 1)
    assert field in form.errors
