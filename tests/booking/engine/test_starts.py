"""Which starts are offered, and why a day has none."""

from collections.abc import Mapping
from dataclasses import replace

from booking.engine.starts import absent_masters, explain_empty, find_starts
from booking.engine.types import DayFacts, Need, Policy, Timeline, Work
from tests.booking.engine.day import ANNA, EVERY_QUARTER, IRYNA, VERA, clock, spans, told, works

CUT = Need(1, {ANNA: Work(45)})
LINES = Mapping[int, Timeline]


def offered(lines: LINES, *needs: Need, policy: Policy = EVERY_QUARTER) -> list[str]:
    return [told(start.at) for start in find_starts(lines, needs, policy)]


def test_starts_come_every_step_whatever_the_service_lasts():
    assert offered({ANNA: works("9:00-10:30")}, CUT) == ["9:00", "9:15", "9:30", "9:45"]
    assert offered({ANNA: works("9:00-10:30")}, CUT, policy=replace(EVERY_QUARTER, step=20)) == ["9:00", "9:20", "9:40"]


def test_the_grid_begins_anew_with_each_window():
    assert offered({ANNA: works("9:10-10:00", "13:05-14:00")}, CUT) == ["9:10", "13:05"]


def test_the_grid_does_not_move_with_the_appointment_before():
    assert offered({ANNA: works("9:00-11:00", taken=("9:00-9:50",))}, CUT) == ["10:00", "10:15"]


def test_a_service_may_run_from_one_window_into_the_next_if_they_touch():
    assert offered({ANNA: works("9:00-9:40", "9:40-10:30")}, CUT) == ["9:00", "9:15", "9:30", "9:40"]
    assert offered({ANNA: works("9:00-9:40", "9:45-10:30")}, CUT) == ["9:45"]


def test_buffers_lie_inside_working_hours_and_free_time():
    careful = Need(1, {ANNA: Work(30, before=5, after=10)})
    assert offered({ANNA: works("9:00-10:00")}, careful) == ["9:15"]
    assert offered({ANNA: works("9:00-12:00", taken=("10:00-11:00",))}, careful) == ["9:15", "11:15"]


def test_a_buffer_keeps_its_distance_from_another_service():
    tidy = Need(1, {ANNA: Work(30, after=15)})
    assert offered({ANNA: works("9:00-10:30", taken=("9:45-10:00",))}, tidy) == ["9:00"]


def test_somebody_else_can_have_the_master_while_the_colour_develops():
    colour = Work(120, processing_after=30, processing_lasts=45)
    taken = tuple(f"{told(begin)}-{told(end)}" for begin, end in colour.rows(clock("9:00")))
    assert offered({ANNA: works("9:00-11:00", taken=taken)}, CUT) == ["9:30"]


def test_a_colouring_can_be_laid_around_somebody_else():
    colour = Need(2, {ANNA: Work(120, processing_after=30, processing_lasts=45)})
    assert offered({ANNA: works("9:00-11:00", taken=("9:30-10:15",))}, colour) == ["9:00"]


def test_a_master_has_her_own_duration():
    lines = {ANNA: works("9:00-10:00"), VERA: works("9:00-10:00")}
    starts = find_starts(lines, [Need(1, {ANNA: Work(45), VERA: Work(60)})], EVERY_QUARTER)
    assert [(told(s.at), told(s.end), s.masters) for s in starts] == [
        ("9:00", "9:45", (ANNA, VERA)),
        ("9:15", "10:00", (ANNA,)),
    ]


def test_any_master_means_the_starts_of_all_of_them():
    lines = {ANNA: works("9:00-9:45"), VERA: works("9:10-10:00")}
    starts = find_starts(lines, [Need(1, {ANNA: Work(45), VERA: Work(45)})], EVERY_QUARTER)
    assert [(told(s.at), s.masters) for s in starts] == [("9:00", (ANNA,)), ("9:10", (VERA,))]


def test_lead_time_and_horizon_are_the_first_and_the_last_start():
    policy = replace(EVERY_QUARTER, earliest=clock("9:16"), latest=clock("9:45"))
    assert offered({ANNA: works("9:00-12:00")}, CUT, policy=policy) == ["9:30", "9:45"]


def test_a_category_may_start_later_in_the_day_without_a_grid_of_its_own():
    late = replace(CUT, windows=spans("9:40-24:00"))
    assert offered({ANNA: works("9:00-11:00")}, late) == ["9:45", "10:00", "10:15"]


def test_time_off_is_not_offered():
    assert offered({ANNA: works("9:00-10:30", off=("9:00-9:40",))}, CUT) == ["9:45"]


def test_nothing_is_offered_for_nothing_nobody_and_strangers():
    lines = {ANNA: works("9:00-18:00")}
    assert offered(lines) == []
    assert offered(lines, Need(1, {})) == []
    assert offered(lines, Need(1, {VERA: Work(30)})) == []
    assert offered(lines, CUT, Need(2, {VERA: Work(30)})) == []
    assert offered({ANNA: works()}, CUT, CUT) == []


def empty(
    lines: LINES,
    *needs: Need,
    now: str = "0:00",
    earliest: str = "0:00",
    latest: str = "24:00",
    opens: bool = True,
    closed_day: bool = False,
) -> DayFacts:
    policy = Policy(15, clock(earliest), clock(latest))
    facts = DayFacts((0, 24 * 60), clock(now), opens, closed_day, lines, needs or (CUT,), policy)
    assert find_starts(lines, facts.needs, policy) == []
    return facts


def test_a_day_is_empty_because_the_salon_is_closed():
    assert explain_empty(empty({ANNA: works()}, opens=False)) == "closed"
    assert explain_empty(empty({ANNA: works()}, closed_day=True)) == "closed_day"
    assert explain_empty(empty({ANNA: works()}, opens=False, closed_day=True)) == "closed_day"


def test_a_day_is_empty_because_the_chosen_master_is_not_there():
    away = empty({ANNA: works()})
    assert (explain_empty(away), absent_masters(away)) == ("master_off", (ANNA,))
    ill = empty({ANNA: works("9:00-18:00", off=("8:00-20:00",))})
    assert explain_empty(ill) == "master_off"


def test_of_several_services_the_one_that_nobody_does_today_names_its_masters():
    nails = Need(2, {VERA: Work(30), IRYNA: Work(30)})
    facts = empty({ANNA: works("9:00-18:00"), VERA: works(), IRYNA: works()}, CUT, nails)
    assert (explain_empty(facts), absent_masters(facts)) == ("master_off", (VERA, IRYNA))


def test_a_day_is_not_free_because_one_of_the_services_has_a_master():
    nails = Need(2, {VERA: Work(30)})
    facts = empty({ANNA: works("9:00-18:00"), VERA: works("9:00-18:00", taken=("9:00-18:00",))}, CUT, nails)
    assert explain_empty(facts) == "fully_booked"


def test_a_day_is_empty_because_all_is_taken():
    assert explain_empty(empty({ANNA: works("9:00-18:00", taken=("9:00-18:00",))})) == "fully_booked"
    assert explain_empty(empty({ANNA: works("9:00-18:00", taken=("9:00-17:50",))})) == "fully_booked"


def test_a_day_is_empty_because_its_gaps_are_too_short():
    assert explain_empty(empty({ANNA: works("9:00-18:00", taken=("9:30-18:00",))})) == "does_not_fit"


def test_a_day_is_empty_because_what_is_left_is_too_soon():
    assert explain_empty(empty({ANNA: works("9:00-18:00")}, now="16:00", earliest="18:00")) == "too_soon"


def test_a_day_is_empty_because_the_evening_is_too_short_for_the_service():
    assert explain_empty(empty({ANNA: works("9:00-18:00")}, now="17:30", earliest="17:30")) == "too_late"


def test_after_hours_it_is_too_late_even_if_the_day_was_full():
    lines = {ANNA: works("9:00-18:00", taken=("9:00-18:00",))}
    assert explain_empty(empty(lines, now="19:00", earliest="21:00")) == "too_late"


def test_a_day_is_empty_because_it_lies_beyond_the_horizon():
    facts = empty({ANNA: works("9:00-18:00")}, latest="8:00")
    assert explain_empty(facts) == "beyond_horizon"
    next_day = replace(facts, day=(24 * 60, 48 * 60))
    assert explain_empty(next_day) == "beyond_horizon"


def test_a_day_is_explained_for_services_in_any_order_as_for_those_in_one():
    nails = Need(2, {VERA: Work(30)})
    lines = {ANNA: works("9:00-9:45"), VERA: works("9:00-9:30")}
    assert explain_empty(empty(lines, CUT, nails)) == "does_not_fit"
    facts = empty(lines, CUT, nails)
    assert explain_empty(replace(facts, policy=replace(facts.policy, any_order=True))) == "does_not_fit"


def test_a_day_is_only_too_soon_if_some_order_would_have_fitted():
    nails = Need(2, {VERA: Work(30)})
    lines = {ANNA: works("9:30-10:15"), VERA: works("9:00-9:30")}
    facts = empty(lines, CUT, nails, now="8:00", earliest="12:00")
    assert explain_empty(facts) == "does_not_fit"
    assert explain_empty(replace(facts, policy=replace(facts.policy, any_order=True))) == "too_soon"


def test_a_combination_that_nobody_offers_is_said_first():
    assert explain_empty(empty({ANNA: works()}, CUT, Need(2, {}), opens=False)) == "no_master"
