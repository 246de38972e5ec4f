"""What of a visit is still to do and what its masters owe it: all that the way on depends on, beside the moment."""

from collections.abc import Mapping, Sequence

from booking.engine.types import Need, Policy, Timeline, Work

# Indexes of the needs that are still to do, ascending.
Remaining = tuple[int, ...]
# What the visit's masters still owe their last service in it: (master, minutes since its end, its buffer after), by
# id, and only as long as it can make a difference to a later service of the visit.
Owed = tuple[tuple[int, int, int], ...]


class Order:
    """What follows from the needs alone: what can come next, who can do it, and who must be left alone for how long."""

    def __init__(self, timelines: Mapping[int, Timeline], needs: Sequence[Need], policy: Policy) -> None:
        self.options = [sorted((m, w) for m, w in need.options.items() if m in timelines) for need in needs]
        self.everything: Remaining = tuple(range(len(needs)))
        self.any_order = policy.any_order
        self.waits = range(0, policy.max_wait + 1, policy.client_step)
        # Minutes, with all waiting and all buffers.
        self.longest = sum(
            policy.max_wait + max((w.before + w.minutes + w.after for _, w in options), default=0)
            for options in self.options
        )
        self._next: dict[Remaining, list[tuple[int, Remaining]]] = {}
        self._services: dict[tuple[Remaining, int], list[tuple[int, Remaining, Work]]] = {}
        self._wanted: dict[Remaining, dict[int, int]] = {}

    def next(self, remaining: Remaining) -> list[tuple[int, Remaining]]:
        """Each need that can come next, with what remains after it: in a fixed order only the first."""
        if remaining not in self._next:
            able = remaining if self.any_order else remaining[:1]
            self._next[remaining] = [(index, tuple(i for i in remaining if i != index)) for index in able]
        return self._next[remaining]

    def options_from(self, index: int, last: int | None) -> list[tuple[int, Work]]:
        """Who can do this need, by id; first of all whoever served last."""
        options = self.options[index]
        if last is None:
            return options
        return sorted(options, key=lambda option: option[0] != last)

    def services(self, remaining: Remaining, master: int) -> list[tuple[int, Remaining, Work]]:
        """What this master can do next: need, what remains after it, work."""
        key = (remaining, master)
        if key not in self._services:
            self._services[key] = [
                (index, rest, work)
                for index, rest in self.next(remaining)
                for who, work in self.options[index]
                if who == master
            ]
        return self._services[key]

    def able(self, remaining: Remaining) -> list[int]:
        """Who can do something next, by id."""
        return sorted({master for index, _ in self.next(remaining) for master, _ in self.options[index]})

    def wanted(self, remaining: Remaining) -> dict[int, int]:
        """Who may be wanted for what remains, with the largest buffer before her services."""
        if remaining not in self._wanted:
            wanted: dict[int, int] = {}
            for index in remaining:
                for master, work in self.options[index]:
                    wanted[master] = max(work.before, wanted.get(master, 0))
            self._wanted[remaining] = wanted
        return self._wanted[remaining]

    def owe(self, remaining: Remaining, owed: Owed, passed: int, master: int, work: Work) -> Owed:
        """What is owed to the rest after a service of this master's that ended `passed` minutes after `owed` held."""
        wanted = self.wanted(remaining)
        entries = [(who, since + passed, after) for who, since, after in owed if who != master]
        entries.append((master, 0, work.after))
        return tuple(sorted(entry for entry in entries if self.matters(wanted, *entry)))

    def relevant(self, remaining: Remaining, master: int, owed: Owed) -> Owed:
        """What of `owed` counts if this master serves next: her own, and what outlasts the shortest she can do."""
        if not owed:
            return owed
        least = min(work.minutes for _, _, work in self.services(remaining, master))
        wanted = self.wanted(remaining)
        return tuple(
            (who, since, after)
            for who, since, after in owed
            if who == master or self.matters(wanted, who, since + least, after)
        )

    def matters(self, wanted: Mapping[int, int], master: int, since: int, after: int) -> bool:
        """Whether what a master owes can still delay one of the services that she is wanted for."""
        return master in wanted and since < max(after, wanted[master])


class Turns(Order):
    """Remembers besides who served last, as long as she can go on with what remains."""

    def matters(self, wanted: Mapping[int, int], master: int, since: int, after: int) -> bool:
        return super().matters(wanted, master, since, after) or (since == 0 and master in wanted)


def pause(owed: Owed, master: int, work: Work) -> int:
    """Minutes for which this master may not serve the client again yet: the rest of the larger buffer."""
    for who, since, after in owed:
        if who == master:
            return max(0, max(after, work.before) - since)
    return 0
