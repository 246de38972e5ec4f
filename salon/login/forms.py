"""The code at the door, a new telephone, and a new password by mail."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.formats import time_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.forms import auth
from wagtail_2fa import forms as wagtail_2fa

from salon.lib.limits import allow
from salon.login.second_factor import TooManyTries, verified_by

WRONG_CODE = gettext_lazy("This code does not fit. Please type the one that your app shows now.")
# Anybody can ask for the letter with a new password: nobody gets more of them than this.
RESETS_AN_HOUR, HOUR = 3, 3600


class CodeForm(wagtail_2fa.TokenForm):
    """Takes a code from the telephone or from the paper, in the same field."""

    otp_token = forms.CharField(
        label=gettext_lazy("Code from your telephone"),
        max_length=40,
        help_text=gettext_lazy("Six digits from your authenticator app, or one of your recovery codes."),
        error_messages={"required": gettext_lazy("Please type the code.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["otp_token"].widget.attrs.update(autocomplete="one-time-code", autocapitalize="none")

    def clean_otp_token(self) -> str:
        typed = self.cleaned_data["otp_token"]
        try:
            self.user.otp_device = verified_by(self.user, typed)
        except TooManyTries as problem:
            until = time_format(timezone.localtime(problem.until), "H:i:s")
            raise ValidationError(
                _("Too many wrong codes. Please try again after {time}.").format(time=until)
            ) from None
        if self.user.otp_device is None:
            raise ValidationError(WRONG_CODE)
        return typed

    def clean(self) -> dict[str, Any]:
        """The field has judged already; wagtail-2fa's own would ask for a device to be chosen."""
        return self.cleaned_data


class DeviceForm(wagtail_2fa.DeviceForm):
    otp_token = forms.CharField(
        label=gettext_lazy("Code from the app"),
        max_length=6,
        help_text=gettext_lazy("The six digits that the app shows once it knows the picture."),
    )
    name = forms.CharField(
        label=gettext_lazy("Name of the device"),
        max_length=64,
        help_text=gettext_lazy("So that you know it again in the list, for example “my telephone”."),
    )
    password = forms.CharField(
        label=gettext_lazy("Your password"),
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        help_text=gettext_lazy("Only you may add a device, so please type your password once more."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if code := self.fields.get("otp_token"):
            code.widget.attrs.update(autocomplete="one-time-code", inputmode="numeric")

    def clean_otp_token(self) -> str:
        typed = self.cleaned_data["otp_token"]
        if not self.instance.verify_token(typed):
            raise ValidationError(WRONG_CODE)
        return typed

    def clean_password(self) -> None:
        try:
            super().clean_password()
        except ValidationError:
            raise ValidationError(_("This is not your password.")) from None


class ResetForm(auth.PasswordResetForm):
    """What is one letter too many is not written; the page says the same in any case, and nothing of who works here."""

    def send_mail(self, subject: str, text: str, context: dict[str, Any], *args: Any, **kwargs: Any) -> None:
        if allow(f"reset:{context['user'].pk}", RESETS_AN_HOUR, HOUR):
            super().send_mail(subject, text, context, *args, **kwargs)
