"""Whatever gives time back asks the waiting list at once, and is never broken by it."""

import logging
from datetime import timedelta

import pytest
from django.db import DatabaseError
from django.test import Client as Browser
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from booking.actions import freed
from booking.actions.change import cancel_visit, move_visit
from booking.actions.decide import decline_visit, expire_requests
from booking.actions.events import ONLINE
from booking.actions.waiting import offer_free_time
from booking.errors import TooLateToCancel
from booking.models import BookingSettings, Confirmation, Status, TimeOff, Visit
from salon.cms.roles import Role
from tests.booking.admin.conftest import LogIn, log_in
from tests.booking.conftest import NOW, Booker, local
from tests.booking.waiting.conftest import KARIN, Committing, Joiner, Tuesday, cancel, offers_to

__all__ = ["log_in"]

TEN = local(9, 10)


def test_a_cancelled_appointments_time_is_offered(
    full_tuesday: Tuesday, join: Joiner, django_capture_on_commit_callbacks: Committing
) -> None:
    entry = join()
    with django_capture_on_commit_callbacks(execute=True):
        cancel(full_tuesday["anna", 10])
    assert offers_to(entry) == [(TEN, "open")]


def test_a_moved_appointments_old_time_is_offered(
    full_tuesday: Tuesday, join: Joiner, django_capture_on_commit_callbacks: Committing
) -> None:
    entry = join()
    with django_capture_on_commit_callbacks(execute=True):
        move_visit(visit_id=full_tuesday["anna", 10].pk, to=local(11, 10), by=KARIN, now=NOW)
    assert offers_to(entry) == [(TEN, "open")]


@pytest.fixture
def request_at_ten(full_tuesday: Tuesday, book: Booker) -> Visit:
    """Tuesday at ten is asked for and not answered yet."""
    cancel(full_tuesday["anna", 10])
    BookingSettings.objects.update(confirmation=Confirmation.REQUEST)
    return book("haircut", TEN)


def test_a_declined_requests_time_is_offered(
    request_at_ten: Visit, join: Joiner, django_capture_on_commit_callbacks: Committing
) -> None:
    entry = join()
    with django_capture_on_commit_callbacks(execute=True):
        decline_visit(visit_id=request_at_ten.pk, by=KARIN, now=NOW)
    assert offers_to(entry) == [(TEN, "open")]


def test_an_expired_requests_time_is_offered(
    request_at_ten: Visit, join: Joiner, django_capture_on_commit_callbacks: Committing
) -> None:
    entry = join()
    BookingSettings.objects.update(lead_minutes=0)
    Visit.objects.filter(pk=request_at_ten.pk).update(decide_until=NOW)
    with django_capture_on_commit_callbacks(execute=True):
        assert expire_requests(now=NOW + timedelta(minutes=1)) == 1
    assert offers_to(entry) == [(TEN, "open")]


def test_time_off_that_is_deleted_is_offered(
    full_tuesday: Tuesday, join: Joiner, log_in: LogIn, django_capture_on_commit_callbacks: Committing, clock: None
) -> None:
    anna = full_tuesday["anna", 10].appointments.get().master
    off = TimeOff.objects.create(master=anna, start=TEN, end=local(9, 11))
    cancel(full_tuesday["anna", 10])
    entry = join()
    with django_capture_on_commit_callbacks(execute=True):
        karin: Browser = log_in(Role.RECEPTION)
        karin.post(reverse("time-off:delete", args=[off.pk]))
    assert offers_to(entry) == [(TEN, "open")]


def test_it_costs_one_query_where_nobody_waits(
    full_tuesday: Tuesday, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(1):
        assert offer_free_time(now=NOW) == 0


def test_a_failure_there_never_breaks_the_cancellation(
    full_tuesday: Tuesday,
    django_capture_on_commit_callbacks: Committing,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    def away(*, now: object) -> int:
        raise DatabaseError("the database is away")

    monkeypatch.setattr(freed, "offer_free_time", away)
    visit = full_tuesday["anna", 10]
    with caplog.at_level(logging.ERROR), django_capture_on_commit_callbacks(execute=True):
        cancel_visit(visit_id=visit.pk, by=KARIN, now=NOW)
    assert visit.appointments.get().status == Status.CANCELLED
    assert "the database is away" in caplog.text


def test_a_change_that_is_taken_back_asks_nobody(
    full_tuesday: Tuesday, join: Joiner, django_capture_on_commit_callbacks: Committing
) -> None:
    entry = join()
    visit = full_tuesday["anna", 10]
    visit.appointments.update(policy={"free_cancel_hours": 99, "cancel_limit_hours": 99, "move_limit_hours": 99})
    with django_capture_on_commit_callbacks(execute=True) as callbacks, pytest.raises(TooLateToCancel):
        cancel_visit(visit_id=visit.pk, by=ONLINE, now=NOW)
    assert callbacks == []
    assert offers_to(entry) == []
