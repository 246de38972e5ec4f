"""The one field that leads to "my visits"."""

from django import forms
from django.utils.translation import gettext_lazy as _


class AddressForm(forms.Form):
    """An email address, lower-cased as it is kept."""

    email = forms.EmailField(
        label=_("Email"),
        max_length=254,
        error_messages={
            "required": _("Please enter your email address."),
            "invalid": _("This email address does not look right. Is a letter missing?"),
        },
        widget=forms.EmailInput({"inputmode": "email", "autocomplete": "email", "autocapitalize": "off"}),
    )

    def clean_email(self) -> str:
        return self.cleaned_data["email"].lower()
