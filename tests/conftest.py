"""Databases for tests: migrated once a state of the migrations, then copied for every process that tests.

SQLite copies a file, PostgreSQL a template database; both are kept for the next run.
"""

import fcntl
import hashlib
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from pytest_django import DjangoDbBlocker

ROOT = Path(__file__).parents[1]
TEMPLATES = ROOT / "var" / "test-databases"


@pytest.fixture(scope="session")
def django_db_setup(
    django_test_environment: None, django_db_modify_db_settings: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[None]:
    name = str(settings.DATABASES["default"]["TEST"]["NAME"] or f"test_{settings.DATABASES['default']['NAME']}")
    with django_db_blocker.unblock():
        with _alone():
            copy = _copy_of_file if connection.vendor == "sqlite" else _copy_of_database
            copy(name)
        yield
        connection.close()


@contextmanager
def _alone() -> Iterator[None]:
    """One process at a time makes the template; the others wait and find it."""
    TEMPLATES.mkdir(parents=True, exist_ok=True)
    with (TEMPLATES / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _copy_of_file(name: str) -> None:
    template = TEMPLATES / f"{_fingerprint()}.sqlite3"
    if not template.exists():
        making = template.with_suffix(".making")
        making.unlink(missing_ok=True)
        _connect(str(making))
        call_command("migrate", verbosity=0)
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.close()
        making.rename(template)
    Path(name).parent.mkdir(parents=True, exist_ok=True)
    shutil.copy(template, name)
    _connect(name)


def _copy_of_database(name: str) -> None:
    template = f"salon_template_{_fingerprint()}"
    server = str(settings.DATABASES["default"]["NAME"])
    _connect(server)
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [template])
        if cursor.fetchone() is None:
            cursor.execute(f"DROP DATABASE IF EXISTS {template}_making")
            cursor.execute(f"CREATE DATABASE {template}_making")
            _connect(f"{template}_making")
            call_command("migrate", verbosity=0)
            _connect(server)
            with connection.cursor() as again:
                again.execute(f"ALTER DATABASE {template}_making RENAME TO {template}")
    with connection.cursor() as cursor:
        cursor.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        cursor.execute(f"CREATE DATABASE {name} TEMPLATE {template}")
    _connect(name)


def _connect(name: str) -> None:
    connection.close()
    settings.DATABASES["default"]["NAME"] = name
    connection.settings_dict["NAME"] = name


def _fingerprint() -> str:
    """Of all migrations of the project, the pinned packages and the wall, which is built outside them too."""
    files = [*ROOT.glob("*/migrations/*.py"), *ROOT.glob("salon/*/migrations/*.py")]
    files += [ROOT / "requirements" / "base.txt", ROOT / "booking" / "wall.py", ROOT / "salon" / "cms" / "roles.py"]
    digest = hashlib.sha256()
    for file in sorted(files):
        digest.update(file.read_bytes())
    return digest.hexdigest()[:16]
