"""Whoever writes at the same time as others adds to what they wrote; and the writer of a process does it by itself."""

from datetime import date
from time import monotonic, sleep

import pytest
from django.conf import settings

from salon.analytics.actions import NAMES_A_DAY, Key, add_up
from salon.analytics.models import Counter, Device, What
from salon.analytics.tally import tally, writer
from tests.races.crowd import PEOPLE, ROUNDS, Crowd, Outcome

pytestmark = [pytest.mark.races, pytest.mark.django_db(transaction=True)]
DAY, SITES = date(2026, 6, 8), 40


def key(name: str) -> Key:
    return Key(What.REFERRER, DAY, name, "", "de", Device.PHONE)


def write_once(number: int) -> Outcome:
    """The same sites as everybody, in another order, and as many of one's own as fill a day."""
    shared = {key(f"{(n * (number + 1)) % SITES}.example.com"): 1 for n in range(SITES)}
    own = {key(f"{number}-{n}.example.org"): 1 for n in range(NAMES_A_DAY)}
    add_up({**shared, **own})
    return Outcome(number)


def count_once(number: int) -> Outcome:
    settings.COUNTS_WRITTEN_SECONDS = 0.01
    tally.add(key(f"{number}.example.com"))
    writer.see_to_it()
    end = monotonic() + 20
    while not Counter.objects.filter(name=f"{number}.example.com").exists() and monotonic() < end:
        sleep(0.01)
    return Outcome(number)


def test_counts_of_many_processes_add_up_and_stay_within_their_bounds() -> None:
    add_up({key(f"{n}.example.com"): 1 for n in range(SITES)})
    with Crowd("write counts against write counts") as crowd:
        for _ in range(ROUNDS):
            crowd.rush([(write_once, number) for number in range(PEOPLE)])
    rows = dict(Counter.objects.values_list("name", "number"))
    assert sum(rows.values()) == SITES + ROUNDS * PEOPLE * (NAMES_A_DAY + len(shared_of_all()) / PEOPLE)
    assert len(rows) == NAMES_A_DAY + 1


def shared_of_all() -> list[str]:
    """Of every person, how many different shared sites she writes."""
    return [f"{number}-{n}" for number in range(PEOPLE) for n in {(n * (number + 1)) % SITES for n in range(SITES)}]


def test_a_process_writes_by_itself() -> None:
    with Crowd("writers") as crowd:
        crowd.rush([(count_once, number) for number in range(PEOPLE)])
    assert dict(Counter.objects.values_list("name", "number")) == {f"{n}.example.com": 1 for n in range(PEOPLE)}
