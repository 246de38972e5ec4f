"""`./run bench`: figures side by side with their bare twins, on both databases, on data made for it and thrown away."""

import shutil
import tempfile
from pathlib import Path

from scripts.bootstrap import ensure_installed
from scripts.places import PYTHON
from scripts.prepare import environment
from scripts.processes import call
from scripts.services import Missing, services


def bench(arguments: list[str]) -> int:
    """0 when every row keeps its bound on every database that could be had."""
    ensure_installed("dev")
    folder = Path(tempfile.mkdtemp(prefix="salm"))
    command = [str(PYTHON), "-m", "bench", *arguments]
    env = environment(folder)
    for given in ("DATABASE_URL", "REDIS_URL", "BROKER_URL"):
        env.pop(given, None)
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
