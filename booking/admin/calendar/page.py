"""A part of the calendar for its script, or the same part as a page of its own for whoever has none."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse, reverse_lazy
from django.utils.translation import gettext as _
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from booking.admin.calendar.asked import is_fetched

PAGE = "booking/admin/calendar/page.html"


def show(
    request: HttpRequest, part: str, context: Mapping[str, Any], *, title: str, back: str, status: int = 200
) -> HttpResponse:
    """`part`: its template; `back`: where the page's breadcrumb leads."""
    if is_fetched(request):
        return render(request, part, dict(context), status=status)
    crumbs = [
        *WagtailAdminTemplateMixin.breadcrumbs_items,
        {"url": back or reverse("calendar_day"), "label": _("Calendar")},
        {"url": reverse_lazy("calendar_day"), "label": title},
    ]
    frame = {"breadcrumbs_items": crumbs, "header_title": title, "header_icon": "calendar-alt", "part": part}
    return render(request, PAGE, {**context, **frame, "is_page": True}, status=status)
