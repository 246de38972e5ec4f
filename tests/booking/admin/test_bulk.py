"""Several appointments at once: one by one through the same actions, and each row says what became of it."""

import re
from collections.abc import Iterator

import pytest
from django.test import Client as Browser
from django.urls import reverse
from time_machine import travel

from booking.models import Appointment, Client, ClientStatus, Master, Service, WaitingEntry, WaitingState
from salon.outbox.models import Message
from tests.booking.conftest import NOW, Booker, local
from tests.booking.story.invariants import assert_desk_is_sound


@pytest.fixture(autouse=True)
def monday() -> Iterator[None]:
    with travel(NOW, tick=False):
        yield
    assert_desk_is_sound()


def act(browser: Browser, action: str, *rows: Appointment, **typed: str) -> dict[int, bool]:
    """Answer the question with yes; which rows (by id) were done."""
    data = {"action": action, "sure": "yes", "row": [row.pk for row in rows], **typed}
    answer = browser.post(reverse("appointments:bulk"), data)
    return {row.pk: outcome[0] for row, _when, outcome in answer.context["rows"]} if answer.context else {}


def rows_of(book: Booker, *hours: int) -> list[Appointment]:
    return [book("haircut", local(11, hour), master="anna").appointments.get() for hour in hours]


def statuses(*rows: Appointment) -> list[str]:
    return [Appointment.objects.get(pk=row.pk).status for row in rows]


def test_the_list_lets_tick_rows_and_asks_before_anything_happens(karin: Browser, book: Booker) -> None:
    rows = rows_of(book, 10, 12)
    page = karin.get(reverse("appointments:index"))
    boxes = re.findall(r'name="row" value="(\d*)" form="bulk-form"', page.content.decode())
    assert sorted(map(int, boxes)) == sorted(row.pk for row in rows)
    assert [name for name, _bulk in page.context["bulk_choices"]] == [
        "confirm",
        "decline",
        "done",
        "no_show",
        "cancel",
    ]
    asked = karin.post(reverse("appointments:bulk"), {"action": "cancel", "row": [row.pk for row in rows]})
    assert [row.pk for row, *_rest in asked.context["rows"]] == [row.pk for row in rows]
    assert statuses(*rows) == ["confirmed", "confirmed"]


def test_one_that_is_refused_does_not_hold_up_the_others(karin: Browser, book: Booker) -> None:
    first, off, last = rows_of(book, 10, 12, 14)
    act(karin, "cancel", off, reason="krank")
    done = act(karin, "cancel", first, off, last, reason="Wasserschaden")
    assert done == {first.pk: True, off.pk: False, last.pk: True}
    assert statuses(first, off, last) == ["cancelled"] * 3
    reasons = Message.objects.filter(kind="visit_cancelled").order_by("pk").values_list("context__reason", flat=True)
    assert list(reasons) == ["krank", "Wasserschaden", "Wasserschaden"]


def test_two_parts_of_one_request_are_answered_once_each(karin: Browser, book: Booker, on_request: None) -> None:
    rows = list(book(["colour", "manicure"], local(11, 9)).appointments.order_by("position"))
    assert act(karin, "confirm", *rows) == {row.pk: True for row in rows}
    assert statuses(*rows) == ["confirmed", "confirmed"]
    other = list(book(["colour", "manicure"], local(12, 9)).appointments.order_by("position"))
    assert act(karin, "decline", *other, reason="voll") == {row.pk: True for row in other}
    assert Message.objects.filter(kind__in=["visit_confirmed", "visit_declined"]).count() == 2


def test_what_has_not_begun_is_neither_done_nor_missed(karin: Browser, book: Booker) -> None:
    ahead, begun = rows_of(book, 14, 10)
    with travel(local(11, 11), tick=False):
        assert act(karin, "done", ahead, begun) == {begun.pk: True, ahead.pk: False}
    assert statuses(ahead, begun) == ["confirmed", "completed"]


def test_a_master_acts_on_her_own_rows_and_cancels_none(annas_phone: Browser, book: Booker, on_request: None) -> None:
    (own,) = rows_of(book, 10)
    other = book("haircut", local(11, 10), master="olga").appointments.get()
    assert act(annas_phone, "confirm", own, other) == {own.pk: True}
    assert act(annas_phone, "cancel", own) == {}
    assert statuses(own, other) == ["confirmed", "pending"]


@pytest.mark.parametrize(
    "data", [{}, {"action": "confirm"}, {"action": "fly", "row": "1"}, {"action": "done", "row": "²"}]
)
def test_nothing_chosen_leads_back_to_the_list(karin: Browser, data: dict[str, str]) -> None:
    answer = karin.post(reverse("appointments:bulk"), data)
    assert (answer.status_code, answer["Location"]) == (302, reverse("appointments:index"))


def press(browser: Browser, room: str, action: str, *keys: int, **typed: str) -> dict[int, bool]:
    """The same in any room's list."""
    answer = browser.post(reverse(f"{room}:bulk"), {"action": action, "sure": "yes", "row": keys, **typed})
    rows = answer.context["rows"] if answer.status_code == 200 else []
    return {row.pk: outcome[0] for row, _line, outcome in rows if outcome}


def test_clients_are_blocked_with_a_reason_and_let_in_again(karin: Browser) -> None:
    olena = Client.objects.create(name="Olena", phone="+491512345678", language="de")
    ivan = Client.objects.create(name="Ivan", phone="+491512345679", language="de", status=ClientStatus.BLOCKED)
    assert press(karin, "clients", "block", olena.pk, ivan.pk, reason="") == {}
    assert press(karin, "clients", "block", olena.pk, ivan.pk, reason="frech") == {olena.pk: True, ivan.pk: False}
    olena.refresh_from_db()
    assert (olena.status, olena.blocked_reason) == (ClientStatus.BLOCKED, "frech")
    assert press(karin, "clients", "unblock", olena.pk, ivan.pk) == {olena.pk: True, ivan.pk: True}


def test_people_are_taken_off_the_waiting_list_once(karin: Browser, anna: Master) -> None:
    day = local(9, 0).date()
    facts = {"services": ["haircut"], "first_day": day, "last_day": day, "contact_name": "Olena", "language": "de"}
    waits = WaitingEntry.objects.create(**facts, idempotency_key="waits")
    gone = WaitingEntry.objects.create(**facts, idempotency_key="gone", state=WaitingState.WITHDRAWN)
    assert press(karin, "waiting-list", "take_off", waits.pk, gone.pk) == {waits.pk: True, gone.pk: False}
    waits.refresh_from_db()
    assert waits.state == WaitingState.WITHDRAWN


def test_what_is_switched_off_stays_and_can_be_switched_on_again(
    owner: Browser, karin: Browser, anna: Master, haircut: Service
) -> None:
    rooms = {"services": haircut, "categories": haircut.category, "masters": anna}
    for room, fact in rooms.items():
        field = "is_bookable" if room == "masters" else "is_active"
        assert press(karin, room, "switch_off", fact.pk) == {}
        for action, on in (("switch_off", False), ("switch_on", True)):
            assert press(owner, room, action, fact.pk) == {fact.pk: True}
            assert press(owner, room, action, fact.pk) == {fact.pk: False}
            fact.refresh_from_db()
            assert getattr(fact, field) is on


@pytest.mark.parametrize("room", ["services", "categories", "masters"])
def test_who_may_only_look_sees_no_boxes(karin: Browser, anna: Master, room: str) -> None:
    page = karin.get(reverse(f"{room}:index"))
    assert page.context["bulk_choices"] == []
    assert 'form="bulk-form"' not in page.content.decode()
