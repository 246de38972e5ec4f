"""The filters of reports on what was counted."""

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy, pgettext_lazy

from salon.analytics.models import Device
from salon.cms.reports.form import ReportForm

ALL = ("", pgettext_lazy("choice", "all"))


class LanguageForm(ReportForm):
    language = forms.ChoiceField(label=gettext_lazy("Language"), choices=[ALL, *settings.LANGUAGES], required=False)


class LanguageAndDeviceForm(LanguageForm):
    device = forms.ChoiceField(
        label=pgettext_lazy("of a visitor", "Device"), choices=[ALL, *Device.choices], required=False
    )
