"""The Content-Security-Policy by place (W3C, CSP level 3)."""

from collections.abc import Mapping, Sequence

from csp.middleware import CSPMiddleware, PolicyParts
from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

Directives = Mapping[str, Sequence[str]]


def allow(request: HttpRequest, hosts: Directives) -> None:
    """Let the page that is being made ask for what stands on it: a map's tiles, a tool that was agreed to."""
    request.allowed = joined(getattr(request, "allowed", {}), hosts)  # type: ignore[attr-defined]


def keep_allowed(request: HttpRequest, answer: HttpResponseBase) -> None:
    """Told to the answer and not only to the request: it stays with the page where that comes from a cache."""
    if hosts := getattr(request, "allowed", None):
        answer._csp_update = hosts  # type: ignore[attr-defined]


def joined(some: Directives, others: Directives) -> Directives:
    return {name: [*dict.fromkeys([*some.get(name, ()), *others.get(name, ())])] for name in [*some, *others]}


class PolicyMiddleware(CSPMiddleware):
    """The strict policy on the site, the tightest that Wagtail's admin works with under `/admin/`."""

    def get_policy_parts(
        self, request: HttpRequest, response: HttpResponseBase, report_only: bool = False
    ) -> PolicyParts:
        parts = super().get_policy_parts(request, response, report_only)
        if request.path_info.startswith("/admin/"):
            parts.replace = {**(parts.replace or {}), **settings.ADMIN_CONTENT_SECURITY_POLICY}
        if hosts := getattr(request, "allowed", None):
            parts.update = {**joined(parts.update or {}, hosts)}
        return parts
