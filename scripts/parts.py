"""The processes of the site, not started yet: who answers, who works, who looks at the clock."""

import os
import signal
from dataclasses import replace
from pathlib import Path

from scripts.places import PYTHON
from scripts.processes import Process

HOST = "127.0.0.1"


def web(port: int, env: dict[str, str], *, carries_worker: bool) -> Process:
    """Gunicorn; with the worker inside there must be one process only, because its queue lives in memory."""
    command = [str(PYTHON), "-m", "gunicorn", "salon.wsgi", "--bind", f"{HOST}:{port}", "--worker-class", "gthread"]
    command += ["--workers", "1" if carries_worker else "2", "--threads", "4", "--timeout", "60"]
    command += ["--graceful-timeout", "5", "--log-level", "warning", "--no-control-socket"]
    command += ["--preload"]  # the site is imported once for all workers: seconds of the start
    memory = Path("/dev/shm")  # noqa: S108
    if os.access(memory, os.W_OK):
        command += ["--worker-tmp-dir", str(memory)]
    if carries_worker:
        command += ["--config", "python:tasks.in_process"]
    return Process("web", command, env)


def worker(env: dict[str, str]) -> Process:
    return _worker_of("celery", 2, "worker", env)


def slow_worker(env: dict[str, str]) -> Process:
    """One thing at a time, and only while nobody else wants the processor: guests look at pages meanwhile."""
    slow = _worker_of("slow", 1, "slow work", env)
    return replace(slow, command=["nice", "-n", "10", *slow.command])


def _worker_of(queue: str, threads: int, name: str, env: dict[str, str]) -> Process:
    """Takes from one queue only (`tasks/app.py`)."""
    command = [str(PYTHON), "-m", "celery", "--quiet", "-A", "tasks.app", "worker", "--pool", "threads"]
    command += ["--queues", queue, "--hostname", f"{queue}@%h", "--concurrency", str(threads)]
    command += ["--loglevel", "WARNING", "--without-gossip", "--without-mingle"]
    quiet = {"PYTHONWARNINGS": "ignore:You're running the worker with superuser"} | env
    # A warm shutdown waits for the running task; without a supervisor nobody would end it, and tasks are given again.
    return Process(name, command, quiet, orphaned=signal.SIGKILL)


def timetable(env: dict[str, str]) -> Process:
    command = [str(PYTHON), "-m", "celery", "--quiet", "-A", "tasks.app", "beat", "--loglevel", "WARNING"]
    return Process("timetable", [*command, "--pidfile", ""], env)
