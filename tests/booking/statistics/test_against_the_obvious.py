"""Every figure equals a slow, obvious recomputation, over nights, ends of months and both changes of the clocks."""

from collections import Counter
from datetime import date

import pytest

from booking.models import Master, Status
from booking.selectors.statistics import figures, occupancy, origins, people, ranking
from salon.lib.figures import Share
from salon.lib.periods import Period, parts
from tests.booking.statistics import obvious
from tests.booking.statistics.conftest import Past

pytestmark = pytest.mark.django_db

AUTUMN, SPRING = Period(date(2025, 10, 20), date(2025, 11, 30)), Period(date(2026, 3, 27), date(2026, 4, 24))
LONG = Period(date(2025, 10, 1), date(2026, 5, 31))
# The days of 25 and 23 hours, the ends of months, a whole stretch of each.
PERIODS = [
    AUTUMN,
    SPRING,
    LONG,
    Period(date(2025, 10, 26), date(2025, 10, 26)),
    Period(date(2026, 3, 29), date(2026, 3, 29)),
    Period(date(2025, 10, 1), date(2025, 10, 31), "month"),
    Period(date(2026, 4, 1), date(2026, 4, 30), "month"),
]
# Minute after minute takes its time.
NIGHTS = [*PERIODS[3:5], Period(date(2025, 10, 25), date(2025, 11, 1)), Period(date(2026, 3, 27), date(2026, 4, 1))]
READERS = {"source": origins.by_source, "widget": origins.by_widget, "page": origins.by_page}


@pytest.fixture
def masters(anna: Master, olga: Master) -> list[int]:
    return [anna.pk, olga.pk]


@pytest.mark.parametrize("seed", [1, 2])
def test_what_was_booked_done_and_paid(past: Past, masters: list[int], seed: int) -> None:
    past(seed)
    for period in PERIODS:
        assert figures.figures(period) == obvious.figures(obvious.rows_in(period))
        by_master = figures.figures_by_master(period)
        for master in masters:
            theirs = obvious.figures(obvious.rows_in(period, master))
            assert figures.figures(period, master=master) == by_master.get(master, figures.Figures()) == theirs


@pytest.mark.parametrize("unit", ["day", "week", "month"])
def test_a_series_has_every_day_week_and_month_once(past: Past, masters: list[int], unit: str) -> None:
    past(3)
    for period in (AUTUMN, SPRING):
        found = figures.series(period, unit, master=masters[0])
        assert [part for part, _figures in found] == parts(period, unit)
        for part, said in found:
            assert said == obvious.figures(obvious.rows_in(part, masters[0])), part


def test_each_status_is_counted(past: Past) -> None:
    past(4)
    for period in PERIODS:
        rows = obvious.rows_in(period)
        for line in figures.by_status(period):
            own = [row for row in rows if row.status == line.status]
            assert (line.visits, line.appointments) == (len({row.visit_id for row in own}), len(own))
    assert [line.status for line in figures.by_status(LONG)] == list(Status)


@pytest.mark.parametrize("seed", [5, 6])
def test_who_is_new_who_returns_and_who_comes_again(past: Past, masters: list[int], seed: int) -> None:
    past(seed)
    for period in PERIODS:
        for master in (None, *masters):
            found = people.people(period, master=master)
            assert (found.new, found.returning, found.unknown) == obvious.people(period, master)
            for weeks in (1, 4, 26):
                again, whole = obvious.retention(period, weeks, master)
                assert people.retention(period, weeks=weeks, master=master) == Share(again, whole)
        new = people.new_by_day(period)
        assert sum(new.values()) == people.people(period).new
        assert all(obvious.people(Period(day, day))[0] == number for day, number in new.items())


def test_how_much_of_the_working_time_was_taken(past: Past, masters: list[int]) -> None:
    past(7)
    for period in NIGHTS:
        found = occupancy.working_time(period, "day")
        for master in masters:
            share = Share(obvious.taken_minutes(period, master), obvious.working_minutes(period, master))
            assert found.of(master) == occupancy.working_time(period, master=master).of() == share
        assert found.of().part == obvious.taken_minutes(period)


def test_what_services_bring(past: Past, masters: list[int]) -> None:
    past(8)
    for master in (None, *masters):
        done = [row for row in obvious.rows_in(SPRING, master) if row.status == "completed"]
        found = {line.service: line for line in ranking.services(SPRING, master=master)}
        assert set(found) == {row.service_id for row in done}
        for service, line in found.items():
            own = [row for row in done if row.service_id == service]
            assert (line.done, line.minutes) == (len(own), sum(row.minutes for row in own))
            assert line.revenue == sum(obvious.worth(row) for row in own)


def test_where_bookings_come_from(past: Past) -> None:
    past(9)
    for period in (AUTUMN, SPRING):
        made = obvious.visits_made(period)
        for language in ("", "uk"):
            own = [visit for visit in made if language in ("", visit.language)]
            for read, field in (
                (origins.by_source, "source"),
                (origins.by_widget, "widget"),
                (origins.by_page, "page"),
            ):
                found = {line.key[0]: line for line in read(period, language=language)}
                wanted = Counter(getattr(visit, field) for visit in own if getattr(visit, field))
                assert {key: line.bookings for key, line in found.items()} == wanted
                for key, line in found.items():
                    _check_worth(line, [visit for visit in own if getattr(visit, field) == key])
            campaigns = {line.key: line.bookings for line in origins.by_campaign(period, language=language)}
            assert campaigns == Counter(filter(any, map(_campaign, own)))


def _check_worth(line: origins.OriginLine, visits: list) -> None:
    done = [row for visit in visits for row in visit.appointments.all() if row.status == "completed"]
    assert line.done == len({row.visit_id for row in done})
    assert line.revenue == sum(obvious.worth(row) for row in done)


def _campaign(visit: object) -> tuple[str, str, str]:
    last = visit.campaign.get("last", {})
    return tuple(last.get(name, "") for name in ("utm_campaign", "utm_source", "utm_medium"))
