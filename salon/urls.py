"""The map of the site."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path, re_path
from django.views.static import serve
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from booking.views.feed import feed
from booking.views.scan import leads_to_language
from salon.cms import page_cache, views
from salon.cms.seo import urls as seo

# In production the proxy serves the pictures.
media = (
    [re_path(r"^media/(?P<path>.*)$", serve, {"document_root": settings.MEDIA_ROOT})] if settings.SERVE_MEDIA else []
)

# Past the login or the password of a private page. Before the pages: their pattern would take these addresses too.
past_a_wall = [pattern for pattern in wagtail_urls.urlpatterns if pattern.name != "wagtail_serve"]

urlpatterns = [
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path("calendar/<str:secret>.ics", feed, name="calendar_feed"),
    path("scan/<str:token>/", leads_to_language, name="scan_link"),
    path("api/", include("booking.api.urls")),
    path("health/live", views.live, name="live"),
    path("health/ready", views.ready, name="ready"),
    path("", views.choose_language, name="choose_language"),
    path("", include(seo.root)),
    *media,
    *i18n_patterns(
        path("", include("booking.urls")),
        path("search/", include("search.urls")),
        path("", include("legal.urls")),
        path("", include("home.urls")),
        path("", include(seo.in_languages)),
        *past_a_wall,
        re_path(wagtail_urls.serve_pattern, page_cache.serve, name="wagtail_serve"),
        prefix_default_language=True,
    ),
]
