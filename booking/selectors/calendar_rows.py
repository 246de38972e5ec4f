"""What the calendar reads, in as few queries as it can: appointments with what they take, masters with what else takes
their time. Both are joins, so a row may come several times; each is told apart by its id.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Exists, F, FilteredRelation, OuterRef, Q, QuerySet, Subquery

from booking.engine import calendar
from booking.engine.types import Span
from booking.models import Appointment, Hold, Master, MasterText, Status
from booking.selectors import agenda
from booking.selectors.agenda import EXPECTED, Staff
from booking.selectors.availability import salon_zone
from salon.lib.language import word

# What is over for longer waits in the list of appointments.
TO_CLOSE = timedelta(days=14)


@dataclass(slots=True)
class Booked:
    """Appointments by id, in order of time, and the stretches that each takes of its master (UTC minutes)."""

    rows: dict[int, Appointment] = field(default_factory=dict)
    taken: dict[int, set[Span]] = field(default_factory=dict)

    def touching(self, span: Span) -> dict[int, Appointment]:
        """What is expected in a stretch (UTC minutes)."""
        return {
            pk: row
            for pk, row in self.rows.items()
            if calendar.minutes(row.start) < span[1] and span[0] < calendar.minutes(row.end, up=True)
        }

    def requests(self) -> list[Appointment]:
        """What waits for an answer, the most urgent first, a visit once."""
        pending = [row for row in self.rows.values() if row.status == Status.PENDING]
        pending.sort(key=lambda row: (row.visit.decide_until or row.start, row.start))
        return list({row.visit_id: row for row in reversed(pending)}.values())[::-1]

    def to_close(self, now: datetime) -> list[Appointment]:
        """What is over and nobody has said what became of it, the oldest first, a visit once."""
        over = [row for row in self.rows.values() if _is_to_close(row, now)]
        return list({row.visit_id: row for row in reversed(over)}.values())[::-1]


@dataclass(frozen=True, slots=True)
class Absence:
    """Time off (UTC minutes), and why."""

    pk: int
    span: Span
    reason: str


@dataclass(frozen=True, slots=True)
class Kept:
    """A hold's stretch (UTC minutes): `until` aware, `key`: of its draft."""

    pk: int
    span: Span
    until: datetime
    key: str


@dataclass(slots=True)
class Colleague:
    """A master whose days may be seen, with what takes her time beside appointments."""

    pk: int
    slug: str
    name: str
    role: str
    off: dict[int, Absence] = field(default_factory=dict)
    holds: dict[int, Kept] = field(default_factory=dict)


def load_booked(user: Staff, first: date, last: date, *, now: datetime, master: int | None = None) -> Booked:
    """What this person may see of the local days `first` to `last` (of one master, by id), and whatever waits: requests
    and what is to be closed. One query.
    """
    begin, end = (calendar.moment(minute) for minute in span_of(first, last))
    shown = Q(start__lt=end, end__gt=begin) & (Q() if master is None else Q(master=master))
    is_over = Q(status=Status.CONFIRMED, visit__decide_until=None, end__lte=now, end__gt=now - TO_CLOSE)
    rows = _with_all(agenda.appointments_for(user))
    # Each alone, so that each has its index.
    waiting = [rows.filter(~shown, wanted) for wanted in (Q(status=Status.PENDING), is_over)]
    wanted = rows.filter(shown, status__in=EXPECTED).union(*waiting, all=True)
    booked, found = Booked(), list[Any](wanted)
    for row in sorted(found, key=lambda row: (row.start, row.pk)):
        booked.rows.setdefault(row.pk, row)
        spans = booked.taken.setdefault(row.pk, set())
        if row.taken_from is not None:
            spans.add((calendar.minutes(row.taken_from), calendar.minutes(row.taken_to, up=True)))
    return booked


def load_colleagues(
    user: Staff, first: date, last: date, *, now: datetime, busy: Collection[int] = ()
) -> list[Colleague]:
    """Whose days this person may see: who works here, and those of `busy` (ids) who don't. One query."""
    begin, end = (calendar.moment(minute) for minute in span_of(first, last))
    rows = _people(user, busy).annotate(
        absent=FilteredRelation("time_off", condition=Q(time_off__start__lt=end, time_off__end__gt=begin)),
        kept=FilteredRelation(
            "occupancies",
            condition=Q(occupancies__start__lt=end, occupancies__end__gt=begin, occupancies__hold_id__gt=0),
        ),
    )
    # A join of a join would be written before the one it stands on.
    hold = Hold.objects.filter(pk=OuterRef("kept__hold_id"))
    rows = rows.annotate(until=Subquery(hold.values("held_until")), draft=Subquery(hold.values("key")))
    absent = (f"absent__{name}" for name in ("pk", "start", "end", "reason"))
    kept = (f"kept__{name}" for name in ("pk", "start", "end"))
    fields = ("pk", "slug", "name", "role", *absent, *kept, "until", "draft")
    found: dict[int, Colleague] = {}
    for row in rows.values_list(*fields):
        colleague = found.setdefault(row[0], Colleague(*row[:4]))
        _note_off(colleague, row[4:8])
        _note_hold(colleague, row[8:], now)
    return list(found.values())


def masters_for(user: Staff) -> list[Any]:
    """Whose days this person may see now, with `name` and `role`."""
    return list(_people(user, ()))


def span_of(first: date, last: date) -> Span:
    """Local days in UTC minutes."""
    zone = salon_zone()
    return calendar.day_span(first, zone)[0], calendar.day_span(last, zone)[1]


def _with_all(rows: QuerySet[Appointment]) -> QuerySet[Appointment]:
    """With what is taken for it, and whether its client (`is_first`) has had nothing here before."""
    before = Appointment.objects.filter(
        visit__client=OuterRef("visit__client"), status__in=EXPECTED, start__lt=OuterRef("start")
    ).exclude(visit=OuterRef("visit"))
    taken = {"taken_from": F("occupancies__start"), "taken_to": F("occupancies__end")}
    return rows.order_by().select_related(None).select_related("visit").annotate(is_first=~Exists(before), **taken)


def _people(user: Staff, busy: Collection[int]) -> QuerySet[Any]:
    people = Master.objects.filter(Q(is_employed=True) | Q(pk__in=busy)).annotate(
        name=word(MasterText, "master", "name"), role=word(MasterText, "master", "role", fallback=None)
    )
    return people if agenda.sees_everybody(user) else people.filter(user_id=user.pk)


def _note_off(colleague: Colleague, row: Sequence[Any]) -> None:
    pk, start, end, reason = row
    if pk is not None:
        span = calendar.minutes(start), calendar.minutes(end, up=True)
        colleague.off[pk] = Absence(pk, span, reason)


def _note_hold(colleague: Colleague, row: Sequence[Any], now: datetime) -> None:
    pk, start, end, until, key = row
    if pk is not None and until > now:
        span = calendar.minutes(start), calendar.minutes(end, up=True)
        colleague.holds[pk] = Kept(pk, span, until, key)


def _is_to_close(row: Appointment, now: datetime) -> bool:
    is_over = row.status == Status.CONFIRMED and now - TO_CLOSE < row.end <= now
    return is_over and row.visit.decide_until is None
