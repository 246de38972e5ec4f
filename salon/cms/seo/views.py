"""What robots ask for: the map of the site, what they shall leave alone, the salon in plain words; shared pictures."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from salon.cms.page_cache import kept
from salon.cms.seo import llms_txt, share_pictures, sitemap
from salon.cms.seo.robots import robots_txt
from salon.lib import language
from salon.lib.urls import absolute

XML, TEXT = "application/xml; charset=utf-8", "text/plain; charset=utf-8"
DAY, YEAR = 24 * 3600, 365 * 24 * 3600
# These are read by robots and shown by nobody.
NOT_LISTED = {"X-Robots-Tag": "noindex"}


@require_safe
@kept
def index(request: HttpRequest) -> HttpResponse:
    maps = [(absolute(reverse("seo:sitemap", args=[code])), sitemap.latest(code)) for code in language.CODES]
    return _xml(request, "cms/seo/index.xml", {"maps": maps})


@require_safe
@kept
def pages(request: HttpRequest, code: str) -> HttpResponse:
    if code not in dict(settings.LANGUAGES):
        raise Http404
    return _xml(request, "cms/seo/sitemap.xml", {"entries": sitemap.entries(code)})


@require_safe
@cache_control(max_age=DAY, public=True)
def robots(request: HttpRequest) -> HttpResponse:
    return HttpResponse(robots_txt(), content_type=TEXT)


@require_safe
@kept
def words(request: HttpRequest) -> HttpResponse:
    return HttpResponse(llms_txt.salon_in_words(request), content_type=TEXT, headers=NOT_LISTED)


@require_safe
@kept
def all_words(request: HttpRequest) -> HttpResponse:
    return HttpResponse(llms_txt.all_languages(), content_type=TEXT, headers=NOT_LISTED)


@require_safe
def share(request: HttpRequest, page_id: int, digest: str) -> HttpResponseBase:
    """A page's drawn picture; whoever has an old address is sent to what it shows now."""
    page = share_pictures.find_page(page_id)
    if page is None:
        raise Http404
    name = share_pictures.salon_name(page)
    now = share_pictures.address(page, name)
    if request.path != now:
        return redirect(now)
    answer = HttpResponse(share_pictures.read(page, name), content_type="image/jpeg")
    answer["Cache-Control"] = f"public, max-age={YEAR}, immutable"
    return answer


def _xml(request: HttpRequest, template: str, context: dict[str, object]) -> HttpResponse:
    answer = render(request, template, context, content_type=XML)
    answer["X-Robots-Tag"] = NOT_LISTED["X-Robots-Tag"]
    return answer
