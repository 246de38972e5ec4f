"""Rows of the benchmark: what is measured, and which bound it must keep."""

from collections.abc import Callable
from dataclasses import dataclass
from statistics import median
from time import perf_counter


@dataclass(frozen=True, slots=True)
class Row:
    """`ratio` compares with something else measured in the same run; only counts, ratios and scores can break a run.

    The bound is the most that is allowed, or with `least` the least that is enough.
    """

    name: str
    value: float
    unit: str
    bound: float | None = None
    ratio: float | None = None
    least: bool = False

    @property
    def is_broken(self) -> bool:
        if self.bound is None:
            return False
        measured = self.value if self.ratio is None else self.ratio
        return measured < self.bound if self.least else measured > self.bound

    def __str__(self) -> str:
        bound = "" if self.bound is None else f"{'≥' if self.least else '≤'} {self.bound:g}"
        ratio = "" if self.ratio is None else f"{self.ratio:.2f}"
        mark = "  BROKEN" if self.is_broken else ""
        return f"{self.name:<58} | {self.value:>10,.1f} | {self.unit:<14} | {bound:>6} | {ratio:>6}{mark}"


HEAD = f"{'name':<58} | {'value':>10} | {'unit':<14} | {'bound':>6} | {'ratio':>6}"


def milliseconds(*works: Callable[[], object], rounds: int = 15) -> list[float]:
    """The median time of each work, measured side by side: a slow moment of the machine meets them all."""
    times: list[list[float]] = [[] for _ in works]
    for work in works:
        work()
    for _ in range(rounds):
        for work, taken in zip(works, times, strict=True):
            begin = perf_counter()
            work()
            taken.append((perf_counter() - begin) * 1000)
    return [median(taken) for taken in times]
