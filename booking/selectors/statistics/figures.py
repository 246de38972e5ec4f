"""What was booked, done, missed and paid: in all, by master, by day, week or month."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Count, DecimalField, Q, Sum
from django.db.models.functions import Coalesce

from booking.models import Appointment, Status
from booking.selectors.statistics.days import at, on_days, part_of
from salon.lib.figures import CENT, Share
from salon.lib.periods import Period, begin_of, parts

NOTHING = Decimal("0.00")
MONEY = DecimalField(max_digits=12, decimal_places=2)
DONE = Q(status=Status.COMPLETED)
# In EUR: what was paid, or else quoted.
WORTH = Coalesce("paid", "price", output_field=MONEY)


@dataclass(frozen=True, slots=True)
class Figures:
    """`visits`: comings-in of which something is confirmed or done; `done_visits`: of which something was done.

    All others count appointments. `late`: cancelled later than is free of charge, also part of `cancelled`. In EUR, of
    what was done: `quoted` at booking, `paid` where somebody has said so, `revenue` what was paid or else quoted.
    """

    visits: int = 0
    done_visits: int = 0
    done: int = 0
    no_shows: int = 0
    cancelled: int = 0
    late: int = 0
    quoted: Decimal = NOTHING
    paid: Decimal = NOTHING
    revenue: Decimal = NOTHING

    @property
    def no_show_rate(self) -> Share:
        """Of what was done or should have been."""
        return Share(self.no_shows, self.done + self.no_shows)

    @property
    def late_rate(self) -> Share:
        """Of what was done, missed or cancelled late."""
        return Share(self.late, self.done + self.no_shows + self.late)

    @property
    def average_bill(self) -> Decimal | None:
        """The revenue of a visit that took place."""
        return (self.revenue / self.done_visits).quantize(CENT) if self.done_visits else None


@dataclass(frozen=True, slots=True)
class StatusLine:
    """`visits` with any appointment of this status: a visit can have several."""

    status: Status
    visits: int
    appointments: int


def figures(period: Period, *, master: int | None = None) -> Figures:
    """One query."""
    return _read(_rows(period, master).aggregate(**_counts()))


def figures_by_master(period: Period) -> Mapping[int, Figures]:
    """By the master's id; who had no appointment is missing. A visit of two masters counts with each. One query."""
    rows = _rows(period, None).values("master_id").annotate(**_counts())
    return {row.pop("master_id"): _read(row) for row in rows}


def series(period: Period, unit: str, *, master: int | None = None) -> Sequence[tuple[Period, Figures]]:
    """Every day, week or month of the period in turn, those without anything too. One query."""
    rows = _rows(period, master).annotate(part=part_of(unit)).values("part").annotate(**_counts())
    found: dict[date, Figures] = {row.pop("part"): _read(row) for row in rows}
    # The database knows whole weeks; the first one of the period may begin later.
    return [(part, found.get(begin_of(unit, part.first), Figures())) for part in parts(period, unit)]


def by_status(period: Period, *, master: int | None = None) -> list[StatusLine]:
    """Every status, in the order of a visit's life. One query."""
    rows = _rows(period, master).values("status").annotate(visits=Count("visit", distinct=True), rows=Count("pk"))
    found = {row["status"]: (row["visits"], row["rows"]) for row in rows}
    return [StatusLine(status, *found.get(status.value, (0, 0))) for status in Status]


def _rows(period: Period, master: int | None) -> Any:
    return Appointment.objects.filter(on_days(period), at(master)).order_by()


def _counts() -> dict[str, Any]:
    expected = Q(status__in=(Status.CONFIRMED, Status.COMPLETED))
    return {
        "visits": Count("visit", distinct=True, filter=expected),
        "done_visits": Count("visit", distinct=True, filter=DONE),
        "done": Count("pk", filter=DONE),
        "no_shows": Count("pk", filter=Q(status=Status.NO_SHOW)),
        "cancelled": Count("pk", filter=Q(status=Status.CANCELLED)),
        "late": Count("pk", filter=Q(status=Status.CANCELLED, is_late_cancel=True)),
        "quoted": Sum("price", filter=DONE, default=NOTHING),
        # "paid" itself is the name of a column.
        "came_to": Sum("paid", filter=DONE, default=NOTHING),
        "revenue": Sum(WORTH, filter=DONE, default=NOTHING),
    }


def _read(row: Mapping[str, Any]) -> Figures:
    named = {"paid" if name == "came_to" else name: value for name, value in row.items()}
    return Figures(**named)
