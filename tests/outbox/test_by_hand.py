"""What people do with messages by hand: asked first, done once, told, noted; only by who may, and never by looking."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth import get_user
from django.test import Client as Browser
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry

from salon.cms.roles import Role
from salon.outbox.actions.retention import KEPT
from salon.outbox.actions.write import on_wake
from salon.outbox.admin.by_hand import AT_ONCE, DEEDS
from salon.outbox.models import Message, State, WaitsFor
from tests.outbox.register import DOORS, KIND, LIST, address, door, make, said
from tests.people import logged_in

pytestmark = [pytest.mark.django_db, pytest.mark.once]

DESK = {Role.OWNER, Role.RECEPTION}
AN_HOUR = timedelta(hours=1)


@pytest.fixture
def karin(db: None) -> Browser:
    return logged_in(Role.RECEPTION)


@pytest.fixture
def woken(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """How often somebody was asked to deliver."""
    calls: list[str] = []
    monkeypatch.setattr("salon.outbox.actions.write._wakers", [])
    on_wake(lambda: calls.append("woken"))
    return calls


@pytest.mark.parametrize(
    ("name", "before", "after"),
    [
        ("resend", State.DEAD, State.QUEUED),
        ("resend", State.SENT, State.QUEUED),
        ("resend", State.DROPPED, State.QUEUED),
        ("resend", State.CALL, State.QUEUED),
        ("withdraw", State.QUEUED, State.WITHDRAWN),
        ("called", State.CALL, State.CALLED),
    ],
)
def test_a_deed_asks_first_then_does_it_says_so_and_leaves_a_line(
    karin: Browser, name: str, before: State, after: State
) -> None:
    message = make(state=before, problem="550", attempts=3)
    page = karin.get(door(name, message.pk)).content.decode()
    assert "csrfmiddlewaretoken" in page
    message.refresh_from_db()
    assert (message.state, ModelLogEntry.objects.count()) == (before, 0)
    answer = karin.post(door(name, message.pk), follow=True)
    message.refresh_from_db()
    assert (message.state, answer.redirect_chain[-1][0]) == (after, door("inspect", message.pk))
    deed = next(deed for deed in DEEDS if deed.name == name)
    assert said(answer) == str(deed.done)
    line = ModelLogEntry.objects.get()
    assert (line.action, line.user, line.object_id) == (f"outbox.{name}", get_user(karin), str(message.pk))
    assert str(deed.label) in answer.content.decode()


def test_send_again_begins_anew_and_wakes_whoever_delivers(
    karin: Browser, woken: list[str], django_capture_on_commit_callbacks: Callable[..., Any]
) -> None:
    message = make(state=State.DEAD, attempts=9, problem="550", due_at=timezone.now() - AN_HOUR)
    with django_capture_on_commit_callbacks(execute=True):
        karin.post(door("resend", message.pk))
    message.refresh_from_db()
    assert (message.attempts, message.problem, message.resends, woken) == (0, "", 1, ["woken"])


def test_what_was_tried_in_vain_can_be_tried_now(karin: Browser) -> None:
    now = timezone.now()
    message = make(due_at=now - AN_HOUR, try_at=now + AN_HOUR, waits_for=WaitsFor.SERVER, attempts=5)
    page = karin.get(LIST).content.decode()
    assert door("try-now", message.pk) in page
    assert door("resend", message.pk) not in page
    karin.post(door("try-now", message.pk))
    message.refresh_from_db()
    assert message.try_at <= timezone.now()


@pytest.mark.parametrize(
    ("name", "state"),
    [
        ("resend", State.QUEUED),
        ("withdraw", State.SENT),
        ("called", State.CALLED),
        ("try-now", State.QUEUED),
        ("try-now", State.SENT),
    ],
)
def test_who_comes_too_late_is_told_so(karin: Browser, name: str, state: State) -> None:
    message = make(state=state)
    assert '<form action="" method="post"' not in karin.get(door(name, message.pk)).content.decode()
    answer = karin.post(door(name, message.pk), follow=True)
    message.refresh_from_db()
    assert (message.state, ModelLogEntry.objects.count()) == (state, 0)
    assert str(state.label) in said(answer)


def test_two_who_send_again_send_once(karin: Browser) -> None:
    message = make(state=State.DEAD)
    for _ in range(2):
        karin.post(door("resend", message.pk))
    message.refresh_from_db()
    assert (message.resends, ModelLogEntry.objects.count()) == (1, 1)


def test_what_was_forgotten_cannot_be_sent_again(karin: Browser) -> None:
    old = make(state=State.DEAD, due_at=timezone.now() - KEPT - AN_HOUR)
    assert door("resend", old.pk) not in karin.get(door("inspect", old.pk)).content.decode()
    karin.post(door("resend", old.pk))
    karin.post(door("resend-dead"))
    old.refresh_from_db()
    assert old.state == State.DEAD


def test_everything_given_up_is_sent_again_and_somebody_woken_once(karin: Browser, woken: list[str]) -> None:
    for _ in range(3):
        make(state=State.DEAD)
    sent = make(state=State.SENT)
    assert door("resend-dead") in karin.get(LIST).content.decode()
    karin.get(door("resend-dead"))
    assert Message.objects.filter(state=State.DEAD).count() == 3
    answer = karin.post(door("resend-dead"), follow=True)
    assert said(answer).startswith("3 ")
    assert Message.objects.filter(state=State.QUEUED, resends=1).count() == 3
    assert Message.objects.get(pk=sent.pk).state == State.SENT
    assert ModelLogEntry.objects.filter(action="outbox.resend").count() == 3
    assert woken == ["woken"]
    assert door("resend-dead") not in answer.content.decode()


def test_one_press_sends_only_so_many(karin: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("salon.outbox.admin.by_hand.AT_ONCE", 2)
    for _ in range(3):
        make(state=State.DEAD)
    karin.post(door("resend-dead"))
    assert Message.objects.filter(state=State.DEAD).count() == 1
    assert AT_ONCE == 500


def test_a_deed_leads_back_to_where_it_was_done_and_nowhere_else(karin: Browser) -> None:
    home, card = reverse("wagtailadmin_home"), make(state=State.CALL)
    assert karin.post(door("called", card.pk), {"next": home})["Location"] == home
    other = make(state=State.CALL)
    answer = karin.post(door("called", other.pk), {"next": "https://evil.example.org/"})
    assert answer["Location"] == door("inspect", other.pk)


def test_a_form_of_a_stranger_does_nothing() -> None:
    message, strict = make(state=State.DEAD), Browser(enforce_csrf_checks=True)
    strict.force_login(get_user(logged_in(Role.OWNER)))
    for url in (door("resend", message.pk), door("resend-dead")):
        assert strict.post(url).status_code == 403
    message.refresh_from_db()
    assert message.state == State.DEAD


@pytest.mark.parametrize("role", list(Role))
def test_only_owner_and_reception_see_messages_and_act(role: str) -> None:
    message, browser = make(state=State.DEAD), logged_in(role)
    answers = [browser.get(address(name, message)) for name in DOORS]
    assert {answer.status_code for answer in answers} == ({200} if role in DESK else {302})
    assert (LIST in browser.get(reverse("wagtailadmin_home")).content.decode()) == (role in DESK)
    browser.post(door("resend", message.pk))
    message.refresh_from_db()
    assert message.state == (State.QUEUED if role in DESK else State.DEAD)


def test_who_may_only_look_finds_no_button_and_no_door() -> None:
    message, browser = make(state=State.DEAD), logged_in(Role.RECEPTION)
    get_user(browser).groups.get().permissions.filter(codename="resend_message").first().group_set.clear()
    for name in ("index", "inspect"):
        page = browser.get(address(name, message))
        assert page.status_code == 200
        assert "/resend" not in page.content.decode()
    for name in DOORS[2:]:
        assert browser.get(address(name, message)).status_code == 302
        browser.post(address(name, message))
    message.refresh_from_db()
    assert message.state == State.DEAD


def test_nobody_enters_without_a_login() -> None:
    message = make(state=State.DEAD)
    for name in DOORS:
        for answer in (Browser().get(address(name, message)), Browser().post(address(name, message))):
            assert reverse("wagtailadmin_login") in answer["Location"]


@pytest.mark.parametrize("page", ["create/", "edit/{pk}/", "delete/{pk}/", "history/{pk}/", "inspect/abc/"])
def test_there_is_no_door_to_write_change_or_delete_a_message(admin_client: Browser, page: str) -> None:
    message = make()
    for answer in (admin_client.get(LIST + page.format(pk=message.pk)), admin_client.post(LIST + page.format(pk=1))):
        assert answer.status_code in {302, 404}
        assert not answer.get("Location", "").startswith(LIST)
    assert Message.objects.get().kind == KIND


def test_a_message_that_is_not_there_is_not_found(karin: Browser) -> None:
    for number in (10**6, 10**30):
        assert karin.get(f"{LIST}inspect/{number}/").status_code != 200


@pytest.mark.parametrize("method", ["get", "head", "options"])
def test_looking_changes_nothing(karin: Browser, method: str) -> None:
    for state in State:
        make(state=state)
    before = list(Message.objects.order_by("pk").values())
    for message in Message.objects.all():
        for name in DOORS:
            getattr(karin, method)(address(name, message))
    assert list(Message.objects.order_by("pk").values()) == before
    assert not ModelLogEntry.objects.exists()
