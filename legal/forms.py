"""Who withdraws, from what, and where the acknowledgement goes."""

from django import forms
from django.utils.translation import gettext_lazy as _

from salon.lib.typed import AtMost, Line

# What the log can keep.
LENGTHS = {"name": 120, "reference": 120, "email": 254, "message": 2000}
REFERENCE_NEEDED = _("Please enter the reference or the date of your appointment.")


class WithdrawalForm(forms.Form):
    """No more than the law lets us ask (§ 356a para. 2 BGB), and nothing but the last one is left to choice."""

    name = Line(
        label=_("Your name"),
        validators=[AtMost(LENGTHS["name"])],
        error_messages={"required": _("Please enter your name.")},
        widget=forms.TextInput({"autocomplete": "name", "autocapitalize": "words"}),
    )
    reference = Line(
        label=_("Booking reference or date of appointment"),
        validators=[AtMost(LENGTHS["reference"])],
        error_messages={"required": REFERENCE_NEEDED},
        widget=forms.TextInput({"autocomplete": "off"}),
    )
    email = forms.EmailField(
        label=_("Email for the acknowledgement"),
        max_length=None,
        validators=[AtMost(LENGTHS["email"])],
        error_messages={
            "required": _("Please enter your email address."),
            "invalid": _("This email address does not look right. Is a letter missing?"),
        },
        widget=forms.EmailInput({"inputmode": "email", "autocomplete": "email", "autocapitalize": "off"}),
    )
    message = forms.CharField(
        label=_("Further details (optional)"),
        required=False,
        validators=[AtMost(LENGTHS["message"])],
        widget=forms.Textarea({"rows": 3}),
    )

    def clean_email(self) -> str:
        return str(self.cleaned_data["email"]).lower()
