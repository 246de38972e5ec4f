"""Visits and people, as their clients see them."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from booking.api.shapes.catalog import AgreedShape, HoldRequest
from booking.api.shapes.common import PriceShape, VisitId, WhichPage, Words
from salon.lib import phone
from salon.lib.language import CODES

NAME, NOTE, REASON, CODE = 120, 1000, 300, 64


class Seen:
    """A visit's view with the links beside it, as one thing with attributes."""

    def __init__(self, parts: Mapping[str, Any]) -> None:
        self._parts = parts

    def __getattr__(self, name: str) -> Any:
        return self._parts[name] if name in self._parts else getattr(self._parts["view"], name)


class PhoneField(serializers.CharField):
    """A number as people write it; inside in E.164."""

    default_error_messages = {"incomplete": _("This phone number is not complete.")}

    def to_internal_value(self, data: Any) -> str:
        typed = super().to_internal_value(data)
        number = phone.e164(typed) if typed else ""
        if number is None:
            self.fail("incomplete")
        return number


class EmailField(serializers.EmailField):
    def to_internal_value(self, data: Any) -> str:
        return super().to_internal_value(data).lower()


class VisitLineShape(serializers.Serializer[Any]):
    service = serializers.CharField()
    service_slug = serializers.CharField()
    master = serializers.CharField(allow_blank=True)
    start = serializers.DateTimeField()
    end = serializers.DateTimeField()
    minutes = serializers.IntegerField()
    price = PriceShape()
    status = serializers.CharField()


class VisitShape(serializers.Serializer[Any]):
    """Of each limit the time until which it is possible; null where it is too late."""

    id = VisitId(source="public_id")
    reference = serializers.CharField()
    status = serializers.CharField()
    start = serializers.DateTimeField()
    end = serializers.DateTimeField()
    minutes = serializers.IntegerField()
    services = serializers.CharField()
    masters = serializers.CharField(allow_blank=True)
    price = PriceShape()
    lines = VisitLineShape(many=True, source="appointments")
    name = serializers.CharField()
    note = serializers.CharField(allow_blank=True)
    decide_until = serializers.DateTimeField(allow_null=True)
    decline_reason = serializers.CharField(allow_blank=True)
    free_until = serializers.DateTimeField(allow_null=True)
    cancel_until = serializers.DateTimeField(allow_null=True)
    move_until = serializers.DateTimeField(allow_null=True)
    is_over = serializers.BooleanField()
    manage_url = serializers.CharField()
    rebook_url = serializers.CharField()

    def to_representation(self, instance: Any) -> Any:
        return super().to_representation(Seen(instance))


class BookRequest(HoldRequest):
    name = Words(max_length=NAME)
    phone = PhoneField(max_length=40, required=False, allow_blank=True, default="")
    email = EmailField(max_length=254, required=False, allow_blank=True, default="")
    note = serializers.CharField(max_length=NOTE, required=False, allow_blank=True, default="")
    language = serializers.ChoiceField(CODES)
    agreed = AgreedShape()


class WhichVisit(serializers.Serializer[Any]):
    visit = VisitId()


class CancelRequest(WhichVisit):
    reason = serializers.CharField(max_length=REASON, required=False, allow_blank=True, default="")


class WhichVisits(WhichPage):
    when = serializers.ChoiceField(["upcoming", "past"], required=False, default="upcoming")


class ClientShape(serializers.Serializer[Any]):
    name = serializers.CharField(allow_blank=True)
    phone = serializers.CharField(allow_blank=True)
    email = serializers.CharField(allow_blank=True)
    is_linked = serializers.BooleanField()
    is_blocked = serializers.BooleanField()


class ColleagueShape(serializers.Serializer[Any]):
    slug = serializers.CharField()
    name = serializers.CharField()
    is_owner = serializers.BooleanField()


class SalonShape(serializers.Serializer[Any]):
    name = serializers.CharField()
    in_text = serializers.CharField()
    phone = serializers.CharField(allow_blank=True)
    phone_shown = serializers.CharField(allow_blank=True)
    address = serializers.CharField(allow_blank=True)
    email = serializers.CharField(allow_blank=True)
    directions = serializers.CharField(allow_blank=True)
    map_url = serializers.CharField(allow_blank=True)
    site_url = serializers.CharField()
    privacy_url = serializers.CharField(allow_blank=True)
    imprint_url = serializers.CharField(allow_blank=True)


class ProfileShape(serializers.Serializer[Any]):
    """Whom the site knows in this chat; null for nobody."""

    client = ClientShape(allow_null=True)
    master = ColleagueShape(allow_null=True)
    language = serializers.CharField()
    salon = SalonShape()


class SyncRequest(serializers.Serializer[Any]):
    """`phone`: only what Telegram itself says is the person's own."""

    name = Words(max_length=NAME, allow_blank=True)
    language = serializers.ChoiceField(CODES)
    phone = PhoneField(max_length=40, required=False, allow_blank=True, default="")


class LinkRequest(serializers.Serializer[Any]):
    code = serializers.CharField(max_length=CODE)
    name = Words(max_length=NAME, allow_blank=True)
    language = serializers.ChoiceField(CODES)


class LinkShape(serializers.Serializer[Any]):
    kind = serializers.ChoiceField(["client", "master"])
    profile = ProfileShape()
    visit = VisitShape(allow_null=True)


class UnlinkRequest(serializers.Serializer[Any]):
    kind = serializers.ChoiceField(["client", "master"])
