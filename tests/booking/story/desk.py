"""Everybody who has something to do with the desk, in any order: each rule is one thing that somebody does.

What may be refused is refused by a `Refusal` of `booking.errors`; anything else that is raised is a defect. What is
offered is accepted and what is not offered is refused, whatever has happened before.
"""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import datetime, time, timedelta
from itertools import count

import pytest
from django.db import IntegrityError, transaction
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from booking import errors
from booking.actions.book import Request, book_visit
from booking.actions.change import cancel_visit, move_visit
from booking.actions.clients import Contact
from booking.actions.decide import approve_visit, decline_visit, expire_requests
from booking.actions.events import ONLINE, Actor
from booking.actions.hold import hold_start, sweep_holds
from booking.actions.privacy import erase_person
from booking.actions.roster import save_under_lock, take_time_off
from booking.engine import calendar
from booking.models import (
    OPEN,
    BookingSettings,
    Confirmation,
    Gaps,
    Hold,
    HoursException,
    Master,
    Occupancy,
    Service,
    ServiceOrder,
    Source,
    Status,
    TimeOff,
    Visit,
    WorkingHours,
)
from booking.selectors.agenda import inside
from booking.selectors.free_time import FreeTime, find_free_time
from booking.selectors.visits import derived_status, wish_of
from booking.selectors.wishes import Wish
from salon.lib.errors import Refusal
from salon.outbox.actions import deliver_due
from salon.outbox.models import Message
from tests.booking.conftest import BERLIN, OLENA, wish_for
from tests.booking.story.invariants import assert_desk_is_sound

KARIN = Actor("staff", Source.DESK)
# An ordinary Monday, and the evenings before the nights in which the clocks change.
BEGINNINGS = [
    datetime(2026, 6, 8, 12, tzinfo=BERLIN),
    datetime(2026, 3, 28, 18, tzinfo=BERLIN),
    datetime(2026, 10, 24, 18, tzinfo=BERLIN),
]
SERVICES = ("haircut", "colour", "manicure")
PEOPLE = [
    OLENA,
    Contact("Clara Vogel", "+491512345679"),
    Contact("Dora Brandt", "", "dora@example.org"),
    Contact("Emma Brandt", "+491512345680", "emma@example.org"),
]
PAUSES = [1, 5, 11, 45, 60, 8 * 60, 26 * 60, 3 * 24 * 60]
FIVE_MINUTES = timedelta(minutes=5)

hours = st.tuples(st.integers(0, 20), st.integers(1, 12)).map(
    lambda drawn: (time(drawn[0]), time((drawn[0] + drawn[1]) % 24 if drawn[0] + drawn[1] < 24 else 0))
)


@contextmanager
def undone() -> Iterator[None]:
    """One example, forgotten afterwards."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


class Desk(RuleBasedStateMachine):
    """The desk of `salon_by_night` (tests/booking/test_state_machine.py)."""

    def __init__(self) -> None:
        super().__init__()
        self.example = ExitStack()
        self.example.enter_context(undone())
        self.now = BEGINNINGS[0]
        self.drafts = (f"draft-{number}" for number in count(1))
        # What each draft has chosen: services, master, start.
        self.chosen: dict[str, tuple[list[str], str, datetime]] = {}
        # Each visit as it was last seen: sequence, status, places.
        self.seen: dict[int, tuple[int, object]] = {}

    def teardown(self) -> None:
        self.example.close()

    @initialize(
        begins=st.sampled_from(BEGINNINGS),
        confirmation=st.sampled_from(Confirmation),
        order=st.sampled_from(ServiceOrder),
        gaps=st.sampled_from(Gaps),
    )
    def open_the_salon(self, begins: datetime, confirmation: str, order: str, gaps: str) -> None:
        self.now = begins
        rules = BookingSettings.load()
        rules.confirmation, rules.service_order, rules.gaps = confirmation, order, gaps
        rules.horizon_days, rules.max_open_visits, rules.reminders_hours = 5, 4, [24, 2]
        rules.save()
        Service.objects.filter(slug="colour").update(confirmation=Confirmation.REQUEST)

    @initialize(data=st.data(), number=st.integers(2, 6))
    def begin_with_a_few_visits(self, data: st.DataObject, number: int) -> None:
        for person in PEOPLE * 2:
            if number:
                self.book(data, person, ONLINE)
                number -= 1

    # -- clients

    @rule(data=st.data())
    def hold_a_time(self, data: st.DataObject) -> None:
        services, master = data.draw(wishes())
        wish = wish_for(services, master)
        draft = data.draw(st.sampled_from([*self.chosen, ""])) or next(self.drafts)
        free = find_free_time(wish, now=self.now, except_hold=draft)
        at = data.draw(self.starts(free))

        def hold() -> None:
            hold_start(draft=draft, wish=wish, start=at, address="", now=self.now)
            self.chosen[draft] = services, master, at

        assert self.may(hold) == free.has(at)

    @rule(data=st.data(), person=st.sampled_from(PEOPLE), by=st.sampled_from([ONLINE, ONLINE, KARIN]))
    def book(self, data: st.DataObject, person: Contact, by: Actor) -> None:
        services, master = data.draw(wishes())
        wish = wish_for(services, master)
        free = find_free_time(wish, now=self.now)
        self._book(next(self.drafts), wish, data.draw(self.starts(free)), free, person, by)

    @precondition(lambda self: self.chosen)
    @rule(data=st.data(), person=st.sampled_from(PEOPLE))
    def book_what_was_held(self, data: st.DataObject, person: Contact) -> None:
        draft = data.draw(st.sampled_from(list(self.chosen)))
        services, master, at = self.chosen.pop(draft)
        wish = wish_for(services, master)
        self._book(draft, wish, at, find_free_time(wish, now=self.now, except_hold=draft), person, ONLINE)

    def _book(self, draft: str, wish: Wish, at: datetime, free: FreeTime, person: Contact, by: Actor) -> None:
        is_held = Hold.objects.filter(key=draft, held_until__gt=self.now).exists()

        def book() -> None:
            book_visit(Request(draft, wish, at, person, "de"), by=by, now=self.now)

        booked = self.may(book, errors.TooManyVisits)
        if booked is not None and not (is_held or by.is_staff):
            assert booked == free.has(at)
        elif booked is not None:
            # The lead time has passed while she typed, or does not bind: more can be had than is offered.
            assert booked >= free.has(at)

    @precondition(lambda self: self.seen)
    @rule(data=st.data(), by=st.sampled_from([ONLINE, ONLINE, KARIN]))
    def move(self, data: st.DataObject, by: Actor) -> None:
        visit = self.visit(data)
        if not visit.appointments.filter(status__in=OPEN).exists():
            assert not self.may(lambda: move_visit(visit_id=visit.pk, to=self.now, by=by, now=self.now))
            return
        free = find_free_time(wish_of(visit), now=self.now, except_visit=visit.pk)
        at = data.draw(self.starts(free))
        moved = self.may(lambda: move_visit(visit_id=visit.pk, to=at, by=by, now=self.now), errors.TooLateToMove)
        if moved is not None:
            here = visit.appointments.filter(status__in=OPEN).earliest("start").start == at
            assert moved == here
            assert moved >= free.has(at)

    @precondition(lambda self: self.seen)
    @rule(data=st.data(), by=st.sampled_from([ONLINE, KARIN]))
    def cancel(self, data: st.DataObject, by: Actor) -> None:
        visit = self.visit(data)
        is_open = visit.appointments.filter(status__in=OPEN).exists()
        done = self.may(lambda: cancel_visit(visit_id=visit.pk, by=by, now=self.now), errors.TooLateToCancel)
        assert done in ((is_open, None) if by is ONLINE else (is_open,))

    @rule(person=st.sampled_from([person for person in PEOPLE if person.email]))
    def erase(self, person: Contact) -> None:
        erase_person(email=person.email, by=KARIN, now=self.now)
        assert not Visit.objects.filter(contact_email=person.email).exists()

    # -- the salon

    @precondition(lambda self: self.seen)
    @rule(data=st.data(), answer=st.sampled_from([approve_visit, approve_visit, decline_visit]), alone=st.booleans())
    def answer(self, data: st.DataObject, answer: Callable[..., Visit], alone: bool) -> None:
        visit = self.visit(data)
        masters = [data.draw(st.sampled_from(self.masters())).pk] if alone else None
        pending = visit.appointments.filter(status=Status.PENDING)
        waits = pending.filter(master__in=masters).exists() if masters else pending.exists()
        assert self.may(lambda: answer(visit_id=visit.pk, by=KARIN, now=self.now, masters=masters)) == waits

    @rule(data=st.data(), later=st.integers(-12, 90), lasts=st.integers(1, 300), seen=st.booleans())
    def be_away(self, data: st.DataObject, later: int, lasts: int, seen: bool) -> None:
        """Absences need not begin on whole hours, nor lie in the future."""
        begins = self.now.replace(minute=40) + timedelta(hours=later)
        off = TimeOff(
            master=data.draw(st.sampled_from(self.masters())), start=begins, end=begins + lasts * FIVE_MINUTES
        )
        expected = [appointment.pk for appointment in inside(off.master_id, off.start, off.end)]
        confirmed = expected if seen else []

        def leave() -> None:
            take_time_off(time_off=off, confirmed=confirmed, save=off.save, now=self.now)

        assert self.may(leave) == (set(expected) <= set(confirmed))

    @rule(data=st.data(), works=hours, later=st.integers(0, 5))
    def change_the_roster(self, data: st.DataObject, works: tuple[time, time], later: int) -> None:
        """An absence ends, other hours hold every week, or on a single day."""
        rows: list[TimeOff | WorkingHours | HoursException] = [
            *TimeOff.objects.order_by("start", "end", "master__slug"),
            *WorkingHours.objects.order_by("master__slug", "weekday", "starts_at"),
            *(HoursException(master=master, date=self.now.date() + timedelta(days=later)) for master in self.masters()),
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
        assert errors.is_wall(problem.value)

    # -- time passes

    @rule(minutes=st.sampled_from(PAUSES), tidy=st.booleans())
    def time_passes(self, minutes: int, tidy: bool) -> None:
        """With its timetable at work or not: nothing depends on its being in time."""
        self.now += timedelta(minutes=minutes)
        if tidy:
            expire_requests(now=self.now)
            sweep_holds(now=self.now)
            assert not Visit.objects.filter(decide_until__lte=self.now).exists()
            assert not Hold.objects.filter(held_until__lte=self.now).exists()

    @rule()
    def the_post_leaves(self) -> None:
        deliver_due(now=self.now)
        assert not Message.objects.exclude(problem__in=["", "nobody to write to"]).exists()

    # -- what holds after each of these

    @invariant()
    def the_desk_is_sound(self) -> None:
        assert_desk_is_sound()

    @invariant()
    def every_change_has_a_number(self) -> None:
        """A calendar takes the entry with the higher sequence (RFC 5545, 3.8.7.4)."""
        for visit in Visit.objects.prefetch_related("appointments"):
            rows = sorted(visit.appointments.all(), key=lambda row: row.position)
            picture = derived_status([row.status for row in rows]), [(row.start, row.end) for row in rows]
            before = self.seen.get(visit.pk)
            if before is not None and before[1] != picture:
                assert visit.sequence > before[0]
            self.seen[visit.pk] = visit.sequence, picture

    # -- choosing

    def may(self, act: Callable[[], object], *also: type[Refusal]) -> bool | None:
        """Whether it was done or refused; None for a refusal of a kind that has nothing to do with time."""
        refused: Refusal | None = None
        try:
            act()
        except Refusal as refusal:
            refused = refusal
        if isinstance(refused, also):
            return None
        assert refused is None or type(refused).__module__ == errors.__name__
        return refused is None

    def starts(self, free: FreeTime) -> st.SearchStrategy[datetime]:
        """What is offered, mostly; else any minute around the horizon."""
        anything = st.integers(-60, 6 * 24 * 60).map(lambda later: self.now + timedelta(minutes=later))
        offered = [calendar.moment(start.at) for start in free.starts]
        return st.sampled_from(offered) | st.sampled_from(offered) | anything if offered else anything

    def visit(self, data: st.DataObject) -> Visit:
        return data.draw(st.sampled_from(list(Visit.objects.filter(pk__in=self.seen).order_by("pk"))))

    def masters(self) -> list[Master]:
        return list(Master.objects.order_by("slug"))


@st.composite
def wishes(draw: st.DrawFn) -> tuple[list[str], str]:
    """Services in any order, and a chosen master who performs one of them, or nobody in particular."""
    services = draw(st.lists(st.sampled_from(SERVICES), min_size=1, max_size=3, unique=True))
    able = [slug for slug, skills in SKILLS.items() if skills & set(services)]
    return services, draw(st.sampled_from(["", *able]))


SKILLS = {"anna": {"haircut", "colour"}, "olga": {"haircut", "manicure"}, "vera": set(SERVICES)}
