"""What staff type when a visit is closed: the digits of its code, and what was paid for each service."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from booking.actions.finalise import NOTE_LENGTH
from booking.selectors.scans import PayCard, PayLine
from salon.lib import money
from salon.lib.typed import AtMost, Line


class CodeForm(forms.Form):
    """Digits, however they are grouped."""

    code = forms.CharField(
        label=gettext_lazy("Six digits"),
        help_text=gettext_lazy("They stand below the QR code on the client’s page, on the day of the visit."),
        error_messages={"required": gettext_lazy("Please enter the six digits.")},
        widget=forms.TextInput({"inputmode": "numeric", "autocomplete": "off", "maxlength": "20"}),
    )

    def clean_code(self) -> str:
        return "".join(self.cleaned_data["code"].split())


class PayForm(forms.Form):
    """For each line of a card one of its amounts or another one."""

    note = Line(
        label=gettext_lazy("Note (optional)"),
        help_text=gettext_lazy("For the salon only; the client never sees it."),
        required=False,
        validators=[AtMost(NOTE_LENGTH)],
        widget=forms.TextInput({"autocomplete": "off"}),
    )

    def __init__(self, card: PayCard, data: Mapping[str, Any] | None = None) -> None:
        super().__init__(data)
        self.card = card
        for line in card.lines:
            self.fields[f"amount_{line.pk}"] = _choice(line)
            self.fields[f"other_{line.pk}"] = _other(line)
        self.order_fields([*(name for name in self.fields if name != "note"), "note"])

    @property
    def lines(self) -> list[tuple[PayLine, forms.BoundField, forms.BoundField]]:
        """Each line with its choice and the field for another amount."""
        return [(line, self[f"amount_{line.pk}"], self[f"other_{line.pk}"]) for line in self.card.lines]

    @property
    def amounts(self) -> dict[int, Decimal]:
        """EUR by the line's id, of a valid form."""
        return {line.pk: self.cleaned_data[f"amount_{line.pk}"] for line in self.card.lines}

    def clean(self) -> None:
        for line in self.card.lines:
            self._clean_line(line)

    def refuse(self, line: int, said: str) -> None:
        """Say beside the amount of a line why it can't be."""
        name = f"other_{line}"
        self.add_error(name if name in self.fields else None, said)

    def _clean_line(self, line: PayLine) -> None:
        """What is typed counts, whatever is chosen: nobody types an amount that they don't mean."""
        chosen, typed = (self.cleaned_data.get(f"{name}_{line.pk}", "") for name in ("amount", "other"))
        amount = money.read(typed or chosen)
        if amount is None:
            self.refuse(line.pk, _("Please choose an amount or enter one, for example 45,50."))
        else:
            self.cleaned_data[f"amount_{line.pk}"] = amount


def _choice(line: PayLine) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=line.service,
        choices=[(str(amount), money.euro(amount)) for amount in line.choices],
        required=False,
        initial=str(line.quoted.amount),
        widget=forms.RadioSelect({"class": "tick"}),
    )


def _other(line: PayLine) -> forms.CharField:
    sentence = _("From {min} to {max}.").format(min=money.euro(line.least), max=money.euro(line.most))
    return forms.CharField(
        label=_("Other amount"),
        help_text=sentence,
        required=False,
        max_length=20,
        widget=forms.TextInput({"inputmode": "decimal", "autocomplete": "off"}),
    )
