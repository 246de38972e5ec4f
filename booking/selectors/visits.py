"""A visit as its client sees it, in the language asked for."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from booking.engine import calendar, rules
from booking.engine.types import Work
from booking.errors import AlreadyDecided, ServiceUnavailable, VisitNotFound
from booking.models import OPEN, Appointment, BookingSettings, MasterText, PriceKind, ServiceText, Status, Visit
from booking.selectors.availability import salon_zone
from booking.selectors.catalog import Catalog, Price, load_catalog, total
from booking.selectors.itinerary import Stop, itinerary
from booking.selectors.wishes import Wish
from salon.lib import links
from salon.lib.language import current, words
from salon.lib.rounds import Gathered


@dataclass(frozen=True, slots=True)
class AppointmentView:
    """One line of a visit; times aware, in the salon's zone. `rests`: the client waits while it takes effect.

    `master` and `master_slug` are empty where she is not shown by name.
    """

    pk: int
    service: str
    service_slug: str
    master: str
    master_slug: str
    start: datetime
    end: datetime
    minutes: int
    price: Price
    status: str
    rests: bool


@dataclass(frozen=True, slots=True)
class Names:
    """What services and masters are called now, by id, in one language; `everybody`: also who is not shown by name."""

    services: Mapping[int, str]
    masters: Mapping[int, str]
    everybody: bool

    def master_of(self, row: Appointment) -> str:
        is_named = self.everybody or row.master.is_visible
        return self.masters.get(row.master_id, row.master.slug) if is_named else ""


@dataclass(frozen=True, slots=True)
class VisitView:
    """A visit with its derived status. Of each limit the aware time, None where it is too late or the visit decided:
    `free_until` cancels free of charge, `cancel_until` cancels at all, `move_until` moves; a request knows no limits
    but its start. `decide_until`, aware: the salon answers a request until then; None for everything else.

    `sequence` grows with every change (RFC 5545). `current` is what start, end and price are about: the open
    appointments, all of them where none is open any more.
    """

    pk: int
    token: str
    reference: str
    name: str
    phone: str
    email: str
    note: str
    language: str
    sequence: int
    status: str
    appointments: Sequence[AppointmentView]
    decide_until: datetime | None
    decline_reason: str
    free_until: datetime | None
    cancel_until: datetime | None
    move_until: datetime | None
    is_over: bool

    @property
    def current(self) -> Sequence[AppointmentView]:
        return [row for row in self.appointments if row.status in OPEN] or self.appointments

    @property
    def start(self) -> datetime:
        return self.current[0].start

    @property
    def end(self) -> datetime:
        return _end(self.current)

    @property
    def minutes(self) -> int:
        """From the first start to the last end, waiting included."""
        return calendar.minutes(self.end) - calendar.minutes(self.start)

    @property
    def price(self) -> Price:
        return total(row.price for row in self.current)

    @property
    def is_open(self) -> bool:
        return self.status in OPEN

    @property
    def is_confirmed(self) -> bool:
        return self.status == Status.CONFIRMED

    @property
    def services(self) -> str:
        """Their names, in order of time."""
        return ", ".join(row.service for row in self.current)

    @property
    def masters(self) -> str:
        """Their names, each once, in order of time; empty where nobody is shown by name."""
        return ", ".join(dict.fromkeys(row.master for row in self.current if row.master))

    @property
    def itinerary(self) -> list[str]:
        """A line a service, in the active language; nothing for a single one."""
        return itinerary([Stop(row.start, row.service, row.master, row.rests) for row in self.current])


def manage_token(visit: Visit) -> str:
    """The visit's manage link's token; made anew each time, never stored."""
    return links.make_token(links.Purpose.MANAGE, visit.public_id, visit.link_version)


def visit_by_token(token: str) -> Visit:
    """The visit that a manage link opens. Raises VisitNotFound."""
    claim = links.read_token(token, links.Purpose.MANAGE)
    visit = Visit.objects.filter(public_id=claim.public_id).first() if claim else None
    if claim is None or visit is None or not claim.is_genuine(visit.link_version):
        raise VisitNotFound
    return visit


def gather_visits(pks: Collection[int]) -> None:
    """Read the visits with these ids for `visit_to_tell` in this round, by one query."""
    _to_tell.gather(pks)


def visit_to_tell(
    pk: int, *, now: datetime, language: str | None = None, to_staff: bool = False
) -> tuple[Visit, VisitView] | None:
    """The visit with this id, with its client, and how it is told in `language` (default: its own).

    Staff read with whom, also where she is not shown by name. None where they were erased.
    """
    rows = _to_tell.of(pk)
    if not rows:
        return None
    visit = rows[0].visit
    if not visit.contact_name or (visit.client and visit.client.erased_at):
        return None
    return visit, _view(visit, rows, _names(language or visit.language, everybody=to_staff), now)


def appointment_of(visit: Visit, *, master: int | None) -> int:
    """The id of the visit's first appointment, of this master (her id) if she has one in it."""
    rows = visit.appointments.order_by("start", "position").values_list("pk", "master_id")
    return next((pk for pk, who in rows if who == master), rows[0][0])


def view_visit(visit: Visit, *, now: datetime, language: str | None = None) -> VisitView:
    """Names in `language` (default: the active one), what was booked where a name is gone."""
    return view_visits([visit], now=now, language=language)[0]


def view_visits(visits: Sequence[Visit], *, now: datetime, language: str | None = None) -> list[VisitView]:
    """Several visits as `view_visit` shows one, in their order and in three queries."""
    rows = _by_visit(_rows([visit.pk for visit in visits]))
    names = _names(language or current())
    return [_view(visit, rows[visit.pk], names, now) for visit in visits]


def _view(visit: Visit, rows: Sequence[Appointment], names: Names, now: datetime) -> VisitView:
    open_rows = [row for row in rows if row.status in OPEN]
    lines = [_line(row, names) for row in rows]
    return VisitView(
        pk=visit.pk,
        token=manage_token(visit),
        reference=visit.reference,
        name=visit.contact_name,
        phone=visit.contact_phone,
        email=visit.contact_email,
        note=visit.note,
        language=visit.language,
        sequence=visit.sequence,
        status=derived_status([row.status for row in rows]),
        appointments=lines,
        decide_until=_local(visit.decide_until),
        decline_reason=visit.decline_reason,
        free_until=_until(open_rows, "free_cancel_hours", now),
        cancel_until=_until(open_rows, "cancel_limit_hours", now),
        move_until=_until(open_rows, "move_limit_hours", now),
        is_over=_end(lines) <= now,
    )


def derived_status(statuses: Sequence[str]) -> str:
    """What a visit of appointments with these statuses is: pending while one is, else the first that says most."""
    order = (
        Status.PENDING,
        Status.CONFIRMED,
        Status.COMPLETED,
        Status.NO_SHOW,
        Status.CANCELLED,
        Status.DECLINED,
        Status.EXPIRED,
    )
    return next((status for status in order if status in statuses), Status.CANCELLED)


def wish_of(visit: Visit, catalog: Catalog | None = None) -> Wish:
    """The wish that a visit's open appointments are, to move it. Raises AlreadyDecided where none is open.

    A chosen master who is no longer bookable for the service counts as any, so that the visit can still be moved.
    """
    rows = list(visit.appointments.filter(status__in=OPEN).order_by("position").select_related("service"))
    if not rows:
        raise AlreadyDecided
    catalog = catalog or load_catalog(visit.language)
    services = catalog.services
    known = [row for row in rows if row.service.slug in services]
    if len(known) != len(rows):
        raise ServiceUnavailable
    offered = tuple(services[row.service.slug] for row in known)
    masters = tuple(
        row.master_id if not row.any_master and row.master_id in service.offers else None
        for row, service in zip(known, offered, strict=True)
    )
    return Wish(offered, masters, BookingSettings.load(), visit.together, catalog.shortest_minutes)


def _rows(visits: Collection[int]) -> QuerySet[Appointment]:
    rows = Appointment.objects.filter(visit__in=visits).select_related("service", "master")
    return rows.order_by("start", "position")


def _by_visit(rows: QuerySet[Appointment]) -> dict[int, list[Appointment]]:
    found: dict[int, list[Appointment]] = {}
    for row in rows:
        found.setdefault(row.visit_id, []).append(row)
    return found


def _with_client(visits: Collection[int]) -> dict[int, list[Appointment]]:
    return _by_visit(_rows(visits).select_related("visit__client"))


_to_tell: Gathered[int, list[Appointment]] = Gathered(_with_client)


def _names(language: str, *, everybody: bool = False) -> Names:
    services, masters = words(ServiceText, "service", "name", language), words(MasterText, "master", "name", language)
    return Names(services, masters, everybody)


def _line(row: Appointment, names: Names) -> AppointmentView:
    zone = salon_zone()
    return AppointmentView(
        pk=row.pk,
        service=names.services.get(row.service_id, row.service_name),
        service_slug=row.service.slug,
        master=names.master_of(row),
        master_slug=row.master.slug if row.master.is_visible else "",
        start=row.start.astimezone(zone),
        end=row.end.astimezone(zone),
        minutes=row.minutes,
        price=Price(row.price, row.price_kind == PriceKind.FROM),
        status=row.status,
        rests=Work(
            row.minutes,
            processing_after=row.service.processing_after,
            processing_lasts=row.service.processing_lasts,
        ).rests,
    )


def _local(at: datetime | None) -> datetime | None:
    return at.astimezone(salon_zone()) if at else None


def _end(lines: Sequence[AppointmentView]) -> datetime:
    return max(line.end for line in lines)


def _until(open_rows: Sequence[Appointment], limit: str, now: datetime) -> datetime | None:
    if not open_rows:
        return None
    start = calendar.minutes(min(row.start for row in open_rows))
    is_request = any(row.status == Status.PENDING for row in open_rows)
    last = rules.last_change(start, 0 if is_request else max(row.policy[limit] for row in open_rows))
    return calendar.moment(last).astimezone(salon_zone()) if calendar.minutes(now) <= last else None
