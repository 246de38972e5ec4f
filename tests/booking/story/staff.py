"""The salon's own people: they answer, are away, change their hours, and sometimes write past all rules."""

from collections.abc import Callable, Collection
from datetime import time, timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from booking.actions.attendance import CLOSED, complete_visit, finish_past_visits, mark_no_show, reopen_visit
from booking.actions.decide import approve_visit, decline_visit
from booking.actions.finalise import finalise_visit
from booking.actions.roster import save_under_lock, take_time_off
from booking.engine import calendar
from booking.models import Appointment, HoursException, Occupancy, Status, TimeOff, Visit, WorkingHours
from booking.selectors.agenda import inside
from booking.selectors.availability import salon_zone, today
from booking.wall import is_wall
from tests.booking.story.clients import KARIN, Clients
from tests.booking.story.desk import HORIZON

FIVE_MINUTES = timedelta(minutes=5)


@st.composite
def hours(draw: st.DrawFn) -> tuple[time, time]:
    """Some hours of a day, until midnight at most."""
    opens = draw(st.integers(0, 20))
    return time(opens), time(draw(st.integers(opens + 1, 24)) % 24)


class Everybody(Clients):
    """The whole desk, in the salon of `tests/booking/test_state_machine.py`."""

    @precondition(lambda self: self.seen)
    @rule(data=st.data(), answer=st.sampled_from([approve_visit, approve_visit, decline_visit]), alone=st.booleans())
    def answer(self, data: st.DataObject, answer: Callable[..., Visit], alone: bool) -> None:
        visit = self.visit(data, Status.PENDING)
        masters = self._whose(data, alone)
        pending = self._parts(visit, (Status.PENDING,), masters)
        assert self.may(lambda: answer(visit_id=visit.pk, by=KARIN, now=self.now, masters=masters)) == bool(pending)

    @precondition(lambda self: self.seen)
    @rule(data=st.data(), close=st.sampled_from([complete_visit, mark_no_show]), alone=st.booleans())
    def say_what_became_of_it(self, data: st.DataObject, close: Callable[..., Visit], alone: bool) -> None:
        """All of the visit at once, or a master her own part, once it has begun."""
        visit, masters = self.visit(data, Status.CONFIRMED), self._whose(data, alone)
        confirmed = self._parts(visit, (Status.CONFIRMED,), masters)
        has_begun = any(row.start <= self.now for row in confirmed)
        assert self.may(lambda: close(visit_id=visit.pk, by=KARIN, now=self.now, masters=masters)) == has_begun

    @precondition(lambda self: self.seen)
    @rule(data=st.data(), alone=st.booleans())
    def say_what_was_paid(self, data: st.DataObject, alone: bool) -> None:
        """On the day of the visit, for what is confirmed or done, once."""
        visit, masters = self.visit(data, Status.CONFIRMED, Status.COMPLETED), self._whose(data, alone)
        rows = self._parts(visit, (Status.CONFIRMED, Status.COMPLETED), masters)
        begins = min(visit.appointments.values_list("start", flat=True)).astimezone(salon_zone())
        ready = [row for row in rows if row.paid is None and visit.decide_until is None]
        amounts = {row.pk: Decimal("45.00") for row in ready}
        may = self.may(
            lambda: finalise_visit(visit_id=visit.pk, amounts=amounts, masters=masters, by=KARIN, now=self.now)
        )
        assert may == (bool(ready) and begins.date() == today(self.now))

    @precondition(lambda self: self.seen)
    @rule(data=st.data(), alone=st.booleans())
    def take_it_back(self, data: st.DataObject, alone: bool) -> None:
        visit, masters = self.visit(data, *CLOSED), self._whose(data, alone)
        closed = self._parts(visit, CLOSED, masters)
        assert self.may(lambda: reopen_visit(visit_id=visit.pk, by=KARIN, now=self.now, masters=masters)) == bool(
            closed
        )

    @precondition(lambda self: self.seen)
    @rule()
    def the_night_comes(self) -> None:
        """What was confirmed and is over is done; what was missed stays so, and what nobody answered is no visit."""
        missed = set(Appointment.objects.filter(status=Status.NO_SHOW).values_list("pk", flat=True))
        finish_past_visits(now=self.now)
        midnight = calendar.moment(calendar.day_span(today(self.now), salon_zone())[0])
        over = Appointment.objects.filter(status=Status.CONFIRMED, end__lte=midnight)
        assert not over.filter(visit__decide_until=None).exists()
        assert set(Appointment.objects.filter(status=Status.NO_SHOW).values_list("pk", flat=True)) == missed

    @rule(data=st.data(), lasts=st.integers(1, 300), seen=st.booleans())
    def be_away(self, data: st.DataObject, lasts: int, seen: bool) -> None:
        begins, master = data.draw(self.moments()), data.draw(st.sampled_from(self.masters()))
        off = TimeOff(master=master, start=begins, end=begins + lasts * FIVE_MINUTES)
        expected = [appointment.pk for appointment in inside(off.master_id, off.start, off.end)]
        confirmed = expected if seen else []

        def leave() -> None:
            take_time_off(time_off=off, confirmed=confirmed, save=off.save, now=self.now)

        assert self.may(leave) == (set(expected) <= set(confirmed))

    @rule(data=st.data(), works=hours(), later=st.integers(0, HORIZON))
    def change_the_roster(self, data: st.DataObject, works: tuple[time, time], later: int) -> None:
        """An absence ends, other hours hold every week, or on a single day."""
        rows: list[TimeOff | WorkingHours | HoursException] = [
            *TimeOff.objects.order_by("start", "end", "master__slug"),
            *WorkingHours.objects.order_by("master__slug", "weekday", "starts_at"),
            *(HoursException(master=master, date=today(self.now) + timedelta(days=later)) for master in self.masters()),
        ]
        row = data.draw(st.sampled_from(rows))
        if isinstance(row, TimeOff):
            save_under_lock(masters=[row.master_id], save=row.delete, now=self.now)
            return
        row.starts_at, row.ends_at = works
        save_under_lock(masters=[row.master_id], save=row.save, now=self.now)

    @precondition(lambda self: self.seen)
    @rule()
    def write_past_all_rules(self) -> None:
        """The database itself refuses."""
        row = Occupancy.objects.order_by("start", "master__slug").first()
        if row is None:
            return
        row.pk, row.end = None, row.start + timedelta(minutes=1)
        with pytest.raises(IntegrityError) as problem, transaction.atomic():
            row.save()
        assert is_wall(problem.value)

    def _whose(self, data: st.DataObject, alone: bool) -> list[int] | None:
        """One master's part, or everybody's."""
        return [data.draw(st.sampled_from(self.masters())).pk] if alone else None

    def _parts(self, visit: Visit, statuses: Collection[str], masters: list[int] | None) -> list[Appointment]:
        rows = visit.appointments.filter(status__in=statuses)
        return list(rows if masters is None else rows.filter(master__in=masters))
