"""Numbers in, whole pixels out: the geometry of the small plots that templates draw as inline SVG.

Everything is an int or a finished string: a float in a template is printed as "12,5" in German, which SVG cannot read.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import count
from math import ceil

Number = int | Decimal
# Between the lines of a grid, times a power of ten.
ROUND_STEPS = (1, 2, 5)


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar that stands on the ground; `middle` is where its words are centred."""

    x: int
    y: int
    width: int
    height: int
    middle: int


@dataclass(frozen=True, slots=True)
class Dot:
    x: int
    y: int


@dataclass(frozen=True, slots=True)
class Tick:
    """A line of the grid: where it is, and for which value it stands."""

    y: int
    value: int


def dots(values: Sequence[Number], *, width: int, height: int, top: Number, places: int = 0) -> list[Dot]:
    """A value a dot, spread from edge to edge, or over the first of `places`. `top`: the value of the upper edge."""
    gaps = max((places or len(values)) - 1, 1)
    return [Dot(round(width * i / gaps), height - share(value, top, width=height)) for i, value in enumerate(values)]


def points(values: Sequence[Number], *, width: int, height: int, top: Number, places: int = 0) -> str:
    """The `points` of a polyline through the same dots."""
    return " ".join(f"{dot.x},{dot.y}" for dot in dots(values, width=width, height=height, top=top, places=places))


def spark(values: Sequence[Number], *, width: int = 96, height: int = 24) -> str:
    """The `points` of a small line that fills its box whatever the values."""
    return points(values, width=width, height=height, top=max([*values, 1]))


def bars(values: Sequence[Number], *, width: int, height: int, gap: int = 4, top: Number = 0) -> list[Bar]:
    """A value a bar; without a `top` the highest one fills the height."""
    top = top or max([*values, 1])
    found = []
    for i, value in enumerate(values):
        x, tall = round(width * i / len(values)), share(value, top, width=height)
        wide = max(round(width / len(values) - gap), 1)
        found.append(Bar(x, height - tall, wide, tall, x + wide // 2))
    return found


def share(value: Number, whole: Number, *, width: int = 100) -> int:
    """How much of a width a part takes: never less than nothing, never more than all."""
    return min(max(round(value * width / whole), 0), width) if whole else 0


def level(value: Number, top: Number, *, steps: int = 5) -> int:
    """Which of the heat map's shades a value gets; 0 only for nothing at all."""
    return max(1, min(steps, share(value, top, width=steps))) if value else 0


def ticks(highest: Number, *, height: int, lines: int = 5) -> list[Tick]:
    """A grid from nothing to a round number that is not below the highest value, in at most so many steps."""
    top = max(ceil(highest), 1)
    step = _round_step(top, lines)
    steps = -(-top // step)
    return [Tick(height - height * i // steps, i * step) for i in range(steps + 1)]


def _round_step(top: int, lines: int) -> int:
    """The least of 1, 2, 5, 10, 20, 50 … that comes to `top` in so many steps."""
    sizes = (step * 10**zeros for zeros in count() for step in ROUND_STEPS)
    return next(size for size in sizes if size * lines >= top)
