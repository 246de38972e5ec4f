"""What could still be booked in the next days."""

from datetime import datetime

import pytest
from django.contrib.auth import get_user
from django.test import Client as Browser

from booking.actions.roster import be_away
from booking.models import Master, Service
from booking.selectors.gaps_ahead import Gap, gaps_ahead
from tests.booking.conftest import Booker, local

__all__ = ["annas_phone", "karin", "log_in"]
from tests.booking.admin.conftest import annas_phone, karin, log_in

MORNING = local(9, 8)


def gaps(browser: Browser, now: datetime = MORNING) -> list[tuple[str, datetime, datetime]]:
    return [(gap.name, gap.start, gap.end) for gap in gaps_ahead(get_user(browser), now=now)]


def hers(browser: Browser, now: datetime = MORNING) -> list[tuple[int, int, int]]:
    """Anna's in day, first and last hour."""
    found: list[Gap] = gaps_ahead(get_user(browser), now=now)
    zone = MORNING.tzinfo
    rows = [(gap.start.astimezone(zone), gap.end.astimezone(zone)) for gap in found if gap.name.startswith("Anna")]
    return [(begin.day, begin.hour, end.hour) for begin, end in rows]


def test_what_nobody_booked_today_and_the_next_days(karin: Browser, anna: Master) -> None:
    assert hers(karin) == [*((day, 9, 17) for day in (9, 10, 11, 12)), (13, 9, 14)]


def test_a_visit_splits_a_gap_and_its_rest_counts_only_if_something_fits(
    karin: Browser, anna: Master, book: Booker
) -> None:
    book("haircut", local(9, 9, 30), master="anna")
    assert hers(karin)[0] == (9, 10, 17), "half an hour is shorter than the shortest service"


def test_time_off_is_no_gap(karin: Browser, anna: Master) -> None:
    be_away(master=anna.pk, start=local(9, 12), end=local(9, 14), confirmed=[], now=MORNING)
    assert hers(karin)[:2] == [(9, 9, 12), (9, 14, 17)]


def test_what_is_past_is_gone(karin: Browser, anna: Master) -> None:
    assert hers(karin, local(9, 12, 3))[0] == (9, 12, 17)
    assert hers(karin, local(9, 16, 30))[0] == (10, 9, 17), "thirty minutes are left of today"


def test_a_master_sees_her_own(annas_phone: Browser, anna: Master, olga: Master) -> None:
    assert {name for name, _begin, _end in gaps(annas_phone)} == {"Anna Lindner"}


def test_a_salon_without_services_has_no_gaps(karin: Browser, anna: Master, haircut: Service) -> None:
    Service.objects.update(is_active=False)
    assert gaps(karin) == []


@pytest.mark.django_db
def test_a_handful_of_queries(karin: Browser, anna: Master, olga: Master, django_assert_max_num_queries) -> None:
    user = get_user(karin)
    with django_assert_max_num_queries(10):
        gaps_ahead(user, now=MORNING)
