"""The quick engine says what its slow, obvious twin says."""

import os
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from booking.engine.chains import is_offered, offered_at
from booking.engine.rules import check_visit
from booking.engine.starts import find_starts, rank_starts
from booking.engine.timeline import build, holds, merge
from booking.engine.types import Plan
from tests.booking.engine import twin
from tests.booking.engine.strategies import LONGEST, Salon, salons

# `./run fuzz` draws many more.
drawn = settings(deadline=None, max_examples=int(os.environ.get("FUZZ_EXAMPLES", "30")))
# More than any of the drawn visits has plans.
ALL = 5000


def _every_plan(salon: Salon, at: int) -> list[Plan]:
    """The plans at any minute: a grid of one minute excludes none."""
    return offered_at(
        salon.timelines, salon.needs, at, replace(salon.policy, step=1, earliest=at, latest=at), limit=ALL
    )


def _as_served(plan: Plan) -> tuple[tuple[int, int, int, int, frozenset[int]], ...]:
    return tuple(
        (part.need, part.master, part.start, part.end, frozenset(m for row in part.rows for m in range(*row)))
        for part in plan.parts
    )


@drawn
@given(salons(at_most=1))
def test_the_starts_of_one_service_are_those_of_the_twin(salon: Salon):
    found = [(s.at, s.end, s.masters) for s in find_starts(salon.timelines, salon.needs, salon.policy)]
    assert found == twin.starts(salon.days, salon.needs, salon.policy)


@drawn
@given(salons(at_least=2))
def test_the_starts_of_chained_services_are_those_of_the_twin(salon: Salon):
    found = [(s.at, s.end, s.masters) for s in find_starts(salon.timelines, salon.needs, salon.policy)]
    assert found == twin.starts(salon.days, salon.needs, salon.policy)


@drawn
@given(salons(), st.integers(0, LONGEST * 5))
def test_the_plans_at_any_minute_are_those_of_the_twin(salon: Salon, at: int):
    free = {master: day.free() for master, day in salon.days.items()}
    plans = _every_plan(salon, at)
    expected = {
        tuple((served.need, served.master, served.start, served.end, served.taken) for served in way)
        for way in twin.visits(free, salon.needs, at, salon.policy)
    }
    assert {_as_served(plan) for plan in plans} == expected
    assert len(plans) == len(expected)


@drawn
@given(salons())
def test_a_start_is_offered_exactly_where_booking_finds_a_plan(salon: Salon):
    timelines, needs, policy = salon.timelines, salon.needs, salon.policy
    offered = {start.at: start for start in find_starts(timelines, needs, policy)}
    for at in range(-5, LONGEST * 5 + 5):
        plans = offered_at(timelines, needs, at, policy, limit=ALL)
        assert (check_visit(timelines, needs, at, policy, [(0, LONGEST * 5)]) is None) == (at in offered)
        assert bool(plans) == (at in offered)
        if plans:
            assert {plan.parts[0].master for plan in plans} == set(offered[at].masters)
            assert min(plan.end for plan in plans) == offered[at].end


@drawn
@given(salons(), st.integers(1, 12))
def test_the_marks_of_a_start_are_those_of_the_twin(salon: Salon, shortest: int):
    starts = find_starts(salon.timelines, salon.needs, salon.policy)
    ranked = rank_starts(starts, salon.timelines, salon.needs, salon.policy, shortest)
    assert [rank.start for rank in ranked] == starts
    found = [(rank.start.at, rank.fits, rank.snug) for rank in ranked]
    assert found == twin.ranks(salon.days, salon.needs, salon.policy, shortest)


@drawn
@given(salons(), st.integers(0, LONGEST * 5), st.integers(1, 6))
def test_whatever_is_planned_is_possible_and_takes_no_minute_twice(salon: Salon, at: int, limit: int):
    plans = _every_plan(salon, at)
    for plan in plans:
        assert (plan.start, {part.need for part in plan.parts}) == (at, set(range(len(salon.needs))))
        for master in plan.masters:
            rows = [row for part in plan.parts if part.master == master for row in part.rows]
            assert all(holds(salon.timelines[master].free, row) for row in rows)
            assert sum(end - begin for begin, end in rows) == sum(end - begin for begin, end in merge(rows))
    anywhere = replace(salon.policy, step=1, earliest=at, latest=at)
    fewer = offered_at(salon.timelines, salon.needs, at, anywhere, limit=limit)
    assert len(fewer) == min(limit, len(plans))
    assert [plan for plan in plans if plan in fewer] == fewer


@drawn
@given(salons(at_least=2), st.integers(1, 6))
def test_the_fewest_masters_are_found_however_few_plans_are_asked_for(salon: Salon, limit: int):
    timelines, needs, policy = salon.timelines, salon.needs, salon.policy
    for start in find_starts(timelines, needs, policy)[:3]:
        plans = offered_at(timelines, needs, start.at, policy, limit=ALL)
        fewest = min(len(plan.masters) for plan in plans)
        asked = offered_at(timelines, needs, start.at, policy, together=True, limit=limit)
        assert set(asked) <= set(plans)
        assert len(asked) == len(set(asked)) <= 2 * limit
        possible = sum(len(plan.masters) == fewest for plan in plans)
        assert sum(len(plan.masters) == fewest for plan in asked) >= min(limit, possible)


@drawn
@given(salons())
def test_a_plan_is_offered_until_one_of_its_minutes_is_taken(salon: Salon):
    needs, policy = salon.needs, salon.policy
    for start in find_starts(salon.timelines, needs, policy)[:3]:
        plans = offered_at(salon.timelines, needs, start.at, policy)
        assert all(is_offered(salon.timelines, needs, start.at, policy, plan) for plan in plans)
        plan = plans[-1]
        assert not is_offered(salon.timelines, needs, start.at + 1, policy, plan)
        for part in plan.parts:
            day = salon.days[part.master]
            lost = (part.rows[-1][1] - 1, part.rows[-1][1])
            then = salon.timelines | {part.master: build(day.windows, [*day.taken, lost])}
            assert not is_offered(then, needs, start.at, policy, plan)


@drawn
@given(salons(), st.integers(1, LONGEST))
def test_the_plans_that_leave_no_hole_are_those_of_the_twin(salon: Salon, shortest: int):
    lines, needs, policy = salon.timelines, salon.needs, salon.policy
    expected = twin.offered(salon.days, needs, policy)
    for one in rank_starts(find_starts(lines, needs, policy), lines, needs, policy, shortest):
        tidy = offered_at(lines, needs, one.start.at, policy, shortest=shortest, limit=ALL)
        assert one.fits == bool(tidy)
        assert {_as_served(plan) for plan in tidy} == {
            tuple((served.need, served.master, served.start, served.end, served.taken) for served in way)
            for way in expected[one.start.at]
            if twin.is_tidy(salon.days, way, shortest)
        }
