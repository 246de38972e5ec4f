"""Tests: SQLite in a file or PostgreSQL by `DATABASE_URL`, static files from their folders, cheap passwords."""

import os
import tempfile
from pathlib import Path

from salon.settings.base import *  # noqa: F403
from salon.settings.base import CACHES, DATABASES, FILE_CACHE, STORAGES

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
CELERY_BROKER_URL = "memory://"
# Tests change tables behind the models' backs; what is kept is tested where it is asked for.
WAGTAIL_CACHE = False
# Each process keeps its own: another one's changes would begin a new generation here too.
CACHES = CACHES | {"pages": CACHES["pages"] | {"BACKEND": FILE_CACHE, "LOCATION": VAR / "pages"}}
# A file, because threads and processes race for it; in memory SQLite ignores its own waiting time.
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["TEST"] = {"NAME": str(VAR / "test.sqlite3")}
