"""Services that may follow one another in whatever order is possible."""

from collections.abc import Mapping
from dataclasses import replace

from booking.engine.chains import is_offered, offered_at
from booking.engine.rules import check_visit, fairest
from booking.engine.starts import find_starts
from booking.engine.types import Need, Policy, Timeline, Work
from tests.booking.engine.day import ANNA, EVERY_QUARTER, IRYNA, VERA, clock, spans, told, works

LINES = Mapping[int, Timeline]
IN_ANY_ORDER = replace(EVERY_QUARTER, any_order=True)
COLOUR, CUT, NAILS = Need(1, {ANNA: Work(90)}), Need(2, {ANNA: Work(45)}), Need(3, {VERA: Work(30)})
OPENING = spans("0:00-24:00")


def offered(lines: LINES, *needs: Need, policy: Policy = IN_ANY_ORDER) -> list[str]:
    return [told(start.at) for start in find_starts(lines, needs, policy)]


def visits(lines: LINES, *needs: Need, at: str, policy: Policy = IN_ANY_ORDER) -> list[list[tuple[int, int, str, str]]]:
    """Each plan as its services, in order of time: need, master, start, end."""
    plans = offered_at(lines, needs, clock(at), policy)
    offered = {start.at: start for start in find_starts(lines, needs, policy)}
    assert bool(plans) == (clock(at) in offered)
    assert not plans or min(plan.end for plan in plans) == offered[clock(at)].end
    return [[(part.need, part.master, told(part.start), told(part.end)) for part in plan.parts] for plan in plans]


def test_colour_first_then_cut_or_the_other_way_round():
    assert visits({ANNA: works("9:00-18:00")}, COLOUR, CUT, at="9:00") == [
        [(0, ANNA, "9:00", "10:30"), (1, ANNA, "10:30", "11:15")],
        [(1, ANNA, "9:00", "9:45"), (0, ANNA, "9:45", "11:15")],
    ]


def test_without_it_the_services_follow_one_another_as_they_are_given():
    assert visits({ANNA: works("9:00-18:00")}, CUT, COLOUR, at="9:00", policy=EVERY_QUARTER) == [
        [(0, ANNA, "9:00", "9:45"), (1, ANNA, "9:45", "11:15")]
    ]


def test_the_free_order_offers_a_start_that_the_catalogues_order_does_not():
    lines = {ANNA: works("9:30-11:00"), VERA: works("9:00-10:00")}
    assert offered(lines, COLOUR, NAILS, policy=EVERY_QUARTER) == []
    assert offered(lines, COLOUR, NAILS) == ["9:00"]
    assert visits(lines, COLOUR, NAILS, at="9:00") == [[(1, VERA, "9:00", "9:30"), (0, ANNA, "9:30", "11:00")]]


def test_three_services_find_the_one_order_that_is_possible():
    brows = Need(4, {IRYNA: Work(15)})
    lines = {ANNA: works("9:15-10:45"), VERA: works("10:45-11:15"), IRYNA: works("9:00-9:15")}
    for needs in ((COLOUR, NAILS, brows), (brows, NAILS, COLOUR)):
        (visit,) = visits(lines, *needs, at="9:00")
        assert [master for _, master, _, _ in visit] == [IRYNA, ANNA, VERA]


def test_whoever_can_begin_with_any_of_the_services_begins_the_visit():
    lines = {ANNA: works("9:00-18:00"), VERA: works("10:00-18:00")}
    starts = {told(start.at): start for start in find_starts(lines, [COLOUR, NAILS], IN_ANY_ORDER)}
    assert starts["9:00"].masters == (ANNA,)
    assert starts["10:00"].masters == (ANNA, VERA)


def test_the_end_that_is_promised_is_the_earliest_over_all_orders():
    waiting = replace(IN_ANY_ORDER, max_wait=30)
    lines = {ANNA: works("9:00-18:00"), VERA: works("9:00-18:00", taken=("10:30-11:00",))}
    assert sorted(visit[-1][3] for visit in visits(lines, COLOUR, NAILS, at="9:00", policy=waiting)) == [
        "11:00",
        "11:30",
    ]
    assert told(find_starts(lines, [COLOUR, NAILS], waiting)[0].end) == "11:00"


def test_the_start_lies_on_the_grid_of_whoever_begins():
    lines = {ANNA: works("9:00-12:00"), VERA: works("9:10-12:00")}
    assert offered(lines, COLOUR, NAILS)[:4] == ["9:00", "9:10", "9:15", "9:25"]
    assert [visit[0][1] for visit in visits(lines, COLOUR, NAILS, at="9:10")] == [VERA]
    assert [visit[0][1] for visit in visits(lines, COLOUR, NAILS, at="9:15")] == [ANNA]


def test_each_service_keeps_the_hours_of_its_own_category_wherever_it_stands():
    late = replace(COLOUR, windows=spans("10:00-24:00"))
    lines = {ANNA: works("9:00-18:00"), VERA: works("9:00-18:00")}
    assert offered(lines, late, NAILS, policy=EVERY_QUARTER)[0] == "10:00"
    assert visits(lines, late, NAILS, at="9:30") == [[(1, VERA, "9:30", "10:00"), (0, ANNA, "10:00", "11:30")]]
    assert offered(lines, late, NAILS)[0] == "9:30"


def test_the_larger_of_two_buffers_is_kept_in_either_order():
    colour, cut = Need(1, {ANNA: Work(90, after=15)}), Need(2, {ANNA: Work(45, before=5)})
    assert visits({ANNA: works("8:55-12:00")}, colour, cut, at="8:55") == [
        [(0, ANNA, "8:55", "10:25"), (1, ANNA, "10:40", "11:25")],
    ]
    assert visits({ANNA: works("8:40-12:00")}, colour, cut, at="9:10") == [
        [(0, ANNA, "9:10", "10:40"), (1, ANNA, "10:55", "11:40")],
        [(1, ANNA, "9:10", "9:55"), (0, ANNA, "9:55", "11:25")],
    ]


def test_only_a_later_service_is_waited_for_whichever_it_is():
    waiting = replace(IN_ANY_ORDER, max_wait=15)
    lines = {ANNA: works("9:45-18:00"), VERA: works("9:00-10:00")}
    assert offered(lines, COLOUR, NAILS, policy=waiting) == ["9:00", "9:15", "9:30"]
    assert visits(lines, COLOUR, NAILS, at="9:00", policy=waiting) == [
        [(1, VERA, "9:00", "9:30"), (0, ANNA, "9:45", "11:15")]
    ]


def test_plans_come_in_a_fixed_order_first_what_was_given_first():
    lines = {ANNA: works("9:00-12:00"), VERA: works("9:00-12:00")}
    either, other = Need(1, {VERA: Work(30), ANNA: Work(30)}), Need(2, {ANNA: Work(30), VERA: Work(30)})
    plans = offered_at(lines, [either, other], clock("9:00"), IN_ANY_ORDER)
    assert [tuple((part.need, part.master) for part in plan.parts) for plan in plans] == [
        ((0, ANNA), (1, ANNA)),
        ((0, ANNA), (1, VERA)),
        ((0, VERA), (1, VERA)),
        ((0, VERA), (1, ANNA)),
        ((1, ANNA), (0, ANNA)),
        ((1, ANNA), (0, VERA)),
        ((1, VERA), (0, VERA)),
        ((1, VERA), (0, ANNA)),
    ]


def test_of_too_many_plans_every_beginning_keeps_its_share():
    lines = {master: works("9:00-18:00") for master in range(1, 6)}
    needs = [Need(index, {master: Work(30) for master in lines}) for index in range(5)]
    plans = offered_at(lines, needs, clock("9:00"), IN_ANY_ORDER)
    assert len(plans) == len(set(plans)) == 200
    begun = [(plan.parts[0].need, plan.parts[0].master) for plan in plans]
    assert all(begun.count((need, master)) == 8 for need in range(5) for master in lines)


def test_of_several_orders_of_the_same_the_one_that_ends_first_is_taken():
    waiting = replace(IN_ANY_ORDER, max_wait=30)
    lines = {ANNA: works("9:00-18:00"), VERA: works("9:00-18:00", taken=("10:30-11:00",))}
    plan, reason = fairest(offered_at(lines, [COLOUR, NAILS], clock("9:00"), waiting), {}, {})
    assert (plan.masters, told(plan.end), reason) == ((VERA, ANNA), "11:00", "only_free")


def test_where_all_orders_are_equal_it_is_the_one_given():
    for needs in ((COLOUR, CUT), (CUT, COLOUR)):
        plans = offered_at({ANNA: works("9:00-18:00")}, needs, clock("9:00"), IN_ANY_ORDER)
        assert [part.need for part in fairest(plans[::-1], {}, {})[0].parts] == [0, 1]


def test_a_plan_in_another_order_is_still_offered():
    lines = {ANNA: works("9:30-11:00"), VERA: works("9:00-10:00")}
    (plan,) = offered_at(lines, [COLOUR, NAILS], clock("9:00"), IN_ANY_ORDER)
    assert is_offered(lines, [COLOUR, NAILS], clock("9:00"), IN_ANY_ORDER, plan)
    assert not is_offered(lines, [COLOUR, NAILS], clock("9:00"), EVERY_QUARTER, plan)


def test_nobody_is_there_only_if_nobody_could_begin_with_any_of_the_services():
    lines = {ANNA: works("10:00-18:00"), VERA: works("9:00-9:20")}
    nine = clock("9:00")
    assert check_visit(lines, [COLOUR, NAILS], nine, EVERY_QUARTER, OPENING) == "master_unavailable"
    assert check_visit(lines, [COLOUR, NAILS], nine, IN_ANY_ORDER, OPENING) == "slot_taken"
    assert check_visit(lines, [COLOUR, NAILS], clock("8:00"), IN_ANY_ORDER, OPENING) == "master_unavailable"
    assert check_visit(lines, [COLOUR, NAILS], clock("10:00"), IN_ANY_ORDER, OPENING) == "slot_taken"


def test_one_service_has_only_one_order():
    lines = {ANNA: works("9:00-12:00")}
    assert find_starts(lines, [COLOUR], IN_ANY_ORDER) == find_starts(lines, [COLOUR], EVERY_QUARTER)
