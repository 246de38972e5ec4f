"""Erasing a person while somebody books with the same address: each of the two happens as a whole."""

from collections.abc import Callable
from threading import Barrier, Event, Thread
from time import sleep

import pytest
import time_machine
from django.db import connection, transaction

from booking.actions.book import Request, book_visit
from booking.actions.events import ONLINE
from booking.models import Client, Master, Occupancy, Status, Visit
from tests.booking.account.conftest import erase
from tests.booking.conftest import NOW, OLENA, local, wish_for

ROUNDS = 6


@pytest.mark.django_db(transaction=True)
def test_erasing_and_booking_at_once_leaves_nothing_half(
    salon: object, anna: Master, olga: Master, clock: time_machine.Traveller
) -> None:
    """Either the booking was first and is erased, or it came later and is whole, with a client of its own."""
    for number in range(ROUNDS):
        book_as_olena(number, "anna")
        _together(erase, lambda number=number: book_as_olena(number, "olga"))
        for visit in Visit.objects.select_related("client"):
            gone = not visit.contact_name
            assert gone == (not visit.contact_email) == (not visit.contact_phone)
            assert gone == bool(visit.client.erased_at)
            assert gone or visit.client.email == OLENA.email
            assert {row.status for row in visit.appointments.all()} == {Status.CANCELLED if gone else Status.CONFIRMED}
        erase()


@pytest.mark.django_db(transaction=True)
def test_a_booking_that_is_under_way_is_waited_for_and_erased_too(
    salon: object, anna: Master, olga: Master, clock: time_machine.Traveller
) -> None:
    book_as_olena(0, "anna")
    under_way = Event()

    def book() -> None:
        with transaction.atomic():
            book_as_olena(1, "olga")
            under_way.set()
            # Long enough for who erases to come as far as she can.
            sleep(0.5)

    def forget() -> None:
        under_way.wait()
        erase()

    _together(book, forget)
    assert list(Visit.objects.values_list("contact_email", flat=True)) == ["", ""]
    assert not Client.objects.filter(erased_at=None).exists()
    assert not Occupancy.objects.exists()


def book_as_olena(number: int, master: str) -> None:
    start = local(9 + number % 4, 9 + number)
    draft = f"{master}-{number}"
    book_visit(Request(draft, wish_for("haircut", master), start, OLENA, "de"), by=ONLINE, now=NOW)


def _together(*actions: Callable[[], object]) -> None:
    gate, problems = Barrier(len(actions)), []

    def run(action: Callable[[], object]) -> None:
        gate.wait()
        try:
            action()
        except Exception as problem:  # noqa: BLE001 - told below, by the test itself
            problems.append(problem)
        finally:
            connection.close()

    threads = [Thread(target=run, args=(action,)) for action in actions]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert problems == []
