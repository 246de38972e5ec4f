"""Somebody comes in without an appointment, or calls: a master books them herself, from now or from later on."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings

from booking.actions.book import Request, book_visit
from booking.actions.clients import Contact
from booking.actions.events import Actor
from booking.actions.taking_time import takes_time
from booking.engine import calendar
from booking.models import Client, Visit
from booking.selectors.catalog import load_catalog
from booking.selectors.wishes import booking_rules, read_wish, staff_start


@dataclass(frozen=True, slots=True)
class WalkIn:
    """Services and the master who performs all of them, by slug; `start` aware, None for the five minutes that have
    begun.
    """

    services: Sequence[str]
    master: str
    start: datetime | None
    contact: Contact


@takes_time
def book_walk_in(walk_in: WalkIn, *, by: Actor, now: datetime) -> Visit:
    """Book it, confirmed and without lead time; all other guards are those of every booking.

    Raises ServiceUnavailable, MasterUnavailable where she does not perform one of them, and what `book_visit` refuses.
    """
    language = _language(walk_in.contact)
    chosen = dict.fromkeys(walk_in.services, walk_in.master)
    request = Request(
        draft=secrets.token_urlsafe(24),
        wish=read_wish(load_catalog(language), booking_rules(), walk_in.services, masters=chosen),
        start=walk_in.start or calendar.moment(staff_start(now)),
        contact=walk_in.contact,
        language=language,
    )
    return book_visit(request, by=by, now=now)


def _language(contact: Contact) -> str:
    """In which we write to them: what we know of who has this number."""
    known = Client.objects.filter(phone=contact.phone, erased_at=None).order_by("-pk") if contact.phone else None
    client = known.first() if known is not None else None
    return client.language if client else settings.LANGUAGE_CODE
