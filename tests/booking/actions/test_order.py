"""The order of a visit's services: as in the catalogue, or whatever is possible."""

from datetime import datetime

import pytest

from booking.engine import calendar
from booking.errors import SlotTaken
from booking.models import BookingSettings, ServiceOrder, Visit
from booking.selectors.free_time import find_free_time
from tests.booking.conftest import BERLIN, NOW, Booker, local, wish_for

pytestmark = pytest.mark.django_db

BOTH = ["colour", "manicure"]


@pytest.fixture
def olga_is_free_until_eleven(book: Booker) -> None:
    for hour in range(11, 17):
        book("haircut", local(9, hour), master="olga")


def let_the_order_be_free() -> None:
    BookingSettings.load().save()
    BookingSettings.objects.update(service_order=ServiceOrder.FREE)


def starts_on_tuesday() -> list[str]:
    free = find_free_time(wish_for(BOTH), now=NOW)
    return [clock(calendar.moment(start.at)) for start in free.on(local(9, 0).date())]


def order_of(visit: Visit) -> list[tuple[str, str]]:
    return [(row.service.slug, clock(row.start)) for row in visit.appointments.order_by("start")]


def clock(at: datetime) -> str:
    return f"{at.astimezone(BERLIN):%H:%M}"


@pytest.mark.usefixtures("olga_is_free_until_eleven")
def test_the_catalogues_order_is_kept_where_the_salon_wants_it(book: Booker) -> None:
    assert starts_on_tuesday() == []
    with pytest.raises(SlotTaken):
        book(BOTH, local(9, 9, 15))


@pytest.mark.usefixtures("olga_is_free_until_eleven")
def test_a_free_order_books_what_the_catalogues_order_cannot(book: Booker) -> None:
    let_the_order_be_free()
    assert starts_on_tuesday() == ["09:15", "09:30", "09:45", "10:00"]
    assert order_of(book(BOTH, local(9, 9, 15))) == [("manicure", "09:15"), ("colour", "10:00")]


def test_where_both_orders_are_possible_the_visit_that_ends_first_is_taken(book: Booker) -> None:
    let_the_order_be_free()
    assert order_of(book(BOTH, local(9, 10))) == [("colour", "10:00"), ("manicure", "12:00")]
