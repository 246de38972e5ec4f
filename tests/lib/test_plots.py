"""The geometry of plots: whole pixels inside their box, whatever the numbers are."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from salon.lib import plots

pytestmark = pytest.mark.once

values = st.lists(st.integers(0, 10**7) | st.decimals(0, 10**6, places=2), min_size=1, max_size=60)


@settings(deadline=None)
@given(values)
def test_everything_drawn_stays_inside_the_box(numbers: list[int | Decimal]) -> None:
    grid = plots.ticks(max(numbers), height=280)
    assert grid[-1].value >= max(numbers)
    assert [grid[0].y, grid[-1].y] == [280, 0]
    dots = plots.dots(numbers, width=600, height=280, top=grid[-1].value)
    assert all(0 <= dot.x <= 600 and 0 <= dot.y <= 280 for dot in dots)
    assert all(bar.y + bar.height == 280 for bar in plots.bars(numbers, width=600, height=280))
    assert all(isinstance(dot.x, int) and isinstance(dot.y, int) for dot in dots)


def test_a_line_goes_from_edge_to_edge() -> None:
    assert plots.points([0, 5, 10], width=96, height=24, top=10) == "0,24 48,12 96,0"
    assert plots.spark([0, 0]) == "0,24 96,24"
    assert plots.spark([3]) == "0,0"


def test_a_grid_has_round_numbers() -> None:
    assert [tick.value for tick in plots.ticks(4300, height=280)] == [0, 1000, 2000, 3000, 4000, 5000]
    assert [tick.value for tick in plots.ticks(0, height=280)] == [0, 1]


def test_only_nothing_has_no_shade() -> None:
    assert [plots.level(value, 100) for value in (0, 1, 50, 100, 900)] == [0, 1, 2, 5, 5]
