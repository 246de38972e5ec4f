"""Who is expected when: the appointments and absences that a member of staff may see, with the names of today."""

import re
from datetime import date, datetime
from typing import Any, TypeVar

from django.contrib.auth.models import AbstractUser
from django.db.models import Count, Q, QuerySet

from booking.engine import calendar
from booking.engine.types import Span
from booking.models import (
    OPEN,
    Appointment,
    AppointmentEvent,
    Category,
    CategoryText,
    Client,
    Master,
    MasterText,
    Service,
    ServiceText,
    Status,
    TimeOff,
    WaitingEntry,
)
from booking.selectors.availability import salon_zone
from salon.cms.models import ClosedDay, ClosedDayText, TranslatedText
from salon.lib.language import word

Staff = AbstractUser
Rows = TypeVar("Rows", bound=QuerySet[Any])
SEE_ALL = "booking.see_all_appointment"
# What still counts as somebody's day.
EXPECTED = (*OPEN, Status.COMPLETED, Status.NO_SHOW)
FIRST_DAY, LAST_DAY = date(1970, 1, 2), date(2199, 12, 31)
# Fewer digits than these are a part of any number.
FEWEST_DIGITS = 4


def sees_everybody(user: Staff) -> bool:
    """Whether this person sees more than what is her own as a master."""
    return user.has_perm(SEE_ALL)


def appointments_for(user: Staff) -> QuerySet[Appointment]:
    """The appointments that this person may see, with visit, client, `master_name` and `service_now`."""
    rows = Appointment.objects.select_related("visit__client", "service", "master").annotate(
        master_name=word(MasterText, "master", "name", fallback="master__slug", of="master_id"),
        service_now=word(ServiceText, "service", "name", fallback="service_name", of="service_id"),
    )
    return rows if sees_everybody(user) else rows.filter(master__user_id=user.pk)


def time_off_for(user: Staff) -> QuerySet[TimeOff]:
    """The absences that this person may see, with `master_name`."""
    rows = TimeOff.objects.select_related("master").annotate(
        master_name=word(MasterText, "master", "name", fallback="master__slug", of="master_id")
    )
    return rows if sees_everybody(user) else rows.filter(master__user_id=user.pk)


def day_of(user: Staff, day: date) -> QuerySet[Appointment]:
    """What this person sees of a local day, by time; what was declined or cancelled is left out."""
    begin, end = (calendar.moment(minute) for minute in _span(day))
    return appointments_for(user).filter(start__gte=begin, start__lt=end, status__in=EXPECTED).order_by("start")


def day_line_rows(day: date, *, master: int | None, language: str) -> QuerySet[Appointment]:
    """A local day by time, everybody's or one master's (her id), with visit, `master_name` and `service_now`."""
    begin, end = (calendar.moment(minute) for minute in _span(day))
    rows = Appointment.objects.filter(start__gte=begin, start__lt=end, status__in=OPEN).select_related("visit")
    own = rows if master is None else rows.filter(master=master)
    return own.order_by("start", "pk").annotate(
        master_name=word(MasterText, "master", "name", language, fallback="master__slug", of="master_id"),
        service_now=word(ServiceText, "service", "name", language, fallback="service_name", of="service_id"),
    )


def waiting_requests(master: int | None) -> int:
    """How many visits wait for the salon's answer, or for one master's (her id)."""
    pending = Appointment.objects.filter(status=Status.PENDING)
    own = pending if master is None else pending.filter(master=master)
    return own.values("visit").distinct().count()


def requests_for(user: Staff) -> QuerySet[Appointment]:
    """What waits for an answer that this person may give, the most urgent first."""
    return appointments_for(user).filter(status=Status.PENDING).order_by("visit__decide_until", "visit", "start")


def on_days(rows: Rows, first: date | None, last: date | None, field: str = "start") -> Rows:
    """Those whose `field` lies from the local date `first` to `last`, both included and both optional."""
    if first:
        rows = rows.filter(**{f"{field}__gte": calendar.moment(_span(first)[0])})
    return rows.filter(**{f"{field}__lt": calendar.moment(_span(last)[1])}) if last else rows


def history_of(appointment: Appointment) -> QuerySet[AppointmentEvent]:
    """The appointment's events, oldest first."""
    return appointment.events.select_related("user").order_by("at", "pk")


def visits_of(client: Client, user: Staff) -> QuerySet[Appointment]:
    """A client's appointments, latest first, as far as this person may see them."""
    return appointments_for(user).filter(visit__client=client).order_by("-start")


def appointments_matching(words: str) -> Q:
    """A condition: words from the contact's name, the reference or the service, or digits of the phone number."""
    pattern = re.escape(words.strip())
    named = _named(ServiceText, "service", words)
    return (
        _contains(("visit__contact_name", "visit__reference", "service_name"), pattern)
        | Q(service__in=named)
        | _dialled("visit__contact_phone", words)
    )


def clients_matching(words: str) -> Q:
    """A condition: words from name, email or a visit's reference, or digits of the phone number."""
    pattern = re.escape(words.strip())
    by_reference = Client.objects.filter(visits__reference__iexact=words.strip()).values("pk")
    return _contains(("name", "email"), pattern) | Q(pk__in=by_reference) | _dialled("phone", words)


def clients_named(words: str) -> Q:
    """A condition: words from the name alone."""
    return _contains(("name",), re.escape(words.strip()))


def waiting_list() -> QuerySet[WaitingEntry]:
    """Everybody who waits or has waited, with `master_name` (empty for any) and the number of offers."""
    return WaitingEntry.objects.select_related("visit").annotate(
        master_name=word(MasterText, "master", "name", fallback=None, of="master_id"), offer_count=Count("offers")
    )


def waiting_matching(words: str) -> Q:
    """A condition: words from name or email, or digits of the phone number."""
    pattern = re.escape(words.strip())
    return _contains(("contact_name", "contact_email"), pattern) | _dialled("contact_phone", words)


def time_off_matching(words: str) -> Q:
    """A condition: words from the reason or the master's name."""
    return _contains(("reason",), re.escape(words.strip())) | Q(master__in=_named(MasterText, "master", words))


def services_matching(words: str) -> Q:
    """A condition: words from the name in any language, or the short name."""
    return Q(pk__in=_named(ServiceText, "service", words)) | _contains(("slug",), re.escape(words.strip()))


def categories_matching(words: str) -> Q:
    """As with services."""
    return Q(pk__in=_named(CategoryText, "category", words)) | _contains(("slug",), re.escape(words.strip()))


def masters_matching(words: str) -> Q:
    """As with services."""
    return Q(pk__in=_named(MasterText, "master", words)) | _contains(("slug",), re.escape(words.strip()))


def named_masters() -> QuerySet[Master]:
    """All masters with their `name` in the active language."""
    return Master.objects.annotate(name=word(MasterText, "master", "name"))


def named_services() -> QuerySet[Service]:
    """All services with their `name` and `category_name` in the active language."""
    return Service.objects.select_related("category").annotate(
        name=word(ServiceText, "service", "name"),
        category_name=word(CategoryText, "category", "name", fallback="category__slug", of="category_id"),
    )


def named_categories() -> QuerySet[Category]:
    """All categories with their `name` in the active language."""
    return Category.objects.annotate(name=word(CategoryText, "category", "name"))


def named_closed_days() -> QuerySet[ClosedDay]:
    """All closed days with their `name` in the active language."""
    return ClosedDay.objects.annotate(name=word(ClosedDayText, "closed_day", "name"))


def inside(master_id: int, start: datetime, end: datetime) -> list[Appointment]:
    """The open appointments of a master that touch the aware stretch [start, end), buffers included, by time."""
    taken = Appointment.objects.filter(
        occupancies__start__lt=end, occupancies__end__gt=start, master_id=master_id, status__in=OPEN
    )
    rows = Appointment.objects.filter(pk__in=taken.values("pk")).select_related("visit").order_by("start")
    return list(rows)


def _span(day: date) -> Span:
    """A typed date can be so far away that it has no day in UTC: then the furthest one we know is meant."""
    return calendar.day_span(min(max(day, FIRST_DAY), LAST_DAY), salon_zone())


def _named(texts: type[TranslatedText], fact: str, words: str) -> QuerySet[Any]:
    """The facts whose name in any language has these words."""
    return texts.objects.filter(name__iregex=re.escape(words.strip())).values(fact)


def _contains(fields: tuple[str, ...], pattern: str) -> Q:
    """Case doesn't matter, in Cyrillic neither: SQLite's own `LIKE` knows only ASCII, its regular expressions don't."""
    condition = Q(pk__in=[])
    for name in fields:
        condition |= Q(**{f"{name}__iregex": pattern})
    return condition


def _dialled(field: str, words: str) -> Q:
    """A number as people say it: spaces and leading zeros of the national form are no part of E.164."""
    digits = re.sub(r"\D", "", words).lstrip("0")
    return Q(**{f"{field}__contains": digits}) if len(digits) >= FEWEST_DIGITS else Q(pk__in=[])
