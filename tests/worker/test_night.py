"""A bad night: broker, mail server, database fail one after the other. Bookings succeed, everything arrives later."""

import os
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from itertools import groupby

import psycopg
import pytest
from django.db import OperationalError, connection
from django.utils import timezone
from psycopg import sql

from booking.actions.change import move_visit
from booking.actions.events import ONLINE
from booking.actions.notify import about_visit
from booking.models import Visit
from salon.outbox.mail_message import message_id
from salon.outbox.models import Message, State
from tests.databases import SERVER
from tests.worker.conftest import IS_LONG
from tests.worker.rig import TIMEOUT_SECONDS, Rig, report, sent_once_or_more

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.soak]
A_WEEK = timedelta(weeks=1)
Trouble = Callable[[Rig], Iterator[None]]


@contextmanager
def no_broker(salon: Rig) -> Iterator[None]:
    salon.stop_broker()
    yield
    salon.start_broker()


@contextmanager
def lost_answers(salon: Rig) -> Iterator[None]:
    """The mail server takes a letter, and the line breaks before it has said so."""
    salon.postbox.loses_answers = True
    yield
    salon.postbox.loses_answers = False


@contextmanager
def no_mail_server(salon: Rig) -> Iterator[None]:
    salon.postbox.close()
    yield
    salon.postbox.open()


@contextmanager
def hanging_mail_server(salon: Rig) -> Iterator[None]:
    salon.postbox.hangs = 3 * TIMEOUT_SECONDS
    yield
    salon.postbox.hangs = 0


@contextmanager
def unwell_mail_server(salon: Rig) -> Iterator[None]:
    salon.postbox.unwell = "452 4.3.1 disk full"
    yield
    salon.postbox.unwell = ""


@contextmanager
def database_restarted(salon: Rig) -> Iterator[None]:
    """Every connection ends, and for a while none is to be had. A file can't do that."""
    if connection.vendor == "postgresql":
        own = connection.get_connection_params()
        connection.close()
        facts = {name: own[name] for name in ("user", "host", "port", "password") if own.get(name)}
        with psycopg.connect(**facts, dbname=SERVER, autocommit=True) as server:
            crash(server) if IS_LONG else close_for_a_while(server, own["dbname"])
        salon.until(_answers, "the database is back")
        salon.note_unmarked()
    yield


def commit_for_good() -> None:
    """Test databases answer before a change is written down, and would forget the last of them in a crash."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            name = sql.Identifier(connection.settings_dict["NAME"])
            cursor.execute(sql.SQL("ALTER DATABASE {} SET synchronous_commit = on").format(name))
        connection.close()


def crash(server: psycopg.Connection) -> None:
    """A backend that is killed makes the whole server restart and recover; nobody else may use it meanwhile."""
    os.kill(server.info.backend_pid, signal.SIGKILL)


def close_for_a_while(server: psycopg.Connection, name: str) -> None:
    server.execute(sql.SQL("ALTER DATABASE {} ALLOW_CONNECTIONS false").format(sql.Identifier(name)))
    server.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [name])
    time.sleep(3)
    server.execute(sql.SQL("ALTER DATABASE {} ALLOW_CONNECTIONS true").format(sql.Identifier(name)))


def _answers() -> bool:
    try:
        connection.ensure_connection()
    except OperationalError:
        return False
    return True


TROUBLES = {
    no_broker: False,
    lost_answers: True,
    no_mail_server: True,
    hanging_mail_server: True,
    unwell_mail_server: True,
    database_restarted: False,
}


def test_after_a_bad_night_everything_has_arrived_in_order(at_work: Rig, book_next: Callable[..., Visit]) -> None:
    commit_for_good()
    at_work.start_worker()
    at_work.start_timetable()
    visits = []
    for trouble, is_tried in TROUBLES.items():
        with trouble(at_work):
            visit = moved_twice(book_next())
            if is_tried:
                own = Message.objects.filter(about=about_visit(visit), attempts__gt=0)
                at_work.until(own.exists, f"{trouble.__name__} was met")
        visits.append(visit)
    at_work.until_all_sent()
    report("broker, mail server, database gone in turn", at_work, rounds=len(TROUBLES))
    for visit in visits:
        assert arrivals(at_work, visit) == ["visit_confirmed", "visit_moved", "visit_moved"]
    twice = {identifier for identifier, times in at_work.copies().items() if times > 1}
    assert twice <= {*at_work.postbox.lost, *at_work.unmarked}
    assert all(times >= 1 for _, times in sent_once_or_more(at_work))
    assert not Message.objects.filter(state=State.DEAD).exists()


def test_one_mailbox_that_refuses_for_ever_holds_up_nobody(at_work: Rig, book_next: Callable[..., Visit]) -> None:
    at_work.start_worker()
    at_work.start_timetable()
    refused = book_next(email="refused@example.org")
    greylisted = book_next(email="later@example.org")
    others = [moved_twice(book_next()) for _ in range(3)]
    for visit in others:
        at_work.until(lambda visit=visit: len(arrivals(at_work, visit)) == 3, "the others have arrived")
    states = dict(
        Message.objects.filter(kind="visit_confirmed", about__in=[about_visit(refused), about_visit(greylisted)])
        .order_by("pk")
        .values_list("about", "state")
    )
    assert states == {about_visit(refused): State.DEAD, about_visit(greylisted): State.QUEUED}


def moved_twice(visit: Visit) -> Visit:
    start = visit.appointments.get().start
    for weeks in (1, 2):
        move_visit(visit_id=visit.pk, to=start + weeks * A_WEEK, by=ONLINE, now=timezone.now())
    return visit


def arrivals(salon: Rig, visit: Visit) -> list[str]:
    """The kinds of what its client got, in the order of arrival; copies of one letter count once."""
    own = Message.objects.filter(about=about_visit(visit), recipient="client")
    kinds = {message_id(f"{message.dedupe_key}|{message.resends}"): message.kind for message in own}
    came = [str(letter["Message-ID"]) for letter in salon.postbox.kept if letter["Message-ID"] in kinds]
    return [kinds[identifier] for identifier, _ in groupby(came)]
