"""How much of the working time was taken: by master, by day, week or month."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import DurationField, ExpressionWrapper, F, Q, Sum

from booking.models import Appointment, Master
from booking.selectors.availability import working_minutes
from booking.selectors.statistics.days import at, on_days, part_of
from salon.lib.figures import Share
from salon.lib.periods import Period, begin_of

MINUTE = timedelta(minutes=1)
TAKEN = Sum(ExpressionWrapper(F("occupancies__end") - F("occupancies__start"), output_field=DurationField()))


@dataclass(frozen=True, slots=True)
class WorkingTime:
    """Minutes by master (id) and part of the period (its first local date).

    `taken`: what appointments take that begin there, with buffers and without the client's waiting time; requests and
    no-shows keep theirs, what was cancelled has none. `working`: opening hours ∩ working hours, less time off, closed
    days and public holidays. What was worked beyond one's hours counts as taken, so there may be more than everything.
    """

    taken: Mapping[tuple[int, date], int]
    working: Mapping[tuple[int, date], int]

    def of(self, master: int | None = None, part: date | None = None) -> Share:
        """Of everybody and the whole period, of a master, of a part, of both."""
        sums = (
            sum(
                minutes
                for (whose, when), minutes in found.items()
                if (master is None or whose == master) and (part is None or when == part)
            )
            for found in (self.taken, self.working)
        )
        return Share(*sums)


def working_time(period: Period, unit: str = "month", *, master: int | None = None) -> WorkingTime:
    """Of whoever works here now, and of whoever had an appointment on the days. Six queries, whatever the period."""
    taken = _taken(period, unit, master)
    working: dict[tuple[int, date], int] = defaultdict(int)
    for (whose, day), minutes in working_minutes(_masters(taken, master), period.first, period.last).items():
        working[whose, begin_of(unit, day)] += minutes
    return WorkingTime(taken, working)


def _taken(period: Period, unit: str, master: int | None) -> dict[tuple[int, date], int]:
    rows: Any = Appointment.objects.filter(on_days(period), at(master)).order_by()
    sums = rows.annotate(part=part_of(unit)).values_list("master_id", "part").annotate(taken=TAKEN)
    return {(whose, part): taken // MINUTE for whose, part, taken in sums if taken}


def _masters(taken: Mapping[tuple[int, date], int], master: int | None) -> list[int]:
    if master is not None:
        return [master]
    worked = {whose for whose, _part in taken}
    return list(
        Master.objects.filter(Q(is_employed=True) | Q(pk__in=worked)).order_by("pk").values_list("pk", flat=True)
    )
