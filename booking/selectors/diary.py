"""A master's days as her chat tells them: who comes when, and when somebody is away."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet

from booking.engine import calendar
from booking.models import Appointment, Master, MasterText, ServiceText, TimeOff
from booking.selectors.agenda import EXPECTED
from booking.selectors.availability import salon_zone
from booking.selectors.chats import Colleague
from salon.lib.language import word


@dataclass(frozen=True, slots=True)
class DiaryLine:
    """An appointment; times in the salon's zone."""

    visit: bytes
    appointment: int
    start: datetime
    end: datetime
    client: str
    client_phone: str
    service: str
    master: str
    status: str
    is_own: bool


@dataclass(frozen=True, slots=True)
class Away:
    """An absence; times in the salon's zone."""

    id: int
    start: datetime
    end: datetime
    master: str


@dataclass(frozen=True, slots=True)
class DiaryDay:
    """What begins on a local date, and who is away at some time of it."""

    date: date
    lines: Sequence[DiaryLine]
    time_off: Sequence[Away]


def master_of(slug: str, colleague: Colleague) -> int | None:
    """Whose days are meant (id): her own, those of the one whom she names, None for everybody's.

    Raises LookupError for another one's whom she may not see, or who is unknown.
    """
    if not slug:
        return None if colleague.sees_all else colleague.pk
    if slug == colleague.slug:
        return colleague.pk
    found = Master.objects.filter(slug=slug).values_list("pk", flat=True).first() if colleague.sees_all else None
    if found is None:
        raise LookupError(slug)
    return found


def diary(colleague: Colleague, first: date, last: date, *, master: int | None) -> list[DiaryDay]:
    """The local dates `first` to `last` of a master (her id; None: everybody), in the active language; two queries."""
    zone = salon_zone()
    begin, end = calendar.day_span(first, zone)[0], calendar.day_span(last, zone)[1]
    span = calendar.moment(begin), calendar.moment(end)
    lines = [_line(row, colleague) for row in _expected(span, master)]
    away = [away_of(row) for row in _of(absences().filter(start__lt=span[1], end__gt=span[0]), master)]
    return [_day(day, lines, away) for day in calendar.dates_between(first, last)]


def absences() -> QuerySet[Any]:
    """All of them by time, with `master_name` in the active language."""
    name = word(MasterText, "master", "name", fallback="master__slug", of="master_id")
    return TimeOff.objects.select_related("master").annotate(master_name=name).order_by("start", "pk")


def absences_of(colleague: Colleague) -> QuerySet[Any]:
    """Those that she may end: her own, or everybody's."""
    return _of(absences(), None if colleague.sees_all else colleague.pk)


def inside_in_words(pks: Sequence[int]) -> list[dict[str, object]]:
    """Appointments (ids) that an absence would lie over, by time, as the API tells them in the active language."""
    rows = _named(Appointment.objects.filter(pk__in=pks).select_related("visit")).order_by("start", "pk")
    return [
        {"id": row.pk, "start": row.start, "client": row.visit.contact_name, "service": row.service_now} for row in rows
    ]


def away_of(row: Any) -> Away:
    """`row` of `absences`."""
    zone = salon_zone()
    return Away(row.pk, row.start.astimezone(zone), row.end.astimezone(zone), row.master_name)


def _expected(span: tuple[datetime, datetime], master: int | None) -> QuerySet[Any]:
    rows = Appointment.objects.filter(start__gte=span[0], start__lt=span[1], status__in=EXPECTED)
    return _named(_of(rows, master).select_related("visit")).order_by("start", "pk")


def _named(rows: QuerySet[Any]) -> QuerySet[Any]:
    return rows.annotate(
        master_name=word(MasterText, "master", "name", fallback="master__slug", of="master_id"),
        service_now=word(ServiceText, "service", "name", fallback="service_name", of="service_id"),
    )


def _of(rows: QuerySet[Any], master: int | None) -> QuerySet[Any]:
    return rows if master is None else rows.filter(master=master)


def _line(row: Any, colleague: Colleague) -> DiaryLine:
    return DiaryLine(
        visit=bytes(row.visit.public_id),
        appointment=row.pk,
        start=row.start.astimezone(salon_zone()),
        end=row.end.astimezone(salon_zone()),
        client=row.visit.contact_name,
        client_phone=row.visit.contact_phone,
        service=row.service_now,
        master=row.master_name,
        status=row.status,
        is_own=row.master_id == colleague.pk,
    )


def _day(day: date, lines: Sequence[DiaryLine], away: Sequence[Away]) -> DiaryDay:
    begin, end = (calendar.moment(minute) for minute in calendar.day_span(day, salon_zone()))
    own = [line for line in lines if begin <= line.start < end]
    return DiaryDay(day, own, [one for one in away if one.start < end and one.end > begin])
