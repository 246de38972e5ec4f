"""The engine's slow, obvious twin: minute by minute, with sets, straight from the rules. Shares no code with it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from booking.engine.types import Need, Policy, Span, Work


@dataclass(frozen=True)
class Day:
    """A master's windows as they were typed, and what is taken from them."""

    windows: tuple[Span, ...]
    taken: tuple[Span, ...]

    def free(self) -> set[int]:
        open_minutes = {minute for begin, end in self.windows for minute in range(begin, end)}
        return open_minutes - {minute for begin, end in self.taken for minute in range(begin, end)}

    def is_on_grid(self, at: int, step: int) -> bool:
        return any(at in range(begin, end, step) for begin, end in self.windows)


@dataclass(frozen=True)
class Served:
    """One service of a visit as it would be performed."""

    master: int
    start: int
    end: int
    after: int
    taken: frozenset[int]


def minutes_of(work: Work, start: int) -> set[int]:
    """Every minute for which the master is taken."""
    taken = set(range(start - work.before, start + work.minutes + work.after))
    away, lasts = work.processing_after, work.processing_lasts
    if away and lasts and away + lasts < work.minutes:
        taken -= set(range(start + away, start + away + lasts))
    return taken


def visits(
    free: Mapping[int, set[int]], needs: Sequence[Need], at: int, policy: Policy, before: tuple[Served, ...] = ()
) -> Iterator[tuple[Served, ...]]:
    """Every way to perform the services one after the other for a client who comes at `at`."""
    if len(before) == len(needs):
        yield before
        return
    need = needs[len(before)]
    for master, work in need.options.items():
        if master not in free:
            continue
        ready = max([at, *(s.end + max(s.after, work.before) for s in before if s.master == master)])
        longest = policy.max_wait if before else 0
        for start in range(ready, ready + longest + 1, policy.client_step):
            hers = {minute for s in before if s.master == master for minute in s.taken}
            taken = frozenset(minutes_of(work, start) - hers)
            if taken <= free[master] and _may_start(need, start):
                served = Served(master, start, start + work.minutes, work.after, taken)
                yield from visits(free, needs, served.end, policy, (*before, served))
                break


def starts(days: Mapping[int, Day], needs: Sequence[Need], policy: Policy) -> list[tuple[int, int, tuple[int, ...]]]:
    """Every offered start: its minute, the earliest end, who can begin."""
    free = {master: day.free() for master, day in days.items()}
    found = []
    for at in range(policy.earliest, policy.latest + 1):
        ways = [
            way for way in visits(free, needs, at, policy) if way and days[way[0].master].is_on_grid(at, policy.step)
        ]
        if ways:
            masters = sorted({way[0].master for way in ways})
            found.append((at, min(way[-1].end for way in ways), tuple(masters)))
    return found


def _may_start(need: Need, start: int) -> bool:
    return need.windows is None or any(begin <= start < end for begin, end in need.windows)
