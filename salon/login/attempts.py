"""Wrong passwords, counted by name and place until they no longer matter."""

from datetime import datetime
from ipaddress import IPv6Address
from typing import Any

from axes.handlers.database import AxesDatabaseHandler
from axes.helpers import get_cool_off
from axes.models import AccessAttempt
from django.http import HttpRequest

from salon.lib.visitor_address import address_of


def place_of(request: HttpRequest) -> str:
    """Where a request comes from, to count by: the keyed hash of its address, in the shape that axes' column takes."""
    return str(IPv6Address(int(address_of(request), 16)))


class Attempts(AxesDatabaseHandler):
    """axes' own, which knows no browsers: a stranger must not get new tries by naming another one."""

    def user_login_failed(
        self, sender: Any, credentials: dict[str, Any], request: HttpRequest | None = None, **kwargs: Any
    ) -> None:
        if request is not None:
            request.axes_user_agent = ""
        super().user_login_failed(sender, credentials, request, **kwargs)


def keep_little(instance: AccessAttempt, **kwargs: Any) -> None:
    """Of an attempt stay name, place, time and count: no browser, no query, no form."""
    instance.get_data = instance.post_data = instance.http_accept = ""


def locked_until(request: HttpRequest, username: str) -> datetime | None:
    """When this name may try again from this place; None where it may now."""
    attempts = AccessAttempt.objects.filter(username=username, ip_address=place_of(request))
    last = attempts.order_by("-attempt_time").values_list("attempt_time", flat=True).first()
    return last + get_cool_off(request) if last else None


def forget_attempts(*, now: datetime) -> int:
    """Delete the attempts that lock nobody out any more; how many there were."""
    deleted, _by_model = AccessAttempt.objects.filter(attempt_time__lte=now - get_cool_off()).delete()
    return deleted
