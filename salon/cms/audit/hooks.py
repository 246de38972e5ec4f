"""Where the audit stands in the admin: the report, its place in the menu, who may read it, and the way to a field."""

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from salon.cms.audit.panel import findings_panel
from salon.cms.audit.views import MAY_SEE, TITLE, SeoReport, run
from salon.cms.registries import dashboard_panels

dashboard_panels.register(findings_panel)


class ReportItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return bool(request.user.has_perm(MAY_SEE))


@hooks.register("register_admin_urls")
def urls() -> list[URLPattern]:
    return [
        path("reports/seo/", SeoReport.as_view(), name="seo_report"),
        path("reports/seo/results/", SeoReport.as_view(results_only=True), name="seo_report_results"),
        path("reports/seo/run/", run, name="seo_run"),
    ]


@hooks.register("register_reports_menu_item")
def menu_item() -> MenuItem:
    return ReportItem(TITLE, reverse("seo_report"), name="seo", icon_name="search", order=100)


@hooks.register("register_permissions")
def permissions() -> QuerySet[Permission]:
    return Permission.objects.filter(content_type__app_label="cms", codename="view_seofinding")


@hooks.register("insert_global_admin_js")
def jump_to_sentences() -> SafeString:
    """A finding leads to a field; the editor of translations would not go there by itself."""
    return format_html('<script type="module" src="{}"></script>', static("salon/js/admin/segment.js"))
