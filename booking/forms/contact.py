"""Who comes: a name, a way to reach them, a note, consent."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from booking.actions.clients import Contact
from salon.lib import phone
from salon.lib.typed import on_one_line

EXAMPLE = "0151\N{NO-BREAK SPACE}23456789"
# What the visit can keep; only the phone number is kept in another form than it was typed.
LENGTHS = {"name": 120, "phone": 40, "email": 254, "note": 1000}
CONSENT = gettext_lazy(
    "I agree that my details are stored for this appointment, with what I choose to say about allergies and health."
)


class ContactForm(forms.Form):
    """Phone or email is enough. Once valid, `contact` is what the visit keeps."""

    name = forms.CharField(
        label=gettext_lazy("First and last name"),
        error_messages={"required": gettext_lazy("Please enter your name.")},
        widget=forms.TextInput({"autocomplete": "name", "autocapitalize": "words"}),
    )
    phone = forms.CharField(
        label=gettext_lazy("Phone"),
        help_text=gettext_lazy("Phone or email is enough."),
        required=False,
        widget=forms.TextInput({"type": "tel", "inputmode": "tel", "autocomplete": "tel"}),
    )
    email = forms.EmailField(
        label=gettext_lazy("Email"),
        required=False,
        error_messages={"invalid": gettext_lazy("This email address does not look right. Is a letter missing?")},
        widget=forms.EmailInput({"inputmode": "email", "autocomplete": "email", "autocapitalize": "off"}),
    )
    note = forms.CharField(
        label=gettext_lazy("Note for us (optional)"),
        help_text=gettext_lazy("Wishes, allergies, anything we should know"),
        required=False,
        widget=forms.Textarea({"rows": 3}),
    )
    consent = forms.BooleanField(
        label=CONSENT,
        error_messages={"required": gettext_lazy("Please tick this box so that we can book for you.")},
    )

    def clean_name(self) -> str:
        seen = on_one_line(self.cleaned_data["name"])
        if not seen:
            raise ValidationError(self.fields["name"].error_messages["required"])
        return _not_too_long("name", seen)

    def clean_phone(self) -> str:
        """As typed; `contact` has it in E.164."""
        typed = _not_too_long("phone", self.cleaned_data["phone"])
        if typed and phone.e164(typed) is None:
            raise ValidationError(_("This phone number is not complete. Example: {example}").format(example=EXAMPLE))
        return typed

    def clean_email(self) -> str:
        return _not_too_long("email", self.cleaned_data["email"]).lower()

    def clean_note(self) -> str:
        return _not_too_long("note", self.cleaned_data["note"])

    def clean(self) -> dict[str, Any]:
        fields = super().clean() or self.cleaned_data
        wrong = self.errors.keys() & {"phone", "email"}
        if not wrong and not (fields.get("phone") or fields.get("email")):
            self.add_error("phone", _("Please enter a phone number or an email address."))
        return fields

    @property
    def contact(self) -> Contact:
        fields = self.cleaned_data
        number = phone.e164(fields["phone"]) if fields["phone"] else None
        return Contact(fields["name"], number or "", fields["email"])


def _not_too_long(field: str, value: str) -> str:
    most = LENGTHS[field]
    if len(value) > most:
        sentence = ngettext("At most {n} characters, please.", "At most {n} characters, please.", most)
        raise ValidationError(sentence.format(n=most))
    return value
