"""Scans and what is closed by them. Amounts are EUR as text with two decimals."""

from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from booking.actions.finalise import NOTE_LENGTH
from booking.api.shapes.common import Amount, PriceShape, VisitId, Words
from booking.models import ScanResult
from salon.lib import links

NAME, CODE, LINES_AT_MOST, LARGEST_ROW = 120, 20, 20, 2**63 - 1
AMOUNT = r"^[0-9]{1,6}\.[0-9]{2}\Z"


class ScanRequest(serializers.Serializer[Any]):
    """The key in a QR code or the six digits of the day; `name`: what Telegram calls who scans."""

    token = serializers.CharField(max_length=links.TOKEN_LENGTH, required=False)
    code = serializers.CharField(max_length=CODE, required=False)
    name = Words(max_length=NAME, required=False, allow_blank=True, default="")

    def validate(self, attrs: Any) -> Any:
        if ("token" in attrs) == ("code" in attrs):
            raise serializers.ValidationError(_("Either a token or a code is needed."))
        return attrs


class PayLineShape(serializers.Serializer[Any]):
    """`buttons`: what is mostly paid, between `min` and `max`."""

    id = serializers.IntegerField(source="pk")
    service = serializers.CharField()
    quoted = PriceShape()
    min = Amount(source="least")
    max = Amount(source="most")
    buttons = serializers.ListField(child=Amount(), source="choices")
    paid = Amount(allow_null=True)


class PayCardShape(serializers.Serializer[Any]):
    id = serializers.CharField()
    reference = serializers.CharField()
    client_name = serializers.CharField()
    services = serializers.CharField()
    lines = PayLineShape(many=True)


class ScanShape(serializers.Serializer[Any]):
    """`visit` is null for every answer but `ok`."""

    result = serializers.ChoiceField(ScanResult.choices)
    message = serializers.CharField()
    visit = PayCardShape(allow_null=True)


class AmountLine(serializers.Serializer[Any]):
    id = serializers.IntegerField(min_value=1, max_value=LARGEST_ROW)
    amount = serializers.RegexField(AMOUNT)

    def validate_amount(self, value: str) -> Decimal:
        return Decimal(value)


class FinaliseRequest(serializers.Serializer[Any]):
    """Each line once."""

    visit = VisitId()
    lines = serializers.ListField(child=AmountLine(), min_length=1, max_length=LINES_AT_MOST)
    note = Words(max_length=NOTE_LENGTH, required=False, allow_blank=True, default="")

    def validate_lines(self, value: Any) -> dict[int, Decimal]:
        amounts = {line["id"]: line["amount"] for line in value}
        if len(amounts) != len(value):
            raise serializers.ValidationError(_("Each line once, please."))
        return amounts
