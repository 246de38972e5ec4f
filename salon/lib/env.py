"""Read settings from the environment; a wrong value stops the start with one sentence.

Every value can also come from a file: `NAME_FILE=/run/secrets/name` is read when `NAME` is not set.
"""

import os
import secrets
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

YES, NO = {"1", "true", "yes", "on"}, {"0", "false", "no", "off", ""}


def text(name: str, default: str = "") -> str:
    """The value of `name`, or the content of the file that `name`_FILE points to, or `default`."""
    if name in os.environ:
        return os.environ[name].strip()
    path = os.environ.get(f"{name}_FILE")
    if path is None:
        return default
    try:
        return Path(path).read_text(encoding="utf-8").strip()
    except OSError as problem:
        raise ImproperlyConfigured(f"{name}_FILE={path} cannot be read: {problem.strerror}.") from problem


def required(name: str) -> str:
    value = text(name)
    if not value:
        raise ImproperlyConfigured(f"{name} is missing. Set it, or {name}_FILE, in the environment.")
    return value


def flag(name: str, default: bool) -> bool:
    value = text(name, "1" if default else "0").lower()
    if value not in YES | NO:
        raise ImproperlyConfigured(f"{name}={value} is neither yes nor no.")
    return value in YES


def number(name: str, default: int) -> int:
    value = text(name, str(default))
    try:
        return int(value)
    except ValueError as problem:
        raise ImproperlyConfigured(f"{name}={value} is not a whole number.") from problem


def words(name: str, default: str = "") -> list[str]:
    """A comma-separated list without empty entries."""
    return [word.strip() for word in text(name, default).split(",") if word.strip()]


def database(url: str, sqlite_file: Path) -> dict[str, object]:
    """Django's settings for `DATABASE_URL`; SQLite in `sqlite_file` where the URL is empty.

    SQLite writes one after the other (IMMEDIATE), so a reader that becomes a writer never fails with
    "database is locked"; PostgreSQL keeps its connections for a minute.
    """
    if not url:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": sqlite_file,
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;"
                " PRAGMA busy_timeout=20000; PRAGMA temp_store=MEMORY;",
            },
        }
    parts = urlsplit(url)
    if parts.scheme not in {"postgres", "postgresql"}:
        raise ImproperlyConfigured(f"DATABASE_URL begins with {parts.scheme}://, only postgresql:// is known.")
    options = dict(parse_qsl(parts.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": options.pop("host", parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": options,
    }


def kept_secret(path: Path) -> str:
    """A random secret that is made once and kept in `path`, readable by its owner alone."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(48))
    return path.read_text().strip()
