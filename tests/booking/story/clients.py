"""Clients at the desk: each rule is one thing that somebody does.

What is offered is accepted and what is not offered is refused, whatever has happened before.
"""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from booking import errors
from booking.actions.book import Agreed, Request, book_visit
from booking.actions.change import cancel_visit, move_visit
from booking.actions.clients import Contact
from booking.actions.events import ONLINE, Actor
from booking.actions.hold import hold_start
from booking.actions.privacy import erase_person
from booking.actions.waiting import offer_free_time
from booking.actions.waiting_place import (
    PlaceRequest,
    accept_offer,
    decline_offer,
    join_waiting_list,
    leave_waiting_list,
)
from booking.engine import calendar
from booking.models import OPEN, Hold, OfferState, Source, Visit, WaitingEntry, WaitingOffer
from booking.selectors.availability import today
from booking.selectors.free_time import FreeTime, find_free_time
from booking.selectors.visits import wish_of
from booking.selectors.wishes import Wish
from tests.booking.conftest import OLENA, wish_for
from tests.booking.story.desk import HORIZON, Desk

KARIN = Actor("staff", Source.DESK)
# With their prices, which are the same whoever does it.
SERVICES = {"haircut": Decimal(45), "colour": Decimal(80), "manicure": Decimal(30)}
SKILLS = {"anna": {"haircut", "colour"}, "olga": {"haircut", "manicure"}, "vera": set(SERVICES)}
PEOPLE = [
    OLENA,
    Contact("Clara Vogel", "+491512345679"),
    Contact("Dora Brandt", "", "dora@example.org"),
    Contact("Emma Brandt", "+491512345680", "emma@example.org"),
]
WITH_EMAIL = [person for person in PEOPLE if person.email]


@st.composite
def wishes(draw: st.DrawFn) -> tuple[list[str], str]:
    """Services in any order, and a chosen master who performs one of them, or nobody in particular."""
    services = draw(st.lists(st.sampled_from(list(SERVICES)), min_size=1, max_size=3, unique=True))
    able = [slug for slug, skills in SKILLS.items() if skills & set(services)]
    return services, draw(st.sampled_from(["", *able]))


class Clients(Desk):
    """They hold, book, move, cancel and wait; Karin may do it for them."""

    def begin(self, data: st.DataObject) -> None:
        self.book(data, PEOPLE, ONLINE)

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

    @rule(
        data=st.data(),
        people=st.lists(st.sampled_from(PEOPLE), min_size=1, max_size=3),
        by=st.sampled_from([ONLINE, ONLINE, KARIN]),
    )
    def book(self, data: st.DataObject, people: Sequence[Contact], by: Actor) -> None:
        for person in people:
            wish = wish_for(*data.draw(wishes()))
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
        visit = self.visit(data, *OPEN)
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
        visit = self.visit(data, *OPEN)
        is_open = visit.appointments.filter(status__in=OPEN).exists()
        done = self.may(lambda: cancel_visit(visit_id=visit.pk, by=by, now=self.now), errors.TooLateToCancel)
        assert done in ((is_open, None) if by is ONLINE else (is_open,))

    @rule(data=st.data(), person=st.sampled_from(WITH_EMAIL), later=st.integers(0, HORIZON), days=st.integers(0, 2))
    def wait_for_a_time(self, data: st.DataObject, person: Contact, later: int, days: int) -> None:
        first, end = today(self.now) + timedelta(days=later), today(self.now) + timedelta(days=HORIZON)
        self._join(person, data.draw(wishes()), first, min(first + timedelta(days=days), end))

    @precondition(lambda self: self.seen)
    @rule(data=st.data(), person=st.sampled_from(WITH_EMAIL))
    def wait_for_what_another_gives_back(self, data: st.DataObject, person: Contact) -> None:
        rows = list(self.visit(data, *OPEN).appointments.filter(status__in=OPEN).select_related("service"))
        if rows and rows[0].start > self.now:
            day = today(rows[0].start)
            self._join(person, ([row.service.slug for row in rows], ""), day, day)
            cancel_visit(visit_id=rows[0].visit_id, by=KARIN, now=self.now)
            offer_free_time(now=self.now)

    def _join(self, person: Contact, wanted: tuple[list[str], str], first: date, last: date) -> None:
        request = PlaceRequest(next(self.drafts), wish_for(*wanted), first, last, person, "de")
        joined = self.may(lambda: join_waiting_list(request, now=self.now), errors.TooManyVisits, errors.TooManyWaiting)
        assert joined is not False

    @precondition(lambda self: WaitingOffer.objects.exists())
    @rule(data=st.data(), accept=st.booleans())
    def answer_an_offer(self, data: st.DataObject, accept: bool) -> None:
        """Of whatever age and state: the links are in the mails for ever."""
        offer = data.draw(st.sampled_from(list(WaitingOffer.objects.select_related("entry").order_by("-pk"))))
        this = {"entry_id": offer.entry_id, "offer_id": offer.pk, "now": self.now}
        if not accept:
            decline_offer(**this)
            return
        price = sum((SERVICES[slug] for slug in offer.entry.services), Decimal(0))
        if self.may(lambda: accept_offer(**this, agreed=Agreed(offer.end, price))):
            assert WaitingEntry.objects.get(pk=offer.entry_id).visit is not None

    @precondition(lambda self: WaitingEntry.objects.exists())
    @rule(data=st.data())
    def leave_the_list(self, data: st.DataObject) -> None:
        entry = data.draw(st.sampled_from(list(WaitingEntry.objects.order_by("pk"))))
        leave_waiting_list(entry_id=entry.pk, now=self.now)
        assert not entry.offers.filter(state=OfferState.OPEN).exists()

    @precondition(lambda self: len(self.seen) > len(PEOPLE))
    @rule(person=st.sampled_from(WITH_EMAIL))
    def erase(self, person: Contact) -> None:
        erase_person(email=person.email, by=KARIN, now=self.now)
        assert not Visit.objects.filter(contact_email=person.email).exists()
        assert not WaitingEntry.objects.filter(contact_email=person.email).exists()

    def starts(self, free: FreeTime) -> st.SearchStrategy[datetime]:
        """What is offered, mostly; else what may be taken, too early, too late, or kept back."""
        offered = [calendar.moment(start.at) for start in free.starts]
        return st.sampled_from(offered) | self.moments() if offered else self.moments()
