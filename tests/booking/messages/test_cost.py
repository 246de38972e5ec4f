"""What the promise to write costs a booking: one row a reader, all of them in one query."""

from collections.abc import Callable

from django.db import connection
from django.test.utils import CaptureQueriesContext

from booking.actions.attendance import complete_visit
from booking.actions.change import cancel_visit, move_visit
from booking.actions.decide import approve_visit
from booking.actions.events import ONLINE, Actor
from booking.models import Visit
from salon.outbox.actions.deliver import deliver_due
from salon.outbox.models import Message
from tests.booking.conftest import NOW, OLENA, Booker, local
from tests.booking.messages.conftest import KARIN, set_rules

CHAIN, THURSDAY, FRIDAY = ["colour", "manicure"], local(11, 10), local(12, 10)
TABLE = Message._meta.db_table


def queries(run: Callable[[], object]) -> tuple[int, int]:
    """How many queries touch the outbox, and how many there are."""
    with CaptureQueriesContext(connection) as seen:
        run()
    return sum(TABLE in query["sql"] for query in seen), len(seen)


def test_a_booking_queues_all_its_messages_by_one_query(annas: Actor, olgas: Actor, book: Booker) -> None:
    outbox, _ = queries(lambda: book(CHAIN, THURSDAY, contact=OLENA))
    kinds = sorted(Message.objects.values_list("kind", flat=True))
    assert kinds == ["staff_new"] * 3 + ["visit_confirmed"] + ["visit_reminder"] * 2
    assert outbox == 1


def test_telling_the_salon_costs_no_further_query(annas: Actor, olgas: Actor, book: Booker) -> None:
    with_staff = queries(lambda: book(CHAIN, THURSDAY))
    set_rules(tells_desk=False, tells_masters=False)
    assert queries(lambda: book(CHAIN, FRIDAY)) == with_staff


def test_a_move_costs_three_at_most(annas: Actor, olgas: Actor, book: Booker) -> None:
    visit = book(CHAIN, THURSDAY, contact=OLENA)
    outbox, _ = queries(lambda: move_visit(visit_id=visit.pk, to=FRIDAY, by=ONLINE, now=NOW))
    assert outbox <= 3


def test_ending_a_visit_costs_four_at_most(annas: Actor, olgas: Actor, book: Booker) -> None:
    def end(visit: Visit, number: int) -> None:
        if number:
            complete_visit(visit_id=visit.pk, by=KARIN, now=local(13, 10))
        else:
            cancel_visit(visit_id=visit.pk, by=ONLINE, now=NOW)

    for number, at in enumerate((THURSDAY, FRIDAY)):
        visit = book(CHAIN, at, contact=OLENA)
        outbox, _ = queries(lambda visit=visit, number=number: end(visit, number))
        # One of them looks for cards in chats.
        assert outbox <= 4


def test_an_approval_costs_three(on_request: None, annas: Actor, olgas: Actor, book: Booker) -> None:
    visit = book(CHAIN, THURSDAY, contact=OLENA)
    outbox, _ = queries(lambda: approve_visit(visit_id=visit.pk, by=KARIN, now=NOW))
    assert outbox == 3


def test_the_visits_of_many_letters_are_read_together(annas: Actor, olgas: Actor, book: Booker) -> None:
    for hour in (10, 12, 14):
        book(["manicure"], local(11, hour), contact=OLENA)
    letters = Message.objects.filter(due_at__lte=NOW).count()
    with CaptureQueriesContext(connection) as seen:
        assert deliver_due(now=NOW) == letters >= 9
    # For clients and for staff.
    assert sum(f'"{Visit._meta.db_table}"' in query["sql"] for query in seen) == 1
