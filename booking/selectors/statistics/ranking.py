"""Which services are done how often, and what comes in for them."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Count, Sum

from booking.models import Appointment, ServiceText, Status
from booking.selectors.statistics.days import at, on_days
from booking.selectors.statistics.figures import NOTHING, WORTH
from salon.lib.language import word
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
    """What was done, the most revenue first, called as today in the active language. One query."""
    rows: Any = Appointment.objects.filter(on_days(period), at(master), status=Status.COMPLETED).order_by()
    sums = rows.values("service_id", "service__slug").annotate(
        done=Count("pk"),
        lasted=Sum("minutes"),
        revenue=Sum(WORTH, default=NOTHING),
        name=word(ServiceText, "service", "name", fallback="service__slug", of="service_id"),
    )
    return [
        ServiceLine(row["service_id"], row["name"], row["done"], row["lasted"], row["revenue"])
        for row in sums.order_by("-revenue", "-done", "service__slug")
    ]
