"""What was counted is written in one go, never twice, and is lost only with the process that has it in memory."""

import atexit
import multiprocessing
import os
import signal
from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
from django.db import OperationalError, connection, connections
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from salon.analytics import actions
from salon.analytics import tally as tallies
from salon.analytics.actions import NAMES_A_DAY, Key, add_up, forget_old_counts
from salon.analytics.models import Counter, Device, What
from salon.analytics.names import OTHER
from salon.analytics.tally import FULL, MOST, Writer, tally
from tests.analytics.conftest import counted

pytestmark = pytest.mark.django_db
DAY = date(2026, 6, 8)


def key(name: str, day: date = DAY) -> Key:
    return Key(What.REFERRER, day, name, "", "de", Device.PHONE)


def test_everything_is_added_by_one_statement() -> None:
    add_up({key("google.com"): 1})
    with CaptureQueriesContext(connection) as queries:
        add_up({key("google.com"): 2, key("bing.com"): 3})
    assert sum("INSERT" in query["sql"] for query in queries) == 1
    assert counted(What.REFERRER) == {"google.com": 3, "bing.com": 3}


def test_what_cannot_be_written_is_kept_and_tried_again(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(numbers: object) -> None:
        tally.add(key("meanwhile.com"))
        raise OperationalError("database is locked")

    tally.add(key("google.com"))
    with monkeypatch.context() as patch:
        patch.setattr(tallies, "add_up", fail)
        Writer(tally).write()
    assert counted(What.REFERRER) == {"google.com": 1, "meanwhile.com": 1}


def test_nobody_can_fill_the_table() -> None:
    add_up({key(f"{n}.example.com"): 1 for n in range(NAMES_A_DAY - 1)})
    add_up({key("0.example.com"): 1, key("last.example.com"): 1, key("one.too.many"): 2, key("and.another"): 1})
    found = counted(What.REFERRER)
    assert found["0.example.com"] == 2
    assert found["last.example.com"] == 1
    assert found[OTHER] == 3
    assert len(found) == NAMES_A_DAY + 1
    add_up({key("one.too.many", date(2026, 6, 9)): 1})
    assert Counter.objects.filter(name="one.too.many").count() == 1


@pytest.mark.once
def test_nobody_can_fill_the_memory() -> None:
    for n in range(FULL):
        assert not tally.is_full.is_set()
        tally.add(key(f"{n}.example.com"))
    assert tally.is_full.is_set()
    for n in range(FULL, MOST + 10):
        tally.add(key(f"{n}.example.com"))
    taken = tally.take()
    assert len(taken) == MOST + 1
    assert taken.total() == MOST + 10


def test_a_process_that_ends_writes_first(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    at_the_end: list[Callable[[], None]] = []
    monkeypatch.setattr(atexit, "register", at_the_end.append)
    monkeypatch.setattr(tallies.Thread, "start", lambda thread: None)
    settings.COUNTS_WRITTEN_SECONDS = 3600
    writer = Writer(tally)
    for _ in range(2):
        tally.add(key("google.com"))
        writer.see_to_it()
    (write,) = at_the_end
    write()
    assert counted(What.REFERRER) == {"google.com": 2}


def _counts_until_it_is_killed() -> None:
    tally.add(key("written.com"))
    tally.write()
    tally.add(key("lost.com"))
    os.kill(os.getpid(), signal.SIGKILL)


@pytest.mark.django_db(transaction=True)
def test_a_process_that_is_killed_loses_what_it_has_not_written_and_no_more() -> None:
    tally.add(key("ours.com"))
    connections.close_all()
    child = multiprocessing.get_context("fork").Process(target=_counts_until_it_is_killed)
    child.start()
    child.join()
    assert child.exitcode == -signal.SIGKILL
    # What was counted before the fork is the parent's alone.
    assert counted(What.REFERRER) == {"written.com": 1, "ours.com": 1}


def test_old_counts_are_forgotten(settings: Settings) -> None:
    settings.COUNTS_MONTHS = 12
    now = datetime(2026, 6, 8, 12, tzinfo=UTC)
    add_up({key("old.com", date(2025, 5, 1)): 1, key("new.com", date(2025, 6, 8)): 1})
    assert forget_old_counts(now=now) == 1
    assert counted(What.REFERRER) == {"new.com": 1}


def test_an_empty_tally_asks_the_database_nothing() -> None:
    with CaptureQueriesContext(connection) as queries:
        actions.add_up({})
    assert not any("analytics" in query["sql"] for query in queries)
