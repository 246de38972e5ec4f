"""Who waits, for which days, at whose hands."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from booking.forms.contact import ContactForm


class DayInput(forms.DateInput):
    """The browser's own calendar; its values are in ISO form whatever the language."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class WaitingForm(ContactForm):
    """The contact of the booking form with an email, because offers come by mail; which days are possible is a rule.

    `masters`: slug and name of who can be asked for, none where that is no question; `first`, `last`: the local dates
    that the calendars show.
    """

    first_day = forms.DateField(
        label=gettext_lazy("From"),
        widget=DayInput(),
        error_messages={
            "required": gettext_lazy("Please choose a day."),
            "invalid": gettext_lazy("Please choose a day."),
        },
    )
    last_day = forms.DateField(
        label=gettext_lazy("Until"),
        widget=DayInput(),
        error_messages={
            "required": gettext_lazy("Please choose a day."),
            "invalid": gettext_lazy("Please choose a day."),
        },
    )
    master = forms.ChoiceField(label=gettext_lazy("Master"), required=False)

    def __init__(self, *args: Any, masters: Sequence[tuple[str, str]], first: date, last: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["phone"].help_text = gettext_lazy("Optional, in case we would like to call you.")
        self.fields["email"].required = True
        self.fields["email"].help_text = gettext_lazy("We write to this address as soon as a time opens up.")
        self.fields["email"].error_messages["required"] = gettext_lazy("Please enter your email address.")
        for name in ("first_day", "last_day"):
            self.fields[name].widget.attrs |= {"min": first.isoformat(), "max": last.isoformat()}
        if masters:
            self.fields["master"].choices = [("", gettext_lazy("Any master")), *masters]
        else:
            del self.fields["master"]
