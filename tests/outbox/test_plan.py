"""However many reminders wait for their day, whoever looks for what is due reads only that."""

import re
from datetime import datetime, timedelta

import pytest
from django.db import connection

from salon.outbox.actions.claim import CLAIM, PAGE, due
from salon.outbox.models import Message, State
from tests.outbox.conftest import NOW

pytestmark = pytest.mark.django_db

VISITS, DUE, HOURS = 10_000, 1000, (24, 2)
MINUTE = timedelta(minutes=1)
# Nothing was due then.
QUIET = NOW - timedelta(days=365)


@pytest.fixture
def waiting(db: None) -> None:
    """The reminders of ten thousand visits ahead, what was sent of as many, and a thousand that are due."""
    rows = [
        _message(f"visit:{visit}", "visit_reminder", NOW + (visit * 15 + 60 * hours) * MINUTE, version=str(hours))
        for visit in range(VISITS)
        for hours in HOURS
    ]
    rows += [_message(f"visit:{visit}", "visit_confirmed", NOW, state=State.SENT) for visit in range(VISITS)]
    rows += [_message(f"visit:{visit}", "visit_moved", NOW - visit * MINUTE) for visit in range(DUE)]
    Message.objects.bulk_create(rows, batch_size=1000)
    with connection.cursor() as cursor:
        cursor.execute(f"ANALYZE {Message._meta.db_table}")


def _message(about: str, kind: str, at: datetime, *, version: str = "", state: str = State.QUEUED) -> Message:
    key = f"{kind}|{about}|client|{version}"
    return Message(kind=kind, about=about, due_at=at, try_at=at, dedupe_key=key, state=state)


def indexes_of(plan: str) -> dict[str, str]:
    """The indexes by which the database finds rows of the outbox, and what it looks up in each."""
    form = {
        # SEARCH outbox_message USING INDEX outbox_state (state=? AND due_at<?)
        "sqlite": r"SEARCH \w+ USING INDEX (outbox_\w+) \((.*)\)",
        # Index Scan using outbox_state on outbox_message  (…)\n  Index Cond: (…)
        "postgresql": r"Index Scan (?:using|on) (outbox_\w+)[^\n]*\n\s*Index Cond: (.*)",
    }[connection.vendor]
    return dict(re.findall(form, plan))


def test_whoever_looks_goes_by_an_index(waiting: None) -> None:
    """To what is due, if anything is; and of whoever came last after an outage, only to what is about the same."""
    for now in (NOW, QUIET):
        ((name, looked_up),) = indexes_of(due(now)[:PAGE].explain()).items()
        assert name == "outbox_state"
        assert re.search(r"due_at *<", looked_up)
    last = Message.objects.filter(kind="visit_moved").latest("due_at")
    found = indexes_of(_plan_of_claim(last))
    assert re.search(r"about.*recipient", found["outbox_about"])


def _plan_of_claim(message: Message) -> str:
    explain = {"sqlite": "EXPLAIN QUERY PLAN", "postgresql": "EXPLAIN"}[connection.vendor]
    until = connection.ops.adapt_datetimefield_value(NOW)
    with connection.cursor() as cursor:
        cursor.execute(f"{explain} {CLAIM}", [until, message.pk, message.attempts, message.resends])
        return "\n".join(str(row[-1]) for row in cursor.fetchall())
