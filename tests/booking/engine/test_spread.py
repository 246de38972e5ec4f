"""Of all free times a page shows a few that differ: the very soonest, then one a half-day, two a day at most."""

from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from booking.engine import calendar
from booking.engine.spread import spread
from booking.engine.types import Start
from tests.booking.conftest import BERLIN, local

NEW_YORK = ZoneInfo("America/New_York")
# Times on the quarter of some days in June and on both sides of a change of clocks.
TIMES = st.lists(st.integers(0, 4 * 24 * 12).map(lambda quarter: 15 * quarter), unique=True).map(sorted)
DAYS = st.sampled_from([local(8, 0), local(23, 0, month=10), local(27, 0, month=3)])


def free(*times: str, day: int = 9) -> list[Start]:
    """Starts of a day in June, as the clock in the salon shows them."""
    found = [calendar.minutes(local(day, *map(int, time.split(":")))) for time in times]
    return [Start(at, at + 60, (1,)) for at in found]


def shown(starts: Sequence[Start], zone: ZoneInfo = BERLIN) -> list[str]:
    found = [calendar.moment(start.at).astimezone(zone) for start in spread(starts, zone, 3)]
    return [f"{at:%-d. %-H:%M}" for at in found]


TUESDAY = free("9:00", "9:15", "9:30", "11:45", "12:00", "12:15", "17:00")
WEDNESDAY = free("9:00", "9:15", "14:00", day=10)
THURSDAY = free("13:00", "13:15", day=11)


def test_the_very_soonest_comes_first_then_the_afternoon_then_the_next_day() -> None:
    assert shown(TUESDAY + WEDNESDAY + THURSDAY) == ["9. 9:00", "9. 12:00", "10. 9:00"]


def test_two_full_mornings_are_one_time_each() -> None:
    assert shown(TUESDAY[:4] + WEDNESDAY[:2] + THURSDAY) == ["9. 9:00", "10. 9:00", "11. 13:00"]


def test_where_there_are_not_enough_half_days_the_soonest_of_the_rest_fill_up() -> None:
    assert shown(TUESDAY[:4]) == ["9. 9:00", "9. 9:15", "9. 9:30"]
    assert shown(TUESDAY[2:4] + THURSDAY[:1]) == ["9. 9:30", "9. 11:45", "11. 13:00"]


def test_what_is_little_is_shown_whole_and_nothing_is_nothing() -> None:
    assert shown(THURSDAY) == ["11. 13:00", "11. 13:15"]
    assert shown([]) == []


def test_the_half_of_a_day_is_the_salons() -> None:
    assert shown(free("17:45", "18:00") + WEDNESDAY[:1], NEW_YORK)[:2] == ["9. 11:45", "9. 12:00"]


@given(DAYS, TIMES, st.integers(1, 5))
def test_whatever_is_free_the_rule_holds(begin: datetime, quarters: list[int], count: int) -> None:
    first = calendar.minutes(begin)
    starts = [Start(first + at, first + at + 60, (1,)) for at in quarters]
    found = spread(starts, BERLIN, count)
    assert found[:1] == starts[:1]
    assert found == sorted(found, key=lambda start: start.at)
    assert set(found) <= set(starts)
    assert len(found) == len(set(found)) == min(count, len(starts))
    halves = {_half(start) for start in starts}
    expected = {next(start for start in starts if _half(start) == half) for half in sorted(halves)[:count]}
    # The twin: the first of each half-day is always among them.
    assert expected <= set(found)
    if len(halves) >= count:
        assert max(Counter(day for day, _ in map(_half, found)).values(), default=0) <= 2


def _half(start: Start) -> tuple[date, bool]:
    local_time = calendar.moment(start.at).astimezone(BERLIN)
    return local_time.date(), local_time.time() >= time(12)
