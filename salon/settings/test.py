"""Tests: SQLite in a file or PostgreSQL by `DATABASE_URL`, static files from their folders, cheap passwords."""

import os
import tempfile
from pathlib import Path

from salon.settings.base import *  # noqa: F403
from salon.settings.base import CACHES, DATABASES, FILE_CACHE, REDIS_URL, STORAGES

SECRET_KEY = "only-for-tests"  # noqa: S105
DEBUG = False
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
SERVE_MEDIA = True
# Django makes TIME_ZONE the zone of the process; the tests give it back the one of the machine (tests/conftest.py).
MACHINE_ZONE = os.environ.get("TZ", "")
VAR = Path(tempfile.mkdtemp(prefix="salon-test-"))
MEDIA_ROOT = VAR / "media"
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
STORAGES = STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = True
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
# Two queries a login; on where it is tested.
AXES_ENABLED = False
CELERY_BROKER_URL = "memory://"
# Tests change tables behind the models' backs; what is kept is tested where it is asked for.
WAGTAIL_CACHE = False
# Who writes what was counted is asked for too.
COUNTS_WRITTEN_SECONDS = 0
# Each process keeps its own: what another one keeps or clears must not be met here.
CACHES = CACHES | {"pages": CACHES["pages"] | {"BACKEND": FILE_CACHE, "LOCATION": VAR / "pages"}}
if REDIS_URL:
    OWN = int("".join(filter(str.isdigit, os.environ.get("PYTEST_XDIST_WORKER", ""))) or 0) + 2
    CACHES["default"] |= {"LOCATION": f"{REDIS_URL.partition('?')[0]}?db={OWN}"}
# A file, because threads and processes race for it; in memory SQLite ignores its own waiting time.
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["TEST"] = {"NAME": str(VAR / "test.sqlite3")}
