"""Stretches of time are merged, cut and taken away like sets of minutes."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from booking.engine.timeline import build, holds, intersect, merge, on_grid, overlapping, start_spans, subtract
from booking.engine.types import Span, Work

SPANS = st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), max_size=6)


def _minutes(spans: list[Span]) -> set[int]:
    return {minute for begin, end in spans for minute in range(begin, end)}


def _is_tidy(spans: list[Span]) -> bool:
    edges = [edge for span in spans for edge in span]
    return edges == sorted(set(edges))


@settings(deadline=None, max_examples=100)
@given(SPANS, SPANS)
def test_stretches_are_sets_of_minutes(left: list[Span], right: list[Span]):
    one, other = merge(left), merge(right)
    assert _minutes(one) == _minutes(left)
    assert _minutes(intersect(one, other)) == _minutes(left) & _minutes(right)
    assert _minutes(subtract(one, other)) == _minutes(left) - _minutes(right)
    assert _is_tidy(one)
    assert _is_tidy(intersect(one, other))
    assert _is_tidy(subtract(one, other))


@settings(deadline=None, max_examples=100)
@given(SPANS, st.integers(-5, 60), st.integers(1, 30))
def test_what_overlaps_a_stretch_stays_whole(some: list[Span], begin: int, length: int):
    spans = merge(some)
    asked = set(range(begin, begin + length))
    assert list(overlapping(spans, (begin, begin + length))) == [span for span in spans if asked & set(range(*span))]


@settings(deadline=None, max_examples=60)
@given(SPANS, SPANS, SPANS)
def test_free_is_what_is_open_without_what_is_taken_or_off(windows: list[Span], taken: list[Span], off: list[Span]):
    line = build(windows, taken, off)
    assert _minutes(list(line.windows)) == _minutes(windows)
    assert _minutes(list(line.free)) == _minutes(windows) - _minutes(taken) - _minutes(off)
    assert _is_tidy(list(line.free))


def test_touching_windows_stay_two_grids_over_one_free_stretch():
    line = build([(540, 720), (720, 1080)], [])
    assert line.windows == ((540, 720), (720, 1080))
    assert line.free == ((540, 1080),)


def test_overlapping_windows_become_one():
    assert build([(600, 800), (540, 700)], []).windows == ((540, 800),)


def test_a_stretch_is_held_only_as_a_whole():
    free = [(540, 600), (660, 720)]
    assert holds(free, (540, 600))
    assert not holds(free, (590, 670))
    assert not holds(free, (600, 610))
    assert not holds((), (0, 1))


def test_a_start_is_on_the_grid_of_its_own_window():
    line = build([(545, 700), (705, 800)], [])
    assert on_grid(line, 560, 15)
    assert on_grid(line, 720, 15)
    assert not on_grid(line, 705 + 10, 15)
    assert not on_grid(line, 700, 5)


def test_one_service_takes_one_row_with_its_buffers():
    assert Work(60, before=5, after=10).rows(600) == ((595, 670),)


def test_processing_leaves_two_rows_with_the_middle_free():
    colour = Work(120, before=5, after=10, processing_after=35, processing_lasts=35)
    assert colour.rows(600) == ((595, 635), (670, 730))


@pytest.mark.parametrize(("after", "lasts"), [(35, 35), (60, 10), (0, 20), (None, None)])
def test_a_middle_that_is_not_inside_the_service_is_not_given_away(after: int | None, lasts: int | None):
    assert Work(60, processing_after=after, processing_lasts=lasts).rows(600) == ((600, 660),)


@pytest.mark.parametrize("numbers", [(0,), (-5,), (30, -1), (30, 0, -1)])
def test_a_service_lasts_and_its_buffers_are_not_negative(numbers: tuple[int, ...]):
    with pytest.raises(ValueError, match="at least a minute"):
        Work(*numbers)


def test_a_service_starts_wherever_both_its_rows_are_free():
    colour = Work(120, processing_after=30, processing_lasts=60)
    assert start_spans([(600, 640), (690, 800)], colour) == [(600, 611)]
