"""Messages: what queueing costs a booking, and delivery by SMTP beside bare `smtplib` with the same mails."""

import smtplib
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from functools import partial
from statistics import median
from time import perf_counter
from typing import Any

from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext, override_settings
from django.utils import timezone

from bench.rows import Row
from booking.actions.events import ONLINE
from booking.actions.notify import CONFIRMED, Change, about_visit, tell_booked
from booking.models import OPEN, Appointment, BookingSettings, Visit
from salon.outbox.actions.deliver import deliver_due
from salon.outbox.actions.write import Draft, asleep, write
from salon.outbox.models import Message, State

# So many slices of so many mails, in turn: a slow moment of the machine meets both.
SLICES, MAILS = 5, 90
# A third of the rate of bare smtplib.
SLOWEST = 3.0
READER = "olena@example.org"


def rows() -> Iterator[Row]:
    """On the demo salon that is there."""
    visits = _visits_ahead(timezone.now())
    yield Row("queueing a booking's messages: queries", _queries(visits[0]), "queries", 2)
    Message.objects.filter(state=State.QUEUED).update(state=State.WITHDRAWN)
    with _mail_server() as port, _through(port), asleep():
        mails = _letters(visits[:MAILS])
        ours, bare = [], []
        for number in range(SLICES):
            _queue(visits[:MAILS], f"slice-{number}")
            ours.append(_rate(len(mails), _deliver))
            bare.append(_rate(len(mails), partial(_send_bare, port, mails)))
    yield Row("delivery through SMTP", median(ours), "mails/s", SLOWEST, median(bare) / median(ours))
    yield Row("bare smtplib, the same mails, one connection", median(bare), "mails/s")


def _visits_ahead(now: datetime) -> list[Visit]:
    ahead = Appointment.objects.filter(start__gt=now, status="confirmed").values("visit")
    Visit.objects.filter(pk__in=ahead).update(contact_email=READER)
    return list(Visit.objects.filter(pk__in=ahead).order_by("pk"))


def _queries(visit: Visit) -> int:
    appointments = list(visit.appointments.filter(status__in=OPEN))
    visit.sequence += 100
    change = Change(visit, appointments[0].start, frozenset({appointments[0].master_id}), ONLINE, timezone.now())
    with asleep(), CaptureQueriesContext(connection) as queries:
        tell_booked(change, rules=BookingSettings.load())
    # The settings were read here; a booking has them at hand.
    return sum("outbox_message" in query["sql"] for query in queries)


def _letters(visits: list[Visit]) -> list[Any]:
    """The mails that are measured, as bare smtplib gets them."""
    _queue(visits, "seen")
    with override_settings(EMAIL_BACKEND="django.core.mail.backends.locmem.EmailBackend"):
        mail.outbox = []
        _deliver()
        return [letter.message() for letter in mail.outbox]


def _queue(visits: list[Visit], version: str) -> None:
    now = timezone.now()
    write(*(Draft(CONFIRMED, about_visit(visit), now, version=version) for visit in visits), now=now)


def _deliver() -> None:
    waiting = Message.objects.filter(state=State.QUEUED, due_at__lte=timezone.now())
    while waiting.exists():
        deliver_due(now=timezone.now())


def _send_bare(port: int, mails: list[Any]) -> None:
    with smtplib.SMTP("127.0.0.1", port) as server:
        for letter in mails:
            server.send_message(letter)


def _rate(mails: int, work: Callable[[], None]) -> float:
    begin = perf_counter()
    work()
    return mails / (perf_counter() - begin)


@contextmanager
def _mail_server() -> Iterator[int]:
    """A process of its own, so that it takes nobody's time."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "aiosmtpd", "-n", "-l", f"127.0.0.1:{port}", "-c", "aiosmtpd.handlers.Sink"]
    with subprocess.Popen(command) as server:
        try:
            _wait_for(port)
            yield port
        finally:
            server.terminate()


def _wait_for(port: int) -> None:
    for _ in range(200):
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return
        time.sleep(0.05)
    raise TimeoutError("the mail server did not start")


@contextmanager
def _through(port: int) -> Iterator[None]:
    backend = "django.core.mail.backends.smtp.EmailBackend"
    with override_settings(EMAIL_BACKEND=backend, EMAIL_HOST="127.0.0.1", EMAIL_PORT=port, EMAIL_USE_TLS=False):
        yield
