"""The admin's rooms as the handbook shows them, each with the person of the demo who works in it.

What is seen in them is the demo's own present: pictures are made in the afternoon, when there is something to close.
"""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date, timedelta
from functools import cache
from html import unescape
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractUser
from django.db.models import Count, QuerySet
from django.test import Client as Browser
from django.urls import reverse
from django.utils import timezone

from bench.sights import Sight
from booking.models import OPEN, Appointment, Client, Master, Service, Status, Visit
from booking.selectors.availability import today
from home.models import ServicePage

OWNER, RECEPTION, EDITOR, MARKETING = "owner", "reception", "editor", "marketing"
BACKEND = "django.contrib.auth.backends.ModelBackend"
GAP = re.compile(r'href="([^"]+)" data-open-gap')


def rooms() -> list[Sight]:
    """In the order of the handbook. One of them needs `a_request`."""
    found = {
        "first-steps": (OWNER, reverse("wagtailadmin_home")),
        "calendar": (RECEPTION, _day(busy_day())),
        "new-visit": (RECEPTION, _gap()),
        "request": (RECEPTION, _visit(_with_status(Status.PENDING))),
        "closing": (RECEPTION, _visit(_with_status(Status.CONFIRMED).filter(end__lt=timezone.now()))),
        "client": (RECEPTION, reverse("clients:inspect", args=[_regular().pk])),
        "service": (OWNER, reverse("services:edit", args=[_service().pk])),
        "time-off": (RECEPTION, _with(reverse("time-off:add"), master=_master().pk, day=busy_day())),
        "working-hours": (OWNER, f"{reverse('masters:edit', args=[_master().pk])}#tab-zeiten"),
        "page": (EDITOR, reverse("wagtailadmin_pages:edit", args=[_page().pk])),
        "translations": (EDITOR, reverse("translation_board")),
        "messages": (RECEPTION, "/admin/messages/"),
        "figures": (OWNER, reverse("figures_report")),
        "funnel": (MARKETING, reverse("funnel_report")),
        "telegram": (OWNER, reverse("masters:telegram", args=[_master().pk])),
        "statistics": (OWNER, f"{_salon_settings()}#panel-statistik_durch_andere-section"),
        "second-factor": (OWNER, reverse("wagtail_2fa_device_list", args=[_user(OWNER).pk])),
        "users": (OWNER, reverse("wagtailusers_users:index")),
    }
    return [Sight(name, path, listed=False, cookies=_cookies(login)) for name, (login, path) in found.items()]


@contextmanager
def a_request() -> Iterator[None]:
    """The demo confirms at once. As long as somebody looks, one of its visits is still a request."""
    visit = _with_status(Status.CONFIRMED).filter(start__date=busy_day()).last().visit
    rows = Appointment.objects.filter(visit=visit, status=Status.CONFIRMED)
    asked = list(rows.values_list("pk", flat=True))
    try:
        rows.update(status=Status.PENDING)
        Visit.objects.filter(pk=visit.pk).update(decide_until=timezone.now() + timedelta(hours=5))
        yield
    finally:
        Appointment.objects.filter(pk__in=asked).update(status=Status.CONFIRMED)
        Visit.objects.filter(pk=visit.pk).update(decide_until=None)


def busy_day() -> date:
    """The fullest of the next seven days."""
    first = today(timezone.now()) + timedelta(days=1)
    week = Appointment.objects.filter(status__in=OPEN, start__date__range=(first, first + timedelta(days=6)))
    return week.values_list("start__date").annotate(n=Count("pk")).order_by("-n", "start__date")[0][0]


def _with_status(status: Status) -> QuerySet[Appointment]:
    return Appointment.objects.filter(status=status).order_by("start")


def _visit(rows: QuerySet[Appointment]) -> str:
    """The calendar's day with the last of the rows beside it."""
    row = rows.last()
    if row is None:
        raise LookupError("The demo has no such visit at this hour; please try again in the afternoon.")
    return _with(_day(timezone.localdate(row.start)), visit=row.visit_id)


def _gap() -> str:
    """The form that opens when the first free time of the day is pressed."""
    page = _browser(RECEPTION).get(_day(busy_day())).content.decode()
    return unescape(GAP.search(page)[1])


def _day(day: date) -> str:
    return _with(reverse("calendar_day"), date=day)


def _with(path: str, **asked: object) -> str:
    return f"{path}{'&' if '?' in path else '?'}{urlencode(asked)}"


def _regular() -> Client:
    return Client.objects.annotate(n=Count("visits")).order_by("-n", "pk").first()


def _service() -> Service:
    return Service.objects.filter(is_active=True).order_by("category__order", "order").first()


def _salon_settings() -> str:
    """Where its address leads to, because what follows `#` would be lost on the way."""
    return (
        _browser(OWNER)
        .get(reverse("wagtailsettings:edit", args=["cms", "salonsettings"]), follow=True)
        .redirect_chain[-1][0]
    )


def _master() -> Master:
    return Master.objects.exclude(user=None).order_by("-order").first()


def _page() -> ServicePage:
    return ServicePage.objects.live().filter(locale__language_code=settings.LANGUAGE_CODE).order_by("path").first()


def _user(login: str) -> AbstractUser:
    return get_user_model().objects.get(username=login)


def _cookies(login: str) -> Mapping[str, str]:
    return {name: cookie.value for name, cookie in _browser(login).cookies.items()}


@cache
def _browser(login: str) -> Browser:
    browser = Browser(SERVER_NAME="127.0.0.1", HTTP_ACCEPT_LANGUAGE=settings.LANGUAGE_CODE)
    browser.force_login(_user(login), backend=BACKEND)
    return browser
