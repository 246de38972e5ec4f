"""What messages are about, for the register: the desk's visits, places on the waiting list, days, masters."""

import re
from collections.abc import Iterable, Mapping
from datetime import date

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from booking.actions.notify import about_visit
from booking.admin import shown
from booking.models import Appointment, Visit, WaitingEntry, WaitingOffer
from booking.selectors import agenda
from salon.lib import phone
from salon.outbox.subjects import Subject

# A search that means more visits than these is no search.
MOST_FOUND = 200


def visits(keys: Iterable[str], request: HttpRequest) -> Mapping[str, Subject]:
    """By their references; the link leads to the first appointment that its viewer may see."""
    rows = agenda.appointments_for(request.user).filter(visit__in=map(int, keys)).order_by("-start", "-pk")
    return {str(row.visit_id): _visit(row) for row in rows}


def places(keys: Iterable[str], request: HttpRequest) -> Mapping[str, Subject]:
    """Of the waiting list."""
    if not request.user.has_perm("booking.view_waitingentry"):
        return {}
    return {str(entry.pk): _place(entry) for entry in agenda.waiting_list().filter(pk__in=map(int, keys))}


def offers(keys: Iterable[str], request: HttpRequest) -> Mapping[str, Subject]:
    """By the place on the waiting list to which they were made."""
    if not request.user.has_perm("booking.view_waitingentry"):
        return {}
    rows = WaitingOffer.objects.filter(pk__in=map(int, keys)).select_related("entry")
    return {str(offer.pk): _place(offer.entry) for offer in rows}


def days(keys: Iterable[str], request: HttpRequest) -> Mapping[str, Subject]:
    return {key: Subject(shown.day(date.fromisoformat(key))) for key in keys}


def masters(keys: Iterable[str], request: HttpRequest) -> Mapping[str, Subject]:
    return {str(master.pk): Subject(master.name) for master in agenda.named_masters().filter(pk__in=map(int, keys))}


def find_visits(words: str, request: HttpRequest) -> list[str]:
    """The latest ones by reference, name, phone number or service, as in the list of appointments."""
    rows = agenda.appointments_for(request.user).filter(agenda.appointments_matching(words)).order_by("-start")
    return [about_visit(row.visit) for row in rows[:MOST_FOUND]]


def visit_called(words: str) -> str:
    """The visit whose reference stands among somebody's words, as messages name it; empty for none or several."""
    found = list(Visit.objects.filter(reference__in=set(re.findall(r"\w+", words.upper())))[:2])
    return about_visit(found[0]) if len(found) == 1 else ""


TELLERS = {"visit": visits, "waiting": places, "offer": offers, "day": days, "master": masters}


def _visit(row: Appointment) -> Subject:
    return Subject(
        label=row.visit.reference,
        url=reverse("appointments:inspect", args=[row.pk]),
        detail=shown.moment(row.start),
        name=row.visit.contact_name,
        phone=phone.shown(row.visit.contact_phone),
    )


def _place(entry: WaitingEntry) -> Subject:
    return Subject(
        label=_("Waiting list"),
        url=reverse("waiting-list:inspect", args=[entry.pk]),
        detail=entry.contact_name,
        name=entry.contact_name,
        phone=phone.shown(entry.contact_phone),
    )
