"""The calendar on Tuesday, 9 June 2026, at half past eleven."""

from collections.abc import Iterator

import pytest
import time_machine
from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractUser, Group

from booking.models import Master
from salon.cms.roles import Role
from tests.booking.conftest import local

MORNING = local(9, 11, 30)


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(MORNING.timestamp(), tick=False) as clock:
        yield clock


def person(role: Role, master: Master | None = None) -> AbstractUser:
    user = get_user_model().objects.create_user(f"{role.lower()}-person")
    user.groups.add(Group.objects.get(name=role))
    if master is not None:
        Master.objects.filter(pk=master.pk).update(user=user)
    return user
