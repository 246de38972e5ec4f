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
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from scripts.browser import chromium

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


def _manage(*words: str, env: dict[str, str]) -> None:
    subprocess.run([sys.executable, "manage.py", *words], cwd=ROOT, env=env, check=True, stdout=subprocess.DEVNULL)


@pytest.fixture(scope="session")
def site() -> Iterator[str]:
    """The address of the whole demo salon, in four languages."""
    folder = Path(tempfile.mkdtemp(prefix="sal", dir="/tmp"))
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = str(free.getsockname()[1])
    env = os.environ | {"SALON_VAR": str(folder), "PORT": port, "DJANGO_SETTINGS_MODULE": "salon.settings.dev"}
    _manage("prepare", "fonts", "words", "migrate", "static", "seed", env=env)
    # The languages, not the sizes of the pictures: without them each page shows the originals.
    _manage("shell", "-c", "from home.demo.finish import finish_demo; finish_demo(with_pictures=False)", env=env)
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


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        yield opened
        opened.close()
