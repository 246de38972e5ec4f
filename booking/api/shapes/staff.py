"""What masters see and say in their chats."""

from datetime import timedelta
from typing import Any

from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from booking.api.shapes.common import Amount, Day, Moment, PriceShape, VisitId, Words, slug, slugs
from booking.api.shapes.visits import NAME, PhoneField, WhichVisit

# As long as their columns.
REASON, WHY_AWAY = 200, 80
DAYS_AT_MOST, INSIDE_AT_MOST = 14, 1000
NOW = "now"


class AgendaQuestion(serializers.Serializer[Any]):
    """Which days, the last one included; without them today. `master`: whose, for the owner; empty is everybody's."""

    master = slug()

    def get_fields(self) -> dict[str, Any]:
        # `from` is no name in Python.
        return {"from": Day(required=False), "to": Day(required=False), **super().get_fields()}

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        first, last = attrs.get("from"), attrs.get("to")
        if last and not first:
            raise serializers.ValidationError({"from": ["Needed where there is a last day."]})
        if first and last and not first <= last < first + timedelta(days=DAYS_AT_MOST):
            raise serializers.ValidationError({"to": [f"At most {DAYS_AT_MOST} days, the first one first."]})
        return attrs


class AgendaLineShape(serializers.Serializer[Any]):
    visit = VisitId()
    appointment = serializers.IntegerField()
    start = serializers.DateTimeField()
    end = serializers.DateTimeField()
    client = serializers.CharField(allow_blank=True)
    client_phone = serializers.CharField(allow_blank=True)
    service = serializers.CharField()
    master = serializers.CharField()
    status = serializers.CharField()
    is_own = serializers.BooleanField()


class TimeOffShape(serializers.Serializer[Any]):
    id = serializers.IntegerField()
    start = serializers.DateTimeField()
    end = serializers.DateTimeField()
    master = serializers.CharField()


class AgendaDayShape(serializers.Serializer[Any]):
    date = serializers.DateField()
    lines = AgendaLineShape(many=True)
    time_off = TimeOffShape(many=True)


class AgendaShape(serializers.Serializer[Any]):
    days = AgendaDayShape(many=True)


class CardLineShape(serializers.Serializer[Any]):
    """`paid`: null where nobody has said it."""

    id = serializers.IntegerField(source="pk")
    service = serializers.CharField()
    master = serializers.CharField()
    master_slug = serializers.CharField()
    is_own = serializers.BooleanField()
    start = serializers.DateTimeField()
    end = serializers.DateTimeField()
    minutes = serializers.IntegerField()
    price = PriceShape()
    status = serializers.CharField()
    paid = Amount(allow_null=True)


class CardShape(serializers.Serializer[Any]):
    """`may`: what the caller can do with it now; `language`: the client's."""

    id = VisitId(source="public_id")
    reference = serializers.CharField()
    status = serializers.CharField()
    client_name = serializers.CharField()
    client_phone = serializers.CharField(allow_blank=True)
    note = serializers.CharField(allow_blank=True)
    language = serializers.CharField()
    start = serializers.DateTimeField()
    end = serializers.DateTimeField()
    price = PriceShape()
    decide_until = serializers.DateTimeField(allow_null=True)
    source = serializers.CharField()
    lines = CardLineShape(many=True)
    may = serializers.ListField(child=serializers.CharField())


class DecideRequest(WhichVisit):
    """`reason`: why it is declined; the client reads it."""

    answer = serializers.ChoiceField(["approve", "decline"])
    reason = Words(max_length=REASON, required=False, allow_blank=True, default="")


class FinishRequest(WhichVisit):
    outcome = serializers.ChoiceField(["done", "no_show", "reopen"])


class LateRequest(serializers.Serializer[Any]):
    minutes = serializers.IntegerField(min_value=5, max_value=60)


class ToldVisitShape(serializers.Serializer[Any]):
    client = serializers.CharField()
    start = serializers.DateTimeField()


class LateShape(serializers.Serializer[Any]):
    """Who is told now."""

    told = serializers.IntegerField()
    visits = ToldVisitShape(many=True)


class TimeOffRequest(serializers.Serializer[Any]):
    """Hours (`start`, `end`) or whole local days (`day`, `last_day`, which is the same one if it is missing).

    `confirmed`: the appointments inside it that were seen; nothing is cancelled.
    """

    start = Moment(required=False)
    end = Moment(required=False)
    day = Day(required=False)
    last_day = Day(required=False)
    reason = Words(max_length=WHY_AWAY, required=False, allow_blank=True, default="")
    confirmed = serializers.ListField(
        child=serializers.IntegerField(min_value=1), max_length=INSIDE_AT_MOST, required=False, default=list
    )

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        given = {name for name in ("start", "end", "day", "last_day") if name in attrs}
        if given not in ({"start", "end"}, {"day"}, {"day", "last_day"}):
            raise serializers.ValidationError({"start": ["Either start and end, or day and last_day."]})
        attrs.setdefault("last_day", attrs.get("day"))
        first, last = ("start", "end") if "start" in given else ("day", "last_day")
        if attrs[last] < attrs[first] or attrs[last] == attrs.get("start"):
            raise serializers.ValidationError({last: [_("The end must be after the start.")]})
        return attrs


@extend_schema_field({"anyOf": [{"type": "string", "format": "date-time"}, {"type": "string", "enum": [NOW]}]})
class NowOrMoment(Moment):
    """None is now."""

    def run_validation(self, data: Any = serializers.empty) -> Any:
        return None if data == NOW else super().run_validation(data)


class WalkInRequest(serializers.Serializer[Any]):
    """`master`: at whom, for the owner; empty is the caller. On the phone a number is needed."""

    services = slugs()
    start = NowOrMoment()
    name = Words(max_length=NAME)
    phone = PhoneField(max_length=40, required=False, allow_blank=True, default="")
    how = serializers.ChoiceField(["desk", "phone"])
    master = slug()
