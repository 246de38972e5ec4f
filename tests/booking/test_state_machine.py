"""Whatever people do at the desk, in whatever order: the tables stay sound and their history tells why."""

import os
from datetime import time

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from booking.models import Master, Service, WorkingHours
from salon.cms.models import OpeningHours
from tests.booking.conftest import make_master
from tests.booking.story.staff import Everybody

pytestmark = pytest.mark.django_db

EVERY_DAY, SATURDAY, SUNDAY = range(7), 5, 6
MIDNIGHT = time()


@pytest.fixture
def salon_by_night(anna: Master, olga: Master, haircut: Service, colour: Service, manicure: Service) -> None:
    """Open round the clock; Vera does everything and works through the nights in which the clocks change."""
    OpeningHours.objects.all().delete()
    OpeningHours.objects.bulk_create(
        OpeningHours(weekday=weekday, starts_at=MIDNIGHT, ends_at=MIDNIGHT) for weekday in EVERY_DAY
    )
    vera = make_master("vera", "Vera Sommer", [haircut, colour, manicure], order=3)
    for weekday, begin, end in ((SATURDAY, time(20), MIDNIGHT), (SUNDAY, MIDNIGHT, time(6))):
        WorkingHours.objects.create(master=vera, weekday=weekday, starts_at=begin, ends_at=end)


def test_whatever_happens_the_desk_is_sound(salon_by_night: None) -> None:
    run_state_machine_as_test(
        Everybody,
        settings=settings(
            max_examples=int(os.environ.get("FUZZ_EXAMPLES", "10")),
            stateful_step_count=25,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
