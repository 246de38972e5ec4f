"""The quick engine says what its slow, obvious twin says."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from booking.engine.chains import is_possible, offered_at, plans_at
from booking.engine.rules import check_visit
from booking.engine.starts import find_starts
from booking.engine.timeline import build, merge
from booking.engine.types import Plan
from tests.booking.engine import twin
from tests.booking.engine.strategies import LONGEST, Salon, salons

pytestmark = pytest.mark.engine


def _as_served(plan: Plan) -> tuple[tuple[int, int, int, frozenset[int]], ...]:
    return tuple(
        (part.master, part.start, part.end, frozenset(minute for row in part.rows for minute in range(*row)))
        for part in plan.parts
    )


@settings(deadline=None, max_examples=60)
@given(salons(at_most=1))
def test_the_starts_of_one_service_are_those_of_the_twin(salon: Salon):
    found = [(s.at, s.end, s.masters) for s in find_starts(salon.timelines, salon.needs, salon.policy)]
    assert found == twin.starts(salon.days, salon.needs, salon.policy)


@settings(deadline=None, max_examples=60)
@given(salons(at_least=2))
def test_the_starts_of_chained_services_are_those_of_the_twin(salon: Salon):
    found = [(s.at, s.end, s.masters) for s in find_starts(salon.timelines, salon.needs, salon.policy)]
    assert found == twin.starts(salon.days, salon.needs, salon.policy)


@settings(deadline=None, max_examples=60)
@given(salons(), st.integers(0, LONGEST * 5))
def test_the_plans_at_any_minute_are_those_of_the_twin(salon: Salon, at: int):
    free = {master: day.free() for master, day in salon.days.items()}
    plans = plans_at(salon.timelines, salon.needs, at, salon.policy)
    expected = {
        tuple((served.master, served.start, served.end, served.taken) for served in way)
        for way in twin.visits(free, salon.needs, at, salon.policy)
    }
    assert {_as_served(plan) for plan in plans} == expected
    assert len(plans) == len(expected)


@settings(deadline=None, max_examples=40)
@given(salons())
def test_a_start_is_offered_exactly_where_booking_finds_a_plan(salon: Salon):
    timelines, needs, policy = salon.timelines, salon.needs, salon.policy
    offered = {start.at: start for start in find_starts(timelines, needs, policy)}
    for at in range(-5, LONGEST * 5 + 5):
        plans = offered_at(timelines, needs, at, policy)
        assert (check_visit(timelines, needs, at, policy, [(0, LONGEST * 5)]) is None) == (at in offered)
        assert bool(plans) == (at in offered)
        if plans:
            assert {plan.parts[0].master for plan in plans} == set(offered[at].masters)
            assert min(plan.end for plan in plans) == offered[at].end


@settings(deadline=None, max_examples=40)
@given(salons(), st.integers(0, LONGEST * 5), st.integers(1, 6))
def test_whatever_is_planned_is_possible_and_takes_no_minute_twice(salon: Salon, at: int, limit: int):
    plans = plans_at(salon.timelines, salon.needs, at, salon.policy)
    for plan in plans:
        assert is_possible(salon.timelines, plan)
        assert (plan.start, len(plan.parts)) == (at, len(salon.needs))
        for master in plan.masters:
            rows = [row for part in plan.parts if part.master == master for row in part.rows]
            assert sum(end - begin for begin, end in rows) == sum(end - begin for begin, end in merge(rows))
    fewer = plans_at(salon.timelines, salon.needs, at, salon.policy, limit=limit)
    assert len(fewer) == min(limit, len(plans))
    assert [plan for plan in plans if plan in fewer] == fewer


@settings(deadline=None, max_examples=40)
@given(salons())
def test_a_plan_is_impossible_as_soon_as_one_of_its_minutes_is_taken(salon: Salon):
    for start in find_starts(salon.timelines, salon.needs, salon.policy)[:3]:
        plan = offered_at(salon.timelines, salon.needs, start.at, salon.policy)[0]
        for part in plan.parts:
            day = salon.days[part.master]
            lost = (part.rows[-1][1] - 1, part.rows[-1][1])
            assert not is_possible(
                salon.timelines | {part.master: build(day.windows, [*day.taken, lost])},
                plan,
            )
