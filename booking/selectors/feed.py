"""A master's own calendar, for whoever subscribes to it with her secret link.

It leaves the house, so it says only what she needs to know whom she awaits: no contact, no note, no reason.
"""

from datetime import datetime, time, timedelta

from django.db.models import Max, OuterRef, QuerySet, Subquery
from django.urls import reverse
from django.utils import translation
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from booking.engine import calendar
from booking.ics import Entry, Feed
from booking.models import (
    Appointment,
    AppointmentEvent,
    BookingSettings,
    Master,
    MasterText,
    Service,
    ServiceText,
    Status,
    TimeOff,
)
from booking.selectors.agenda import EXPECTED
from booking.selectors.availability import salon_zone, today
from booking.selectors.visit_card import STATUSES, entry_uid, organiser
from salon.cms.place import salon_place
from salon.lib.language import known, word
from salon.lib.links import digest_of
from salon.lib.urls import absolute

LANGUAGE = "user__wagtail_userprofile__preferred_language"
DAYS_BACK = 14

Bounds = tuple[datetime, datetime]


def feed_of(secret: str, *, now: datetime) -> Feed | None:
    """The calendar that a secret opens, in the language of its master's login; eight queries, whatever is in it.

    Her appointments and absences from 14 days ago to the furthest day that can be booked. None for a secret that is
    unknown or was withdrawn, and once its master works here no more or her login is closed.
    """
    masters = Master.objects.filter(calendar_digest=digest_of(secret), is_employed=True).exclude(user__is_active=False)
    found = masters.values_list("pk", LANGUAGE).first()
    if found is None:
        return None
    master, preferred = found
    with translation.override(known(preferred)):
        return _feed(master, _bounds(now), now)


def _feed(master: int, bounds: Bounds, now: datetime) -> Feed:
    begin, end = bounds
    inside = {"master": master, "start__lt": end, "end__gt": begin}
    absences = TimeOff.objects.filter(**inside).order_by("start", "pk")
    entries = [_expected(row, now) for row in _appointments().filter(**inside)]
    entries += [_absent(row, bounds, now) for row in absences]
    return Feed(_name(master), salon_zone(), entries)


def _bounds(now: datetime) -> Bounds:
    """Whole local days. A service may be booked further ahead than the others."""
    furthest = Service.objects.aggregate(days=Max("horizon_days"))["days"] or 0
    days = max(BookingSettings.load().horizon_days, furthest)
    first, last = today(now) - timedelta(days=DAYS_BACK), today(now) + timedelta(days=days)
    zone = salon_zone()
    return calendar.moment(calendar.day_span(first, zone)[0]), calendar.moment(calendar.day_span(last, zone)[1])


def _name(master: int) -> str:
    named = Master.objects.annotate(name=word(MasterText, "master", "name")).values_list("name", flat=True)
    return " – ".join(name for name in (named.get(pk=master), salon_place().name) if name)


def _appointments() -> QuerySet[Appointment]:
    events = AppointmentEvent.objects.filter(appointment=OuterRef("pk")).order_by("-at")
    rows = Appointment.objects.filter(status__in=EXPECTED).select_related("visit")
    return rows.annotate(
        service_now=word(ServiceText, "service", "name", fallback="service_name", of="service_id"),
        changed=Subquery(events.values("at")[:1]),
    ).order_by("start", "pk")


def _expected(row: Appointment, now: datetime) -> Entry:
    return Entry(
        uid=entry_uid(f"appointment-{row.pk}"),
        sequence=row.visit.sequence,
        stamp=now,
        start=row.start,
        end=row.end,
        summary=" – ".join(filter(None, (row.service_now, short_name(row.visit.contact_name)))),  # type: ignore[attr-defined]
        location="",
        description="",
        url=absolute(reverse("appointments:inspect", args=[row.pk])),
        organiser=organiser(),
        zone=salon_zone(),
        status=STATUSES[Status(row.status)],  # type: ignore[arg-type]
        changed=row.changed,  # type: ignore[attr-defined]
    )


def _absent(row: TimeOff, bounds: Bounds, now: datetime) -> Entry:
    """An absence, as far as it lies in the feed's days: one may last for years."""
    start, end, zone = max(row.start, bounds[0]), min(row.end, bounds[1]), salon_zone()
    return Entry(
        uid=entry_uid(f"absence-{row.pk}"),
        sequence=0,
        stamp=now,
        start=start,
        end=end,
        summary=capfirst(_("time off")),
        location="",
        description="",
        url="",
        organiser=organiser(),
        zone=zone,
        whole_days=all(at.astimezone(zone).time() == time() for at in (start, end)),
    )


def short_name(name: str) -> str:
    """ "Olena K.": the first name and the first letter of the last.

    What is no part of a name stays out: some type their number or address into its field.
    """
    parts = [part for part in name.split() if part[0].isalpha() and not any(_is_contact(letter) for letter in part)]
    return f"{parts[0]} {parts[-1][0]}." if len(parts) > 1 else "".join(parts)


def _is_contact(letter: str) -> bool:
    return letter.isdigit() or letter == "@"
