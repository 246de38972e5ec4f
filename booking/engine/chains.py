"""Several services in one visit, one after the other, with one master or several.

The rules. The services follow one another in the order given, or with `any_order` in whatever order is possible. The
client is busy from start to end of each service, processing included. The next one starts at that end, or as soon as
its master is free, tried every `client_step` minutes within `max_wait`. A master who has served the client earlier in
the same visit keeps only the larger of the two buffers between the two services, and never two rows at once; what that
costs the client is not waiting. Only the visit's first start lies on the slot grid: on that of whoever begins it.
"""

from collections.abc import Mapping, Sequence

from booking.engine.gap_walk import TidyWalk
from booking.engine.types import Need, Plan, Policy, Timeline
from booking.engine.walk import Walk

PLANS_AT_MOST = 200


def offered_at(
    timelines: Mapping[int, Timeline],
    needs: Sequence[Need],
    at: int,
    policy: Policy,
    *,
    together: bool = False,
    shortest: int = 0,
    limit: int = PLANS_AT_MOST,
) -> list[Plan]:
    """The plans behind a start that `find_starts` offers; none at any other minute.

    By what begins, in the order given, then by the id of who begins; and so on, staying with the same master first.
    Where there are more than `limit`, each way to go on gets its share, so that nobody is left out for a high id. With
    `together` as many more come before these, those with the fewest different masters. `shortest`: minutes of the
    shortest service where only those count that leave no hole (the rule stands in `gaps`); 0 where all do.
    """
    if not needs or not policy.earliest <= at <= policy.latest:
        return []
    walk = TidyWalk(timelines, needs, policy, limit, shortest) if shortest else Walk(timelines, needs, policy, limit)
    plans = walk.plans_at(at)
    if not together or len(plans) < limit:
        return plans
    sizes = range(1, min(len(plan.masters) for plan in plans) + 1)
    fewest = next(found for size in sizes if (found := walk.plans_at(at, most=size)))
    return list(dict.fromkeys([*fewest, *plans]))


def is_offered(timelines: Mapping[int, Timeline], needs: Sequence[Need], at: int, policy: Policy, plan: Plan) -> bool:
    """Whether this plan is among the offered ones, however many there are beside it."""
    masters = {part.need: part.master for part in plan.parts}
    same = [
        Need(need.service, {m: w for m, w in need.options.items() if m == masters.get(index)}, need.windows)
        for index, need in enumerate(needs)
    ]
    return plan in offered_at(timelines, same, at, policy)
