"""One salon a data folder: a lock that the kernel gives back by itself, and a list of what runs for it.

Where the kernel has no leash (`scripts/processes.py`), the list lets the next start end what a killed one left behind.
"""

import fcntl
import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import IO

from scripts.places import VENV
from scripts.processes import Process


class Lease:
    """Held as long as this object's file is open; ends the start with one sentence where somebody else holds it."""

    def __init__(self, folder: Path) -> None:
        self._file: IO[str] = (folder / "run.pid").open("a+", encoding="utf-8")
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            sys.exit(f"The salon already runs on the data folder {folder} (process {self._read().get('run', '?')}).")
        self._end_leftovers()
        self.note([])

    def note(self, processes: Iterable[Process]) -> None:
        """Write down what runs now."""
        pids = {"run": os.getpid()} | {process.name: process.pid for process in processes}
        self._file.truncate(0)
        self._file.write(json.dumps(pids))
        self._file.flush()

    def close(self) -> None:
        self._file.truncate(0)
        self._file.close()

    def _read(self) -> dict[str, int]:
        self._file.seek(0)
        try:
            return dict(json.loads(self._file.read() or "{}"))
        except ValueError:
            return {}

    def _end_leftovers(self) -> None:
        for name, pid in self._read().items():
            if name != "run" and _is_ours(pid):
                os.killpg(pid, signal.SIGKILL)


def _is_ours(pid: int) -> bool:
    """Numbers are used again: only what was started from this tree's environment is ours."""
    return str(VENV) in _command_of(pid)


def _command_of(pid: int) -> str:
    """The command line of a running process, empty where there is none. Linux need not have `ps`, others must."""
    if sys.platform == "linux":
        try:
            return Path(f"/proc/{pid}/cmdline").read_text(encoding="utf-8", errors="replace")
        except OSError:
            return ""
    shown = subprocess.run(["ps", "-o", "command=", "-p", str(pid)], capture_output=True, text=True, check=False)
    return shown.stdout
