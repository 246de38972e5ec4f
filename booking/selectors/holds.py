"""What a hold keeps."""

from collections.abc import Mapping

from booking.engine.types import Part, Plan
from booking.models import Hold


def read_plan(hold: Hold) -> Plan:
    """The plan that will become appointments, as `actions/hold.py` has written it."""
    return Plan(tuple(_part(row) for row in hold.plan))


def _part(row: Mapping[str, object]) -> Part:
    rows = tuple((begin, end) for begin, end in row["rows"])  # type: ignore[attr-defined]
    return Part(int(row["need"]), int(row["master"]), int(row["start"]), int(row["end"]), rows)  # type: ignore[call-overload]
