"""Real servers for one command, and nothing of them afterwards."""

import os
import subprocess
import sys
from pathlib import Path

from scripts.places import ROOT
from tests.run.conftest import processes_of, wait_for

ASK = """
import os, psycopg, redis
with psycopg.connect(os.environ["DATABASE_URL"]) as line:
    print(line.execute("select upper('ґрунт'), current_setting('server_version_num')::int >= 150000").fetchone())
print(redis.Redis.from_url(os.environ["REDIS_URL"]).ping())
"""


def services(tmp_path: Path, *command: str) -> subprocess.Popen[str]:
    """`SALON_VAR` only marks the processes, so that they can be found again."""
    env = {name: value for name, value in os.environ.items() if not name.startswith("TEST_")}
    return subprocess.Popen(
        [sys.executable, "-m", "scripts.services", "--", *command],
        cwd=ROOT,
        env=env | {"SALON_VAR": str(tmp_path)},
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )


def test_a_command_finds_postgresql_and_valkey(tmp_path: Path) -> None:
    shown, _ = services(tmp_path, sys.executable, "-c", ASK).communicate(timeout=60)
    assert "('ҐРУНТ', True)\nTrue\n" in shown
    assert processes_of(tmp_path) == {}


def test_the_exit_code_of_the_command_is_passed_on(tmp_path: Path) -> None:
    running = services(tmp_path, sys.executable, "-c", "raise SystemExit(3)")
    running.communicate(timeout=60)
    assert running.returncode == 3


def test_a_killed_run_leaves_no_server(tmp_path: Path) -> None:
    running = services(tmp_path, "sleep", "60")
    assert wait_for(lambda: "sleep 60" in processes_of(tmp_path).values(), 30)
    commands = " ".join(processes_of(tmp_path).values())
    assert "postgres" in commands
    assert "valkey-server" in commands
    running.kill()
    running.wait()
    assert wait_for(lambda: not processes_of(tmp_path), 10), processes_of(tmp_path)
