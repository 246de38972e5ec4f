"""Rows that know whether guests would read something else of them than when they were loaded."""

from collections.abc import Collection
from typing import Any, ClassVar, Self

from django.db import models


class Watched(models.Model):
    """`shown`: the names of those attributes that guests read."""

    shown: ClassVar[Collection[str]] = ()
    # A new row was nothing before.
    was: tuple[Any, ...] = ()

    class Meta:
        abstract = True

    @classmethod
    def from_db(cls, db: str | None, field_names: Collection[str], values: Collection[Any]) -> Self:
        row = super().from_db(db, field_names, values)
        row.was = row.now
        return row

    @property
    def now(self) -> tuple[Any, ...]:
        """What is not loaded counts as empty."""
        return tuple(self.__dict__.get(name) for name in self.shown)

    @property
    def has_changed(self) -> bool:
        return self.now != self.was

    def save(self, *args: Any, **kwargs: Any) -> None:
        super().save(*args, **kwargs)
        self.was = self.now
