"""Parts of what goes in and out: identifiers, money, moments. Amounts are EUR incl. VAT, times in the salon's zone."""

from datetime import datetime
from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from booking.selectors.chats import read_id
from salon.lib import links
from salon.lib.typed import on_one_line

SLUG, SLUGS_AT_MOST = 60, 20
DRAFT = r"^[A-Za-z0-9_-]{12,64}$"
# Dates beyond these have no day in the salon's calendar.
FIRST_YEAR, LAST_YEAR = 2000, 2099


@extend_schema_field({"type": "string", "pattern": "^[A-Za-z0-9_-]{16}$"})
class VisitId(serializers.Field[bytes, str, str, Any]):
    """A visit by its 16 letters; whoever may not see it is told that there is none."""

    def to_internal_value(self, data: Any) -> bytes:
        return read_id(data if isinstance(data, str) else "")

    def to_representation(self, value: bytes) -> str:
        return links.spell_id(value)


class Words(serializers.CharField):
    """A line of visible letters."""

    def to_internal_value(self, data: Any) -> str:
        return on_one_line(super().to_internal_value(data))

    def run_validation(self, data: Any = serializers.empty) -> Any:
        said = super().run_validation(data)
        if said == "" and not self.allow_blank:
            self.fail("blank")
        return said


class Moment(serializers.DateTimeField):
    """An aware time of this century."""

    def to_internal_value(self, value: Any) -> datetime:
        if not isinstance(value, str) or not value.isprintable():
            self.fail("invalid", format="ISO 8601")
        try:
            found = datetime.fromisoformat(value)
        except ValueError:
            self.fail("invalid", format="ISO 8601")
        if found.utcoffset() is None or not FIRST_YEAR <= found.year <= LAST_YEAR:
            self.fail("invalid", format="ISO 8601")
        return found


class Day(serializers.DateField):
    """A local date of this century."""

    def to_internal_value(self, value: Any) -> Any:
        day = super().to_internal_value(value)
        if not FIRST_YEAR <= day.year <= LAST_YEAR:
            self.fail("invalid", format="YYYY-MM-DD")
        return day


class Amount(serializers.DecimalField):
    """Euros and cents."""

    def __init__(self, **options: Any) -> None:
        super().__init__(max_digits=8, decimal_places=2, **options)


class WhichPage(serializers.Serializer[Any]):
    page = serializers.IntegerField(required=False, default=1, min_value=1, max_value=10_000)
    page_size = serializers.IntegerField(required=False, default=10, min_value=1, max_value=50)


class PriceShape(serializers.Serializer[Any]):
    """`is_from`: at least so much."""

    amount = Amount()
    is_from = serializers.BooleanField()


def slugs(**options: Any) -> Any:
    """Short names of services."""
    return serializers.ListField(
        child=serializers.CharField(max_length=SLUG), min_length=1, max_length=SLUGS_AT_MOST, **options
    )


def slug(**options: Any) -> serializers.CharField:
    """A short name; empty is "any"."""
    return serializers.CharField(max_length=SLUG, required=False, allow_blank=True, default="", **options)


def draft(**options: Any) -> serializers.RegexField:
    """The caller's own random number of a booking that is under way."""
    return serializers.RegexField(DRAFT, **options)
