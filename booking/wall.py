"""The database's own wall against double booking, on both engines.

PostgreSQL: an exclusion constraint over "same master" and "overlapping time", written with range types so that no
extension is needed. SQLite: two triggers, because it has no such constraint; a table rebuild drops triggers silently,
so they are made again after every migration. The wall's name appears in the error of both (`is_wall`).
"""

from typing import Any

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import BigIntegerRangeField, DateTimeRangeField, RangeBoundary, RangeOperators
from django.db import DatabaseError, connections
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation
from django.db.models import Func, Value

NAME = "booking_no_overlap"
TABLE = "booking_occupancy"
# SQLSTATEs after which the same transaction may simply be tried again: deadlock, serialization, lock not available.
AGAIN = {"40P01", "40001", "55P03"}
# Constraints that only a double click or a retry can meet.
SAME_REQUEST = {
    "booking_visit_once",
    "booking_hold_key_key",
    "booking_waitingentry_idempotency_key_key",
    "booking_one_open_offer_an_entry",
    "booking_one_answer_a_key",
    "booking_client_telegram_id_key",
}
EVENTS = {"insert": "INSERT", "update": "UPDATE OF master_id, start, end"}


class TimeRange(Func):
    function = "TSTZRANGE"
    output_field = DateTimeRangeField()


class NumberRange(Func):
    function = "INT8RANGE"
    output_field = BigIntegerRangeField()


def constraint() -> ExclusionConstraint:
    return ExclusionConstraint(
        name=NAME,
        expressions=[
            (NumberRange("master", "master", Value("[]")), RangeOperators.OVERLAPS),
            (TimeRange("start", "end", RangeBoundary()), RangeOperators.OVERLAPS),
        ],
    )


def trigger_sql() -> list[str]:
    """Statements that make both triggers anew.

    A master's rows never overlap, so the first that ends after the new one begins decides: one step in the index,
    however long the history is. Texts compare as times because Django writes all UTC in one format.
    """
    statements = []
    for word, event in EVENTS.items():
        statements += [
            f"DROP TRIGGER IF EXISTS {NAME}_{word}",
            f"""CREATE TRIGGER {NAME}_{word} BEFORE {event} ON {TABLE}
                WHEN (
                    SELECT taken.start FROM {TABLE} taken
                    WHERE taken.master_id = NEW.master_id AND taken."end" > NEW.start AND taken.id IS NOT NEW.id
                    ORDER BY taken."end" LIMIT 1
                ) < NEW."end"
                BEGIN SELECT RAISE(ABORT, '{NAME}'); END""",  # noqa: S608 - our own names
        ]
    return statements


class BuildWall(Operation):
    """The migration's step: the constraint on PostgreSQL, the triggers on SQLite; no change of state."""

    reduces_to_sql = True
    reversible = True

    def state_forwards(self, app_label: str, state: Any) -> None:
        pass

    def database_forwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: Any, to_state: Any
    ) -> None:
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.add_constraint(to_state.apps.get_model(app_label, "Occupancy"), constraint())
            return
        for statement in trigger_sql():
            schema_editor.execute(statement)

    def database_backwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: Any, to_state: Any
    ) -> None:
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.remove_constraint(to_state.apps.get_model(app_label, "Occupancy"), constraint())
            return
        for word in EVENTS:
            schema_editor.execute(f"DROP TRIGGER IF EXISTS {NAME}_{word}")

    def describe(self) -> str:
        return "Build the wall against double booking"


def rebuild_after_migrate(using: str, **_: object) -> None:
    """Make SQLite's triggers again; a later migration may have rebuilt the table."""
    connection = connections[using]
    if connection.vendor != "sqlite" or TABLE not in connection.introspection.table_names():
        return
    with connection.cursor() as cursor:
        for statement in trigger_sql():
            cursor.execute(statement)


def is_wall(problem: DatabaseError) -> bool:
    """Whether the database refused because the time is taken (either engine)."""
    return NAME in (_constraint(problem), str(problem.__cause__ or problem))


def may_try_again(problem: DatabaseError) -> bool:
    """Whether two writers stood in each other's way, and the same work can be done again.

    The same request twice at once counts: the second try finds what the first has made.
    """
    cause = problem.__cause__
    busy = getattr(cause, "sqlite_errorname", "") or ""
    return (
        getattr(cause, "sqlstate", None) in AGAIN
        or busy.startswith("SQLITE_BUSY")
        or _constraint(problem) in SAME_REQUEST
    )


def _constraint(problem: DatabaseError) -> str | None:
    return getattr(getattr(problem.__cause__, "diag", None), "constraint_name", None)
