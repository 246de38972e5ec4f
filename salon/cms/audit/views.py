"""The report: what the last audit found, to be narrowed down, downloaded and made anew."""

from collections.abc import Sequence
from typing import Any, ClassVar

import django_filters
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST
from wagtail.admin import messages
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.reports import ReportView
from wagtail.permission_policies import ModelPermissionPolicy

from salon.cms.audit.run import run_audit
from salon.cms.findings import Severity, finding_kinds
from salon.cms.models import SeoAudit, SeoFinding
from salon.lib import spreadsheets

TITLE = gettext_lazy("Findings for search engines")
MAY_SEE = "cms.view_seofinding"


def kinds() -> list[tuple[str, str]]:
    return sorted(((kind.code, str(kind.label)) for kind in finding_kinds), key=lambda choice: choice[1])


class FindingFilter(WagtailFilterSet):
    language = django_filters.ChoiceFilter(label=gettext_lazy("Language"), choices=settings.LANGUAGES)
    severity = django_filters.ChoiceFilter(label=gettext_lazy("Weight"), choices=Severity.choices)
    code = django_filters.ChoiceFilter(label=gettext_lazy("Kind"), choices=kinds)

    class Meta:
        model = SeoFinding
        fields: ClassVar[Sequence[str]] = ["language", "severity", "code"]


class SeoReport(ReportView):
    """The worst first, then page by page."""

    model = SeoFinding
    page_title = TITLE
    header_icon = "search"
    template_name = "cms/audit/report.html"
    results_template_name = "cms/audit/results.html"
    index_url_name = "seo_report"
    index_results_url_name = "seo_report_results"
    filterset_class = FindingFilter
    permission_policy = ModelPermissionPolicy(SeoFinding)
    any_permission_required: ClassVar[Sequence[str]] = ["view"]
    list_export: ClassVar[Sequence[str]] = [
        *("get_severity_display", "label", "sentence", "language", "title", "page_url", "full_mend_url")
    ]
    custom_value_preprocess: ClassVar = {**ReportView.custom_value_preprocess, str: spreadsheets.TEXT}
    export_headings: ClassVar[dict[str, object]] = {
        "get_severity_display": gettext_lazy("Weight"),
        "label": gettext_lazy("Kind"),
        "sentence": gettext_lazy("Finding"),
        "language": gettext_lazy("Language"),
        "title": gettext_lazy("Page or text"),
        "page_url": gettext_lazy("Address"),
        "full_mend_url": gettext_lazy("Where it is mended"),
    }

    @cached_property
    def columns(self) -> list[Column]:
        return [
            TitleColumn("title", label=_("Page or text"), accessor="title", get_url=lambda row: row.mend_url),
            Column("sentence", label=_("Finding"), accessor="sentence"),
            Column("severity", label=_("Weight"), accessor="get_severity_display"),
            Column("language", label=_("Language"), accessor="language_name"),
        ]

    def get_queryset(self) -> QuerySet[SeoFinding]:
        return SeoFinding.objects.select_related("page__locale").order_by("severity", "language", "page__path", "pk")

    def get_filename(self) -> str:
        return f"seo-{timezone.localdate():%Y-%m-%d}"

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(*args, **kwargs) | {"audit": SeoAudit.objects.first()}

    @property
    def no_results_message(self) -> str:
        return _("Nothing was found.")


@require_POST
def run(request: HttpRequest) -> HttpResponse:
    """The audit at once, for who may read it."""
    if not request.user.has_perm(MAY_SEE):
        raise PermissionDenied
    found = run_audit(now=timezone.now())
    told = ngettext(
        "The audit has looked at everything: {n} finding.", "The audit has looked at everything: {n} findings.", found
    )
    messages.success(request, told.format(n=found))
    return redirect("seo_report")
