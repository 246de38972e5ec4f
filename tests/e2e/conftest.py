"""A real site: the demo salon behind its own web server, on loopback, ended afterwards; and a real browser."""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright
from pytest_django import DjangoDbBlocker

from scripts.browser import chromium
from tests.databases import copy
from tests.demo import full_state, lay_out_pictures

ROOT = Path(__file__).parents[2]
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
QUIET = ["--no-control-socket", "--log-level", "warning"]
# The tests' cheap passwords open no real door, and the copy was made for another port.
AT_HOME = """
from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.hashers import make_password
from wagtail.models import Site
from home.demo.logins import PASSWORD
get_user_model().objects.update(password=make_password(PASSWORD))
Site.objects.update(port=settings.SALON_URL.rpartition(":")[2])
"""
HARD = """
from tests.e2e.hard_cases import write_hard_cases
write_hard_cases()
"""


def _manage(*words: str, env: dict[str, str]) -> None:
    subprocess.run([sys.executable, "manage.py", *words], cwd=ROOT, env=env, check=True, stdout=subprocess.DEVNULL)


@pytest.fixture(scope="package")
def site(django_db_blocker: DjangoDbBlocker) -> Iterator[str]:
    """The address of the whole demo salon, in four languages; its pages show the originals of their pictures."""
    with _open(django_db_blocker, AT_HOME) as address:
        yield address


@pytest.fixture(scope="package")
def hard_site(django_db_blocker: DjangoDbBlocker) -> Iterator[str]:
    """The address of a demo salon with everything that is hard to show (`hard_cases`)."""
    with _open(django_db_blocker, AT_HOME + HARD) as address:
        yield address


@contextmanager
def _open(django_db_blocker: DjangoDbBlocker, first: str) -> Iterator[str]:
    """A server with a copy of the demo of its own, in which `first` has run."""
    folder = Path(tempfile.mkdtemp(prefix="sal", dir="/tmp"))
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = str(free.getsockname()[1])
    env = os.environ | {"SALON_VAR": str(folder), "PORT": port, "DJANGO_SETTINGS_MODULE": "salon.settings.dev"}
    with django_db_blocker.unblock():
        copy(full_state(), folder / "db.sqlite3")
    lay_out_pictures(folder / "media")
    _manage("prepare", "fonts", "words", "static", env=env)
    _manage("shell", "-c", first, env=env)
    server = subprocess.Popen(
        [sys.executable, "-m", "gunicorn", "salon.wsgi", "--bind", f"127.0.0.1:{port}", "--threads", "4", *QUIET],
        cwd=ROOT,
        env=env,
    )
    try:
        _wait_for(f"http://127.0.0.1:{port}/health/live")
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(timeout=10)
        shutil.rmtree(folder, ignore_errors=True)


def _wait_for(address: str) -> None:
    for _ in range(150):
        try:
            urllib.request.urlopen(address, timeout=10).close()  # noqa: S310 - our own server
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise TimeoutError(address)


@pytest.fixture(scope="package", autouse=True)
def tables_beside_the_browser() -> Iterator[None]:
    """Playwright keeps an event loop in this thread to the end, beside which Django would refuse to read tables."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
        yield


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        yield opened
        opened.close()
