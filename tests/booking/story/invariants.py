"""What holds in the desk's tables after whatever has happened."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, timedelta
from itertools import groupby, pairwise

from booking.engine import calendar
from booking.engine.timeline import merge, subtract
from booking.engine.types import Span, Work
from booking.models import (
    OPEN,
    Appointment,
    Hold,
    Occupancy,
    OfferState,
    Service,
    Skill,
    Status,
    Visit,
    WaitingEntry,
    WaitingState,
)
from booking.models.settings import MORNING
from booking.selectors.availability import salon_zone
from booking.selectors.holds import read_plan
from salon.outbox.models import Message, State
from tests.booking.story.replay import is_story, replay

TAKES_TIME = (*OPEN, Status.COMPLETED, Status.NO_SHOW)
# Whose time, and when (UTC minutes).
Row = tuple[int, Span]


def assert_desk_is_sound() -> None:
    """Every promise about the tables, whatever has happened to whom."""
    assert_nothing_overlaps()
    appointments = list(Appointment.objects.order_by("visit", "start", "position").prefetch_related("events"))
    assert_time_is_taken_exactly(appointments)
    assert_holds_take_their_plans()
    for appointment in appointments:
        assert replay(appointment.events.all()) == is_story(appointment)
    assert_requests_have_a_last_moment(appointments)
    assert_only_confirmed_visits_are_reminded_of(appointments)
    assert_offers_belong_to_who_waits()


def assert_nothing_overlaps() -> None:
    rows = list(Occupancy.objects.order_by("master", "start").values_list("master", "start", "end"))
    for (master, _, end), (other, start, _) in pairwise(rows):
        assert master != other or start >= end


def assert_time_is_taken_exactly(appointments: Iterable[Appointment]) -> None:
    """Appointments that take time have the rows that their services need and no others; the rest has none."""
    found = _rows_by("appointment_id")
    works = _works()
    for _, visit in groupby(appointments, key=lambda appointment: appointment.visit_id):
        earlier: dict[int, list[Span]] = {}
        for appointment in visit:
            rows = found.pop(appointment.pk, [])
            if appointment.status not in TAKES_TIME:
                assert rows == []
                continue
            master = appointment.master_id
            needed = works[master, appointment.service_id].rows(calendar.minutes(appointment.start))
            # Between two services of one visit at one master only the larger buffer is kept: the rows touch.
            mine = subtract(needed, merge(earlier.get(master, [])))
            assert rows == [(master, span) for span in mine], appointment
            earlier.setdefault(master, []).extend(mine)
    assert found == {}


def assert_holds_take_their_plans() -> None:
    found = _rows_by("hold_id")
    for hold in Hold.objects.all():
        planned = {(part.master, tuple(span)) for part in read_plan(hold).parts for span in part.rows}
        assert set(found.pop(hold.pk, [])) == planned
    assert found == {}


def assert_requests_have_a_last_moment(appointments: Iterable[Appointment]) -> None:
    """A visit waits for an answer exactly as long as one of its appointments does, and not beyond its start."""
    pending = {appointment.visit_id for appointment in appointments if appointment.status == Status.PENDING}
    until = dict(Visit.objects.exclude(decide_until=None).values_list("pk", "decide_until"))
    assert set(until) == pending
    begins = {a.visit_id: a.start for a in reversed(list(appointments)) if a.status in OPEN}
    assert all(moment <= begins[visit] for visit, moment in until.items())


def assert_only_confirmed_visits_are_reminded_of(appointments: Iterable[Appointment]) -> None:
    """Each reminder that waits tells the start of a confirmed visit, and stands at its hours before, or waits for the
    morning after.
    """
    by_visit: dict[str, list[Appointment]] = {}
    for appointment in appointments:
        by_visit.setdefault(f"visit:{appointment.visit_id}", []).append(appointment)
    for message in Message.objects.filter(kind="visit_reminder", state=State.QUEUED):
        rows = [row for row in by_visit[message.about] if row.status in TAKES_TIME]
        ahead = [row for row in rows if row.status in OPEN]
        assert {row.status for row in ahead} == {Status.CONFIRMED}, message
        told = datetime.fromisoformat(message.context["start"])
        # A part that is done already was the first of it.
        assert told in (min(row.start for row in ahead), min(row.start for row in rows)), message
        due_at = told - timedelta(hours=message.context["hours"])
        is_morning = message.due_at.astimezone(salon_zone()).time() == MORNING
        assert message.due_at == due_at or (is_morning and message.due_at > due_at), message


def assert_offers_belong_to_who_waits() -> None:
    """Only who still waits has an open offer; who waits no longer has her visit; nothing is kept for anybody else.

    A visit that the salon did not confirm is none: she goes on waiting.
    """
    for entry in WaitingEntry.objects.prefetch_related("offers"):
        states = {offer.state for offer in entry.offers.all()}
        assert OfferState.OPEN not in states or entry.state == WaitingState.WAITING
        assert (entry.state == WaitingState.BOOKED) == (entry.visit_id is not None)
        assert OfferState.TAKEN in states or entry.visit_id is None
    ended = Appointment.objects.filter(status__in=[Status.DECLINED, Status.EXPIRED])
    assert not WaitingEntry.objects.filter(visit__appointments__in=ended).exists()
    kept = Hold.objects.filter(key__startswith="offer-")
    assert not kept.exclude(offer__state=OfferState.OPEN).exists()


def _works() -> Mapping[tuple[int, int], Work]:
    """What each service takes of each master who performs it, read from the tables."""
    return {
        (skill.master_id, skill.service_id): _work(skill.service, skill.minutes or skill.service.minutes)
        for skill in Skill.objects.select_related("service")
    }


def _work(service: Service, minutes: int) -> Work:
    return Work(
        minutes, service.buffer_before, service.buffer_after, service.processing_after, service.processing_lasts
    )


def _rows_by(owner: str) -> dict[int, list[Row]]:
    found: dict[int, list[Row]] = {}
    for key, row in _rows(owner):
        found.setdefault(key, []).append(row)
    return found


def _rows(owner: str) -> Iterator[tuple[int, Row]]:
    rows = Occupancy.objects.exclude(**{owner: None}).order_by("start")
    for key, master, start, end in rows.values_list(owner, "master_id", "start", "end"):
        yield key, (master, (calendar.minutes(start), calendar.minutes(end)))
