"""What every answer carries: the Content-Security-Policy by place, and a cache that never stops a page."""

import logging
from typing import Any

from csp.middleware import CSPMiddleware, PolicyParts
from django.conf import settings
from django.core.cache.backends.redis import RedisCache
from django.http import HttpRequest, HttpResponseBase
from redis.exceptions import RedisError

log = logging.getLogger(__name__)


class PolicyMiddleware(CSPMiddleware):
    """The strict policy on the site, the tightest that Wagtail's admin works with under `/admin/`."""

    def get_policy_parts(
        self, request: HttpRequest, response: HttpResponseBase, report_only: bool = False
    ) -> PolicyParts:
        parts = super().get_policy_parts(request, response, report_only)
        if request.path_info.startswith("/admin/"):
            parts.replace = {**(parts.replace or {}), **settings.ADMIN_CONTENT_SECURITY_POLICY}
        return parts


class PatientRedisCache(RedisCache):
    """Redis as a cache that logs and misses when it is away, because a page matters more than its cache."""

    def get(self, key: str, default: Any = None, version: int | None = None) -> Any:
        try:
            return super().get(key, default, version)
        except RedisError as problem:
            log.warning("cache away: %s", type(problem).__name__)
            return default

    def set(self, key: str, value: Any, timeout: Any = 300, version: int | None = None) -> None:
        try:
            super().set(key, value, timeout, version)
        except RedisError as problem:
            log.warning("cache away: %s", type(problem).__name__)
