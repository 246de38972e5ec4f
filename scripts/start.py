"""`./run`: everything in one terminal, until Ctrl-C."""

import os
import shutil
import signal
import socket
import sys
import time
import urllib.error
import urllib.request
from dataclasses import replace
from pathlib import Path

from scripts import valkey
from scripts.bootstrap import ensure_installed
from scripts.console import say
from scripts.lease import Lease
from scripts.places import PYTHON, data_folder
from scripts.prepare import environment, prepare
from scripts.processes import Process

HOST = "127.0.0.1"
ANSWER_SECONDS = 90
# What `seed_demo` makes; a real salon never has them.
DEMO_USERS = ("owner", "reception", "master", "editor", "marketing")
DEMO_PASSWORD = "lindenhof-demo"  # noqa: S105


def start(arguments: list[str]) -> int:
    if arguments:
        sys.exit("./run start takes no words; PORT and SALON_VAR come from the environment.")
    port = _free_port()
    folder = data_folder()
    lease = Lease(folder)
    try:
        ensure_installed("base")
        return Salon(folder, port, lease).run()
    except KeyboardInterrupt:
        say("Stopped.")
        return 0
    finally:
        lease.close()


class Salon:
    """The processes of one salon, started in order and stopped in the opposite one."""

    def __init__(self, folder: Path, port: int, lease: Lease) -> None:
        self.folder, self.port, self.lease = folder, port, lease
        self.env = environment(folder, PORT=str(port))
        self.running: list[Process] = []

    def run(self) -> int:
        """Until Ctrl-C or SIGTERM (0), or until one process ends by itself (1)."""
        try:
            return self._start_and_watch()
        finally:
            self._stop()

    def _start_and_watch(self) -> int:
        with_broker = self._start_broker()
        prepare(self.folder, self.env)
        self._start(web(self.port, self.env, carries_worker=not with_broker))
        if not self._answers():
            return 1
        if with_broker:
            self._start(worker(self.env))
            self._start(slow_worker(self.env))
            self._start(_timetable(self.env))
        _welcome(self.port)
        while not self._somebody_ended():
            time.sleep(0.3)
        return 1

    def _start_broker(self) -> bool:
        """Whether there is a broker: one given from outside, or a Valkey of our own."""
        if self.env.get("REDIS_URL") or self.env.get("BROKER_URL"):
            return True
        executable = None if self.env.get("SALON_BROKER") == "memory" else valkey.server()
        if executable is None:
            say("Without Valkey: the web process does the worker's tasks itself.")
            return False
        path = valkey.socket_in(self.folder)
        server = valkey.process(executable, path, self.folder, keep=True)
        self._start(server)
        if not valkey.wait_until_ready(server, path):
            say(f"Valkey did not start ({self.folder / valkey.LOG}): the web process does the worker's tasks itself.")
            self.running.remove(server)
            server.stop()
            return False
        self.env |= valkey.addresses(path)
        return True

    def _start(self, process: Process) -> None:
        process.start()
        self.running.append(process)
        self.lease.note(self.running)

    def _answers(self) -> bool:
        deadline = time.monotonic() + ANSWER_SECONDS
        while not self._somebody_ended():
            if is_live(self.port):
                return True
            if time.monotonic() > deadline:
                say(f"The site did not answer within {ANSWER_SECONDS} seconds.")
                return False
            time.sleep(0.1)
        return False

    def _somebody_ended(self) -> bool:
        for process in self.running:
            code = process.ended()
            if code is not None:
                say(f"{process.name} has ended (exit {code}); everything stops.")
                return True
        return False

    def _stop(self) -> None:
        """The timetable first, so that nothing new comes; the broker last, so that nothing queued is lost."""
        patience = 10.0
        for process in reversed(self.running):
            try:
                process.stop(patience)
            except KeyboardInterrupt:
                patience = 0.0
                process.stop(patience)


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


def _timetable(env: dict[str, str]) -> Process:
    command = [str(PYTHON), "-m", "celery", "--quiet", "-A", "tasks.app", "beat", "--loglevel", "WARNING"]
    return Process("timetable", [*command, "--pidfile", ""], env)


def _free_port() -> int:
    given = os.environ.get("PORT") or "8000"
    if not given.isdigit() or not 0 < int(given) < 65536:
        sys.exit(f"PORT={given} is not a port number.")
    with socket.socket() as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((HOST, int(given)))
        except PermissionError:
            sys.exit(f"Port {given} may only be used by root; choose another one: PORT=8001 ./run")
        except OSError:
            sys.exit(f"Port {given} is already in use; choose another one: PORT={int(given) % 65535 + 1} ./run")
    return int(given)


def is_live(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://{HOST}:{port}/health/live", timeout=5) as answer:
            return bool(answer.status == 200)
    except (urllib.error.URLError, OSError):
        return False


def _welcome(port: int) -> None:
    width = shutil.get_terminal_size().columns
    say("─" * min(width, 78))
    say(f"The salon is open:   http://{HOST}:{port}/")
    say(f"Its back office:     http://{HOST}:{port}/admin/")
    say(f"Demo logins:         {', '.join(DEMO_USERS)}; password {DEMO_PASSWORD}")
    say("Ctrl-C stops everything.")
    say("─" * min(width, 78))
