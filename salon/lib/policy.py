"""The Content-Security-Policy by place (W3C, CSP level 3)."""

from csp.middleware import CSPMiddleware, PolicyParts
from django.conf import settings
from django.http import HttpRequest, HttpResponseBase


def allow_map(request: HttpRequest, answer: HttpResponseBase) -> None:
    """Let a page on which a map was drawn (`request.shows_map`) ask for its tiles.

    Told to the answer and not to the middleware: it stays with the page where that comes from a cache.
    """
    if getattr(request, "shows_map", False):
        answer._csp_update = settings.MAP_CONTENT_SECURITY_POLICY  # type: ignore[attr-defined]


class PolicyMiddleware(CSPMiddleware):
    """The strict policy on the site, the tightest that Wagtail's admin works with under `/admin/`."""

    def get_policy_parts(
        self, request: HttpRequest, response: HttpResponseBase, report_only: bool = False
    ) -> PolicyParts:
        parts = super().get_policy_parts(request, response, report_only)
        if request.path_info.startswith("/admin/"):
            parts.replace = {**(parts.replace or {}), **settings.ADMIN_CONTENT_SECURITY_POLICY}
        return parts
