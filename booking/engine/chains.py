"""Several services in one visit, one after the other, with one master or several.

The rules. The order of the services is given. The client is busy from start to end of each service, processing
included. The next one starts at that end, or as soon as its master is free, tried every `client_step` minutes within
`max_wait`. A master who has served the client earlier in the same visit keeps only the larger of the two buffers
between the two services, and never two rows at once; what that costs the client is not waiting. Only the visit's
first start lies on the slot grid.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from booking.engine.timeline import holds, on_grid
from booking.engine.types import Need, Part, Plan, Policy, Span, Timeline, Work

PLANS_AT_MOST = 200

# What the visit's masters still owe their last service in it: (master, minutes since its end, its buffer after), by
# id, and only as long as it can delay a later service of the visit.
Owed = tuple[tuple[int, int, int], ...]


def plans_at(
    timelines: Mapping[int, Timeline], needs: Sequence[Need], at: int, policy: Policy, *, limit: int = PLANS_AT_MOST
) -> list[Plan]:
    """Everything that is possible for a visit that starts exactly at `at`, on the slot grid or off it.

    In a fixed order: by the id of who begins, then staying with the same master, then by id. Where there are more than
    `limit`, each way to go on gets its share, so that nobody is left out for a high id. The policy's earliest and
    latest start are not asked; `offered_at` does that.
    """
    return list(_Walk(timelines, needs, policy).plans(0, at, (), (), limit)) if needs else []


def offered_at(timelines: Mapping[int, Timeline], needs: Sequence[Need], at: int, policy: Policy) -> list[Plan]:
    """The plans behind a start that `find_starts` offers; none at any other minute."""
    return list(iterate_offered(timelines, needs, at, policy))


def iterate_offered(
    timelines: Mapping[int, Timeline], needs: Sequence[Need], at: int, policy: Policy
) -> Iterator[Plan]:
    """`offered_at`, one after the other, for whoever needs only the first that pleases."""
    if not needs or not policy.earliest <= at <= policy.latest:
        return iter(())
    first, *rest = needs
    begin = {m: work for m, work in first.options.items() if m in timelines and on_grid(timelines[m], at, policy.step)}
    narrowed = [Need(first.service, begin, first.windows), *rest]
    return _Walk(timelines, narrowed, policy).plans(0, at, (), (), PLANS_AT_MOST)


def is_possible(timelines: Mapping[int, Timeline], plan: Plan) -> bool:
    """Whether all time of the plan is free: every row in one free stretch, nobody and not the client in two at once.

    Waiting, buffers and the rules for starts were decided when the plan was made.
    """
    if any(later.start < earlier.end for earlier, later in pairwise(plan.parts)):
        return False
    rows = sorted((part.master, row) for part in plan.parts for row in part.rows)
    if any(a == b and later[0] < earlier[1] for (a, earlier), (b, later) in pairwise(rows)):
        return False
    return all(master in timelines and holds(timelines[master].free, row) for master, row in rows)


class Order:
    """What follows from the needs alone: who can come when, and who must be left alone for how long."""

    def __init__(self, timelines: Mapping[int, Timeline], needs: Sequence[Need], policy: Policy) -> None:
        self.options = [sorted((m, w) for m, w in need.options.items() if m in timelines) for need in needs]
        # The visit's first service waits for nobody.
        self.waits = [range(1)] + [range(0, policy.max_wait + 1, policy.client_step)] * (len(needs) - 1)
        # After each need: who may still be wanted, with the largest buffer before her services.
        self.later: list[dict[int, int]] = [{} for _ in needs]
        for index in range(len(needs) - 1, 0, -1):
            later = self.later[index - 1] = dict(self.later[index])
            for master, work in self.options[index]:
                later[master] = max(work.before, later.get(master, 0))

    def owe(self, index: int, owed: Owed, passed: int, master: int, work: Work) -> Owed:
        """What is owed when need `index` is done, by this master, `passed` minutes after the need before it."""
        later = self.later[index]
        entries = [(who, since + passed, after) for who, since, after in owed if who != master]
        entries.append((master, 0, work.after))
        return tuple(
            sorted(
                (who, since, after)
                for who, since, after in entries
                if since < max(after, later.get(who, 0)) and who in later
            )
        )


def pause(owed: Owed, master: int, work: Work) -> int:
    """Minutes for which this master may not serve the client again yet: the rest of the larger buffer."""
    for who, since, after in owed:
        if who == master:
            return max(0, max(after, work.before) - since)
    return 0


class _Walk:
    """All ways through the visit from one start."""

    def __init__(self, timelines: Mapping[int, Timeline], needs: Sequence[Need], policy: Policy) -> None:
        self.timelines, self.needs = timelines, needs
        self.order = Order(timelines, needs, policy)
        self.counted: dict[tuple[int, int, Owed], int] = {}

    def branches(self, index: int, moment: int, owed: Owed) -> list[tuple[int, Work, int, Owed]]:
        """Who can perform this need for a client free from `moment` on: master, work, her first start, then owed."""
        found = []
        for master, work in self.order.options[index]:
            ready = moment + pause(owed, master, work)
            for wait in self.order.waits[index]:
                if self.is_free(index, master, work, ready + wait):
                    passed = ready + wait + work.minutes - moment
                    found.append((master, work, ready + wait, self.order.owe(index, owed, passed, master, work)))
                    break
        return found

    def is_free(self, index: int, master: int, work: Work, start: int) -> bool:
        """Rows are looked at whole: what a larger buffer before them overlaps is the same master's buffer after."""
        windows = self.needs[index].windows
        if windows is not None and not holds(windows, (start, start + 1)):
            return False
        free = self.timelines[master].free
        return all(holds(free, row) for row in work.rows(start))

    def count(self, index: int, moment: int, owed: Owed) -> int:
        """How many ways there are to finish the visit from here."""
        if index == len(self.needs):
            return 1
        key = (index, moment, owed)
        if key not in self.counted:
            self.counted[key] = sum(
                self.count(index + 1, start + work.minutes, then)
                for _, work, start, then in self.branches(index, moment, owed)
            )
        return self.counted[key]

    def plans(self, index: int, moment: int, owed: Owed, parts: tuple[Part, ...], limit: int) -> Iterator[Plan]:
        """The first `limit` ways to finish the visit, shared out fairly among those who can go on."""
        if index == len(self.needs):
            yield Plan(parts)
            return
        branches = self.branches(index, moment, owed)
        if parts:
            branches.sort(key=lambda branch: (branch[0] != parts[-1].master, branch[0]))
        counts = [self.count(index + 1, start + work.minutes, then) for _, work, start, then in branches]
        for (master, work, start, then), share in zip(branches, _shares(counts, limit), strict=True):
            if share:
                end = start + work.minutes
                part = Part(index, master, start, end, _rows_after(parts, master, work, start))
                yield from self.plans(index + 1, end, then, (*parts, part), share)


def _rows_after(parts: Sequence[Part], master: int, work: Work, start: int) -> tuple[Span, ...]:
    """The rows of a service, beginning no earlier than the same master's row before them in the visit ends."""
    (begin, end), *middle = work.rows(start)
    taken = max((part.rows[-1][1] for part in parts if part.master == master), default=begin)
    return ((max(begin, taken), end), *middle)


def _shares(counts: Sequence[int], limit: int) -> list[int]:
    """`limit` dealt out evenly: one each as far as it goes, what a small one can't use to the larger ones."""
    shares = [0] * len(counts)
    open_to = [index for index, count in enumerate(counts) if count]
    while limit and open_to:
        each = max(1, limit // len(open_to))
        for index in open_to:
            given = min(each, counts[index] - shares[index], limit)
            shares[index] += given
            limit -= given
        open_to = [index for index in open_to if shares[index] < counts[index]]
    return shares
