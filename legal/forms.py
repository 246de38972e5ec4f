"""Who withdraws, from what, and where the acknowledgement goes."""

from unicodedata import category

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

# They shape the letters of some scripts and of emoji; other invisible signs only hide or turn what stands there.
JOINERS = "\u200c\u200d"
# What the log can keep.
LENGTHS = {"name": 120, "reference": 120, "email": 254, "message": 2000}
REFERENCE_NEEDED = _("Please enter the reference or the date of your appointment.")


class WithdrawalForm(forms.Form):
    """No more than the law lets us ask (§ 356a para. 2 BGB), and nothing but the last one is left to choice."""

    name = forms.CharField(
        label=_("Your name"),
        error_messages={"required": _("Please enter your name.")},
        widget=forms.TextInput({"autocomplete": "name", "autocapitalize": "words"}),
    )
    reference = forms.CharField(
        label=_("Booking reference or date of appointment"),
        error_messages={"required": REFERENCE_NEEDED},
        widget=forms.TextInput({"autocomplete": "off"}),
    )
    email = forms.EmailField(
        label=_("Email for the acknowledgement"),
        error_messages={
            "required": _("Please enter your email address."),
            "invalid": _("This email address does not look right. Is a letter missing?"),
        },
        widget=forms.EmailInput({"inputmode": "email", "autocomplete": "email", "autocapitalize": "off"}),
    )
    message = forms.CharField(label=_("Further details (optional)"), required=False, widget=forms.Textarea({"rows": 3}))

    def clean_name(self) -> str:
        return self._one_line("name")

    def clean_reference(self) -> str:
        return self._one_line("reference")

    def clean_email(self) -> str:
        return _not_too_long("email", self.cleaned_data["email"]).lower()

    def clean_message(self) -> str:
        return _not_too_long("message", self.cleaned_data["message"])

    def _one_line(self, name: str) -> str:
        """For it stands in the subject of mails; without letters that only turn or hide the others."""
        typed = self.cleaned_data[name]
        seen = " ".join("".join(sign for sign in typed if sign in JOINERS or category(sign) != "Cf").split())
        if not seen.strip(JOINERS):
            raise ValidationError(self.fields[name].error_messages["required"])
        return _not_too_long(name, seen)


def _not_too_long(field: str, value: str) -> str:
    most = LENGTHS[field]
    if len(value) > most:
        sentence = ngettext("At most {n} characters, please.", "At most {n} characters, please.", most)
        raise ValidationError(sentence.format(n=most))
    return value
