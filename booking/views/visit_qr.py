"""The QR code of a visit as a picture, for whoever has the visit's link, as long as somebody may still scan it."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from booking import qr
from booking.errors import VisitNotFound
from booking.selectors.visit_view import VisitView
from booking.views.manage import for_holder


@require_safe
@for_holder
def svg(request: HttpRequest, view: VisitView) -> HttpResponse:
    return HttpResponse(qr.as_svg(_said(view)), content_type="image/svg+xml")


@require_safe
@for_holder
def png(request: HttpRequest, view: VisitView) -> HttpResponse:
    return HttpResponse(qr.as_png(_said(view)), content_type="image/png")


def _said(view: VisitView) -> str:
    """Raises VisitNotFound where nobody has to scan it any more."""
    if not view.has_qr:
        raise VisitNotFound
    return qr.address(view.qr_token)
