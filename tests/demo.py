"""The demo salon as a database for tests: made once a day, because its time off and visits count from today.

Import the fixtures into the `conftest.py` of a folder that needs them. `demo_german` and `demo_full` show the demo to
all tests of a module, each in its own transaction; `demo_live` shows it to one test with real transactions (a
browser's).
"""

import shutil
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.cache import caches
from django.utils import timezone
from pytest_django import DjangoDbBlocker

from home.demo.finish import finish_demo
from home.demo.german import seed_german
from home.demo.load import drawings
from tests.databases import ROOT, State, fingerprint, migrated, use

# What the demo is made of and with; the drawings' own code is not among it.
SOURCES = (
    "home/demo/*.py",
    "home/demo/*.yaml",
    "home/demo/texts/*.yaml",
    "*/models.py",
    "*/models/*.py",
    "salon/cms/models/*.py",
    "salon/cms/blocks/*.py",
    "booking/actions/book.py",
)


@cache
def german_state() -> State:
    today = timezone.localdate(timezone=ZoneInfo(settings.SALON_TIME_ZONE))
    files = [file for pattern in SOURCES for file in ROOT.glob(pattern)]
    base = migrated()
    return State("german", fingerprint(files, str(today), base.print), seed_german, base)


@cache
def full_state() -> State:
    """All languages."""
    german = german_state()
    return State("full", german.print, finish_demo, german)


@pytest.fixture(scope="module")
def demo_german(django_db_setup: None, test_database: str, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The fast part: German pages, the home pages of all languages, the desk."""
    with django_db_blocker.unblock():
        _show(german_state(), test_database)
    yield
    with django_db_blocker.unblock():
        _show(migrated(), test_database)


@pytest.fixture(scope="module")
def demo_full(django_db_setup: None, test_database: str, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Everything in four languages."""
    with django_db_blocker.unblock():
        _show(full_state(), test_database)
    yield
    with django_db_blocker.unblock():
        _show(migrated(), test_database)


@pytest.fixture
def demo_live(transactional_db: None, test_database: str) -> None:
    """Everything in four languages for a test whose changes are committed; its tables are emptied afterwards."""
    _show(full_state(), test_database)


def _show(state: State, database: str) -> None:
    use(state, database)
    for stored in caches.all():
        stored.clear()
    ContentType.objects.clear_cache()
    lay_out_pictures(settings.MEDIA_ROOT)


def lay_out_pictures(media: Path) -> None:
    """The files behind the pictures' rows; the database may be older than this run's media folder."""
    folder = media / "original_images"
    folder.mkdir(parents=True, exist_ok=True)
    for drawing in drawings().values():
        if not (folder / drawing.path.name).exists():
            shutil.copy(drawing.path, folder)
