"""The engine's slow, obvious twin: minute by minute, with sets, straight from the rules. Shares no code with it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise, permutations

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
    """One service of a visit as it would be performed; `need` is its index as given."""

    need: int
    master: int
    start: int
    end: int
    after: int
    taken: frozenset[int]
    middle: frozenset[int]


Way = tuple[Served, ...]


def minutes_of(work: Work, start: int) -> set[int]:
    """Every minute for which the master is taken."""
    taken = set(range(start - work.before, start + work.minutes + work.after))
    away, lasts = work.processing_after, work.processing_lasts
    if away and lasts and away + lasts < work.minutes:
        taken -= set(range(start + away, start + away + lasts))
    return taken


def visits(free: Mapping[int, set[int]], needs: Sequence[Need], at: int, policy: Policy) -> Iterator[Way]:
    """Every way to perform the services one after the other for a client who comes at `at`."""
    given = tuple(range(len(needs)))
    for order in permutations(given) if policy.any_order else [given]:
        yield from _in_order(free, needs, order, at, policy, ())


def _in_order(
    free: Mapping[int, set[int]], needs: Sequence[Need], order: Sequence[int], at: int, policy: Policy, before: Way
) -> Iterator[Way]:
    if len(before) == len(order):
        yield before
        return
    index = order[len(before)]
    need = needs[index]
    for master, work in need.options.items():
        if master not in free:
            continue
        ready = max([at, *(s.end + max(s.after, work.before) for s in before if s.master == master)])
        longest = policy.max_wait if before else 0
        for start in range(ready, ready + longest + 1, policy.client_step):
            hers = {minute for s in before if s.master == master for minute in s.taken}
            taken = frozenset(minutes_of(work, start) - hers)
            if taken <= free[master] and _may_start(need, start):
                end = start + work.minutes
                middle = frozenset(range(start, end)) - minutes_of(work, start)
                served = Served(index, master, start, end, work.after, taken, middle)
                yield from _in_order(free, needs, order, end, policy, (*before, served))
                break


def offered(days: Mapping[int, Day], needs: Sequence[Need], policy: Policy) -> dict[int, list[Way]]:
    """All ways behind every offered start, by its minute."""
    free = {master: day.free() for master, day in days.items()}
    found = {}
    for at in range(policy.earliest, policy.latest + 1):
        on_grid = {master for master, day in days.items() if day.is_on_grid(at, policy.step)}
        ways = [way for way in visits(free, needs, at, policy) if way[0].master in on_grid] if on_grid else []
        if ways:
            found[at] = ways
    return found


def starts(days: Mapping[int, Day], needs: Sequence[Need], policy: Policy) -> list[tuple[int, int, tuple[int, ...]]]:
    """Every offered start: its minute, the earliest end, who can begin."""
    return [
        (at, min(way[-1].end for way in ways), tuple(sorted({way[0].master for way in ways})))
        for at, ways in offered(days, needs, policy).items()
    ]


def ranks(
    days: Mapping[int, Day], needs: Sequence[Need], policy: Policy, shortest: int
) -> list[tuple[int, bool, bool]]:
    """Every offered start: its minute, whether a way leaves no hole, whether one does that and touches an edge."""
    found = []
    for at, ways in offered(days, needs, policy).items():
        tidy = [way for way in ways if is_tidy(days, way, shortest)]
        snug = [way for way in tidy if any(_touches(days[turn[0].master], turn) for turn in _turns(way))]
        found.append((at, bool(tidy), bool(snug)))
    return found


def is_tidy(days: Mapping[int, Day], way: Way, shortest: int) -> bool:
    """Whether no turn of this way leaves a hole."""
    return not any(_holes(days[turn[0].master], turn, shortest) for turn in _turns(way))


def _turns(way: Way) -> Iterator[list[Served]]:
    """What each master does without leaving the client and without a break."""
    for _, services in groupby(way, key=lambda served: served.master):
        turn: list[Served] = []
        for served in services:
            if turn and min(served.taken) > max(turn[-1].taken) + 1:
                yield turn
                turn = []
            turn.append(served)
        yield turn


def _holes(day: Day, turn: Sequence[Served], shortest: int) -> list[set[int]]:
    """The stretches left beside a turn that are too short for any service; a middle left whole is none."""
    taken = {minute for served in turn for minute in served.taken}
    left = _stretches(day.free() - taken)
    beside = [stretch for stretch in left if {min(stretch) - 1, max(stretch) + 1} & taken]
    return [stretch for stretch in beside if len(stretch) < shortest and stretch not in [s.middle for s in turn]]


def _touches(day: Day, turn: Sequence[Served]) -> bool:
    """Whether a stretch that is taken without a break begins or ends where there is no more free time."""
    taken = {minute for served in turn for minute in served.taken}
    return any({min(stretch) - 1, max(stretch) + 1} - day.free() for stretch in _stretches(taken))


def _stretches(minutes: set[int]) -> list[set[int]]:
    """Minutes as stretches without a break."""
    inside = sorted(minutes)
    cuts = [0, *(at + 1 for at, (a, b) in enumerate(pairwise(inside)) if b > a + 1), len(inside)]
    return [set(inside[begin:end]) for begin, end in pairwise(cuts) if begin < end]


def _may_start(need: Need, start: int) -> bool:
    return need.windows is None or any(begin <= start < end for begin, end in need.windows)
