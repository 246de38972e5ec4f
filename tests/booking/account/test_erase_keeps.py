"""Olena is forgotten: what was done stays as it was."""

from datetime import timedelta

import pytest
from django.db.models import Count, Sum

from booking.actions.clients import Contact
from booking.actions.decide import decline_visit
from booking.actions.events import Actor
from booking.actions.privacy import Erased
from booking.models import (
    Appointment,
    Occupancy,
    Service,
    Source,
    Status,
    Visit,
)
from tests.booking.account.conftest import erase
from tests.booking.conftest import NOW, OLENA, Booker, local

KARIN = Actor("staff", Source.PHONE)
IGOR = Contact("Igor Bondar", "+491519999999", "igor@example.org")


def totals() -> object:
    """What the figures of the salon are made of."""
    rows = Appointment.objects.values("service__slug", "master__slug", "start", "end", "minutes", "price_kind")
    return (
        Appointment.objects.aggregate(Sum("price"), Sum("minutes"), Count("pk")),
        list(rows.order_by("pk")),
        list(Visit.objects.order_by("pk").values_list("reference", "source", "language", "campaign", "page")),
    )


def test_sums_stay_as_they_were(book: Booker, visit: Visit) -> None:
    first = book(["haircut", "manicure"], local(9, 10), contact=OLENA, campaign={"first": {"utm_source": "flyer"}})
    first.appointments.update(status=Status.COMPLETED)
    before = totals()
    assert erase(now=local(10, 9)) == Erased(visits=2, cancelled=1)
    assert totals() == before
    assert set(first.appointments.values_list("status", flat=True)) == {Status.COMPLETED}


def test_upcoming_visits_are_cancelled_and_their_time_is_free(visit: Visit, book: Booker) -> None:
    erase()
    appointment = visit.appointments.get()
    assert (appointment.status, appointment.is_late_cancel) == (Status.CANCELLED, False)
    assert not Occupancy.objects.exists()
    book("haircut", local(10, 14), master="anna", contact=IGOR)


def test_the_limits_for_cancelling_keep_nobody_from_being_forgotten(visit: Visit) -> None:
    assert erase(now=local(10, 13)).cancelled == 1
    assert visit.appointments.get().is_late_cancel


@pytest.mark.parametrize("minute", [0, 30, 60, 600])
def test_a_visit_that_has_begun_stays_what_it_is(visit: Visit, minute: int) -> None:
    erase(now=local(10, 14) + timedelta(minutes=minute))
    assert visit.appointments.get().status == Status.CONFIRMED
    assert Occupancy.objects.exists()


def test_a_request_is_taken_back(book: Booker, haircut: Service) -> None:
    Service.objects.update(confirmation="request")
    visit = book("haircut", local(11, 10), contact=OLENA)
    erase()
    visit.refresh_from_db()
    assert visit.decide_until is None
    assert visit.appointments.get().status == Status.CANCELLED


def test_a_declined_request_forgets_its_reason(book: Booker, haircut: Service) -> None:
    Service.objects.update(confirmation="request")
    visit = book("haircut", local(11, 10), contact=OLENA)
    decline_visit(visit_id=visit.pk, by=KARIN, now=NOW, reason="Frau Kovalenko, wir sind voll")
    erase()
    visit.refresh_from_db()
    assert visit.decline_reason == ""
    assert visit.appointments.get().status == Status.DECLINED
