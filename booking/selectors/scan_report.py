"""What scans, leads and entered amounts of some days come to. Figures for the salon itself: no bookkeeping."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Count, Q, Sum

from booking.engine import calendar
from booking.models import Appointment, Lead, MasterText, Scan, ScanResult, Status
from booking.selectors.availability import salon_zone
from salon.lib.language import word

NOTHING = Decimal("0.00")


@dataclass(frozen=True, slots=True)
class ResultLine:
    result: str
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class MasterLine:
    """`closed`: appointments with an amount, and what they were quoted at and came to (EUR); `silent`: done, and nobody
    has said what was paid.
    """

    master: str
    closed: int
    quoted: Decimal
    paid: Decimal
    silent: int

    @property
    def difference(self) -> Decimal:
        return self.paid - self.quoted


@dataclass(frozen=True, slots=True)
class ScanReport:
    """`leads`: how many were seen for the first time; `converted`: how many of them have booked since."""

    first: date
    last: date
    results: Sequence[ResultLine]
    leads: int
    converted: int
    masters: Sequence[MasterLine]

    @property
    def scans(self) -> int:
        return sum(line.count for line in self.results)

    @property
    def total(self) -> MasterLine:
        closed, silent = (sum(getattr(line, name) for line in self.masters) for name in ("closed", "silent"))
        quoted, paid = (sum((getattr(line, name) for line in self.masters), NOTHING) for name in ("quoted", "paid"))
        return MasterLine("", closed, quoted, paid, silent)


def scan_report(first: date, last: date) -> ScanReport:
    """Of local days from `first` to `last`, both included; an appointment counts on the day on which it began."""
    begin = calendar.moment(calendar.day_span(first, salon_zone())[0])
    end = calendar.moment(calendar.day_span(last, salon_zone())[1])
    leads = Lead.objects.filter(first_at__gte=begin, first_at__lt=end)
    return ScanReport(
        first,
        last,
        _results(Q(at__gte=begin, at__lt=end)),
        leads.count(),
        leads.exclude(converted_at=None).count(),
        _masters(Q(start__gte=begin, start__lt=end)),
    )


def _results(then: Q) -> list[ResultLine]:
    """Every result, those that never came too."""
    counted = dict(Scan.objects.filter(then).order_by().values_list("result").annotate(Count("pk")))
    return [ResultLine(result.value, str(result.label), counted.get(result.value, 0)) for result in ScanResult]


def _masters(then: Q) -> list[MasterLine]:
    has_amount = Q(status=Status.COMPLETED, paid__isnull=False)
    rows = (
        Appointment.objects.filter(then, status=Status.COMPLETED)
        .order_by()
        .values("master_id", "master__order", "master__slug")
        .annotate(
            closed=Count("pk", filter=has_amount),
            quoted=Sum("price", filter=has_amount),
            came_to=Sum("paid", filter=has_amount),
            silent=Count("pk", filter=Q(paid=None)),
            name=word(MasterText, "master", "name", fallback="master__slug", of="master_id"),
        )
        .order_by("master__order", "master__slug")
    )
    return [
        MasterLine(row["name"], row["closed"], row["quoted"] or NOTHING, row["came_to"] or NOTHING, row["silent"])
        for row in rows
    ]
