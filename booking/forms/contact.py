"""Who comes: a name, a way to reach them, a note, consent."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from booking.actions.clients import Contact
from salon.lib import phone
from salon.lib.typed import AtMost, Line, complete_number

# What the visit can keep; only the phone number is kept in another form than it was typed.
LENGTHS = {"name": 120, "phone": 40, "email": 254, "note": 1000}
# Of each field in a draft, right or wrong: more than is allowed, so that the sentence about it can be shown.
TYPED_AT_MOST = 2000
CONSENT = gettext_lazy(
    "I agree that my details are stored for this appointment, with what I choose to say about allergies and health."
)


class ContactForm(forms.Form):
    """Phone or email is enough. Once valid, `contact` is what the visit keeps."""

    name = Line(
        label=gettext_lazy("First and last name"),
        validators=[AtMost(LENGTHS["name"])],
        error_messages={"required": gettext_lazy("Please enter your name.")},
        widget=forms.TextInput({"autocomplete": "name", "autocapitalize": "words"}),
    )
    phone = forms.CharField(
        label=gettext_lazy("Phone"),
        help_text=gettext_lazy("Phone or email is enough."),
        required=False,
        validators=[AtMost(LENGTHS["phone"])],
        widget=forms.TextInput({"type": "tel", "inputmode": "tel", "autocomplete": "tel"}),
    )
    email = forms.EmailField(
        label=gettext_lazy("Email"),
        required=False,
        max_length=None,
        validators=[AtMost(LENGTHS["email"])],
        error_messages={"invalid": gettext_lazy("This email address does not look right. Is a letter missing?")},
        widget=forms.EmailInput({"inputmode": "email", "autocomplete": "email", "autocapitalize": "off"}),
    )
    note = forms.CharField(
        label=gettext_lazy("Note for us (optional)"),
        help_text=gettext_lazy("Wishes, allergies, anything we should know"),
        required=False,
        validators=[AtMost(LENGTHS["note"])],
        widget=forms.Textarea({"rows": 3}),
    )
    consent = forms.BooleanField(
        label=CONSENT,
        error_messages={"required": gettext_lazy("Please tick this box so that we can book for you.")},
    )

    def clean_phone(self) -> str:
        """As typed; `contact` has it in E.164."""
        typed = str(self.cleaned_data["phone"])
        complete_number(typed)
        return typed

    def clean_email(self) -> str:
        return str(self.cleaned_data["email"]).lower()

    def clean(self) -> dict[str, Any]:
        fields = super().clean() or self.cleaned_data
        wrong = self.errors.keys() & {"phone", "email"}
        if not wrong and not (fields.get("phone") or fields.get("email")):
            self.add_error("phone", _("Please enter a phone number or an email address."))
        return fields

    @property
    def typed(self) -> dict[str, object]:
        """What was typed, right or wrong, cut to what a draft may hold."""
        words = {name: str(self.data.get(name, "")).replace("\x00", "")[:TYPED_AT_MOST] for name in LENGTHS}
        return {**words, "consent": bool(self.data.get("consent"))}

    @property
    def contact(self) -> Contact:
        fields = self.cleaned_data
        number = phone.e164(fields["phone"]) if fields["phone"] else None
        return Contact(fields["name"], number or "", fields["email"])
