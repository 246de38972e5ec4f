"""Which services are done how often, and what comes in for them."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Count, Sum

from booking.models import Appointment, Status
from booking.selectors.agenda import named_services
from booking.selectors.statistics.days import at, on_days
from booking.selectors.statistics.figures import WORTH
from salon.lib.periods import Period


@dataclass(frozen=True, slots=True)
class ServiceLine:
    """`minutes`: the clients' own time; `revenue` in EUR: what was paid, or else quoted."""

    service: int
    name: str
    done: int
    minutes: int
    revenue: Decimal


def services(period: Period, *, master: int | None = None) -> Sequence[ServiceLine]:
    """What was done, the most revenue first, called as today in the active language. Two queries."""
    rows: Any = Appointment.objects.filter(on_days(period), at(master), status=Status.COMPLETED).order_by()
    sums = rows.values("service_id").annotate(done=Count("pk"), lasted=Sum("minutes"), revenue=Sum(WORTH))
    # A name inside the sums would be looked up for every appointment.
    named: Any = named_services()
    names = dict(named.values_list("pk", "name"))
    lines = [
        ServiceLine(row["service_id"], names[row["service_id"]], row["done"], row["lasted"], row["revenue"])
        for row in sums
    ]
    return sorted(lines, key=lambda line: (-line.revenue, -line.done, line.service))
