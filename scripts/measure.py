"""What is measured and looked at: `./run bench`, `./run lighthouse`, `./run screenshots`."""

import shutil
import socket
import sys
import tempfile
from pathlib import Path

from scripts.bootstrap import ensure_installed
from scripts.browser import chromium
from scripts.lease import Lease
from scripts.node import ensure_lighthouse
from scripts.places import PYTHON, data_folder
from scripts.prepare import environment, prepare_tree
from scripts.processes import call
from scripts.services import Missing, services

# Servers that are given from outside: what is measured brings its own.
GIVEN = ("DATABASE_URL", "REDIS_URL", "BROKER_URL", "SALON_URL", "DEBUG")


def bench(arguments: list[str]) -> int:
    """Figures side by side with their bare twins, on data made for it and thrown away.

    0 when every row keeps its bound on every database that could be had.
    """
    ensure_installed("dev")
    folder = Path(tempfile.mkdtemp(prefix="salm"))
    command = [str(PYTHON), "-m", "bench", *arguments]
    env = _own(environment(folder))
    try:
        print("SQLite", flush=True)
        code = call(command, env)
        with services() as addresses:
            print("\nPostgreSQL", flush=True)
            code = call(command, env | {"DATABASE_URL": addresses["DATABASE_URL"]}) or code
    except Missing as problem:
        print(f"NOT RUN: PostgreSQL ({problem})")
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return code


def lighthouse(arguments: list[str]) -> int:
    """Lighthouse's scores of one page of every type and of the wizard's steps; 1 when a bound breaks."""
    ensure_lighthouse()
    return _look("bench.lighthouse", arguments)


def screenshots(arguments: list[str]) -> int:
    """Pictures of one page of every type and of the wizard's steps, as phones and desks show them."""
    return _look("bench.screenshots", arguments)


def _look(module: str, arguments: list[str]) -> int:
    """Run a module on the demo salon of `bench/demo_site.py`, which stays in a data folder of its own."""
    ensure_installed("dev")
    browser = chromium()
    if browser is None:
        sys.exit("There is no Chromium; set CHROMIUM to its path.")
    folder = data_folder() / "shown"
    folder.mkdir(exist_ok=True)
    lease = Lease(folder)
    env = _own(environment(folder, PORT=str(_free_port()), CHROME_PATH=browser))
    try:
        prepare_tree(env)
        return call([str(PYTHON), "-m", module, *arguments], env)
    finally:
        lease.close()


def _own(env: dict[str, str]) -> dict[str, str]:
    return {name: value for name, value in env.items() if name not in GIVEN}


def _free_port() -> int:
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return int(trial.getsockname()[1])
