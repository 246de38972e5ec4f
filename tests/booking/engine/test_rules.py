"""The rules that booking reads again inside the lock."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from booking.engine.rules import (
    Placed,
    check_start,
    check_visit,
    fairest,
    last_change,
    may_change,
    share_out,
    stand_apart,
)
from booking.engine.types import Need, Part, Plan, Policy, Work
from tests.booking.engine.day import ANNA, IRYNA, VERA, clock, spans, works

POLICY = Policy(step=15, earliest=clock("8:00"), latest=clock("20:00"))
CUT = Need(1, {ANNA: Work(45)})
OPENING = spans("9:00-18:00")


@pytest.mark.parametrize(
    ("at", "code"), [("7:59", "too_soon"), ("8:00", None), ("20:00", None), ("20:01", "beyond_horizon")]
)
def test_lead_time_and_horizon_bind_the_start_itself(at: str, code: str | None):
    assert check_start(clock(at), POLICY) == code


@pytest.mark.parametrize(
    ("at", "code"),
    [
        ("9:00", None),
        ("10:00", "slot_taken"),
        ("9:07", "slot_taken"),
        ("17:30", "slot_taken"),
        ("16:00", "master_unavailable"),
        ("12:30", "master_unavailable"),
        ("18:30", "outside_hours"),
        ("8:45", "outside_hours"),
        ("7:00", "too_soon"),
        ("21:00", "beyond_horizon"),
    ],
)
def test_a_start_that_is_not_offered_is_refused_with_its_reason(at: str, code: str | None):
    lines = {ANNA: works("9:00-12:00", "13:00-18:00", taken=("10:00-11:00",), off=("15:30-16:30",))}
    assert check_visit(lines, [CUT], clock(at), POLICY, OPENING) == code


@pytest.mark.parametrize("needs", [[], [Need(1, {})], [CUT, Need(2, {})]])
def test_a_service_that_nobody_performs_is_unavailable(needs: list[Need]):
    assert check_visit({ANNA: works("9:00-18:00")}, needs, clock("9:00"), POLICY, OPENING) == "service_unavailable"


@pytest.mark.parametrize(
    ("now", "allowed"), [("9:59", True), ("10:00", True), ("10:01", False), ("12:00", False), ("13:00", False)]
)
def test_a_client_may_change_until_the_limit_and_at_the_very_minute(now: str, allowed: bool):
    assert may_change(clock("12:00"), clock(now), limit_hours=2) is allowed


def test_without_a_limit_a_visit_can_be_changed_until_it_begins():
    assert may_change(clock("12:00"), clock("11:59"), limit_hours=0)
    assert not may_change(clock("12:00"), clock("12:00"), limit_hours=0)


def test_the_last_minute_for_a_change_is_the_one_that_clients_are_told():
    assert last_change(clock("12:00"), limit_hours=2) == clock("10:00")


def plan(*masters: int) -> Plan:
    return Plan(
        tuple(Part(n, master, n * 30, n * 30 + 30, ((n * 30, n * 30 + 30),)) for n, master in enumerate(masters))
    )


def test_the_only_plan_is_taken():
    assert fairest([plan(VERA)], {VERA: 480}, {VERA: 9}) == (plan(VERA), "only_free")


def test_who_has_least_to_do_that_day_is_chosen():
    assert fairest([plan(ANNA), plan(VERA)], {ANNA: 120, VERA: 60}, {ANNA: 1, VERA: 9}) == (
        plan(VERA),
        "fewest_minutes",
    )


def test_among_equals_it_is_who_was_booked_longest_ago():
    assert fairest([plan(ANNA), plan(VERA)], {ANNA: 60, VERA: 60}, {ANNA: 9, VERA: 1}) == (plan(VERA), "least_recent")


def test_who_was_never_booked_comes_before_all_others():
    assert fairest([plan(ANNA), plan(IRYNA)], {}, {ANNA: 0}) == (plan(IRYNA), "least_recent")


def test_among_complete_equals_it_is_the_lowest_id():
    assert fairest([plan(IRYNA), plan(VERA)], {}, {}) == (plan(VERA), "first")


def test_the_minutes_of_all_masters_of_a_visit_count_each_once():
    plans = [plan(ANNA, VERA), plan(IRYNA, IRYNA)]
    booked = {ANNA: 30, VERA: 40, IRYNA: 60}
    assert fairest(plans, booked, {}) == (plan(IRYNA, IRYNA), "fewest_minutes")


def test_there_must_be_a_plan_to_choose_from():
    with pytest.raises(ValueError, match="no plan"):
        fairest([], {}, {})


# -- prices and parts of one visit

EUROS = st.decimals(0, 999_999, places=2)


@settings(deadline=None)
@given(whole=EUROS, among=st.lists(EUROS, min_size=1, max_size=6))
def test_what_is_shared_out_is_the_whole_in_cents_and_in_proportion(whole: Decimal, among: list[Decimal]):
    shares = share_out(whole, among)
    assert sum(shares) == whole
    assert {share.as_tuple().exponent for share in shares} == {-2}
    weights = among if any(among) else [Decimal(1)] * len(among)
    for share, weight in zip(shares, weights, strict=True):
        assert abs(share - whole * weight / sum(weights)) <= Decimal("0.01")


@settings(deadline=None)
@given(
    apart=st.integers(-120, 120),
    buffers=st.tuples(*[st.integers(0, 30)] * 4),
    same=st.booleans(),
)
def test_two_services_of_a_client_stand_apart_by_the_larger_buffer_of_one_master(
    apart: int, buffers: tuple[int, int, int, int], same: bool
):
    first = Placed(ANNA, clock("12:00"), Work(60, *buffers[:2]))
    second = Placed(ANNA if same else VERA, first.start + apart, Work(30, *buffers[2:]))
    after = apart - 60 >= (max(buffers[1], buffers[2]) if same else 0)
    before = -apart - 30 >= (max(buffers[3], buffers[0]) if same else 0)
    assert stand_apart(first, second) == stand_apart(second, first) == (after or before)
