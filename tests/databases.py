"""Databases for tests: made once a state, then copied for every process that tests.

SQLite copies a file, which is kept in `var/` for the next run; PostgreSQL a template database, which lives as long as
its server.
"""

import fcntl
import hashlib
import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection

ROOT = Path(__file__).parents[1]
TEMPLATES = ROOT / "var" / "test-databases"
# Every `make` runs on the test settings' own server; the tests' database can't be dropped from inside.
SERVER = str(settings.DATABASES["default"]["NAME"])


@dataclass(frozen=True)
class State:
    """What a database holds: `make` builds it upon `base` (None: upon nothing), and anew when `print` changes."""

    name: str
    print: str
    make: Callable[[], None]
    base: "State | None" = None


def fingerprint(files: Iterable[Path], *words: str) -> str:
    digest = hashlib.sha256(" ".join(words).encode())
    for file in sorted(files):
        digest.update(file.read_bytes())
    return digest.hexdigest()[:16]


@cache
def migrated() -> State:
    """Of all migrations of the project, the pinned packages and the wall, which is built outside them too."""
    files = [*ROOT.glob("*/migrations/*.py"), *ROOT.glob("salon/*/migrations/*.py")]
    files += [ROOT / "requirements" / "base.txt", ROOT / "booking" / "wall.py", ROOT / "salon" / "cms" / "roles.py"]
    return State("migrated", fingerprint(files), lambda: call_command("migrate", verbosity=0))


def use(state: State, name: str) -> None:
    """Make database `name` a copy of a state, and connect to it."""
    with _alone():
        if connection.vendor == "sqlite":
            _copy_file(_made_file(state), Path(name))
        else:
            template = _made_database(state)
            _connect(SERVER)
            _recreate(name, template)
        _connect(name)


def make(state: State) -> None:
    """Have a state's template ready, so that no test waits for it."""
    with _alone():
        _made_file(state) if connection.vendor == "sqlite" else _made_database(state)
        connection.close()


def copy(state: State, target: Path) -> None:
    """A state in an SQLite file, for a process of its own."""
    with _alone():
        _copy_file(_made_file(state), target)


@contextmanager
def _alone() -> Iterator[None]:
    """One process at a time makes a template of a kind of database; the others wait and find it."""
    TEMPLATES.mkdir(parents=True, exist_ok=True)
    with (TEMPLATES / f"{connection.vendor}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _made_file(state: State) -> Path:
    template = TEMPLATES / f"{state.name}-{state.print}.sqlite3"
    if template.exists():
        return template
    making = template.with_suffix(".making")
    making.unlink(missing_ok=True)
    if state.base is not None:
        shutil.copy(_made_file(state.base), making)
    _connect(str(making))
    state.make()
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    for outdated in TEMPLATES.glob(f"{state.name}-*.sqlite3"):
        outdated.unlink()
    return making.rename(template)


def _copy_file(template: Path, target: Path) -> None:
    connection.close()
    target.parent.mkdir(parents=True, exist_ok=True)
    for part in ("", "-wal", "-shm"):
        target.with_name(target.name + part).unlink(missing_ok=True)
    shutil.copy(template, target)


def _made_database(state: State) -> str:
    template = f"salon_{state.name}_{state.print}"
    _connect(SERVER)
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [template])
        if cursor.fetchone() is not None:
            return template
    base = _made_database(state.base) if state.base is not None else "template1"
    _connect(SERVER)
    _recreate(f"{template}_making", base)
    _connect(f"{template}_making")
    state.make()
    _connect(SERVER)
    with connection.cursor() as cursor:
        cursor.execute(f"ALTER DATABASE {template}_making RENAME TO {template}")
    return template


def _recreate(name: str, template: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        cursor.execute(f"CREATE DATABASE {name} TEMPLATE {template}")


def _connect(name: str) -> None:
    connection.close()
    settings.DATABASES["default"]["NAME"] = name
    connection.settings_dict["NAME"] = name
