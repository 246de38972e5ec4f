"""Every test process has a database of its own, a copy of the migrated one, and stands where its machine does."""

import os
import time
from collections.abc import Iterator

import pytest
from django.conf import settings
from django.db import connection
from django.test import TransactionTestCase
from pytest_django import DjangoDbBlocker

from tests.databases import SERVER, migrated, use

# Whoever uses one of these fixtures, by whatever way, has a database.
DATABASE = {"db", "transactional_db", "test_database"}
# Each starts whole sites, and mostly waits for them.
SITES = ("browser", "boot", "soak")


def pytest_configure() -> None:
    stand_where_the_machine_does()


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What never asks for a database runs once; what shares something that takes long to make stays together."""
    for item in filter(lambda item: isinstance(item, pytest.Function), items):
        if not (DATABASE.intersection(item.fixturenames) or item.get_closest_marker("django_db")):
            item.add_marker("once")
        if group := _group_of(item):
            item.add_marker(pytest.mark.xdist_group(group))


def _group_of(item: pytest.Function) -> str:
    """The tests of a group run in one worker, one after the other; those without a group wherever there is room."""
    shared = {made[-1].scope for made in item._fixtureinfo.name2fixturedefs.values()}
    return next(filter(item.get_closest_marker, SITES), "") or (item.module.__name__ if "module" in shared else "")


def stand_where_the_machine_does() -> None:
    """`TZ` counts again, so that whatever takes the machine's zone for the salon's is found out."""
    if settings.MACHINE_ZONE:
        os.environ["TZ"] = settings.MACHINE_ZONE
        time.tzset()


@pytest.fixture(scope="session")
def test_database(django_db_modify_db_settings: None) -> str:
    """The name of this process's database."""
    return str(settings.DATABASES["default"]["TEST"]["NAME"] or f"test_{SERVER}")


@pytest.fixture(scope="session")
def django_db_setup(
    django_test_environment: None, test_database: str, django_db_blocker: DjangoDbBlocker
) -> Iterator[None]:
    with django_db_blocker.unblock(), pytest.MonkeyPatch.context() as patch:
        use(migrated(), test_database)
        # A fresh copy is there sooner than a hundred tables are emptied, and holds what every other test finds.
        patch.setattr(TransactionTestCase, "_fixture_teardown", lambda case: use(migrated(), test_database))
        yield
        connection.close()
