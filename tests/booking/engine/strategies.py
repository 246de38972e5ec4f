"""Small, awkward salons: touching windows, appointments outside them, masters who can't, minutes that fit no grid."""

from dataclasses import dataclass
from itertools import pairwise

from hypothesis import strategies as st

from booking.engine.timeline import build
from booking.engine.types import Need, Policy, Span, Timeline, Work
from tests.booking.engine.twin import Day

MASTERS = (1, 2, 3)
LONGEST = 40
# What may be no multiple of the unit in an example, alone among everything else.
ODD_ONES = ("nothing", "windows", "taken", "minutes", "buffers", "processing", "step", "client_step")


@dataclass(frozen=True)
class Salon:
    days: dict[int, Day]
    needs: tuple[Need, ...]
    policy: Policy

    @property
    def timelines(self) -> dict[int, Timeline]:
        return {master: build(day.windows, day.taken) for master, day in self.days.items()}


@dataclass(frozen=True)
class Measure:
    """Lengths in multiples of a unit, of five minutes as in life or of one, and some of one kind between them."""

    unit: int
    odd_one: str

    def length(self, kind: str, least: int, most: int) -> st.SearchStrategy[int]:
        whole = st.integers(least, most).map(lambda count: count * self.unit)
        if kind != self.odd_one:
            return whole
        return st.builds(int.__add__, whole, st.integers(0, self.unit - 1))


@st.composite
def salons(draw: st.DrawFn, *, at_least: int = 1, at_most: int = 4) -> Salon:
    """A salon and a visit of as many services."""
    any_order = draw(st.booleans())
    measure = Measure(draw(st.sampled_from((1, 5))), draw(st.sampled_from(ODD_ONES)))
    masters = draw(st.sets(st.sampled_from(MASTERS), min_size=1))
    days = {master: Day(draw(_windows(measure)), draw(_taken(measure))) for master in masters}
    needs = tuple(draw(_needs(measure)) for _ in range(draw(st.integers(at_least, at_most))))
    return Salon(days, needs, draw(_policies(measure, any_order)))


@st.composite
def _windows(draw: st.DrawFn, measure: Measure) -> tuple[Span, ...]:
    cuts = draw(st.sets(measure.length("windows", 1, LONGEST - 1), max_size=3))
    spans = list(pairwise(sorted(cuts | {0, LONGEST * measure.unit})))
    longest = max(end - begin for begin, end in spans)
    return tuple((begin, end) for begin, end in spans if end - begin == longest or draw(st.booleans()))


@st.composite
def _taken(draw: st.DrawFn, measure: Measure) -> tuple[Span, ...]:
    begins = draw(st.lists(measure.length("taken", -3, LONGEST), max_size=3))
    return tuple((begin, begin + draw(measure.length("taken", 1, 8))) for begin in begins)


@st.composite
def _works(draw: st.DrawFn, measure: Measure) -> Work:
    before, after = (draw(measure.length("buffers", 0, 4)) for _ in range(2))
    length = measure.length("processing", 1, 3)
    away, lasts = (draw(length), draw(length)) if draw(st.booleans()) else (None, None)
    return Work(draw(measure.length("minutes", 1, 6)), before, after, away, lasts)


@st.composite
def _needs(draw: st.DrawFn, measure: Measure) -> Need:
    masters = draw(st.sets(st.sampled_from(MASTERS), min_size=1))
    windows = draw(st.none() | _windows(measure))
    return Need(draw(st.integers(1, 30)), {master: draw(_works(measure)) for master in masters}, windows)


@st.composite
def _policies(draw: st.DrawFn, measure: Measure, any_order: bool) -> Policy:
    # The clock keeps to no unit.
    earliest = draw(st.integers(0, 12 * measure.unit))
    return Policy(
        step=draw(measure.length("step", 1, 4)),
        earliest=earliest,
        latest=earliest + draw(measure.length("latest", 10, LONGEST)),
        max_wait=draw(measure.length("max_wait", 0, 5)),
        client_step=draw(measure.length("client_step", 1, 2)),
        any_order=any_order,
    )
