"""A salon at work: real workers and timetables, a Valkey and a mail server of its own, on the test's own database.

Everything can be killed, stopped and started again. The test itself books, as a web process would.
"""

import json
import os
import shutil
import signal
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.utils import timezone

from salon.outbox.mail_message import message_id
from salon.outbox.models import Heartbeat, Message, State
from scripts import parts, valkey
from scripts.places import PYTHON
from scripts.processes import Process
from tasks.app import app
from tests.outbox.smtp import Postbox, mail_server

# Short, so that a test lives to see a claim end; longer than a hanging server may take.
CLAIM_SECONDS, TIMEOUT_SECONDS = 6, 2
# A letter that met two troubles in a row has a pause of two minutes.
PATIENCE_SECONDS = 180
REPORT = os.environ.get("SOAK_REPORT", "")


@dataclass
class Rig:
    """`postbox` keeps the mails; `workers` and `timetables` that run at the moment; `unmarked`: Message-IDs of letters
    that were out when something died before it could note that.
    """

    folder: Path
    postbox: Postbox
    broker: Process
    env: dict[str, str]
    workers: list[Process] = field(default_factory=list)
    timetables: list[Process] = field(default_factory=list)
    unmarked: set[str] = field(default_factory=set)
    began: float = field(default_factory=time.monotonic)

    def start_worker(self) -> Process:
        """And wait until it works."""
        since = timezone.now()
        worker = self._start(parts.worker(self.env))
        self.until(lambda: Heartbeat.objects.filter(at__gt=since).exists(), "the worker is ready")
        return worker

    def start_slow_worker(self) -> None:
        self._start(parts.slow_worker(self.env))

    def _start(self, worker: Process) -> Process:
        worker.start()
        self.workers.append(worker)
        return worker

    def start_timetable(self) -> None:
        number = len(self.timetables) + 1
        command = [str(PYTHON), "-m", "celery", "--quiet", "-A", "tasks.app", "beat", "--loglevel", "ERROR"]
        command += ["--pidfile", "", "--schedule", str(self.folder / f"timetable-{number}")]
        timetable = Process(f"timetable {number}", command, self.env, orphaned=signal.SIGKILL)
        timetable.start()
        self.timetables.append(timetable)

    def kill_workers(self) -> None:
        """As the kernel does where memory ends: without a word."""
        for worker in self.workers:
            os.killpg(worker.pid, signal.SIGKILL)

    def bury_workers(self) -> None:
        for worker in self.workers:
            worker.stop(0)
        self.workers.clear()

    def stop_broker(self) -> None:
        self.broker.stop()

    def start_broker(self) -> None:
        self.broker.start()
        assert valkey.wait_until_ready(self.broker, valkey.socket_in(self.folder))

    def until(self, is_so: Callable[[], bool], what: str) -> None:
        """Wait until something is so, at most three minutes."""
        deadline = time.monotonic() + PATIENCE_SECONDS
        while not is_so():
            assert time.monotonic() < deadline, f"waited in vain: {what}; {self.told()}"
            time.sleep(0.05)

    def until_all_sent(self) -> None:
        due = Message.objects.filter(state=State.QUEUED, due_at__lte=timezone.now() + timedelta(seconds=1))
        self.until(lambda: not due.exists(), "everything has left")

    def told(self) -> str:
        """What the outbox says, for a failure."""
        rows = Message.objects.filter(due_at__lte=timezone.now()).exclude(state=State.DROPPED)
        facts = rows.values_list("about", "kind", "state", "waits_for", "attempts", "problem")
        return "; ".join(" ".join(map(str, fact)) for fact in facts)

    def copies(self) -> Counter[str]:
        """How often each letter arrived, by Message-ID."""
        return Counter(str(letter["Message-ID"]) for letter in self.postbox.kept)

    def note_unmarked(self) -> None:
        """Somebody has died: what they had in hand may be out, or still be on its way into the server."""
        in_hand = Message.objects.filter(state=State.QUEUED, attempts__gt=0)
        self.unmarked |= {message_id(f"{message.dedupe_key}|{message.resends}") for message in in_hand}

    def stop(self) -> None:
        for process in (*self.timetables, *self.workers):
            process.stop(5)
        self.broker.stop()


@contextmanager
def rig() -> Iterator[Rig]:
    """Valkey and mail server run; workers and timetables are the test's business."""
    executable = valkey.server()
    assert executable, "a Valkey comes with the project's own packages"
    folder = Path(tempfile.mkdtemp(prefix="sal", dir="/tmp"))
    path = valkey.socket_in(folder)
    broker = valkey.process(executable, path, folder, keep=True)
    try:
        with mail_server() as postbox:
            salon = Rig(folder, postbox, broker, _environment(folder, path, postbox.port))
            salon.start_broker()
            with _books_through(valkey.addresses(path)["BROKER_URL"]):
                yield salon
            salon.stop()
    finally:
        broker.stop()
        shutil.rmtree(folder, ignore_errors=True)


def sent_once_or_more(salon: Rig) -> Iterator[tuple[Message, int]]:
    """Each message that ought to have arrived, and how often it did."""
    copies = salon.copies()
    for message in Message.objects.filter(state=State.SENT, channel="mail"):
        yield message, copies[message_id(f"{message.dedupe_key}|{message.resends}")]


def _environment(folder: Path, path: Path, port: int) -> dict[str, str]:
    """The worker's: the test's database, real mail, impatience."""
    own = {
        "SALON_VAR": str(folder),
        "DJANGO_SETTINGS_MODULE": "salon.settings.dev",
        "DATABASE_URL": _database(folder),
        "SECRET_KEY": settings.SECRET_KEY,
        "EMAIL_HOST": "127.0.0.1",
        "EMAIL_PORT": str(port),
        "EMAIL_USE_TLS": "no",
        "EMAIL_TIMEOUT": str(TIMEOUT_SECONDS),
        "OUTBOX_CLAIM_SECONDS": str(CLAIM_SECONDS),
        "OUTBOX_SWEEP_SECONDS": "1",
        "PYTHONWARNINGS": "ignore",
    }
    return os.environ | valkey.addresses(path) | own


def _database(folder: Path) -> str:
    """The address of the test's database; a file is found in the data folder."""
    facts = connection.settings_dict
    if connection.vendor == "sqlite":
        (folder / "db.sqlite3").symlink_to(facts["NAME"])
        return ""
    host = facts["HOST"] or facts["OPTIONS"].get("host", "")
    return f"postgresql://{facts['USER']}:{facts['PASSWORD']}@/{facts['NAME']}?host={host}"


@contextmanager
def _books_through(url: str) -> Iterator[None]:
    """This process wakes the workers by the same broker."""
    usual = app.conf.broker_url, app.conf.broker_transport_options
    _turn_to(url, {"socket_connect_timeout": 1})
    try:
        yield
    finally:
        _turn_to(*usual)


def _turn_to(url: str, options: dict[str, object]) -> None:
    app.conf.update(broker_url=url, broker_read_url=url, broker_write_url=url, broker_transport_options=options)
    app.set_default()
    app.amqp._producer_pool = app._pool = None


def report(trouble: str, salon: Rig, *, rounds: int) -> None:
    """A line for the table of `./run soak`, which names the file in SOAK_REPORT."""
    if not REPORT:
        return
    arrived = [times for _, times in sent_once_or_more(salon)]
    told = {
        "trouble": trouble,
        "database": connection.vendor,
        "rounds": rounds,
        "letters": len(arrived),
        "lost": sum(times == 0 for times in arrived),
        "twice": sum(times > 1 for times in arrived),
        "seconds": time.monotonic() - salon.began,
    }
    with Path(REPORT).open("a", encoding="utf-8") as file:
        file.write(json.dumps(told) + "\n")
