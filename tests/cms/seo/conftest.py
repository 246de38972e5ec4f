"""The demo in four languages, as a site of its own name."""

from pathlib import Path

import pytest
from pytest_django import Settings

from tests.cms.seo.read import SITE
from tests.demo import demo_full

__all__ = ["demo_full"]


@pytest.fixture(autouse=True)
def at_home(settings: Settings, tmp_path: Path) -> None:
    settings.SALON_URL = SITE
    settings.ALLOWED_HOSTS = ["salon.example", "testserver"]
    settings.MEDIA_ROOT = str(tmp_path)
