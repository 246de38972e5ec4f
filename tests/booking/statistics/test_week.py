"""This week against the last one: as many days, eight weeks behind it, few queries."""

from datetime import date

import pytest

from booking.models import Master
from booking.selectors.statistics import figures, occupancy, people
from booking.selectors.week_figures import WEEKS, week_figures
from salon.lib.periods import Period, parts
from tests.booking.statistics import obvious
from tests.booking.statistics.conftest import Past

pytestmark = pytest.mark.django_db

# The Thursday after the clocks went forward.
TODAY = date(2026, 4, 2)
NOW, WAS = Period(date(2026, 3, 30), TODAY), Period(date(2026, 3, 23), date(2026, 3, 26))


@pytest.mark.parametrize("own", [False, True])
def test_the_figures_are_those_of_the_reports(past: Past, anna: Master, own: bool) -> None:
    past(11)
    master = anna.pk if own else None
    found = {figure.name: figure for figure in week_figures(TODAY, master=master).figures}
    for period, side in ((NOW, "now"), (WAS, "was")):
        said = figures.figures(period, master=master)
        assert getattr(found["revenue"], side) == said.revenue
        assert getattr(found["no_shows"], side) == said.no_shows
        assert getattr(found["occupancy"], side) == occupancy.working_time(period, master=master).of()
        days = [obvious.figures(obvious.rows_in(day, master)) for day in parts(period, "day")]
        assert getattr(found["visits"], side) == sum(day.visits for day in days)
    if not own:
        assert found["new_clients"].now == people.people(NOW).new


def test_each_has_eight_weeks_and_each_day_its_twin(past: Past) -> None:
    past(12)
    found = week_figures(TODAY)
    assert {len(figure.weeks) for figure in found.figures} == {WEEKS}
    revenue = next(figure for figure in found.figures if figure.name == "revenue")
    assert sum(revenue.weeks) == figures.figures(Period(date(2026, 2, 9), date(2026, 4, 5))).revenue
    assert [day.weekday() for day, _now, _was in found.days] == list(range(7))


def test_it_takes_eight_queries(past: Past, django_assert_num_queries) -> None:
    past(13)
    with django_assert_num_queries(8):
        week_figures(TODAY)
