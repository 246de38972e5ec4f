"""Every test process has a database of its own, a copy of the migrated one."""

from collections.abc import Iterator

import pytest
from django.conf import settings
from django.db import connection
from pytest_django import DjangoDbBlocker

from tests.databases import SERVER, migrated, use


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
