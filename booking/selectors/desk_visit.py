"""A visit as the calendar's side panel shows it: what is known of it, and what this person may do with it now."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db.models import QuerySet

from booking.models import OPEN, Appointment, AppointmentEvent, PriceKind, ScanResult, Status, Visit
from booking.selectors import agenda
from booking.selectors.agenda import EXPECTED, Staff
from booking.selectors.availability import today
from booking.selectors.catalog import Price, total
from booking.selectors.scans import judge, own_rows, payable
from booking.selectors.visits import derived_status

DECIDES, CHANGES, BOOKS = "booking.decide_appointment", "booking.change_appointment", "booking.add_appointment"
APPROVE, DECLINE, DONE, NO_SHOW, REOPEN, CANCEL = "approve", "decline", "done", "no-show", "reopen", "cancel"

# An id that a database can hold.
LARGEST = (1 << 63) - 1


@dataclass(frozen=True, slots=True)
class DeskVisit:
    """`rows`: what this person may see of it, by time; `masters`: whose part she answers for (ids), None for all.

    `may`: what can be done, by the names above; `payable`: what is to be paid today, where it can be closed with it.
    `visits`: how often this client was here or is expected.
    """

    visit: Visit
    rows: Sequence[Appointment]
    masters: Collection[int] | None
    may: frozenset[str]
    payable: Sequence[Appointment]
    movable: Sequence[Appointment]
    visits: int

    @property
    def status(self) -> Status:
        return Status(derived_status([row.status for row in self.rows]))

    @property
    def price(self) -> Price:
        current = [row for row in self.rows if row.status in EXPECTED] or self.rows
        return total(Price(row.price, row.price_kind == PriceKind.FROM) for row in current)

    @property
    def due(self) -> Decimal:
        """EUR, as quoted."""
        return sum((row.price for row in self.payable), Decimal(0))


def visit_for(user: Staff, pk: int, *, now: datetime) -> DeskVisit | None:
    """The visit with this id; None where there is nothing of it that this person may see."""
    if pk > LARGEST:
        return None
    rows = list(agenda.appointments_for(user).filter(visit=pk).order_by("start", "position"))
    if not rows:
        return None
    visit = rows[0].visit
    masters = None if agenda.sees_everybody(user) else frozenset(row.master_id for row in rows)
    may = _may(user, visit, rows, masters, now)
    can_pay = DONE in may and judge(visit, _all(visit), masters, today(now)) == ScanResult.OK
    return DeskVisit(
        visit=visit,
        rows=rows,
        masters=masters,
        may=may,
        payable=[row for row in payable(rows, masters) if row.start <= now] if can_pay else [],
        movable=[row for row in rows if row.status in OPEN] if user.has_perm(CHANGES) else [],
        visits=_visits_of(visit),
    )


def history_of(found: DeskVisit) -> QuerySet[AppointmentEvent]:
    """The latest first."""
    rows = AppointmentEvent.objects.filter(appointment__in=[row.pk for row in found.rows])
    return rows.select_related("user", "appointment").order_by("-at", "-pk")


def may_cancel(user: Staff, visit: Visit, rows: Sequence[Appointment]) -> bool:
    """Only who sees all that is open of a visit cancels it."""
    everything = visit.appointments.filter(status__in=OPEN).exclude(pk__in=[row.pk for row in rows])
    return user.has_perm(CHANGES) and (agenda.sees_everybody(user) or not everything.exists())


def _may(
    user: Staff, visit: Visit, rows: Sequence[Appointment], masters: Collection[int] | None, now: datetime
) -> frozenset[str]:
    """As the actions judge it, of this person's own part."""
    own = own_rows(rows, masters)
    statuses = {row.status for row in own}
    has_begun = any(row.status == Status.CONFIRMED and row.start <= now for row in own)
    decides = user.has_perm(DECIDES)
    possible = {
        APPROVE: decides and Status.PENDING in statuses,
        DECLINE: decides and Status.PENDING in statuses,
        DONE: decides and has_begun,
        NO_SHOW: decides and has_begun,
        REOPEN: decides and bool(statuses & {Status.COMPLETED, Status.NO_SHOW}),
        CANCEL: bool(statuses & set(OPEN)) and may_cancel(user, visit, rows),
    }
    return frozenset(name for name, can in possible.items() if can)


def _all(visit: Visit) -> list[Appointment]:
    return list(visit.appointments.order_by("start", "position"))


def _visits_of(visit: Visit) -> int:
    if visit.client_id is None:
        return 1
    return Visit.objects.filter(client=visit.client_id, appointments__status__in=EXPECTED).distinct().count()
