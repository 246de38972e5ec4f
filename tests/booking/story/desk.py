"""The desk as a machine that Hypothesis drives: its clock, its timetable, and what holds after whatever was done.

What may be refused is refused by a `Refusal` of `booking.errors`; anything else that is raised is a defect.
"""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime, time, timedelta
from itertools import count

from django.db import transaction
from django.db.models import Q
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from booking import errors
from booking.actions.decide import expire_requests
from booking.actions.hold import sweep_holds
from booking.actions.waiting import offer_free_time
from booking.models import (
    BookingSettings,
    Confirmation,
    Gaps,
    Hold,
    Master,
    Occupancy,
    Service,
    ServiceOrder,
    Status,
    Visit,
)
from booking.selectors.visit_card import STATUSES
from booking.selectors.visits import derived_status
from salon.lib.errors import Refusal
from salon.outbox.actions.deliver import deliver_due
from salon.outbox.models import Message, State
from tests.booking.conftest import local
from tests.booking.story.invariants import assert_desk_is_sound

# An ordinary Monday, and the evenings before the nights in which the clocks change.
BEGINNINGS = [at.astimezone(UTC) for at in (local(8, 12), local(28, 18, month=3), local(24, 18, month=10))]
MOSTLY = st.sampled_from([True, True, True, False])
PAUSES = [1, 5, 11, 45, 60, 8 * 60, 26 * 60, 3 * 24 * 60]
# A small world, in which people meet.
HORIZON, QUARTER = 3, timedelta(minutes=15)


@contextmanager
def undone() -> Iterator[None]:
    """One example, forgotten afterwards."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


class Desk(RuleBasedStateMachine):
    """One example is one transaction that is forgotten."""

    def __init__(self) -> None:
        super().__init__()
        self.example = ExitStack()
        self.example.enter_context(undone())
        self.now = BEGINNINGS[0]
        self.drafts = (f"draft-{number}" for number in count(1))
        # What each draft has chosen: services, master, start.
        self.chosen: dict[str, tuple[list[str], str, datetime]] = {}
        # Each visit as it was last seen: sequence, and what a calendar shows of it.
        self.seen: dict[int, tuple[int, object]] = {}

    def teardown(self) -> None:
        self.example.close()

    @initialize(
        data=st.data(),
        begins=st.sampled_from(BEGINNINGS),
        confirmation=st.sampled_from(Confirmation),
        order=st.sampled_from(ServiceOrder),
        gaps=st.sampled_from(Gaps),
    )
    def open_the_salon(self, data: st.DataObject, begins: datetime, confirmation: str, order: str, gaps: str) -> None:
        self.now = begins
        rules = BookingSettings.load()
        rules.confirmation, rules.service_order, rules.gaps = confirmation, order, gaps
        rules.horizon_days, rules.max_open_visits, rules.reminders_hours = HORIZON, 4, [24, 2]
        rules.offers_from, rules.offers_until = time(), time(23, 59)
        rules.save()
        Service.objects.filter(slug="colour").update(confirmation=Confirmation.REQUEST)
        self.begin(data)

    def begin(self, data: st.DataObject) -> None:
        """What is there already when the story begins."""

    # -- time passes

    @rule(minutes=st.sampled_from(PAUSES), tidy=st.booleans())
    def time_passes(self, minutes: int, tidy: bool) -> None:
        """With the timetable at work or not: nothing depends on its being in time."""
        self.now += timedelta(minutes=minutes)
        if tidy:
            expire_requests(now=self.now)
            sweep_holds(now=self.now)
            assert not Visit.objects.filter(decide_until__lte=self.now).exists()
            assert not Hold.objects.filter(held_until__lte=self.now).exists()

    @rule()
    def the_waiting_list_is_asked_and_the_post_leaves(self) -> None:
        offer_free_time(now=self.now)
        deliver_due(now=self.now)
        # Whatever is not sent has a reason; nothing is broken, and nothing waits for a server.
        assert not Message.objects.filter(~Q(waits_for="") | Q(state=State.DEAD)).exists()

    # -- what holds after each of these

    @invariant()
    def the_desk_is_sound(self) -> None:
        assert_desk_is_sound()

    @invariant()
    def every_change_has_a_number(self) -> None:
        """A calendar takes the entry with the higher sequence (RFC 5545, 3.8.7.4); what is done stays in it."""
        for visit in Visit.objects.prefetch_related("appointments"):
            rows = sorted(visit.appointments.all(), key=lambda row: row.position)
            status = STATUSES.get(Status(derived_status([row.status for row in rows])))
            picture = status, [(row.start, row.end) for row in rows]
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

    def visit(self, data: st.DataObject, *statuses: str) -> Visit:
        """Mostly one with such an appointment, where there is one."""
        visits = Visit.objects.filter(pk__in=self.seen).order_by("pk")
        fitting = visits.filter(appointments__status__in=statuses).distinct()
        return data.draw(st.sampled_from(list(fitting if fitting and data.draw(MOSTLY) else visits)))

    def moments(self) -> st.SearchStrategy[datetime]:
        """Around the times at which something that is kept or booked begins and ends; any quarter of an hour."""
        taken = sorted({at for row in Occupancy.objects.values_list("start", "end") for at in row})
        quarters = st.integers(-4, (HORIZON + 1) * 96).map(lambda later: self.now.replace(minute=0) + later * QUARTER)
        if not taken:
            return quarters
        beside = st.tuples(st.sampled_from(taken), st.integers(-4, 4)).map(lambda drawn: drawn[0] + drawn[1] * QUARTER)
        return beside | beside | quarters

    def masters(self) -> list[Master]:
        return list(Master.objects.order_by("slug"))
