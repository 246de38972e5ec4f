"""Which days a report is about, and which it is compared with. What makes no sense is said, and the default taken."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from salon.lib import periods
from salon.lib.periods import Period

OWN = "own"
PERIODS = {
    "this_week": pgettext_lazy("period", "this week"),
    "last_week": pgettext_lazy("period", "last week"),
    "this_month": pgettext_lazy("period", "this month"),
    "last_month": pgettext_lazy("period", "last month"),
    "this_quarter": pgettext_lazy("period", "this quarter"),
    "last_quarter": pgettext_lazy("period", "last quarter"),
    "this_year": pgettext_lazy("period", "this year"),
    "last_year": pgettext_lazy("period", "last year"),
    OWN: pgettext_lazy("period", "own dates"),
}
COMPARISONS = {
    "before": pgettext_lazy("comparison", "the time before"),
    "year": pgettext_lazy("comparison", "the year before"),
    "none": pgettext_lazy("comparison", "nothing"),
}
EARLIEST, LATEST = date(2000, 1, 1), date(2199, 12, 31)
# More days than these are no report any more, and each of them is counted.
MOST_DAYS = 1100


@dataclass(frozen=True, slots=True)
class Chosen:
    """`before`: what is compared with, None for nothing; `others`: a report's own filters by name, where they are
    valid.
    """

    period: Period
    before: Period | None
    others: Mapping[str, Any]


class ReportForm(forms.Form):
    """`default`: one of PERIODS; `today`: the salon's. A report's own filters are further fields of a subclass."""

    period = forms.ChoiceField(label=gettext_lazy("Period"), choices=PERIODS, required=False)
    first = forms.DateField(label=gettext_lazy("From"), required=False)
    last = forms.DateField(label=gettext_lazy("To"), required=False)
    compare = forms.ChoiceField(label=gettext_lazy("Compare with"), choices=COMPARISONS, required=False)
    field_order = ("period", "first", "last")

    def __init__(self, asked: Mapping[str, str], *, default: str, today: date, **kwargs: Any) -> None:
        self.default, self.today = default, today
        super().__init__(self._completed(asked), **kwargs)
        for name in ("first", "last"):
            self.fields[name].widget = forms.DateInput({"type": "date"}, format="%Y-%m-%d")

    def chosen(self) -> Chosen:
        """What was asked for, as far as it makes sense."""
        self.full_clean()
        period = self._period()
        compare = self.cleaned_data.get("compare", "before")
        before = {"before": periods.before, "year": periods.year_before}.get(compare)
        return Chosen(period, before(period) if before else None, self.cleaned_data)

    def clean(self) -> None:
        """Own dates are two that make a period."""
        if self.cleaned_data.get("period") != OWN or self.errors.keys() & {"first", "last"}:
            return
        first, last = self.cleaned_data["first"], self.cleaned_data["last"]
        for name, day in (("first", first), ("last", last)):
            if day is None or not EARLIEST <= day <= LATEST:
                self.add_error(name, _("Please choose a day."))
        if self.errors.keys() & {"first", "last"}:
            return
        if last < first:
            self.add_error("last", _("Please choose a day that is not before the first one."))
        elif (last - first).days >= MOST_DAYS:
            self.add_error("last", _("Please choose at most three years."))

    def _period(self) -> Period:
        asked = self.cleaned_data.get("period", self.default)
        if asked != OWN:
            return named(asked, self.today)
        if self.errors.keys() & {"first", "last"}:
            return named(self.default, self.today)
        return Period(self.cleaned_data["first"], self.cleaned_data["last"])

    def _completed(self, asked: Mapping[str, str]) -> dict[str, str]:
        """With defaults for what is missing, and the dates of a period that has a name; dates alone are own ones."""
        data = dict(asked)
        dated = data.get("first") or data.get("last")
        data["period"] = data.get("period") or (OWN if dated else self.default)
        data["compare"] = data.get("compare") or "before"
        if data["period"] in PERIODS and data["period"] != OWN:
            period = named(data["period"], self.today)
            data |= {"first": period.first.isoformat(), "last": period.last.isoformat()}
        return data


class LanguageForm(ReportForm):
    """With the language that a visitor reads; empty: all."""

    language = forms.ChoiceField(
        label=gettext_lazy("Language"), choices=[("", gettext_lazy("All")), *settings.LANGUAGES], required=False
    )


def named(name: str, today: date) -> Period:
    """A period by its name in PERIODS, own dates excepted."""
    which, _joint, unit = name.partition("_")
    return (periods.this if which == "this" else periods.last)(unit, today)
