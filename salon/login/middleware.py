"""A password alone opens nothing for whom a second factor is asked of."""

from functools import partial
from typing import Any

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import Resolver404, resolve, reverse
from django.utils.functional import SimpleLazyObject
from wagtail_2fa.middleware import VerifyUserMiddleware

from salon.login.second_factor import has_device

ADMIN = "/admin/"
# What the page that asks for the code needs itself, and the way out.
OPEN = {"wagtail_2fa_auth", "wagtailadmin_logout", "wagtailadmin_javascript_catalog", "wagtailadmin_sprite"}
ENROLMENT = {"wagtail_2fa_device_new", "wagtail_2fa_device_qrcode"}


# In the session since the login: whether a code is owed, so that nobody is asked for it at every page.
OWED = "owes_code"


def note_what_is_owed(request: HttpRequest, user: Any, **kwargs: Any) -> None:
    """Receives `user_logged_in`. Whoever enrols later ends the sessions of before (`second_factor.end_others`)."""
    request.session[OWED] = has_device(user)


class SecondFactorMiddleware(VerifyUserMiddleware):
    """In the admin every door leads to the code. Everywhere else such a session is nobody's, and pages stay pages.

    wagtail-2fa's own asks nobody where it isn't required, sends half a login away from public pages too, and reads
    the session of every visitor. Here a device is asked for wherever there is one.
    """

    def process_request(self, request: HttpRequest) -> HttpResponse | None:
        in_admin = request.path_info.startswith(ADMIN)
        request.user = SimpleLazyObject(partial(self._seen_as, request, request.user, in_admin))
        return self._leads_elsewhere(request) if in_admin else None

    def _seen_as(self, request: HttpRequest, user: Any, in_admin: bool) -> Any:
        known = self._verify_user_sync(request, user)
        if in_admin or not _is_half_in(request, known):
            return known
        return self._verify_user_sync(request, AnonymousUser())

    def _leads_elsewhere(self, request: HttpRequest) -> HttpResponse | None:
        name = _name_of(request)
        if name in OPEN or not _is_half_in(request, request.user):
            return None
        enrolled = has_device(request.user)
        if not enrolled and name in ENROLMENT:
            return None
        if request.headers.get("X-Requested-With") == "XMLHttpRequest":
            raise PermissionDenied
        door = "wagtail_2fa_auth" if enrolled else "wagtail_2fa_device_new"
        return redirect_to_login(request.get_full_path(), login_url=reverse(door))


def _is_half_in(request: HttpRequest, user: Any) -> bool:
    """Whether somebody has given a password and still owes the code, or has to enrol first."""
    if not user.is_authenticated or user.is_verified():
        return False
    if settings.WAGTAIL_2FA_REQUIRED and user.has_perm("wagtailadmin.access_admin"):
        return True
    # A session in which nothing is noted is looked at.
    return request.session.get(OWED, True) and has_device(user)


def _name_of(request: HttpRequest) -> str | None:
    try:
        return resolve(request.path_info).url_name
    except Resolver404:
        return None
