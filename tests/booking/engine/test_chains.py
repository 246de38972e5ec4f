"""Several services in one visit: one after the other, at one master or at several."""

from collections.abc import Mapping
from dataclasses import replace

from booking.engine.chains import is_offered, offered_at
from booking.engine.starts import find_starts
from booking.engine.types import Need, Policy, Timeline, Work
from tests.booking.engine.day import ANNA, EVERY_QUARTER, IRYNA, VERA, clock, spans, told, works

LINES = Mapping[int, Timeline]
WAITING = replace(EVERY_QUARTER, max_wait=30)


def by(master: int, minutes: int, before: int = 0, after: int = 0, **processing: int) -> Need:
    return Need(minutes, {master: Work(minutes, before, after, **processing)})


def visits(lines: LINES, *needs: Need, at: str, policy: Policy = EVERY_QUARTER) -> list[list[tuple[int, str, str]]]:
    """Each plan as its services: master, start, end."""
    plans = offered_at(lines, needs, clock(at), policy)
    offered = {start.at: start for start in find_starts(lines, needs, policy)}
    assert bool(plans) == (clock(at) in offered)
    return [[(part.master, told(part.start), told(part.end)) for part in plan.parts] for plan in plans]


def rows(lines: LINES, *needs: Need, at: str) -> list[tuple[str, str]]:
    (plan,) = offered_at(lines, needs, clock(at), EVERY_QUARTER)
    return [(told(begin), told(end)) for part in plan.parts for begin, end in part.rows]


def test_the_second_service_follows_the_first_at_once():
    lines = {ANNA: works("9:00-12:00"), VERA: works("9:00-12:00")}
    assert visits(lines, by(ANNA, 45), by(VERA, 30), at="9:00") == [[(ANNA, "9:00", "9:45"), (VERA, "9:45", "10:15")]]


def test_a_visit_starts_where_all_of_it_fits():
    lines = {ANNA: works("9:00-12:00"), VERA: works("9:00-12:00", taken=("9:45-10:30",))}
    starts = find_starts(lines, [by(ANNA, 45), by(VERA, 30)], EVERY_QUARTER)
    assert [told(start.at) for start in starts] == ["9:45", "10:00", "10:15", "10:30", "10:45"]
    assert {start.end - start.at for start in starts} == {75}


def test_the_last_service_may_end_with_the_day():
    assert visits({ANNA: works("9:00-10:00")}, by(ANNA, 30), by(ANNA, 30), at="9:00")


def test_only_the_first_start_lies_on_the_grid():
    lines = {ANNA: works("9:00-12:00"), VERA: works("9:10-12:00")}
    assert visits(lines, by(ANNA, 40), by(VERA, 30), at="9:00") == [[(ANNA, "9:00", "9:40"), (VERA, "9:40", "10:10")]]
    assert offered_at(lines, [by(ANNA, 40), by(VERA, 30)], clock("9:10"), EVERY_QUARTER) == []
    assert visits(lines, by(VERA, 30), by(ANNA, 40), at="9:10") == [[(VERA, "9:10", "9:40"), (ANNA, "9:40", "10:20")]]


def test_only_masters_on_whose_grid_it_lies_begin_an_offered_start():
    lines = {ANNA: works("9:00-12:00"), VERA: works("9:10-12:00")}
    need = Need(1, {ANNA: Work(30), VERA: Work(30)})
    assert [plan.masters for plan in offered_at(lines, [need], clock("9:40"), EVERY_QUARTER)] == [(VERA,)]
    assert [plan.masters for plan in offered_at(lines, [need], clock("9:45"), EVERY_QUARTER)] == [(ANNA,)]


def test_between_two_services_at_one_master_only_the_larger_buffer_is_kept():
    lines = {ANNA: works("9:00-12:00")}
    assert visits(lines, by(ANNA, 30, after=10), by(ANNA, 30, before=5), at="9:00") == [
        [(ANNA, "9:00", "9:30"), (ANNA, "9:40", "10:10")]
    ]
    assert rows(lines, by(ANNA, 30, after=10), by(ANNA, 30, before=5), at="9:00") == [
        ("9:00", "9:40"),
        ("9:40", "10:10"),
    ]


def test_a_larger_buffer_before_the_second_service_begins_where_the_first_row_ends():
    needs = by(ANNA, 30, after=5), by(ANNA, 30, before=15)
    assert rows({ANNA: works("9:00-12:00")}, *needs, at="9:00") == [("9:00", "9:35"), ("9:35", "10:15")]


def test_a_buffer_between_services_is_not_waiting():
    assert EVERY_QUARTER.max_wait == 0
    assert visits({ANNA: works("9:00-10:30")}, by(ANNA, 30, after=30), by(ANNA, 30), at="9:00")


def test_different_masters_do_not_wait_for_each_others_buffers():
    lines = {ANNA: works("9:00-12:00"), VERA: works("9:00-12:00")}
    assert visits(lines, by(ANNA, 30, after=15), by(VERA, 30, before=15), at="9:00") == [
        [(ANNA, "9:00", "9:30"), (VERA, "9:30", "10:00")]
    ]


def test_back_at_the_first_master_her_buffer_must_have_passed():
    lines = {ANNA: works("9:00-12:00"), VERA: works("9:00-12:00")}
    needs = by(ANNA, 30, after=20), by(VERA, 5), by(ANNA, 30)
    assert visits(lines, *needs, at="9:00")[0][2] == (ANNA, "9:50", "10:20")


def test_a_buffer_that_only_a_later_service_needs_is_not_forgotten_on_the_way():
    lines = {ANNA: works("9:00-12:00"), VERA: works("9:00-12:00")}
    between = Need(2, {ANNA: Work(5), VERA: Work(5)})
    plans = visits(lines, by(ANNA, 30), between, by(ANNA, 30, before=20), at="9:00")
    assert plans == [
        [(ANNA, "9:00", "9:30"), (ANNA, "9:30", "9:35"), (ANNA, "9:55", "10:25")],
        [(ANNA, "9:00", "9:30"), (VERA, "9:30", "9:35"), (ANNA, "9:50", "10:20")],
    ]
    start = find_starts(lines, [by(ANNA, 30), between, by(ANNA, 30, before=20)], EVERY_QUARTER)[0]
    assert told(start.end) == "10:20"


def test_of_several_later_buffers_at_one_master_the_next_one_is_kept():
    lines = {ANNA: works("9:00-12:00"), VERA: works("9:00-12:00")}
    needs = by(ANNA, 30), by(VERA, 5), by(ANNA, 30, before=20), by(ANNA, 30)
    (visit,) = visits(lines, *needs, at="9:00")
    assert visit[2:] == [(ANNA, "9:50", "10:20"), (ANNA, "10:20", "10:50")]


def test_the_client_is_busy_while_her_own_colour_develops():
    lines = {ANNA: works("9:00-12:00"), VERA: works("9:00-12:00")}
    colour = by(ANNA, 90, processing_after=30, processing_lasts=30)
    assert visits(lines, colour, by(VERA, 30), at="9:00") == [[(ANNA, "9:00", "10:30"), (VERA, "10:30", "11:00")]]
    assert visits(lines, colour, by(ANNA, 30), at="9:00") == [[(ANNA, "9:00", "10:30"), (ANNA, "10:30", "11:00")]]


def test_another_clients_colour_leaves_time_for_a_service_of_the_visit():
    busy = works("9:00-12:00", taken=("9:00-9:45", "10:15-11:00"))
    lines = {ANNA: busy, VERA: works("9:00-12:00")}
    assert visits(lines, by(VERA, 45), by(ANNA, 30), at="9:00")
    assert not visits(lines, by(VERA, 45), by(ANNA, 35), at="9:00")


def test_waiting_is_as_long_as_the_salon_allows():
    lines = {ANNA: works("9:00-12:00"), VERA: works("9:00-12:00", taken=("9:30-10:00",))}
    assert not visits(lines, by(ANNA, 30), by(VERA, 30), at="9:00")
    assert not visits(lines, by(ANNA, 30), by(VERA, 30), at="9:00", policy=replace(WAITING, max_wait=25))
    assert visits(lines, by(ANNA, 30), by(VERA, 30), at="9:00", policy=WAITING) == [
        [(ANNA, "9:00", "9:30"), (VERA, "10:00", "10:30")]
    ]


def test_waiting_is_tried_in_steps_that_no_other_number_needs_to_share():
    lines = {ANNA: works("9:00-12:00"), VERA: works("9:00-12:00", taken=("9:30-9:35",))}
    policy = replace(WAITING, client_step=7)
    assert visits(lines, by(ANNA, 30), by(VERA, 30), at="9:00", policy=policy)[0][1] == (VERA, "9:37", "10:07")
    leaves_early = lines | {VERA: works("9:35-10:05")}
    assert not visits(leaves_early, by(ANNA, 30), by(VERA, 30), at="9:00", policy=policy)


def test_the_same_master_may_come_back_from_her_break():
    lines = {ANNA: works("9:00-10:00", "10:30-12:00")}
    assert visits(lines, by(ANNA, 60), by(ANNA, 30), at="9:00", policy=WAITING) == [
        [(ANNA, "9:00", "10:00"), (ANNA, "10:30", "11:00")]
    ]


def test_nobody_is_kept_waiting_for_the_sake_of_a_later_service():
    lines = {
        ANNA: works("9:00-12:00"),
        VERA: works("9:00-12:00"),
        IRYNA: works("9:00-12:00", taken=("9:00-10:35",)),
    }
    assert not visits(lines, by(ANNA, 30), by(VERA, 30), by(IRYNA, 30), at="9:00", policy=WAITING)
    assert visits(lines, by(ANNA, 30), by(VERA, 30), by(IRYNA, 30), at="9:15", policy=WAITING)


def test_an_appointment_that_ends_at_an_odd_minute_does_not_shift_what_follows():
    lines = {ANNA: works("9:00-12:00"), VERA: works("9:00-12:00", taken=("9:00-9:33",))}
    assert not visits(lines, by(ANNA, 30), by(VERA, 30), at="9:00")
    assert visits(lines, by(ANNA, 30), by(VERA, 30), at="9:15")
    assert visits(lines, by(ANNA, 30), by(VERA, 30), at="9:00", policy=WAITING)[0][1] == (VERA, "9:35", "10:05")


def test_a_service_of_odd_length_hands_over_at_an_odd_minute():
    lines = {ANNA: works("9:00-12:00"), VERA: works("9:00-12:00", taken=("9:30-9:35",))}
    assert visits(lines, by(ANNA, 37, after=3), by(VERA, 30), at="9:00")[0][1] == (VERA, "9:37", "10:07")
    leaves_early = lines | {VERA: works("9:35-10:05")}
    assert not visits(leaves_early, by(ANNA, 37, after=3), by(VERA, 30), at="9:00")


def test_each_service_keeps_the_hours_of_its_own_category():
    lines = {ANNA: works("9:00-12:00"), VERA: works("9:00-12:00")}
    late = replace(by(VERA, 30), windows=spans("10:00-24:00"))
    starts = find_starts(lines, [by(ANNA, 30), late], EVERY_QUARTER)
    assert told(starts[0].at) == "9:30"


def test_the_end_that_is_promised_is_the_earliest_over_all_masters():
    lines = {ANNA: works("9:00-12:00"), VERA: works("9:00-12:00")}
    second = Need(2, {ANNA: Work(60), VERA: Work(40)})
    assert told(find_starts(lines, [by(ANNA, 30), second], EVERY_QUARTER)[0].end) == "10:10"


def test_plans_come_in_a_fixed_order_one_master_for_everything_first():
    lines = {ANNA: works("9:00-12:00"), VERA: works("9:00-12:00")}
    either = Need(1, {VERA: Work(30), ANNA: Work(30)})
    plans = offered_at(lines, [either, either], clock("9:00"), EVERY_QUARTER)
    assert [tuple(part.master for part in plan.parts) for plan in plans] == [
        (ANNA, ANNA),
        (ANNA, VERA),
        (VERA, VERA),
        (VERA, ANNA),
    ]


def test_of_too_many_plans_every_master_keeps_her_share():
    lines = {master: works("9:00-18:00") for master in range(1, 6)}
    anybody = Need(1, {master: Work(30) for master in lines})
    plans = offered_at(lines, [anybody] * 5, clock("9:00"), EVERY_QUARTER)
    assert len(plans) == len(set(plans)) == 200
    assert [sum(plan.parts[0].master == master for plan in plans) for master in lines] == [40] * 5
    assert {plan.masters[0] for plan in plans if len(plan.masters) == 1} == set(lines)


def test_a_plan_names_each_master_once_in_the_order_they_begin():
    lines = {ANNA: works("9:00-12:00"), VERA: works("9:00-12:00")}
    (plan,) = offered_at(lines, [by(VERA, 30), by(ANNA, 30), by(VERA, 30)], clock("9:00"), EVERY_QUARTER)
    assert plan.masters == (VERA, ANNA)
    assert (told(plan.start), told(plan.end)) == ("9:00", "10:30")


def test_a_plan_is_offered_as_long_as_nothing_of_it_has_changed():
    lines = {ANNA: works("9:00-12:00"), VERA: works("9:00-12:00")}
    needs = [Need(1, {ANNA: Work(30), VERA: Work(30)}), by(VERA, 30)]
    nine = clock("9:00")
    plan = offered_at(lines, needs, nine, EVERY_QUARTER)[0]
    assert is_offered(lines, needs, nine, EVERY_QUARTER, plan)
    assert not is_offered(lines, needs, clock("9:15"), EVERY_QUARTER, plan)
    assert not is_offered(lines, needs[:1], nine, EVERY_QUARTER, plan)
    assert not is_offered(lines, [*needs, by(ANNA, 30)], nine, EVERY_QUARTER, plan)
    longer = [Need(1, {ANNA: Work(35)}), by(VERA, 30)]
    assert not is_offered(lines, longer, nine, EVERY_QUARTER, plan)
    assert not is_offered(lines | {VERA: works("9:35-12:00")}, needs, nine, EVERY_QUARTER, plan)


def test_a_plan_is_offered_however_many_others_there_are():
    lines = {master: works("9:00-18:00") for master in range(1, 6)}
    anybody = Need(1, {master: Work(30) for master in lines})
    shown = offered_at(lines, [anybody] * 5, clock("9:00"), EVERY_QUARTER)
    everything = offered_at(lines, [anybody] * 5, clock("9:00"), EVERY_QUARTER, limit=5**5)
    hidden = next(plan for plan in everything if plan not in shown)
    assert is_offered(lines, [anybody] * 5, clock("9:00"), EVERY_QUARTER, hidden)


def test_no_services_are_no_visit():
    assert offered_at({ANNA: works("9:00-12:00")}, [], clock("9:00"), EVERY_QUARTER) == []
