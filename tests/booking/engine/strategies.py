"""Small, awkward salons: touching windows, appointments outside them, masters who can't, minutes that fit no grid."""

from dataclasses import dataclass

from hypothesis import strategies as st

from booking.engine.timeline import build
from booking.engine.types import Need, Policy, Span, Timeline, Work
from tests.booking.engine.twin import Day

MASTERS = (1, 2, 3)
LONGEST = 48


@dataclass(frozen=True)
class Salon:
    days: dict[int, Day]
    needs: tuple[Need, ...]
    policy: Policy

    @property
    def timelines(self) -> dict[int, Timeline]:
        return {master: build(day.windows, day.taken) for master, day in self.days.items()}


@st.composite
def salons(draw: st.DrawFn, services: int = 4) -> Salon:
    """Everything is a multiple of one unit: of five minutes as in life, or of one, so that nothing lines up."""
    unit = draw(st.sampled_from((1, 5)))
    masters = draw(st.sets(st.sampled_from(MASTERS), min_size=1))
    days = {master: Day(draw(_windows(unit)), draw(_taken(unit))) for master in masters}
    needs = tuple(draw(_needs(unit)) for _ in range(draw(st.integers(1, services))))
    return Salon(days, needs, draw(_policies(unit)))


@st.composite
def _windows(draw: st.DrawFn, unit: int) -> tuple[Span, ...]:
    edges = sorted(draw(st.sets(st.integers(0, LONGEST), min_size=2, max_size=4)))
    spans = [(begin * unit, end * unit) for begin, end in zip(edges, edges[1:], strict=False)]
    return tuple(span for span in spans if span == spans[0] or draw(st.booleans()))


@st.composite
def _taken(draw: st.DrawFn, unit: int) -> tuple[Span, ...]:
    spans = draw(st.lists(st.tuples(st.integers(-3, LONGEST), st.integers(1, 10)), max_size=3))
    return tuple((begin * unit, (begin + lasts) * unit) for begin, lasts in spans)


@st.composite
def _works(draw: st.DrawFn, unit: int) -> Work:
    processing = draw(st.none() | st.tuples(st.integers(1, 4), st.integers(1, 5)))
    after, lasts = (part * unit for part in processing) if processing else (None, None)
    buffers = (draw(st.integers(0, 4)) * unit for _ in range(2))
    return Work(draw(st.integers(1, 9)) * unit, *buffers, processing_after=after, processing_lasts=lasts)


@st.composite
def _needs(draw: st.DrawFn, unit: int) -> Need:
    masters = draw(st.sets(st.sampled_from(MASTERS), min_size=1))
    windows = draw(st.none() | _windows(unit))
    return Need(draw(st.integers(1, 30)), {master: draw(_works(unit)) for master in masters}, windows)


@st.composite
def _policies(draw: st.DrawFn, unit: int) -> Policy:
    earliest = draw(st.integers(0, 12)) * unit + draw(st.integers(0, unit - 1))
    latest = earliest + draw(st.integers(10, LONGEST)) * unit
    return Policy(
        step=draw(st.integers(1, 4)) * unit,
        earliest=earliest,
        latest=latest,
        max_wait=draw(st.integers(0, 5)) * unit,
        client_step=draw(st.integers(1, 2)) * unit,
    )
