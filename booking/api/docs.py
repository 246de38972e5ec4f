"""The schema of the API and its pages, for staff."""

from collections.abc import Callable
from typing import Any

from csp.constants import UNSAFE_INLINE
from csp.decorators import csp_update
from django.contrib.auth.decorators import user_passes_test
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse_lazy
from django.views.decorators.cache import never_cache
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerSplitView

View = Callable[..., HttpResponseBase]


def for_staff(view: View) -> View:
    """Behind the admin's login: whoever may enter the admin."""
    may_enter = user_passes_test(_may_enter, login_url=reverse_lazy("wagtailadmin_login"))
    return never_cache(may_enter(view))


def _may_enter(user: Any) -> bool:
    return bool(user.is_active and user.has_perm("wagtailadmin.access_admin"))


schema = for_staff(SpectacularAPIView.as_view(authentication_classes=[], permission_classes=[]))
_swagger = SpectacularSwaggerSplitView.as_view(
    url_name="api_schema", authentication_classes=[], permission_classes=[], throttle_classes=[]
)


# Swagger UI sets styles of its own and has its icons as data.
@csp_update({"style-src": [UNSAFE_INLINE], "img-src": ["data:"]})
def _docs(request: HttpRequest) -> HttpResponseBase:
    return _swagger(request)


docs = for_staff(_docs)
