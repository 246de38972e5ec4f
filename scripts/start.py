"""`./run`: everything in one terminal, until Ctrl-C."""

import os
import shutil
import socket
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

from scripts import bot, parts, valkey
from scripts.bootstrap import ensure_installed
from scripts.console import say
from scripts.lease import Lease
from scripts.parts import HOST
from scripts.places import data_folder
from scripts.prepare import environment, prepare
from scripts.processes import Process

ANSWER_SECONDS = 90
# What `seed_demo` makes; a real salon never has them.
DEMO_USERS = ("owner", "reception", "master", "editor", "marketing")
DEMO_PASSWORD = "lindenhof-demo"  # noqa: S105


def start(arguments: list[str]) -> int:
    if arguments:
        sys.exit("./run start takes no words; PORT and SALON_VAR come from the environment.")
    return _open(with_phones=False)


def bot_demo(arguments: list[str]) -> int:
    """The salon with its bot, and a page with phones where Telegram would be."""
    if arguments:
        sys.exit("./run bot-demo takes no words; PORT and SALON_VAR come from the environment.")
    return _open(with_phones=True)


def _open(*, with_phones: bool) -> int:
    port = _free_port()
    folder = data_folder()
    lease = Lease(folder)
    try:
        ensure_installed("base")
        return Salon(folder, port, lease, with_phones=with_phones).run()
    except KeyboardInterrupt:
        say("Stopped.")
        return 0
    finally:
        lease.close()


class Salon:
    """The processes of one salon, started in order and stopped in the opposite one."""

    def __init__(self, folder: Path, port: int, lease: Lease, *, with_phones: bool = False) -> None:
        self.folder, self.port, self.lease, self.with_phones = folder, port, lease, with_phones
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
        phones = self._start_phones() if self.with_phones else ""
        self._start(parts.web(self.port, self.env, carries_worker=not with_broker))
        if not self._answers():
            return 1
        if with_broker:
            self._start(parts.worker(self.env))
            self._start(parts.slow_worker(self.env))
            self._start(parts.timetable(self.env))
        if self.env.get("TELEGRAM_BOT_TOKEN"):
            self._start(bot.process(self.folder, f"http://{HOST}:{self.port}", self.env))
        _welcome(self.port, phones)
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

    def _start_phones(self) -> str:
        """The stand-in for Telegram, whatever the environment says of a real one; the address of its page."""
        stand_in, address = bot.stand_in(self.port, self.env)
        self._start(stand_in)
        self.env |= bot.telegram_at(address)
        return address

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


def _welcome(port: int, phones: str) -> None:
    width = shutil.get_terminal_size().columns
    say("─" * min(width, 78))
    say(f"The salon is open:   http://{HOST}:{port}/")
    say(f"Its back office:     http://{HOST}:{port}/admin/")
    say(f"Demo logins:         {', '.join(DEMO_USERS)}; password {DEMO_PASSWORD}")
    if phones:
        say(f"Phones with its bot: {phones}/")
    say("Ctrl-C stops everything.")
    say("─" * min(width, 78))
