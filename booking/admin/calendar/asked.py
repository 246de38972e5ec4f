"""What stands in an address of the calendar. Whatever else is typed there leads to a sensible page."""

from datetime import date, datetime, timedelta
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse
from django.utils.dateparse import parse_date, parse_datetime

from booking.selectors.agenda import FIRST_DAY, LAST_DAY
from booking.selectors.availability import salon_zone, today

SEES = "booking.view_appointment"
# As far as the calendar can be leafed through; months and weeks around it exist too.
FIRST, LAST = FIRST_DAY + timedelta(days=62), LAST_DAY - timedelta(days=62)


def day_asked(request: HttpRequest, now: datetime) -> date:
    """`?date=`, a local date; today where there is none that exists."""
    try:
        found = parse_date(request.GET.get("date", ""))
    except ValueError:
        found = None
    return min(max(found or today(now), FIRST), LAST)


def visit_asked(request: HttpRequest) -> int | None:
    """`?visit=`, an id."""
    return number(request.GET.get("visit", ""))


def number(typed: str) -> int | None:
    """An id as the database knows them."""
    return int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 19 else None


def moment(typed: str) -> datetime | None:
    """An aware time as ISO 8601; without an offset it is the salon's."""
    try:
        found = parse_datetime(typed.replace(" ", "+"))
    except ValueError:
        return None
    if found is None or not FIRST <= found.date() <= LAST:
        return None
    return found if found.tzinfo else found.replace(tzinfo=salon_zone())


def is_fetched(request: HttpRequest) -> bool:
    """Whether a script asks, which wants a part of the page instead of a redirect."""
    return request.headers.get("X-Requested-With") == "fetch"


def address(name: str, day: date, master: str = "", **more: object) -> str:
    """A view of the calendar on a day."""
    words = {"date": day.isoformat(), **({"master": master} if master else {}), **more}
    return f"{reverse(name)}?{urlencode(words)}"
