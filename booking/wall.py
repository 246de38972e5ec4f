"""The database's own wall against double booking, on both engines.

PostgreSQL: an exclusion constraint over "same master" and "overlapping time", written with range types so that no
extension is needed. SQLite: two triggers, because it has no such constraint; a table rebuild drops triggers silently,
so they are made again after every migration. The wall's name appears in the error of both (`booking/errors.py`).
"""

from typing import Any

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import BigIntegerRangeField, DateTimeRangeField, RangeBoundary, RangeOperators
from django.db import connections
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation
from django.db.models import Func, Value

NAME = "booking_no_overlap"
TABLE = "booking_occupancy"
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
