"""The rules that booking reads again inside the lock. A broken one is a code, a kept one None."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from itertools import accumulate, pairwise
from typing import NamedTuple

from booking.engine.chains import offered_at
from booking.engine.timeline import holds
from booking.engine.types import Need, Plan, Policy, Span, Timeline, Work

# What may be entered for a service on site, in EUR: always up to so much, and up to so many times its price.
ALWAYS_UP_TO, TIMES_PRICE, COLUMN_HOLDS = Decimal("100.00"), 3, Decimal("999999.99")
ROUND_UPS = (Decimal(10), Decimal(20))


def check_start(at: int, policy: Policy) -> str | None:
    """`too_soon` or `beyond_horizon` if a visit may not start at this minute, whatever is free."""
    if at < policy.earliest:
        return "too_soon"
    if at > policy.latest:
        return "beyond_horizon"
    return None


def check_visit(
    timelines: Mapping[int, Timeline], needs: Sequence[Need], at: int, policy: Policy, opening: Sequence[Span]
) -> str | None:
    """Why this visit can't start at `at`; None exactly where `find_starts` offers it.

    `opening` are the salon's opening hours around the day, closed days taken out. `service_unavailable`: nobody
    performs one of the services. `too_soon`, `beyond_horizon`, `outside_hours`. `master_unavailable`: nobody who could
    begin works at that time. `slot_taken`: anything else, and whatever lies off the slot grid.
    """
    if not needs or not all(need.options for need in needs):
        return "service_unavailable"
    broken = check_start(at, policy)
    if broken:
        return broken
    if offered_at(timelines, needs, at, policy, limit=1):
        return None
    minute = (at, at + 1)
    if not holds(opening, minute):
        return "outside_hours"
    able = {master for need in (needs if policy.any_order else needs[:1]) for master in need.options}
    working = [timelines[master] for master in able if master in timelines]
    if not any(holds(line.windows, minute) and not holds(line.off, minute) for line in working):
        return "master_unavailable"
    return "slot_taken"


class Placed(NamedTuple):
    """One service of a visit at its time (UTC minute of the client's start) and its master (id)."""

    master: int
    start: int
    work: Work


def stand_apart(one: Placed, other: Placed) -> bool:
    """Whether a client can have both: one after the other, at the same master with the larger of the two buffers."""
    first, second = sorted((one, other), key=lambda placed: placed.start)
    pause = max(first.work.after, second.work.before) if first.master == second.master else 0
    return first.start + first.work.minutes + pause <= second.start


def last_change(start: int, limit_hours: int) -> int:
    """The last minute at which a client may change a visit that starts at `start`."""
    return start - max(1, limit_hours * 60)


def may_change(start: int, now: int, limit_hours: int) -> bool:
    """Whether a client may still cancel or move: up to and including `limit_hours` before, never after the start."""
    return now <= last_change(start, limit_hours)


def highest_amount(quoted: Decimal, price_max: Decimal | None) -> Decimal:
    """The most that may be entered as paid for a service: a slip of the finger is found, a large tip is not refused."""
    return min(max(ALWAYS_UP_TO, TIMES_PRICE * max(quoted, price_max or quoted)), COLUMN_HOLDS)


def is_amount(amount: Decimal, highest: Decimal) -> bool:
    """Whether this is written in cents, exactly two decimals, and lies between nothing and `highest`."""
    return amount.as_tuple().exponent == -2 and not amount.is_signed() and amount <= highest


def amount_choices(quoted: Decimal, price_max: Decimal | None) -> list[Decimal]:
    """What is mostly paid, to choose from: as quoted, a little more, the service's highest price; rising, each once."""
    wanted = {quoted, *(quoted + more for more in ROUND_UPS), price_max or quoted}
    return sorted(amount for amount in wanted if amount <= highest_amount(quoted, price_max))


def share_out(whole: Decimal, among: Sequence[Decimal]) -> list[Decimal]:
    """`whole` (EUR in cents) in parts that are to each other as these amounts are, evenly where all are nothing.

    They are in cents, and their sum is exact.
    """
    weights = among if any(among) else [Decimal(1)] * len(among)
    total, cents = sum(weights), int(whole * 100)
    marks = [0, *(int(cents * reached / total) for reached in accumulate(weights))]
    return [Decimal(end - begin).scaleb(-2) for begin, end in pairwise(marks)]


def fairest(
    plans: Sequence[Plan],
    booked_minutes: Mapping[int, int],
    last_booked: Mapping[int, int],
    *,
    together: bool = False,
) -> tuple[Plan, str]:
    """The plan for a client who wants any master, and why: whose masters have least to do that day, taken together.

    Then those who were booked longest ago (the latest of them counts; never is longest), then the lowest ids; if only
    the order differs, what ends first, then the order given. With `together` the fewest different masters come before
    all that. `booked_minutes` of the day and `last_booked`, any growing number, by master; who is missing has none.
    The reason is `only_free`, `together`, `fewest_minutes`, `least_recent` or `first`.

    Raises ValueError if there is no plan.
    """
    if not plans:
        raise ValueError("There is no plan to choose from.")

    def burden(plan: Plan) -> tuple[int, int, int]:
        number = len(plan.masters) if together else 0
        booked = sum(booked_minutes.get(master, 0) for master in plan.masters)
        return number, booked, max(last_booked.get(master, -1) for master in plan.masters)

    ranked = sorted(plans, key=lambda plan: (burden(plan), _masters(plan), plan.end, _order(plan)))
    best = ranked[0]
    others = [burden(plan) for plan in ranked if _masters(plan) != _masters(best)]
    if not others:
        return best, "only_free"
    number, booked, recent = burden(best)
    if number < others[-1][0]:
        return best, "together"
    if booked < others[0][1]:
        return best, "fewest_minutes"
    return best, "least_recent" if recent < others[0][2] else "first"


def _masters(plan: Plan) -> tuple[int, ...]:
    """Who does what, whatever the order."""
    return tuple(part.master for part in sorted(plan.parts, key=lambda part: part.need))


def _order(plan: Plan) -> tuple[int, ...]:
    return tuple(part.need for part in plan.parts)
