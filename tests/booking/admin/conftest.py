"""The people who work in the admin, each with her own role."""

from collections.abc import Callable

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.test import Client as Browser

from booking.models import Master
from salon.cms.roles import Role

LogIn = Callable[..., Browser]


@pytest.fixture
def log_in(db: None) -> LogIn:
    """A browser in which somebody of a role is logged in; `master`: as which master she works."""

    def run(role: str, master: Master | None = None) -> Browser:
        user = get_user_model().objects.create_user(f"{role.lower()}-{master or 'desk'}", password="geheim")
        user.groups.add(Group.objects.get(name=role))
        if master is not None:
            Master.objects.filter(pk=master.pk).update(user=user)
        browser = Browser()
        browser.force_login(user)
        return browser

    return run


@pytest.fixture
def karin(log_in: LogIn) -> Browser:
    """Reception."""
    return log_in(Role.RECEPTION)


@pytest.fixture
def owner(log_in: LogIn) -> Browser:
    return log_in(Role.OWNER)


@pytest.fixture
def editor(log_in: LogIn) -> Browser:
    return log_in(Role.EDITOR)


@pytest.fixture
def annas_phone(log_in: LogIn, anna: Master) -> Browser:
    """Anna, who sees what is hers."""
    return log_in(Role.MASTER, anna)
