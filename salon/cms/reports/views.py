"""What all reports of the admin share: who reads them, days and comparison, an address to share, the files."""

from typing import Any, ClassVar

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.views.generic import TemplateView
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from salon.cms.reports.content import Content
from salon.cms.reports.export import TYPES, as_file
from salon.cms.reports.form import Chosen, ReportForm
from salon.lib import dates
from salon.lib.periods import Period


class Report(WagtailAdminTemplateMixin, TemplateView):
    """A report says in a subclass: `name` (in addresses and files), `permission`, title, icon, `order` in the menu, and
    what it knows of the chosen days: `content`.
    """

    name: ClassVar[str]
    permission: ClassVar[str]
    order: ClassVar[int] = 500
    default_period: ClassVar[str] = "this_month"
    form_class: type[ReportForm] = ReportForm
    template_name = "cms/reports/report.html"

    def content(self, chosen: Chosen) -> Content:
        raise NotImplementedError

    @classmethod
    def may_read(cls, user: Any) -> bool:
        return bool(user.has_perm(cls.permission))

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not self.may_read(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        kind = request.GET.get("export")
        if kind in TYPES:
            return as_file(self.said, f"{self.name}-{self.chosen.period.first}-{self.chosen.period.last}", kind)
        return super().get(request, *args, **kwargs)

    @cached_property
    def form(self) -> ReportForm:
        today = dates.local(timezone.now()).date()
        return self.form_class(self.request.GET.dict(), default=self.default_period, today=today, **self.form_facts())

    def form_facts(self) -> dict[str, Any]:
        """What a report's own form has to know besides."""
        return {}

    @cached_property
    def chosen(self) -> Chosen:
        return self.form.chosen()

    @cached_property
    def said(self) -> Content:
        return self.content(self.chosen)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        period, before = self.chosen.period, self.chosen.before
        about = {"form": self.form, "days": in_words(period), "days_before": in_words(before) if before else ""}
        return super().get_context_data(content=self.said, **about, **kwargs)

    @property
    def xlsx_export_url(self) -> str:
        """For Wagtail's own buttons."""
        return self._export_url("xlsx")

    @property
    def csv_export_url(self) -> str:
        return self._export_url("csv")

    def _export_url(self, kind: str) -> str:
        asked = self.request.GET.copy()
        asked["export"] = kind
        return f"?{asked.urlencode()}"

    @classmethod
    def url_name(cls) -> str:
        return f"{cls.name}_report"


class ReportItem(MenuItem):
    """Shown to who may read the report."""

    def __init__(self, report: type[Report]) -> None:
        address = reverse(report.url_name())
        super().__init__(
            report.page_title, address, f"report-{report.name}", icon_name=report.header_icon, order=report.order
        )
        self.report = report

    def is_shown(self, request: HttpRequest) -> bool:
        return self.report.may_read(request.user)


def offer(report: type[Report]) -> None:
    """Give a report its address and its place in the menu; called once, where an app's other hooks are."""

    def urls() -> list[URLPattern]:
        return [path(f"reports/{report.name}/", report.as_view(), name=report.url_name())]

    hooks.register("register_admin_urls", urls)
    hooks.register("register_reports_menu_item", lambda: ReportItem(report))


def in_words(period: Period) -> str:
    """ "9.–22. Juni 2026" in German."""
    if period.first == period.last:
        return dates.dated(period.first)
    if period.first.year == period.last.year:
        return f"{dates.days(period.first, period.last)}\N{NO-BREAK SPACE}{period.last.year}"
    return f"{dates.dated(period.first)} – {dates.dated(period.last)}"
