"""Keep a start for a client while they type."""

from datetime import datetime, timedelta

from django.db.models import Q

from booking.actions.planning import Choice, choose_plan
from booking.actions.taking_time import lock_rows, takes_time
from booking.engine import calendar
from booking.errors import RateLimited
from booking.models import Hold, Occupancy
from booking.selectors.wishes import Wish


@takes_time
def hold_start(*, draft: str, wish: Wish, start: datetime, address: str, now: datetime, is_staff: bool = False) -> Hold:
    """Take the start for a draft (its id), for the minutes of the settings; an earlier hold of the draft is given back.

    `start`, `now`: aware. "Any master" is decided here. `address`: a keyed hash of where the client comes from. Raises
    RateLimited for too many holds at once, and what `choose_plan` refuses.
    """
    masters = lock_rows(wish.candidates)
    _make_room(draft, wish, address, now)
    choice = choose_plan(wish, start, masters, now=now, is_staff=is_staff)
    return keep(draft, choice, since=now, until=now + timedelta(minutes=wish.rules.hold_minutes), address=address)


def keep(key: str, choice: Choice, *, since: datetime, until: datetime, address: str = "") -> Hold:
    """Take the time of a choice, made under the masters' locks, for whoever has this key, until an aware time."""
    hold = Hold.objects.create(
        key=key,
        held_since=since,
        held_until=until,
        plan=_written(choice),
        reason=choice.reason,
        address=address,
    )
    Occupancy.objects.bulk_create(
        Occupancy(master_id=part.master, start=calendar.moment(begin), end=calendar.moment(end), hold=hold)
        for part in choice.plan.parts
        for begin, end in part.rows
    )
    return hold


@takes_time
def sweep_holds(*, now: datetime) -> int:
    """Remove expired holds; returns how many rows went. They take no time any more, this only tidies up.

    Under the locks of their masters: one that just becomes a visit is left alone.
    """
    expired = Hold.objects.filter(held_until__lte=now)
    lock_rows(list(Occupancy.objects.filter(hold__in=expired).values_list("master", flat=True).distinct()))
    return expired.delete()[0]


def _make_room(draft: str, wish: Wish, address: str, now: datetime) -> None:
    """Give back the draft's earlier hold and sweep the masters' expired ones, in one look with the address's others."""
    wanted = Q(key=draft) | Q(held_until__lte=now, occupancies__master__in=wish.candidates)
    if address:
        wanted |= Q(address=address, held_until__gt=now)
    others, gone = 0, []
    for pk, key, held_until in Hold.objects.filter(wanted).values_list("pk", "key", "held_until").distinct():
        if key == draft or held_until <= now:
            gone.append(pk)
        else:
            others += 1
    if others >= wish.rules.holds_per_address:
        raise RateLimited
    if gone:
        Hold.objects.filter(pk__in=gone).delete()


def _written(choice: Choice) -> list[dict[str, object]]:
    """A plan as the hold keeps it (JSON); `selectors/holds.py` reads it."""
    return [
        {"need": part.need, "master": part.master, "start": part.start, "end": part.end, "rows": part.rows}
        for part in choice.plan.parts
    ]
