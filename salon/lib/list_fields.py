"""Short lists in one column of a row, typed as people write them and not as programs do."""

from collections.abc import Callable, Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _

LONGEST = 80


class NumbersInput(forms.Field):
    """ "24, 2"."""

    widget = forms.TextInput(attrs={"maxlength": LONGEST})

    def prepare_value(self, value: Any) -> Any:
        return ", ".join(map(str, value)) if isinstance(value, list) else value

    def to_python(self, value: Any) -> list[int]:
        parts = [part.strip() for part in str(value or "")[:LONGEST].replace(";", ",").split(",")]
        numbers = [part for part in parts if part]
        if not all(part.isascii() and part.isdecimal() and len(part) < len("100000") for part in numbers):
            raise ValidationError(_("Please enter whole numbers with commas between them, for example: 24, 2"))
        return [int(part) for part in numbers]

    def has_changed(self, initial: Any, data: Any) -> bool:
        return super().has_changed(self.prepare_value(initial), data)


class ListField(models.JSONField):
    """For migrations it is what it is: a column with JSON."""

    def deconstruct(self) -> tuple[str, str, Any, Any]:
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.JSONField", args, kwargs


class NumberList(ListField):
    """Whole numbers."""

    def formfield(self, **kwargs: Any) -> forms.Field:
        own = {"label": kwargs.get("label", self.verbose_name), "help_text": kwargs.get("help_text", self.help_text)}
        return NumbersInput(required=not self.blank, **own)


class ChoiceList(ListField):
    """Some of what `offered` names when a form is shown, as values and labels."""

    def __init__(self, *args: Any, offered: Callable[[], Iterable[tuple[str, Any]]] = list, **kwargs: Any) -> None:
        self.offered = offered
        super().__init__(*args, **kwargs)

    def formfield(self, **kwargs: Any) -> forms.Field:
        own = {"label": kwargs.get("label", self.verbose_name), "help_text": kwargs.get("help_text", self.help_text)}
        boxes = forms.CheckboxSelectMultiple
        return forms.MultipleChoiceField(choices=self.offered, widget=boxes, required=not self.blank, **own)
