"""The home page says when something is wrong with the messages, and whom to call; nothing while all is well."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.contrib.auth import get_user
from django.db import connection
from django.test import Client as Browser
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from salon.cms.roles import Role
from salon.outbox import subjects
from salon.outbox.actions.heartbeat import beat
from salon.outbox.models import Message, State
from salon.outbox.panels import MOST_CALLS
from salon.outbox.subjects import Subject
from tests.people import logged_in

pytestmark = pytest.mark.django_db

HOME, LIST = reverse("wagtailadmin_home"), reverse("outbox_message_modeladmin_index")
HEALTH, CALLS = 'id="messages-health-heading"', 'id="messages-calls-heading"'
DESK = {Role.OWNER, Role.RECEPTION}
MINUTE = timedelta(minutes=1)


def make(
    state: State = State.QUEUED, *, due_at: datetime | None = None, about: str = "visit:0", **facts: Any
) -> Message:
    due = due_at or timezone.now()
    known = {"kind": "visit_cancelled", "about": about, "due_at": due, "try_at": due, "state": state, **facts}
    return Message.objects.create(dedupe_key=f"key-{Message.objects.count()}", **known)


@pytest.fixture
def karin(db: None) -> Browser:
    return logged_in(Role.RECEPTION)


@pytest.fixture
def worker(db: None) -> None:
    """Somebody delivers."""
    beat(now=timezone.now())


def page_of(browser: Browser) -> str:
    return browser.get(HOME).content.decode()


def test_nothing_is_shown_while_all_is_well(karin: Browser, worker: None) -> None:
    for state in (State.SENT, State.WITHDRAWN, State.DROPPED, State.CALLED):
        make(state)
    make(due_at=timezone.now() + 60 * MINUTE)
    make(due_at=timezone.now() - 4 * MINUTE)
    page = page_of(karin)
    assert HEALTH not in page
    assert CALLS not in page


def test_what_was_given_up_leads_to_it(karin: Browser, worker: None) -> None:
    make(State.DEAD)
    page = page_of(karin)
    assert HEALTH in page
    assert f"{LIST}?state__exact=dead" in page
    assert "?due=late" not in page


def test_what_is_late_says_since_when(karin: Browser, worker: None) -> None:
    make(due_at=datetime(2020, 6, 9, 8, tzinfo=UTC))
    make(due_at=timezone.now() - 6 * MINUTE)
    page = page_of(karin)
    assert f"{LIST}?due=late" in page
    assert "Juni 2020" in page
    assert len(karin.get(LIST, {"due": "late"}).context["table"].data) == 2


@pytest.mark.parametrize(("minutes", "is_silent"), [(1, False), (2, False), (4, True), (60 * 24, True)])
def test_a_worker_that_was_not_seen_for_minutes_is_missed(karin: Browser, minutes: int, is_silent: bool) -> None:
    beat(now=timezone.now() - minutes * MINUTE)
    assert (HEALTH in page_of(karin)) is is_silent


def test_a_worker_that_was_never_seen_is_missed(karin: Browser) -> None:
    assert HEALTH in page_of(karin)


@pytest.fixture
def call(monkeypatch: pytest.MonkeyPatch) -> Message:
    """Olena has no mailbox and has to be told that her visit is off."""
    olena = Subject("K7QMXF", "/admin/visit/1/", "Di 9. Juni, 10:00", "Olena Kovalenko", "+49 1512 345678")
    monkeypatch.setitem(subjects.tellers, "visit", lambda keys, request: dict.fromkeys(keys, olena))
    return make(State.CALL, about="visit:1", problem="There is no email address.")


def test_reception_sees_whom_to_call_about_what(karin: Browser, call: Message) -> None:
    page = page_of(karin)
    panel = page[page.index(CALLS) :]
    for words in ("Olena Kovalenko", "tel:+49 1512 345678", "K7QMXF", "/admin/visit/1/", "Besuch storniert"):
        assert words in panel, words
    assert f"{LIST}?state__exact=call" in page


def test_called_is_one_click(karin: Browser, call: Message) -> None:
    url = reverse("outbox_message_modeladmin_called", args=[call.pk])
    page = page_of(karin)
    form = page[page.index(f'action="{url}"') :]
    assert form.index("csrfmiddlewaretoken") < form.index("</form>")
    answer = karin.post(url, {"next": HOME}, follow=True)
    assert answer.redirect_chain[-1][0] == HOME
    assert CALLS not in answer.content.decode()
    call.refresh_from_db()
    assert call.state == State.CALLED


def test_a_form_of_the_panel_carries_the_browsers_token(call: Message) -> None:
    strict = Browser(enforce_csrf_checks=True)
    strict.force_login(get_user(logged_in(Role.RECEPTION)))
    page = page_of(strict)
    token = page[page.index(CALLS) :].split('name="csrfmiddlewaretoken" value="')[1].split('"')[0]
    url = reverse("outbox_message_modeladmin_called", args=[call.pk])
    assert strict.post(url, {"next": HOME, "csrfmiddlewaretoken": token})["Location"] == HOME


def test_what_nobody_can_tell_is_a_dash_and_not_an_error(karin: Browser, call: Message) -> None:
    Message.objects.update(about="comet:1", kind="gone")
    assert CALLS in page_of(karin)


@pytest.mark.parametrize("role", list(Role))
def test_only_owner_and_reception_are_told(call: Message, role: str) -> None:
    make(State.DEAD)
    page = page_of(logged_in(role))
    assert (HEALTH in page, CALLS in page) == ((True, True) if role in DESK else (False, False))
    assert ("Olena Kovalenko" in page) == (role in DESK)


def panels_cost(browser: Browser) -> int:
    with CaptureQueriesContext(connection) as queries:
        browser.get(HOME)
    return len(queries)


def test_many_calls_cost_as_much_as_one(karin: Browser, worker: None, call: Message) -> None:
    page_of(karin)
    before = panels_cost(karin)
    for number in range(MOST_CALLS):
        make(State.CALL, about=f"visit:{number}")
    assert panels_cost(karin) == before
    assert page_of(karin).count("/called/") == MOST_CALLS
