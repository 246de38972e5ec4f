"""Local time goes into the engine and comes back, on the days when clocks change as on all others."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from booking.engine import calendar
from booking.engine.calendar import EVEN, ODD, dates_between, day_span, local_date, local_span, moment, week_cycle

BERLIN = ZoneInfo("Europe/Berlin")
SPRING, AUTUMN = date(2026, 3, 29), date(2026, 10, 25)
# Half an hour of daylight saving, and a change at midnight.
LORD_HOWE, SAO_PAULO = ZoneInfo("Australia/Lord_Howe"), ZoneInfo("America/Sao_Paulo")


def _utc(*parts: int) -> int:
    return calendar.minutes(datetime(*parts, tzinfo=UTC))


def test_a_moment_comes_back_as_it_went_in():
    ten = datetime(2026, 7, 1, 10, 0, tzinfo=BERLIN)
    assert moment(calendar.minutes(ten)) == ten
    assert moment(calendar.minutes(ten)).tzinfo is UTC


def test_seconds_are_rounded_down_for_a_beginning_and_up_for_an_end():
    foreign = datetime(2026, 7, 1, 10, 0, 30, tzinfo=BERLIN)
    assert moment(calendar.minutes(foreign)) == datetime(2026, 7, 1, 8, 0, tzinfo=UTC)
    assert moment(calendar.minutes(foreign, up=True)) == datetime(2026, 7, 1, 8, 1, tzinfo=UTC)
    assert calendar.minutes(moment(7), up=True) == 7


def test_a_time_without_a_zone_is_refused():
    with pytest.raises(TypeError):
        calendar.minutes(datetime(2026, 7, 1, 10, 0))  # noqa: DTZ001


@pytest.mark.parametrize(("day", "hours"), [(SPRING, 23), (AUTUMN, 25), (date(2026, 7, 1), 24)])
def test_a_day_has_as_many_hours_as_it_really_has(day: date, hours: int):
    begin, end = day_span(day, BERLIN)
    assert end - begin == hours * 60
    assert (local_date(begin - 1, BERLIN), local_date(begin, BERLIN)) == (day - timedelta(1), day)
    assert (local_date(end - 1, BERLIN), local_date(end, BERLIN)) == (day, day + timedelta(1))


def test_opening_hours_follow_the_wall_clock_through_the_year():
    assert local_span(date(2026, 1, 13), time(9), time(18), BERLIN) == (_utc(2026, 1, 13, 8), _utc(2026, 1, 13, 17))
    assert local_span(date(2026, 7, 14), time(9), time(18), BERLIN) == (_utc(2026, 7, 14, 7), _utc(2026, 7, 14, 16))


def test_midnight_as_an_end_is_the_next_midnight():
    assert local_span(AUTUMN, time(0), time(0), BERLIN) == day_span(AUTUMN, BERLIN)


def test_a_time_that_spring_skips_becomes_the_first_real_moment():
    three = _utc(2026, 3, 29, 1)
    assert local_span(SPRING, time(2, 30), time(5), BERLIN) == (three, _utc(2026, 3, 29, 3))
    assert local_span(SPRING, time(1), time(2, 30), BERLIN) == (_utc(2026, 3, 29, 0), three)
    assert local_span(SPRING, time(2), time(2, 45), BERLIN) == (three, three)


def test_of_a_time_that_autumn_repeats_a_start_takes_the_first_and_an_end_the_second():
    assert local_span(AUTUMN, time(2, 30), time(4), BERLIN) == (_utc(2026, 10, 25, 0, 30), _utc(2026, 10, 25, 3))
    assert local_span(AUTUMN, time(1), time(2, 30), BERLIN) == (_utc(2026, 10, 24, 23), _utc(2026, 10, 25, 1, 30))


@pytest.mark.parametrize(("time_from", "time_to"), [(time(18), time(9)), (time(9), time(9))])
def test_hours_that_do_not_end_after_they_begin_are_refused(time_from: time, time_to: time):
    with pytest.raises(ValueError, match="not later"):
        local_span(SPRING, time_from, time_to, BERLIN)


@settings(deadline=None, max_examples=30)
@given(
    st.sampled_from((BERLIN, LORD_HOWE, SAO_PAULO)),
    st.sampled_from((SPRING, AUTUMN, date(2026, 4, 5), date(2026, 10, 4), date(2018, 11, 4), date(2018, 2, 17)))
    | st.dates(date(2015, 1, 1), date(2035, 1, 1)),
    st.lists(st.times(), min_size=2, max_size=2, unique_by=lambda at: (at.hour, at.minute)),
)
def test_a_stretch_is_what_somebody_who_watches_the_clock_writes_down(zone: ZoneInfo, day: date, times: list[time]):
    time_from, time_to = sorted(at.replace(second=0, microsecond=0) for at in times)
    noon = calendar.minutes(datetime.combine(day, time(12), UTC))
    walls = {m: moment(m).astimezone(zone).replace(tzinfo=None) for m in range(noon - 2200, noon + 2200)}
    begins = min(m for m, wall in walls.items() if wall >= datetime.combine(day, time_from))
    ends = max(m for m, wall in walls.items() if wall < datetime.combine(day, time_to)) + 1
    assert local_span(day, time_from, time_to, zone) == (begins, max(begins, ends))


def test_odd_and_even_weeks_alternate_from_the_first_monday_of_2024():
    assert week_cycle(date(2024, 1, 1)) == week_cycle(date(2024, 1, 7)) == ODD
    assert week_cycle(date(2024, 1, 8)) == week_cycle(date(2023, 12, 31)) == EVEN
    assert week_cycle(date(2026, 3, 29)) != week_cycle(date(2026, 3, 30))


def test_the_cycle_goes_on_after_a_year_of_53_weeks():
    weeks = [week_cycle(date(2026, 12, 21) + timedelta(7 * count)) for count in range(4)]
    assert weeks in ([ODD, EVEN, ODD, EVEN], [EVEN, ODD, EVEN, ODD])


def test_an_anchor_is_a_monday():
    with pytest.raises(ValueError, match="Monday"):
        week_cycle(SPRING, anchor=date(2024, 1, 2))


def test_dates_between_holds_both_ends():
    assert dates_between(date(2026, 2, 27), date(2026, 3, 2)) == [
        date(2026, 2, 27),
        date(2026, 2, 28),
        date(2026, 3, 1),
        date(2026, 3, 2),
    ]
    assert dates_between(SPRING, SPRING - timedelta(1)) == []
