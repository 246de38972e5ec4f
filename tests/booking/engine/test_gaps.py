"""Which starts leave no hole in which nobody could be served, and which of them lie against something."""

from collections.abc import Mapping
from dataclasses import replace

from booking.engine.chains import offered_at
from booking.engine.starts import find_starts, rank_starts
from booking.engine.types import Need, Policy, Ranked, Timeline, Work
from tests.booking.engine.day import ANNA, EVERY_QUARTER, VERA, clock, told, works

CUT = Need(1, {ANNA: Work(45)})
LINES = Mapping[int, Timeline]


def ranks(lines: LINES, *needs: Need, policy: Policy = EVERY_QUARTER, shortest: int = 30) -> list[Ranked]:
    starts = find_starts(lines, needs, policy)
    ranked = rank_starts(starts, lines, needs, policy, shortest)
    assert [rank.start for rank in ranked] == starts
    for rank in ranked:
        assert bool(offered_at(lines, needs, rank.start.at, policy, shortest=shortest)) == rank.fits
    return ranked


def fitting(lines: LINES, *needs: Need, policy: Policy = EVERY_QUARTER, shortest: int = 30) -> list[str]:
    return [told(rank.start.at) for rank in ranks(lines, *needs, policy=policy, shortest=shortest) if rank.fits]


def snug(lines: LINES, *needs: Need, policy: Policy = EVERY_QUARTER) -> list[str]:
    return [told(rank.start.at) for rank in ranks(lines, *needs, policy=policy) if rank.snug]


def test_a_start_fits_if_what_is_left_beside_it_can_still_be_used():
    assert fitting({ANNA: works("9:00-11:00")}, CUT) == ["9:00", "9:30", "9:45", "10:15"]


def test_a_start_is_snug_if_it_fits_and_lies_against_something():
    lines = {ANNA: works("9:00-14:00", taken=("11:00-12:00",))}
    assert snug(lines, CUT) == ["9:00", "10:15", "12:00", "13:15"]
    assert snug({ANNA: works("9:00-10:00")}, CUT) == []


def test_on_an_empty_day_nearly_everything_fits_but_little_is_snug():
    ranked = ranks({ANNA: works("9:00-18:00")}, CUT)
    assert len(ranked) == 34
    assert len([rank for rank in ranked if not rank.fits]) == 2
    assert [told(rank.start.at) for rank in ranked if rank.snug] == ["9:00", "17:15"]


def test_time_off_and_the_end_of_a_shift_are_something_to_lie_against():
    lines = {ANNA: works("9:00-11:30", "13:00-14:30", off=("9:00-9:30",))}
    assert snug(lines, CUT) == ["9:30", "10:45", "13:00", "13:45"]


def test_a_neighbouring_stretch_is_none_of_its_business():
    assert fitting({ANNA: works("9:00-9:10", "9:15-10:00", "10:05-10:15", "12:00-13:00")}, CUT) == ["9:15"]


def test_a_start_fits_if_one_of_the_masters_is_left_without_a_hole():
    need = Need(1, {ANNA: Work(45), VERA: Work(45)})
    lines = {ANNA: works("9:00-11:00"), VERA: works("9:15-10:00")}
    assert fitting(lines, need) == ["9:00", "9:15", "9:30", "9:45", "10:15"]


def test_to_be_snug_at_one_master_is_no_help_where_it_leaves_a_hole():
    need = Need(1, {ANNA: Work(45), VERA: Work(45)})
    lines = {ANNA: works("9:00-12:00"), VERA: works("9:45-10:45")}
    by_start = {told(rank.start.at): (rank.fits, rank.snug) for rank in ranks(lines, need)}
    assert by_start["9:45"] == (True, False)
    assert by_start["9:00"] == (True, True)


def test_a_buffer_belongs_to_the_service_and_the_hole_begins_after_it():
    careful = Need(1, {ANNA: Work(30, before=15, after=15)})
    assert fitting({ANNA: works("9:00-11:00")}, careful) == ["9:15", "9:45", "10:15"]


def test_the_free_middle_of_a_colouring_is_no_hole():
    colour = Need(2, {ANNA: Work(60, processing_after=20, processing_lasts=20)})
    assert fitting({ANNA: works("9:00-10:00")}, colour) == ["9:00"]
    short = Need(2, {ANNA: Work(30, processing_after=10, processing_lasts=10)})
    assert fitting({ANNA: works("9:00-9:30")}, short) == ["9:00"]
    assert fitting({ANNA: works("9:00-10:00")}, short, short) == ["9:00"]


def test_a_middle_that_somebody_else_has_partly_is_judged_like_any_free_time():
    colour = Need(2, {ANNA: Work(120, processing_after=30, processing_lasts=60)})
    assert fitting({ANNA: works("9:00-11:00", taken=("9:30-10:30",))}, colour) == ["9:00"]
    assert fitting({ANNA: works("9:00-11:00", taken=("9:30-10:00",))}, colour) == ["9:00"]
    for others in ("9:30-10:15", "9:45-10:30"):
        lines = {ANNA: works("9:00-11:00", taken=(others,)), VERA: works("11:00-11:30")}
        assert fitting(lines, colour) == []
        assert fitting(lines, colour, Need(3, {VERA: Work(30)})) == []


def test_one_masters_services_are_judged_as_a_whole():
    assert fitting({ANNA: works("9:00-11:00")}, CUT, Need(2, {ANNA: Work(30)})) == ["9:00", "9:45"]


def test_the_shortest_service_may_last_what_no_other_number_divides():
    dry = Need(2, {ANNA: Work(30)})
    assert fitting({ANNA: works("9:00-11:00")}, CUT, dry, shortest=20) == ["9:00", "9:45"]
    assert fitting({ANNA: works("9:00-11:00")}, CUT, dry, shortest=15) == ["9:00", "9:15", "9:30", "9:45"]


def test_short_services_one_after_the_other_are_one_turn():
    wash, dry = Need(1, {ANNA: Work(15)}), Need(2, {ANNA: Work(15)})
    assert fitting({ANNA: works("9:00-9:30")}, wash, dry) == ["9:00"]


def test_a_visit_fits_only_if_it_leaves_no_hole_at_any_of_its_masters():
    nails = Need(2, {VERA: Work(30)})
    lines = {ANNA: works("9:00-10:45"), VERA: works("9:00-11:15")}
    assert [told(start.at) for start in find_starts(lines, [CUT, nails], EVERY_QUARTER)] == [
        "9:00",
        "9:15",
        "9:30",
        "9:45",
        "10:00",
    ]
    assert fitting(lines, CUT, nails) == ["9:00", "9:30", "10:00"]
    assert snug(lines, CUT, nails) == ["9:00", "10:00"]


def test_a_visit_is_snug_if_one_of_its_masters_has_it_against_something():
    nails = Need(2, {VERA: Work(30)})
    lines = {ANNA: works("9:00-18:00"), VERA: works("9:00-18:00", taken=("11:15-12:00",))}
    assert snug(lines, CUT, nails) == ["9:00", "10:00", "11:15", "16:45"]


def test_while_somebody_else_has_the_client_a_masters_time_is_no_hole():
    lines = {ANNA: works("9:00-10:45"), VERA: works("9:00-18:00")}
    polish = Need(2, {VERA: Work(15)})
    assert fitting(lines, CUT, polish, CUT) == ["9:00"]


def test_an_appointment_between_two_turns_of_a_master_leaves_holes_like_any_other():
    polish = Need(2, {VERA: Work(45)})
    tight = {ANNA: works("9:00-11:15", taken=("9:45-10:30",)), VERA: works("9:00-18:00")}
    assert fitting(tight, CUT, polish, CUT) == ["9:00"]
    for others in ("9:45-10:15", "10:00-10:30"):
        loose = {ANNA: works("9:00-11:15", taken=(others,)), VERA: works("9:00-18:00")}
        assert fitting(loose, CUT, polish, CUT) == []


def test_a_break_that_the_client_waits_out_is_judged_on_both_sides():
    waiting = replace(EVERY_QUARTER, max_wait=30)
    lunch = {ANNA: works("9:00-12:00", taken=("9:50-10:00",))}
    assert [told(start.at) for start in find_starts(lunch, [CUT, CUT], waiting)] == ["9:00", "10:00", "10:15", "10:30"]
    assert fitting(lunch, CUT, CUT, policy=waiting) == ["10:00", "10:30"]


def test_in_any_order_a_start_fits_if_one_order_does():
    free = replace(EVERY_QUARTER, any_order=True)
    nails = Need(2, {VERA: Work(30)})
    lines = {ANNA: works("9:00-10:15"), VERA: works("9:00-10:30")}
    assert fitting(lines, CUT, nails) == []
    assert fitting(lines, CUT, nails, policy=free) == ["9:00"]


def test_where_holes_are_not_allowed_the_plan_is_one_that_leaves_none():
    need = Need(1, {ANNA: Work(45), VERA: Work(45)})
    lines = {ANNA: works("9:00-11:00"), VERA: works("9:15-10:00")}
    nails = Need(2, {ANNA: Work(30), VERA: Work(30)})

    def masters(at: str, *needs: Need, shortest: int = 30) -> list[tuple[int, ...]]:
        plans = offered_at(lines, needs, clock(at), EVERY_QUARTER, shortest=shortest)
        return [plan.masters for plan in plans]

    assert masters("9:15", need, shortest=0) == [(ANNA,), (VERA,)]
    assert masters("9:15", need) == [(VERA,)]
    assert masters("10:00", need) == []
    assert masters("9:15", need, nails) == [(VERA, ANNA)]


def test_the_starts_of_one_day_are_ranked_as_they_are_among_all():
    day = 24 * 60
    hours = [f"{9 + 24 * count}:00-{18 + 24 * count}:00" for count in range(3)]
    taken = ("34:00-35:00", "39:00-41:30", "58:00-59:00")
    lines = {ANNA: works(*hours, taken=taken), VERA: works(*hours, taken=("36:00-37:00",))}
    policy = replace(EVERY_QUARTER, latest=3 * day)
    for needs in ((CUT,), (CUT, Need(2, {ANNA: Work(30), VERA: Work(30, after=10)}))):
        whole = ranks(lines, *needs, policy=policy)
        starts = [rank.start for rank in whole if day <= rank.start.at < 2 * day]
        assert len(starts) > 10
        expected = [rank for rank in whole if rank.start in starts]
        assert rank_starts(starts, lines, needs, policy, 30) == expected


def test_no_starts_need_no_ranking():
    assert rank_starts([], {ANNA: works("9:00-18:00")}, [CUT], EVERY_QUARTER, 30) == []
