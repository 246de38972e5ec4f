"""For "my visits": whose address a session has shown to be its own, and the visits of exactly this address.

A visit belongs here by its own contact, never by the client it was matched to: whoever typed somebody else's number
was matched too, and must not see what that person booked.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.apps import apps
from django.core.paginator import Paginator
from django.db.models import Exists, Max, Min, OuterRef, Q, QuerySet

from booking.models import OPEN, Appointment, Client, MagicLink, Visit, WaitingEntry
from booking.selectors.visit_view import VisitView
from booking.selectors.visits import view_visits
from salon.cms.registries import letter_tables
from salon.lib.links import digest_of

# What a link may be used for (`MagicLink.purpose`).
VISITS = "visits"
SESSION = timedelta(hours=1)
PAST_A_PAGE, UPCOMING_AT_MOST = 10, 50


@dataclass(frozen=True, slots=True)
class VisitsPage:
    """`upcoming`: the next first; `past`: one page of what is over or off, the latest first; `pages` in all."""

    upcoming: Sequence[VisitView]
    past: Sequence[VisitView]
    page: int
    pages: int


def is_known(email: str) -> bool:
    """Whether a visit, a client, somebody who waits or wrote has this email (lower-cased); an empty one nobody."""
    return bool(email) and (
        Visit.objects.filter(contact_email=email).exists()
        or Client.objects.filter(email=email, erased_at=None).exists()
        or WaitingEntry.objects.filter(contact_email=email).exists()
        or any(apps.get_model(table.model).objects.filter(**{table.email: email}).exists() for table in letter_tables)
    )


def usable_links(token: str, *, now: datetime) -> QuerySet[MagicLink]:
    """The link behind a token, if it still opens "my visits": the right purpose, not used, not expired."""
    return MagicLink.objects.filter(digest=digest_of(token), purpose=VISITS, used_at=None, expires_at__gt=now)


def is_usable(token: str, *, now: datetime) -> bool:
    """Whether a token would let somebody in."""
    return usable_links(token, now=now).exists()


def verified_email(link_id: int, *, now: datetime) -> str | None:
    """The email of whoever entered by this link, for an hour; None once that is over or the link was forgotten."""
    entered = MagicLink.objects.filter(pk=link_id, purpose=VISITS, used_at__gt=now - SESSION).exclude(email="")
    return entered.values_list("email", flat=True).first()


def visits_of(email: str) -> QuerySet[Visit]:
    """The visits whose own contact has this email (lower-cased); none for an empty one."""
    return Visit.objects.filter(contact_email=email) if email else Visit.objects.none()


def visits_page(email: str, *, page: str, now: datetime) -> VisitsPage:
    """What was booked with this email, in the active language; `page`, as typed, of the past ones.

    A number of queries that does not grow with the history.
    """
    open_ones = Appointment.objects.filter(visit=OuterRef("pk"), status__in=OPEN, end__gt=now)
    visits = visits_of(email).annotate(is_ahead=Exists(open_ones))
    begins = Min("appointments__start", filter=Q(appointments__status__in=OPEN))
    ahead = visits.filter(is_ahead=True).annotate(begins=begins).order_by("begins", "pk")
    behind = visits.filter(is_ahead=False).annotate(ended=Max("appointments__end")).order_by("-ended", "-pk")
    shown = Paginator(behind, PAST_A_PAGE).get_page(page)
    upcoming, past = list(ahead[:UPCOMING_AT_MOST]), list(shown)
    views = view_visits([*upcoming, *past], now=now)
    return VisitsPage(views[: len(upcoming)], views[len(upcoming) :], shown.number, shown.paginator.num_pages)
