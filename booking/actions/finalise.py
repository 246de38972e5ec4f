"""A visit is closed with what was paid for it, once, on its day. A note for the salon's own books: this is no till."""

from collections.abc import Collection, Mapping
from datetime import datetime
from decimal import Decimal

from booking.actions.attendance import tell_closed
from booking.actions.events import Actor, note_event
from booking.actions.open_visit import lock_visit
from booking.actions.taking_time import takes_time
from booking.engine import rules
from booking.errors import AlreadyDone, AmountOutOfBounds, VisitNotFound
from booking.models import Appointment, Status, Visit
from booking.selectors.availability import today
from booking.selectors.scans import REFUSALS, judge, payable, rows_of
from salon.lib.typed import from_a_program

FINALISED = "finalised"
NOTE_LENGTH = 300
CENT = Decimal("0.01")


@takes_time
def finalise_visit(
    *,
    visit_id: int,
    amounts: Mapping[int, Decimal],
    masters: Collection[int] | None,
    by: Actor,
    now: datetime,
    note: str = "",
) -> Visit:
    """Close appointments (ids) of these masters (None: of everybody) with what was paid for each, in EUR; all or none.

    The client is thanked once nothing of the visit is open any more. Raises VisitNotFound, also for other masters'
    appointments; NotToday, NotConfirmed, AlreadyDone, AmountOutOfBounds.
    """
    visit, _rows = lock_visit(visit_id)
    rows = rows_of(visit)
    result = judge(visit, rows, masters, today(now))
    if result in REFUSALS:
        raise REFUSALS[result]
    said = from_a_program(note, NOTE_LENGTH)
    for row in _chosen(rows, amounts, masters):
        _close(row, amounts[row.pk], said, by)
    tell_closed(visit, rows, by, now)
    return visit


def _chosen(
    rows: Collection[Appointment], amounts: Mapping[int, Decimal], masters: Collection[int] | None
) -> list[Appointment]:
    """The appointments that are meant, each still to be closed and its amount in bounds."""
    own = {row.pk: row for row in rows if masters is None or row.master_id in masters}
    if not amounts or not set(amounts) <= set(own):
        raise VisitNotFound
    ready = payable(list(own.values()), masters)
    if any(own[pk] not in ready for pk in amounts):
        raise AlreadyDone
    chosen = [own[pk] for pk in amounts]
    for row in chosen:
        highest = rules.highest_amount(row.price, row.service.price_max)
        if not rules.is_amount(amounts[row.pk], highest):
            raise AmountOutOfBounds(min=Decimal("0.00"), max=highest.quantize(CENT), line=row.pk)
    return chosen


def _close(row: Appointment, amount: Decimal, note: str, by: Actor) -> None:
    row.paid, row.status = amount, Status.COMPLETED
    row.save(update_fields=["paid", "status"])
    note_event(row, FINALISED, by, facts={"amount": str(amount), **({"note": note} if note else {})})
