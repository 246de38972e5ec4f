"""The whole demo salon behind a web server of its own, on loopback: for what looks at pages from outside.

Its data folder is `SALON_VAR`, its address `settings.SALON_URL`. It is sown anew each day, because its visits count
from today, and when the demo has changed.
"""

import shutil
import signal
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from os import environ
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.core.cache import caches
from django.core.management import call_command
from django.db import connection
from django.utils import timezone
from wagtail.models import Site

from scripts.parts import web
from scripts.places import APPS, ROOT
from scripts.prepare import PACKAGES
from scripts.processes import Process
from scripts.stamps import Stamps, fingerprint
from scripts.start import ANSWER_SECONDS, is_live

# What the demo is made of and with, in the apps.
SOURCES = ("demo/**/*.py", "demo/**/*.yaml", "**/migrations/*.py", "wall.py")


@contextmanager
def demo_site() -> Iterator[str]:
    """The address of the salon; its server ends with the block, also when somebody ends this process."""
    signal.signal(signal.SIGTERM, lambda _number, _frame: sys.exit("Ended from outside."))
    _prepare()
    port = urlsplit(settings.SALON_URL).port or 0
    server = web(port, environ, carries_worker=False)
    try:
        server.start()
        _wait_for(server, port)
        yield settings.SALON_URL
    finally:
        server.stop()


def _prepare() -> None:
    """Style sheets and templates may have changed since; the port always has."""
    folder = Path(settings.VAR)
    stamps, wanted = Stamps(folder / "stamps.json"), _print()
    if stamps.fresh("sown", wanted):
        call_command("prepare", "static")
    else:
        print("Sowing the demo salon in all languages: some minutes, once a day …", flush=True)
        _forget(folder)
        call_command("prepare", "migrate", "static")
        call_command("seed_demo")
        stamps.keep(sown=wanted)
    Site.objects.update(port=urlsplit(settings.SALON_URL).port)
    caches[settings.WAGTAIL_CACHE_BACKEND].clear()
    connection.close()


def _print() -> str:
    files = [file for app in APPS for pattern in SOURCES for file in (ROOT / app).glob(pattern)]
    return fingerprint([PACKAGES, *files], str(timezone.localdate()))


def _forget(folder: Path) -> None:
    for file in folder.glob("db.sqlite3*"):
        file.unlink()
    for name in ("media", "static"):
        shutil.rmtree(folder / name, ignore_errors=True)


def _wait_for(server: Process, port: int) -> None:
    deadline = time.monotonic() + ANSWER_SECONDS
    while not is_live(port):
        if server.ended() is not None or time.monotonic() > deadline:
            sys.exit("The demo salon's web server did not start; the lines above say why.")
        time.sleep(0.1)
