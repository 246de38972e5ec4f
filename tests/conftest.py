"""Every test process has a database of its own, a copy of the migrated one, and stands where its machine does."""

import os
import time
from collections.abc import Iterator

import pytest
from django.conf import settings
from django.db import connection
from pytest_django import DjangoDbBlocker

from tests.databases import SERVER, migrated, use


def pytest_configure() -> None:
    stand_where_the_machine_does()


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
    with django_db_blocker.unblock():
        use(migrated(), test_database)
        yield
        connection.close()
