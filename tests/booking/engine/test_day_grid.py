"""A day on the calendar's grid: nothing is lost, nothing lies on anything else, labels are what the clock says."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from booking.engine import calendar, timeline
from booking.engine.day_grid import Day, Item, Taken, booked_share, draw_axis, place
from booking.engine.types import Span

BERLIN = ZoneInfo("Europe/Berlin")
TUESDAY, SPRING, AUTUMN = date(2026, 6, 9), date(2026, 3, 29), date(2026, 10, 25)
SOLID = {"visit", "more", "buffer", "hold"}


def at(day: date, hour: int, minute: int = 0, fold: int = 0) -> int:
    return calendar.minutes(datetime(day.year, day.month, day.day, hour, minute, fold=fold, tzinfo=BERLIN))


def drawn(day: Day, of: date = TUESDAY, shown: Span | None = None, now: int = 0) -> list[Item]:
    axis = draw_axis([of], BERLIN, [shown or (at(of, 9), at(of, 18))])
    return place(day, axis.grids[of], now=now)


def shapes(items: list[Item], *kinds: str) -> list[tuple[str, int, int]]:
    return [(item.kind, item.at, item.rows) for item in items if item.kind in kinds]


def test_a_colour_is_work_a_rest_work_and_cleaning_up() -> None:
    begin = at(TUESDAY, 10)
    colour = Taken(1, begin, begin + 120, ((begin, begin + 30), (begin + 75, begin + 130)))
    items = drawn(Day(taken=[colour], windows=[(at(TUESDAY, 9), at(TUESDAY, 18))]))
    assert shapes(items, *SOLID, "bridge") == [
        ("bridge", 12, 24),
        ("visit", 12, 6),
        ("more", 27, 9),
        ("buffer", 36, 2),
    ]


def test_a_rest_is_bookable_and_says_whose_it_is() -> None:
    begin = at(TUESDAY, 10)
    colour = Taken(7, begin, begin + 120, ((begin, begin + 30), (begin + 75, begin + 120)))
    day = Day(taken=[colour], free=[(at(TUESDAY, 9), begin), (begin + 30, begin + 75)])
    gaps = [(item.kind, item.minutes, item.key) for item in drawn(day) if item.kind in ("gap", "rest")]
    assert gaps == [("gap", 60, None), ("rest", 45, 7)]


def test_of_a_gap_only_what_is_still_ahead_can_be_booked() -> None:
    day = Day(free=[(at(TUESDAY, 9), at(TUESDAY, 12)), (at(TUESDAY, 13), at(TUESDAY, 14))])
    gaps = [(item.start, item.end) for item in drawn(day, now=at(TUESDAY, 11, 22)) if item.kind == "gap"]
    assert gaps == [(at(TUESDAY, 11, 20), at(TUESDAY, 12)), (at(TUESDAY, 13), at(TUESDAY, 14))]
    assert not [item for item in drawn(day, now=at(TUESDAY, 17)) if item.kind == "gap"]


def test_foreign_times_are_rounded_outwards_and_the_later_gives_way() -> None:
    first = Taken(1, at(TUESDAY, 10), at(TUESDAY, 10, 32), ((at(TUESDAY, 10), at(TUESDAY, 10, 32)),))
    second = Taken(2, at(TUESDAY, 10, 32), at(TUESDAY, 11, 1), ((at(TUESDAY, 10, 32), at(TUESDAY, 11, 1)),))
    assert shapes(drawn(Day(taken=[first, second])), "visit") == [("visit", 12, 7), ("visit", 19, 6)]


def test_outside_her_hours_it_is_closed_and_time_off_lies_over_them() -> None:
    day = Day(windows=[(at(TUESDAY, 10), at(TUESDAY, 17))], off=[(3, (at(TUESDAY, 16), at(TUESDAY, 23)))])
    items = drawn(day)
    assert shapes(items, "closed", "off") == [("closed", 0, 12), ("off", 84, 24), ("closed", 96, 12)]


def test_the_doubled_hour_stands_twice() -> None:
    night = (at(AUTUMN, 1), at(AUTUMN, 4))
    axis = draw_axis([AUTUMN], BERLIN, [night])
    assert axis.hours == ((1, 0), (2, 0), (2, 1), (3, 0))
    twice = [
        Taken(1, at(AUTUMN, 2), at(AUTUMN, 2, 30), ((at(AUTUMN, 2), at(AUTUMN, 2, 30)),)),
        Taken(2, at(AUTUMN, 2, fold=1), at(AUTUMN, 2, 30, 1), ((at(AUTUMN, 2, fold=1), at(AUTUMN, 2, 30, 1)),)),
    ]
    assert shapes(drawn(Day(taken=twice), AUTUMN, night), "visit") == [("visit", 12, 6), ("visit", 24, 6)]


def test_the_skipped_hour_does_not_stand_there() -> None:
    night = (at(SPRING, 1), at(SPRING, 4))
    assert draw_axis([SPRING], BERLIN, [night]).hours == ((1, 0), (3, 0))
    across = Taken(1, at(SPRING, 1, 30), at(SPRING, 3, 30), ((at(SPRING, 1, 30), at(SPRING, 3, 30)),))
    assert shapes(drawn(Day(taken=[across]), SPRING, night), "visit") == [("visit", 6, 12)]


@pytest.mark.parametrize("change", [SPRING, AUTUMN])
def test_every_minute_of_a_week_with_a_change_has_its_own_place(change: date) -> None:
    days = calendar.dates_between(date.fromordinal(change.toordinal() - 6), change)
    whole = [calendar.day_span(day, BERLIN) for day in days]
    axis = draw_axis(days, BERLIN, whole)
    for day, (begin, end) in zip(days, whole, strict=True):
        rows = [axis.grids[day].row(minute) for minute in range(begin, end, 5)]
        assert rows == sorted(set(rows))
        assert axis.grids[day].row(end) == axis.rows


def test_what_runs_over_midnight_shows_on_both_days() -> None:
    wednesday = date(2026, 6, 10)
    late = Taken(1, at(TUESDAY, 23, 30), at(wednesday, 0, 30), ((at(TUESDAY, 23, 30), at(wednesday, 0, 30)),))
    day = Day(taken=[late])
    assert shapes(drawn(day, TUESDAY, (late.start, late.end)), "visit")[0][2] == 6
    assert shapes(drawn(day, wednesday, (late.start, late.end)), "visit") == [("visit", 0, 6)]


def test_a_day_on_which_nobody_works_still_has_its_hours() -> None:
    assert draw_axis([TUESDAY], BERLIN, []).hours == tuple((hour, 0) for hour in range(9, 18))


def test_how_much_is_taken_counts_only_working_time() -> None:
    taken = Taken(1, at(TUESDAY, 9), at(TUESDAY, 11), ((at(TUESDAY, 9), at(TUESDAY, 11)),))
    day = Day(
        taken=[taken],
        windows=[(at(TUESDAY, 10), at(TUESDAY, 14))],
        off=[(1, (at(TUESDAY, 13), at(TUESDAY, 20)))],
    )
    axis = draw_axis([TUESDAY], BERLIN, [(at(TUESDAY, 9), at(TUESDAY, 18))])
    assert booked_share(day, axis.grids[TUESDAY]) == (60, 180)


@settings(deadline=None, max_examples=60)
@given(st.lists(st.tuples(st.integers(0, 700), st.integers(1, 90)), max_size=12), st.sampled_from([SPRING, AUTUMN]))
def test_nothing_is_lost_and_nothing_overlaps(wanted: list[tuple[int, int]], day: date) -> None:
    begin, end = calendar.day_span(day, BERLIN)
    spans = timeline.merge((begin + start, begin + start + lasts) for start, lasts in wanted)
    taken = [Taken(number, *span, (span,)) for number, span in enumerate(spans)]
    items = [item for item in drawn(Day(taken=taken), day, (begin, end)) if item.kind in SOLID]
    assert [item.key for item in items] == list(range(len(spans)))
    edges = [edge for item in items for edge in (item.at, item.at + item.rows)]
    assert edges == sorted(edges)
