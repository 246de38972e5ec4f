"""Visits as their clients see them, in the language asked for."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from booking.engine import calendar, rules
from booking.errors import AlreadyDecided, ServiceUnavailable, VisitNotFound
from booking.models import OPEN, Appointment, BookingSettings, MasterText, PriceKind, ServiceText, Status, Visit
from booking.selectors.availability import salon_zone, today
from booking.selectors.catalog import Catalog, Price, load_catalog
from booking.selectors.one_appointment import work_of
from booking.selectors.visit_view import AppointmentView, VisitView
from booking.selectors.wishes import Wish
from salon.lib import links
from salon.lib.language import current, words
from salon.lib.rounds import Gathered


@dataclass(frozen=True, slots=True)
class Names:
    """What services and masters are called now, by id, in one language; `everybody`: also who is not shown by name."""

    services: Mapping[int, str]
    masters: Mapping[int, str]
    everybody: bool

    def master_of(self, row: Appointment) -> str:
        is_named = self.everybody or row.master.is_visible
        return self.masters.get(row.master_id, row.master.slug) if is_named else ""


def manage_token(visit: Visit) -> str:
    """The visit's manage link's token; made anew each time, never stored."""
    return links.make_token(links.Purpose.MANAGE, visit.public_id, visit.link_version)


def qr_token(visit: Visit) -> str:
    """What the visit's QR code carries; made anew each time, never stored."""
    return links.make_token(links.Purpose.QR, visit.public_id, visit.link_version)


def visit_by_token(token: str, purpose: links.Purpose = links.Purpose.MANAGE) -> Visit:
    """The visit that a link opens, by default a manage link. Raises VisitNotFound."""
    claim = links.read_token(token, purpose)
    visit = Visit.objects.filter(public_id=claim.public_id).first() if claim else None
    if claim is None or visit is None or not claim.is_genuine(visit.link_version):
        raise VisitNotFound
    return visit


def link_by_token(token: str) -> tuple[Visit, str]:
    """The visit behind a link that connects a chat, and the email that its holder has proved to read (or nothing).

    Raises VisitNotFound.
    """
    try:
        return visit_by_token(token), ""
    except VisitNotFound:
        visit = visit_by_token(token, links.Purpose.LINK)
        return visit, visit.contact_email


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
        public_id=bytes(visit.public_id),
        token=manage_token(visit),
        qr_token=qr_token(visit),
        mailed_token=links.make_token(links.Purpose.LINK, visit.public_id, visit.link_version),
        is_in_chat=_is_read_in_chat(rows[0].visit),
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
        is_over=max(line.end for line in lines) <= now,
        is_day_over=min(line.start for line in lines).date() < today(now),
    )


def _is_read_in_chat(visit: Visit) -> bool:
    reader = visit.reader
    return reader is not None and reader.telegram_id is not None and reader.telegram_dead_since is None


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
    rows = Appointment.objects.filter(visit__in=visits).select_related("service", "master", "visit__reader")
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
        rests=work_of(row).rests,
    )


def _local(at: datetime | None) -> datetime | None:
    return at.astimezone(salon_zone()) if at else None


def _until(open_rows: Sequence[Appointment], limit: str, now: datetime) -> datetime | None:
    if not open_rows:
        return None
    start = calendar.minutes(min(row.start for row in open_rows))
    is_request = any(row.status == Status.PENDING for row in open_rows)
    last = rules.last_change(start, 0 if is_request else max(row.policy[limit] for row in open_rows))
    return calendar.moment(last).astimezone(salon_zone()) if calendar.minutes(now) <= last else None
