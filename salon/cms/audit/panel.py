"""The admin's home page says what the last audit found, the worst first."""

from typing import Any
from urllib.parse import urlencode

from django.db.models import Count
from django.http import HttpRequest
from django.urls import reverse
from wagtail.admin.ui.components import Component

from salon.cms.audit.views import MAY_SEE
from salon.cms.dashboard import Panel
from salon.cms.findings import Severity
from salon.cms.models import SeoFinding

# The report has them all.
MOST = 4
SIGNS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.HINT: "info-circle"}


class FindingsPanel(Panel):
    """The first findings, and a number a severity, each leading to those."""

    template_name = "cms/audit/panel.html"
    order = 90

    def __init__(self, numbers: dict[int, int]) -> None:
        self.numbers = numbers

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        address = reverse("seo_report")
        worst = SeoFinding.objects.select_related("page__locale").order_by("severity", "page__path", "pk")[:MOST]
        return {
            "worst": [{"finding": each, "sign": SIGNS[Severity(each.severity)]} for each in worst],
            **{
                f"{severity.name.lower()}s": {"n": n, "url": f"{address}?{urlencode({'severity': severity.value})}"}
                for severity in Severity
                if (n := self.numbers.get(severity, 0))
            },
        }


def findings_panel(request: HttpRequest) -> Component | None:
    """Nothing where nothing was found, or for who may not read it; two queries."""
    if not request.user.has_perm(MAY_SEE):
        return None
    numbers = dict(SeoFinding.objects.order_by().values_list("severity").annotate(Count("pk")))
    return FindingsPanel(numbers) if numbers else None
