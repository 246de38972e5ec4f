"""What can be booked, and when."""

from typing import Any

from rest_framework import serializers

from booking.api.shapes.common import Amount, Day, Moment, PriceShape, VisitId, draft, slug, slugs


class MinutesShape(serializers.Serializer[Any]):
    least = serializers.IntegerField()
    most = serializers.IntegerField()


class ServiceShape(serializers.Serializer[Any]):
    slug = serializers.CharField()
    name = serializers.CharField()
    summary = serializers.CharField()
    minutes = MinutesShape()
    price = PriceShape()
    masters = serializers.ListField(child=serializers.CharField())


class CategoryShape(serializers.Serializer[Any]):
    slug = serializers.CharField()
    name = serializers.CharField()
    services = ServiceShape(many=True)


class ServicesShape(serializers.Serializer[Any]):
    categories = CategoryShape(many=True)
    max_services = serializers.IntegerField()


class MasterShape(serializers.Serializer[Any]):
    slug = serializers.CharField()
    name = serializers.CharField()
    role = serializers.CharField()
    services = serializers.ListField(child=serializers.CharField())


class MastersShape(serializers.Serializer[Any]):
    masters = MasterShape(many=True)


class PublicSlotsQuestion(serializers.Serializer[Any]):
    """Which services, with whom, on which day."""

    service = slugs()
    master = slug()
    day = Day(required=False)


class SlotsQuestion(PublicSlotsQuestion):
    """The same, or to which time a visit could be moved; one's own hold (by its draft) stands in nobody's way."""

    service = slugs(required=False)
    visit = VisitId(required=False)
    draft = draft(required=False)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if not attrs.get("service") and "visit" not in attrs:
            raise serializers.ValidationError({"service": ["Services or a visit are needed."]})
        return attrs


class DayCountShape(serializers.Serializer[Any]):
    date = serializers.DateField()
    starts = serializers.IntegerField()


class StartShape(serializers.Serializer[Any]):
    start = serializers.DateTimeField()
    is_best = serializers.BooleanField()


class EmptyShape(serializers.Serializer[Any]):
    code = serializers.CharField()
    message = serializers.CharField()


class DayShape(serializers.Serializer[Any]):
    date = serializers.DateField()
    starts = StartShape(many=True)
    empty = EmptyShape(allow_null=True)


class SlotsShape(serializers.Serializer[Any]):
    days = DayCountShape(many=True)
    next_day = serializers.DateField(allow_null=True)
    day = DayShape(allow_null=True)


class HoldRequest(serializers.Serializer[Any]):
    draft = draft()
    services = slugs()
    master = slug()
    start = Moment()


class HeldLineShape(serializers.Serializer[Any]):
    service = serializers.CharField()
    master = serializers.CharField(allow_blank=True)
    start = serializers.DateTimeField()
    end = serializers.DateTimeField()
    minutes = serializers.IntegerField()
    price = PriceShape()


class HoldShape(serializers.Serializer[Any]):
    draft = serializers.CharField()
    start = serializers.DateTimeField()
    end = serializers.DateTimeField()
    until = serializers.DateTimeField()
    price = PriceShape()
    masters = serializers.CharField(allow_blank=True)
    lines = HeldLineShape(many=True)


class AgreedShape(serializers.Serializer[Any]):
    """What the client saw: when it ends, what it costs."""

    end = Moment()
    amount = Amount()
