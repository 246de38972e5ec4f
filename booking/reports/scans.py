"""The report on scans, leads and what was paid: some days, as tables or as a CSV file. It is no till."""

import csv
from datetime import date
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.admin.widgets import AdminDateInput
from wagtail.permission_policies import ModelPermissionPolicy

from booking.models import Scan
from booking.selectors.agenda import FIRST_DAY, LAST_DAY
from booking.selectors.availability import today
from booking.selectors.scan_report import MasterLine, ScanReport, month_of, scan_report
from salon.lib import spreadsheets

TITLE = gettext_lazy("Scans and amounts")
MAY_SEE = "booking.view_scan"


class PeriodForm(forms.Form):
    first = forms.DateField(label=gettext_lazy("From"), widget=AdminDateInput)
    last = forms.DateField(label=gettext_lazy("To"), widget=AdminDateInput)

    def clean(self) -> None:
        days = self.cleaned_data.get("first"), self.cleaned_data.get("last")
        if None in days:
            return
        if not FIRST_DAY <= days[0] <= days[1] <= LAST_DAY:
            self.add_error("last", _("Please choose a day that is not before the first one."))


class ScanReportView(PermissionCheckedMixin, WagtailAdminTemplateMixin, TemplateView):
    permission_policy = ModelPermissionPolicy(Scan)
    permission_required = "view"
    template_name = "booking/admin/scan_report.html"
    page_title = TITLE
    header_icon = "list-ul"

    @cached_property
    def form(self) -> PeriodForm:
        """This month, as long as nobody asks for other days."""
        first, last = month_of(today(timezone.now()))
        return PeriodForm(self.request.GET if self.request.GET.keys() & {"first", "last"} else _typed(first, last))

    @cached_property
    def report(self) -> ScanReport:
        days = month_of(today(timezone.now()))
        if self.form.is_valid():
            days = self.form.cleaned_data["first"], self.form.cleaned_data["last"]
        return scan_report(*days)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.GET.get("export") == "csv":
            return as_csv(self.report)
        return super().get(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        days = f"?first={self.report.first:%Y-%m-%d}&last={self.report.last:%Y-%m-%d}&export=csv"
        return super().get_context_data(form=self.form, report=self.report, export_url=days, **kwargs)


def as_csv(report: ScanReport) -> HttpResponse:
    """Three tables, one below the other; amounts with two decimals."""
    name = f"scans-{report.first:%Y-%m-%d}-{report.last:%Y-%m-%d}.csv"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    answer = HttpResponse(content_type="text/csv; charset=utf-8", headers=headers)
    rows = csv.writer(answer)
    rows.writerow([_("Scans"), _("Number")])
    rows.writerows([line.label, line.count] for line in report.results)
    rows.writerow([])
    rows.writerow([_("New leads"), report.leads])
    rows.writerow([_("became clients"), report.converted])
    rows.writerow([])
    rows.writerow(
        [_("Master"), _("With an amount"), _("Quoted"), _("Paid"), _("Difference"), _("Done without an amount")]
    )
    rows.writerows(_cells(line) for line in report.masters)
    return answer


def _cells(line: MasterLine) -> list[object]:
    amounts = (f"{amount:.2f}" for amount in (line.quoted, line.paid, line.difference))
    return [spreadsheets.harmless(line.master), line.closed, *amounts, line.silent]


def _typed(first: date, last: date) -> dict[str, str]:
    return {"first": first.isoformat(), "last": last.isoformat()}
