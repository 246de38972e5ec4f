"""One part of a visit is cancelled; the rest of it goes on, and everybody reads what concerns them."""

from datetime import datetime

import pytest

from booking.models import Appointment, Master, Occupancy, Visit
from salon.outbox.models import Message, State
from tests.booking.actions.test_desk_moves import cancel, move, parts, queued, soundness
from tests.booking.conftest import OLENA, Booker, local
from tests.booking.post import leave

__all__ = ["soundness"]
pytestmark = pytest.mark.django_db


# -- cancelling a part


def test_a_cancelled_part_gives_its_time_back_and_the_rest_goes_on(book: Booker) -> None:
    colour, nails = parts(book(["colour", "manicure"], local(11, 9)))
    cancel(colour)
    assert list(Occupancy.objects.values_list("appointment", flat=True)) == [nails.pk]
    assert (queued("visit_cancelled"), queued("staff_cancelled", f"master:{colour.master_id}")) == (1, 1)
    told = Message.objects.filter(kind="visit_reminder", state=State.QUEUED).values_list("context__start", flat=True)
    assert {datetime.fromisoformat(start) for start in told} == {nails.start}
    assert [row.status for row in parts(colour.visit)] == ["cancelled", "confirmed"]


def test_a_late_cancellation_of_a_part_is_marked_as_late_and_an_early_one_is_not(book: Booker) -> None:
    colour, nails = parts(book(["colour", "manicure"], local(11, 9)))
    assert not cancel(colour).is_late_cancel
    assert cancel(nails, now=local(11, 8)).is_late_cancel
    assert set(Appointment.objects.values_list("status", flat=True)) == {"cancelled"}
    assert queued("visit_reminder") == 0


def test_the_last_open_part_of_a_request_is_cancelled_and_never_late(book: Booker, on_request: None) -> None:
    visit = book("haircut", local(11, 10))
    assert not cancel(visit.appointments.get(), now=local(11, 9)).is_late_cancel
    visit.refresh_from_db()
    assert visit.decide_until is None


def test_without_the_part_that_waited_for_an_answer_the_rest_is_confirmed(book: Booker, on_request: None) -> None:
    colour, nails = parts(book(["colour", "manicure"], local(11, 9)))
    Appointment.objects.filter(pk=colour.pk).update(status="confirmed")
    colour.events.create(kind="approved", actor="staff", source="desk")
    cancel(nails)
    visit = Visit.objects.get()
    assert visit.decide_until is None
    assert (queued("visit_confirmed"), queued("visit_reminder") > 0) == (1, True)


# -- in words


def test_a_client_reads_what_holds_now_and_a_master_of_her_own_part(book: Booker, anna: Master) -> None:
    colour, nails = parts(book(["colour", "manicure"], local(11, 9), contact=OLENA))
    Message.objects.all().delete()
    move(nails, local(11, 14))
    cancel(colour)
    told = {row.kind: row.context for row in Message.objects.filter(recipient="client").exclude(kind="visit_reminder")}
    assert told["visit_moved"]["old_start"] == told["visit_moved"]["start"] == colour.start.isoformat()
    letters = leave()
    assert [letter.subject.partition(":")[0] for letter in letters] == ["Ihr Termin hat sich geändert"] * 2
    assert "Maniküre" in letters[1].body
    assert "Farbe" not in letters[1].body
    staff = {row.kind: row.context for row in Message.objects.exclude(recipient__in=["client", "desk"])}
    assert staff["staff_moved"]["old_start"] == nails.start.isoformat()
    assert staff["staff_cancelled"] | {"part": colour.pk, "start": colour.start.isoformat()} == staff["staff_cancelled"]
