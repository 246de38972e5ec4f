"""`./run` as a person has it: started for real, on a data folder of its own, on a free port."""

import contextlib
import os
import signal
import socket
import subprocess
import tempfile
import threading
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from scripts.places import ROOT
from scripts.processes import leash


def free_port() -> int:
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return int(trial.getsockname()[1])


def processes_of(folder: Path) -> dict[int, str]:
    """Number and command line of everything that runs for a data folder, however it was started (Linux: /proc)."""
    mark = f"SALON_VAR={folder}\0".encode()
    found = {}
    for entry in Path("/proc").iterdir():
        with contextlib.suppress(OSError):
            if entry.name.isdigit() and mark in (entry / "environ").read_bytes() + b"\0":
                command = (entry / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace").strip()
                found[int(entry.name)] = command
    return found


def wait_for(condition: Callable[[], Any], seconds: float) -> bool:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if condition():
            return True
        time.sleep(0.1)
    return bool(condition())


class Terminal:
    """One `./run` in a terminal of its own; what it says is in `text`."""

    def __init__(self, folder: Path, *words: str, port: int | None = None, **more: str) -> None:
        self.folder, self.port = folder, port or free_port()
        self.text = ""
        # Ours alone: the settings of the tests around it must not reach the salon that a person starts.
        foreign = {"DJANGO_SETTINGS_MODULE", "DATABASE_URL", "REDIS_URL", "BROKER_URL", "PYTEST_CURRENT_TEST"}
        env = {name: value for name, value in os.environ.items() if name not in foreign}
        self.process = subprocess.Popen(
            [str(ROOT / "run"), *words],
            env=env | {"SALON_VAR": str(folder), "PORT": str(self.port)} | more,
            text=True,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            preexec_fn=leash(signal.SIGTERM),  # noqa: PLW1509
        )
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def _read(self) -> None:
        for line in self.process.stdout or ():
            self.text += line

    def wait_until_open(self, seconds: float = 300) -> "Terminal":
        wait_for(lambda: "The salon is open" in self.text or self.process.poll() is not None, seconds)
        assert "The salon is open" in self.text, self.text
        return self

    def get(self, path: str) -> int:
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=30) as answer:
            return int(answer.status)

    def child(self, word: str) -> int:
        """The oldest process whose command line holds `word`."""
        return min(pid for pid, command in processes_of(self.folder).items() if word in command)

    def ended(self, seconds: float = 30) -> int:
        """The exit code, once everything that it said has been read."""
        code = self.process.wait(seconds)
        self._reader.join(5)
        return code

    def close(self) -> None:
        if self.process.poll() is None:
            self.process.terminate()
            self.process.wait(40)
        for pid in processes_of(self.folder):
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)


@pytest.fixture(scope="session")
def salon_folder() -> Iterator[Path]:
    """One data folder for all tests: the tables are built and the demo is sown once."""
    with tempfile.TemporaryDirectory(prefix="salb", dir="/tmp") as folder:
        yield Path(folder).resolve()


@pytest.fixture
def terminal(salon_folder: Path) -> Iterator[Callable[..., Terminal]]:
    """Opens terminals: `terminal("help")`, `terminal(PORT="80")`; whatever still runs in them afterwards is ended."""
    opened: list[Terminal] = []

    def open_one(*words: str, folder: Path = salon_folder, port: int | None = None, **more: str) -> Terminal:
        opened.append(Terminal(folder, *words, port=port, **more))
        return opened[-1]

    yield open_one
    for one in opened:
        one.close()
