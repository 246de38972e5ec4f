"""The register of messages: whoever may sees what went to whom, what waits and why."""

from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.contrib.auth import get_user
from django.db import connection
from django.test import Client as Browser
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.users.models import UserProfile

from salon.cms.roles import Role
from salon.cms.selectors import salon_name
from salon.outbox import subjects
from salon.outbox.letter import Channel
from salon.outbox.models import State, WaitsFor
from salon.outbox.subjects import Subject
from tests.outbox.register import KIND, LIST, door, exported, found, make, sheet
from tests.people import logged_in

pytestmark = pytest.mark.django_db

AN_HOUR = timedelta(hours=1)


@pytest.fixture
def karin(db: None) -> Browser:
    return logged_in(Role.RECEPTION)


@pytest.fixture
def known_visits(monkeypatch: pytest.MonkeyPatch) -> list[set[str]]:
    """Some app tells visits by number; the list says how often it was asked for which."""
    asked: list[set[str]] = []

    def tell(keys: Any, request: Any) -> dict[str, Subject]:
        asked.append(set(keys))
        return {key: Subject(f"REF{key}", f"/admin/visit/{key}/", "Di 9. Juni", "Olena", "+49 30 1") for key in keys}

    monkeypatch.setitem(subjects.tellers, "visit", tell)
    monkeypatch.setattr(subjects, "finders", [lambda words, request: ["visit:2"] if words == "REF2" else []])
    return asked


def test_the_list_says_in_words_what_went_to_whom(karin: Browser, known_visits: list[set[str]]) -> None:
    make(state=State.SENT, sent_at=timezone.now(), sent_to="olena@example.org", channel=Channel.MAIL)
    page = karin.get(LIST).content.decode()
    for words in ("Besuch bestätigt", "REF1", "/admin/visit/1/", "gesendet", "Kunde/Kundin", "olena@example.org"):
        assert words in page, words
    assert KIND not in page.replace(f"kind={KIND}", "")


@pytest.mark.parametrize("state", list(State))
def test_a_state_is_a_sign_a_word_and_an_attribute(karin: Browser, state: State) -> None:
    make(state=state)
    page = karin.get(LIST).content.decode()
    row = page[page.index(f'<tr data-state="{state}"') :]
    assert str(state.label) in row
    assert "#icon-" in row


def test_times_are_the_salons_whatever_zone_staff_has_chosen(karin: Browser) -> None:
    profile = UserProfile.get_for_user(get_user(karin))
    profile.current_time_zone = "America/New_York"
    profile.save()
    message = make(due_at=datetime(2020, 6, 9, 8, tzinfo=UTC), state=State.SENT)
    for url in (LIST, door("inspect", message.pk)):
        assert "Di 9.\N{NO-BREAK SPACE}Juni 2020, 10:00" in karin.get(url).content.decode()


def test_a_hundred_rows_cost_few_queries(karin: Browser, known_visits: list[set[str]]) -> None:
    for number in range(100):
        make(about=f"visit:{number}", state=State.DEAD)
    # The salon's name above it is known for a minute.
    salon_name()
    with CaptureQueriesContext(connection) as queries:
        karin.get(LIST)
    assert len(queries) <= 16
    assert [len(keys) for keys in known_visits] == [50]


def test_what_nobody_can_tell_is_a_dash(karin: Browser) -> None:
    message = make(about="comet:7", recipient="ghost:1", kind="gone")
    for url in (LIST, door("inspect", message.pk)):
        assert karin.get(url).status_code == 200
    assert "comet" not in karin.get(LIST).content.decode()


@pytest.mark.parametrize(
    "query",
    [
        {"state__exact": "dead"},
        {"kind": "visit_moved"},
        {"recipient": "master"},
        {"channel": "telegram"},
        {"due": "before"},
        {"q": "olena@"},
        {"q": " REF2 "},
    ],
)
def test_the_list_is_narrowed(karin: Browser, known_visits: list[set[str]], query: dict[str, str]) -> None:
    make()
    facts = {"kind": "visit_moved", "about": "visit:2", "recipient": "master:3", "channel": Channel.TELEGRAM}
    long_ago = timezone.now() - timedelta(days=30)
    wanted = make(**facts, state=State.DEAD, sent_to="olena@example.org", due_at=long_ago)
    assert found(karin, **query) == [wanted.pk]
    assert len(exported(karin, **query)) == 1


def test_what_is_due_is_asked_for_by_the_salons_days() -> None:
    """A little after midnight in the salon it is still yesterday in Greenwich."""
    now = datetime(2026, 6, 9, 0, 30, tzinfo=ZoneInfo("Europe/Berlin"))
    with time_machine.travel(now, tick=False):
        karin = logged_in(Role.RECEPTION)
        last_week, yesterday = make(due_at=now - timedelta(days=8)), make(due_at=now - AN_HOUR)
        today, tonight = make(due_at=now), make(due_at=now + timedelta(hours=23))
        tomorrow = make(due_at=now + timedelta(hours=24))
        found_by = {due: found(karin, due=due) for due in ("late", "today", "coming", "week", "before")}
    assert found_by == {
        "late": [yesterday.pk, last_week.pk],
        "today": [tonight.pk, today.pk],
        "coming": [tomorrow.pk],
        "week": [yesterday.pk],
        "before": [last_week.pk],
    }


def test_filters_name_kinds_and_recipients(karin: Browser) -> None:
    make()
    page = karin.get(LIST).content.decode()
    assert "?kind=visit_confirmed" in page
    assert "?recipient=desk" in page


def test_a_heading_sorts(karin: Browser) -> None:
    few, many = make(attempts=1), make(attempts=7)
    assert found(karin, ordering="attempts") == [few.pk, many.pk]
    assert found(karin, ordering="-attempts") == [many.pk, few.pk]
    assert found(karin, ordering="context") == [many.pk, few.pk]


def test_the_list_has_pages(karin: Browser) -> None:
    for _ in range(51):
        make()
    assert (len(found(karin)), len(found(karin, p="2")), len(found(karin, p="rubbish"))) == (50, 1, 50)


def test_the_spreadsheet_has_words_and_no_formula(karin: Browser, known_visits: list[set[str]]) -> None:
    due = datetime(2026, 6, 9, 8, tzinfo=UTC)
    make(due_at=due, state=State.SENT, sent_at=due, sent_to="+olena@example.org", channel=Channel.MAIL, problem="=1+1")
    make(about="visit:2", state=State.QUEUED, try_at=due)
    sent, waiting = sorted(exported(karin), key=lambda row: list(row.values())[1])
    assert list(sent.values())[:5] == ["Besuch bestätigt", "REF1", "gesendet", "Kunde/Kundin", "2026-06-09 10:00"]
    assert list(sent.values())[-2:] == ["'+olena@example.org", "'=1+1"]
    assert "2026-06-09 10:00" in waiting.values()
    assert not {"context", "dedupe_key"} & {*sent, *sheet(karin)}
    assert "REF2" in sheet(karin)


def test_the_card_says_everything_but_what_the_message_carries(karin: Browser, known_visits: list[set[str]]) -> None:
    message = make(
        state=State.QUEUED,
        waits_for=WaitsFor.SERVER,
        attempts=7,
        resends=2,
        problem="ConnectionRefusedError: 111",
        context={"note": "private"},
    )
    page = karin.get(door("inspect", message.pk)).content.decode()
    for words in ("REF1", "Kunde/Kundin", "ConnectionRefusedError: 111", "Wartet", ">7<", ">2<"):
        assert words in page, words
    assert "private" not in page
    assert message.dedupe_key not in page


@pytest.mark.parametrize(
    ("state", "problem"), [(State.DROPPED, "The visit is off."), (State.CALL, "There is no email address.")]
)
def test_our_own_reasons_are_told_in_the_readers_language(karin: Browser, state: State, problem: str) -> None:
    message = make(state=state, problem=problem)
    for url in (LIST, door("inspect", message.pk)):
        page = karin.get(url).content.decode()
        assert problem not in page
        assert {"The visit is off.": "Der Besuch", "There is no email address.": "E-Mail"}[problem] in page
