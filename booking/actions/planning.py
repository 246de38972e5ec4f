"""Inside the lock: read the rules again and choose the plan for a start."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from django.db.models import Q

from booking.engine import calendar, chains, rules
from booking.engine.types import Plan, Policy, Span
from booking.errors import BeyondHorizon, MasterUnavailable, OutsideHours, ServiceUnavailable, SlotTaken, TooSoon
from booking.models import Gaps, Master, Occupancy
from booking.selectors.availability import Window, load_window, salon_zone
from booking.selectors.wishes import Wish

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Choice:
    """The plan that was taken, and why these masters (empty where the client chose them all)."""

    plan: Plan
    reason: str


def choose_plan(
    wish: Wish,
    start: datetime,
    masters: Mapping[int, Master],
    *,
    now: datetime,
    prefer: Plan | None = None,
    lead_from: datetime | None = None,
    is_staff: bool = False,
    except_hold: str = "",
    except_visit: int | None = None,
) -> Choice:
    """The plan for a visit of this wish that starts at an aware time; `masters` are locked.

    `prefer` is kept if it is still possible. `lead_from`: since when the client has held this start, so that typing
    doesn't make it too soon. `except_hold`, `except_visit`: the caller's own time, which stands in nobody's way.
    Raises TooSoon, BeyondHorizon, OutsideHours, MasterUnavailable, ServiceUnavailable or SlotTaken.
    """
    at = calendar.minutes(start)
    day = start.astimezone(salon_zone()).date()
    # A visit may go on beyond midnight, and its buffer begin before one.
    eve, following = day - ONE_DAY, day + ONE_DAY
    policy = wish.policy(lead_from or now, is_staff=is_staff)
    window = load_window(wish.candidates, eve, following, now=now, except_hold=except_hold, except_visit=except_visit)
    needs = wish.needs(day, following)
    # In UTC: a local time of an hour that comes twice equals none of another zone (PEP 495).
    if start.astimezone(UTC) != calendar.moment(at):
        raise _refusal(wish, window, day, at, policy)
    if prefer is not None and chains.is_offered(window.timelines, needs, at, policy, prefer):
        return Choice(prefer, "")
    # Where clients are offered only what leaves no gap, they get nothing else either.
    shortest = wish.shortest if wish.rules.gaps == Gaps.ONLY and not is_staff else 0
    plans = chains.offered_at(window.timelines, needs, at, policy, together=wish.together, shortest=shortest)
    if not plans:
        raise _refusal(wish, window, day, at, policy)
    booked, last = _burden(wish.candidates, day, except_hold, except_visit), _last_booked(masters)
    plan, reason = rules.fairest(plans, booked, last, together=wish.together)
    return Choice(plan, reason if None in wish.masters else "")


def _refusal(wish: Wish, window: Window, day: date, at: int, policy: Policy) -> Exception:
    opening = [calendar.local_span(day, *stretch, salon_zone()) for stretch in window.salon.windows(day)]
    code = rules.check_visit(window.timelines, wish.needs(day, day), at, policy, opening)
    if code == "beyond_horizon":
        return BeyondHorizon(date=calendar.local_date(policy.latest, salon_zone()))
    simple = {
        "too_soon": TooSoon,
        "outside_hours": OutsideHours,
        "master_unavailable": MasterUnavailable,
        "service_unavailable": ServiceUnavailable,
    }
    return simple.get(code or "", SlotTaken)()


def _burden(masters: Collection[int], day: date, except_hold: str, except_visit: int | None) -> dict[int, int]:
    """Minutes of each master's local day that are taken already."""
    begin, end = (calendar.moment(minute) for minute in calendar.day_span(day, salon_zone()))
    rows = Occupancy.objects.filter(master__in=masters, start__gte=begin, start__lt=end).exclude(
        Q(hold__isnull=False, hold__key=except_hold) | Q(appointment__isnull=False, appointment__visit_id=except_visit)
    )
    booked: dict[int, int] = {}
    for master, start, stop in rows.values_list("master_id", "start", "end"):
        span: Span = calendar.minutes(start), calendar.minutes(stop, up=True)
        booked[master] = booked.get(master, 0) + span[1] - span[0]
    return booked


def _last_booked(masters: Mapping[int, Master]) -> dict[int, int]:
    return {pk: calendar.minutes(master.last_booked_at) for pk, master in masters.items() if master.last_booked_at}
