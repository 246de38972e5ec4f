"""What the site counts, each thing by a name. It costs no query and leaves nothing with whoever is counted."""

from collections.abc import Iterable, Mapping

from django.http import HttpRequest
from django.utils import timezone

from salon.analytics import names
from salon.analytics.actions import Key
from salon.analytics.models import NAME_LENGTH, Device, What
from salon.analytics.tally import tally, writer
from salon.analytics.visitors import device_of, is_counted
from salon.lib import language


def count_view(request: HttpRequest, asked: Mapping[str, str]) -> None:
    """A page of the site that was shown, and what led here from elsewhere; `asked`: what stood in its address."""
    if not is_counted(request):
        return
    _count(request, What.VIEW, request.path if len(request.path) <= NAME_LENGTH else names.OTHER)
    host, (campaign, source) = names.came_from(request), names.campaign(asked)
    if host:
        _count(request, What.REFERRER, host)
    if campaign or source:
        _count(request, What.CAMPAIGN, campaign, source)


def count_widget(request: HttpRequest, widget: str) -> None:
    """A widget that was shown, by its short name."""
    if is_counted(request):
        _count(request, What.WIDGET, names.word(widget))


def count_steps(request: HttpRequest, steps: Iterable[str], widget: str) -> None:
    """Steps of the booking that somebody has come to for the first time."""
    if is_counted(request):
        for step in steps:
            _count(request, What.STEP, step, names.word(widget))


def count_searches(request: HttpRequest, services: Iterable[str], weekday: int, parts: Iterable[str]) -> None:
    """For each service (its short name) and part of the day in which it was looked for on a weekday in vain."""
    if is_counted(request):
        count_asked_searches(services, weekday, parts, device_of(request) or "")


def count_asked_searches(
    services: Iterable[str], weekday: int, parts: Iterable[str], device: Device | str = ""
) -> None:
    """The same where a program asked for somebody."""
    parts = tuple(parts)
    for service in services:
        for part in parts:
            _add(What.SEARCH, service, f"{weekday}-{part}", device)


def count_booking(source: str, host: str = "", request: HttpRequest | None = None) -> None:
    """A booking by a client, by its source; `host`: the site that led into the wizard. Without a request: in a chat."""
    if request is None:
        _add(What.BOOKING, source, host, "")
    elif is_counted(request):
        _count(request, What.BOOKING, source, host)


def _count(request: HttpRequest, what: What, name: str, detail: str = "") -> None:
    _add(what, name, detail, device_of(request) or "")


def _add(what: What, name: str, detail: str, device: Device | str) -> None:
    tally.add(Key(what, timezone.localdate(), name, detail, language.current(), device))
    writer.see_to_it()
